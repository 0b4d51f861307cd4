"""Which of the values found on a page become the article's fields, and where each was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from readingroom.cleaning.anchors import find_anchor
from readingroom.cleaning.blocks import Block, Span
from readingroom.cleaning.body import Unit
from readingroom.cleaning.characters import HAN, fold, half_width, without_invisible
from readingroom.cleaning.damage import Damages, raw_text
from readingroom.cleaning.dates import find_dates
from readingroom.cleaning.evidence import Evidence, Found
from readingroom.records import FIELD_NAMES, Decision, FieldEvidence, How, Reading

RULE_ORDER = {
    "date": ("imprint", "label_line", "date_line"),
    "date_kind": ("imprint", "label_line", "date_line"),
    "time": ("imprint", "label_line", "date_line"),
    "outlet": ("imprint", "label_line", "reposted_from", "issue_line", "masthead", "date_line"),
}
"""Where two rules found a value, the earlier here wins; for all other fields what stands first on the page does."""

KIND_ORDER = ("published", "posted", "updated")
"""A date of publication says more than the day of posting, that more than the day of the last change."""

SLOGAN = re.compile(rf"(?:深入学习|学习贯彻|奋进|牢记|喜迎|聚焦|庆祝|高举|不忘初心|贯彻落实)[{HAN}]{{4,}}")
"""How banners below and above newspaper articles begin: the name of a column, no sentence of the article."""


@dataclass(frozen=True)
class Value:
    """A field's value with where it was found."""

    value: str
    evidence: FieldEvidence


def collect(
    blocks: Sequence[Block],
    verdicts: Sequence[Evidence | None],
    said: Sequence[Sequence[Evidence]],
    leads: Iterable[tuple[Unit, Found]],
    damages: Damages,
) -> dict[str, Value]:
    """The values the page gives. Lines within related posts or advertisements give none: they speak of others."""
    candidates: dict[str, list[tuple[tuple[int, ...], Value]]] = {}
    for index, (block, verdict) in enumerate(zip(blocks, verdicts, strict=True)):
        if verdict is None or any(one.reason in ("related-links", "advertisement") for one in said[index]):
            continue
        kind = ""
        for found, following in zip(verdict.found, (*verdict.found[1:], None), strict=False):
            if found.field == "date":
                kind = following.value if following and following.field == "date_kind" else ""
            rank = (*_rank(found, verdict.rule, kind), not found.sure, index)
            candidates.setdefault(found.field, []).append((rank, _value(block, verdict.rule, found, damages)))
    for unit, found in leads:
        candidates.setdefault(found.field, []).append(
            ((0, 0, not found.sure, unit.index), _value(unit, "lead", found, damages))
        )
    chosen = {field: min(ranked, key=lambda one: one[0])[1] for field, ranked in candidates.items()}
    if "author" in chosen:
        chosen["author"] = _fullest(
            chosen["author"], [value for _, value in sorted(candidates["author"], key=lambda one: one[0])]
        )
    return chosen


def _fullest(chosen: Value, all_of_them: Sequence[Value]) -> Value:
    """
    The same authors as another line of the page gives them, where that has more of them, or parts them.

    A date line names the first author only, or runs them together: 2024-07-09 06:44张三李四.
    """
    letters, names = chosen.value.replace(" ", ""), set(chosen.value.split())
    for value in all_of_them:
        if names < set(value.value.split()) or (letters == value.value.replace(" ", "") and not chosen.evidence.sure):
            return value
    return chosen


def _rank(found: Found, rule: str, kind: str) -> tuple[int, int]:
    order = RULE_ORDER.get(found.field)
    if not order:
        return (0, 0)
    kinds = KIND_ORDER.index(kind) if kind in KIND_ORDER else len(KIND_ORDER)
    return (order.index(rule) if rule in order else len(order), kinds)


def _value(block: Block | Unit, rule: str, found: Found, damages: Damages) -> Value:
    evidence = FieldEvidence(block.spans[0].line, _raw(block, found.raw, damages), found.how, rule, found.sure)
    return Value(_as_printed(found.value, block), evidence)


def _raw(block: Block | Unit, words: str, damages: Damages) -> str:
    """The words as they stand on the page: the rules look at folded and mended text, a curator at the page."""
    at = fold(block.text).find(words)
    if len(block.spans) > 1:
        return block.text[at : at + len(words)] if at >= 0 else words
    span = block.spans[0]
    if at < 0 or not words:
        # Set wide, or with pictures between: the whole line then.
        return raw_text(span, 0, len(span.text), damages)
    places = [place for place, character in enumerate(span.text) if without_invisible(character)]
    return raw_text(span, places[at], places[at + len(words) - 1] + 1, damages)


def _as_printed(value: str, block: Block | Unit) -> str:
    """The value in the characters of the page: traditional ones stay."""
    printed = {ord(folded): own for folded, own in zip(fold(block.text), half_width(block.text), strict=True)}
    return value.translate(printed)


def derive_date(values: dict[str, Value]) -> None:
    """
    The date that a printed issue number implies: issue 7 of a monthly is July.

    Where nothing says that the journal is monthly, the issue tells the year alone.
    """
    issue = values.get("issue")
    match = re.search(r"(\d{4})\s?年\s?第?\s?(\d{1,2})\s?期", issue.value) if issue else None
    if issue is None or match is None or "date" in values:
        return
    year, number = match[1], int(match[2])
    monthly = "frequency" in values and 1 <= number <= 12
    evidence = FieldEvidence(issue.evidence.line, issue.evidence.raw, "derived", "issue_date", sure=True)
    values["date"] = Value(f"{year}-{number:02d}" if monthly else year, evidence)
    values["date_kind"] = Value("issue", evidence)


def take_folio(values: dict[str, Value], *, is_printed: bool) -> None:
    """A number alone in its line is the page's number on a printed page; anywhere else it is a counter."""
    folio = values.pop("folio", None)
    if folio and is_printed:
        values.setdefault("page", folio)


def decided_fields(decisions: Sequence[Decision], reading: Reading) -> dict[str, Value | None]:
    """What curators set themselves; None where they emptied a field."""
    decided: dict[str, Value | None] = {}
    for decision in decisions:
        if decision.kind == "field":
            anchor, value = decision.anchor and find_anchor(decision.anchor, reading), decision.value["value"]
            place = (anchor.line, anchor.quote) if anchor else (0, "")
            evidence = FieldEvidence(*place, "printed", "curator", sure=True)
            decided[decision.value["name"]] = Value(value, evidence) if value else None
    return decided


def fill_fields(
    values: dict[str, Value],
    *,
    title: tuple[str | None, Sequence[Span], bool],
    banner: Sequence[Span],
    is_printed: bool,
    decisions: Sequence[Decision],
    reading: Reading,
    damages: Damages,
) -> tuple[dict[str, str | None], dict[str, FieldEvidence]]:
    """All fields of the article and the evidence of those that have a value; curators have the last word."""
    text, spans, sure = title
    if text:
        raw = raw_text(spans[0], 0, len(spans[0].text), damages)
        values["title"] = Value(text, FieldEvidence(spans[0].line, raw, "printed", "title", sure))
    take_folio(values, is_printed=is_printed)
    derive_date(values)
    if banner and SLOGAN.fullmatch(banner[0].text):
        values.setdefault("column", Value(banner[0].text, _evidence(banner, "inferred", "banner", sure=False)))
    for name, value in decided_fields(decisions, reading).items():
        values.pop(name, None)
        if value:
            values[name] = value
    return complete(values)


def _evidence(spans: Sequence[Span], how: How, rule: str, *, sure: bool) -> FieldEvidence:
    return FieldEvidence(spans[0].line, spans[0].text, how, rule, sure)


def complete(values: dict[str, Value]) -> tuple[dict[str, str | None], dict[str, FieldEvidence]]:
    """All fields, and the evidence of those that have a value. A date brings its precision, and takes all of it along."""
    date = values.get("date")
    if date is None:
        for name in ("date_precision", "date_kind", "time"):
            values.pop(name, None)
    if date and (precision := _precision(date.value)):
        values["date_precision"] = Value(precision, date.evidence)
    present = {name: values[name] for name in FIELD_NAMES if name in values}
    fields = {name: present[name].value if name in present else None for name in FIELD_NAMES}
    return fields, {name: value.evidence for name, value in present.items()}


def _precision(date: str) -> str | None:
    if re.fullmatch(r"\d{4}", date):
        return "year"
    found = find_dates(date)
    return found[0].precision if found else None
