"""The journey of an article on one screen: a reading and what was decided about it become a themed clean article."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any

from readingroom import cleaning, personal_data, themes
from readingroom.cleaning import OfficeWords
from readingroom.cleaning.anchors import find_anchor
from readingroom.records import CleanArticle, Decision, Item, LedgerLine, Reading, Segment, Theming
from readingroom.themes.vocabulary import Vocabulary

__all__ = ["doubts_about_personal_data", "process", "public_form", "unaccepted"]


def process(
    reading: Reading,
    decisions: Sequence[Decision] = (),
    vocabulary: Vocabulary | None = None,
    office: OfficeWords = cleaning.NO_WORDS,
    questioned: Collection[str] = (),
) -> CleanArticle:
    """
    The clean article with its themes. Pure. Without a vocabulary the one that comes with the software is used.

    Curators' decisions are applied where they belong: those about text and fields while cleaning, those about
    themes and about what was looked at here. What `questioned` rules removed is a reason to review.
    """
    article = cleaning.clean(reading, decisions, office)
    items = themes.theme_items(article.items, vocabulary or themes.shipped_vocabulary())
    items, lost = _apply_theme_decisions(items, article.ledger, decisions, reading)
    doubts = (*article.review, *doubts_about_personal_data(article))
    by_rules = cleaning.doubts_about_rules(article.ledger, questioned, doubts)
    review = (*doubts, *by_rules, *cleaning.doubts_about_decisions(lost))
    return replace(
        article,
        items=items,
        themes=_decided_themes(decisions) or themes.article_themes(items),
        review=unaccepted(review, decisions),
        lost_decisions=(*article.lost_decisions, *lost),
    )


def doubts_about_personal_data(article: CleanArticle) -> Iterator[str]:
    """Numbers of persons that readers would see; a page's address and its dates are no person's."""
    for number, item in enumerate(article.items, start=1):
        yield from (f"第 {number} 项（原第 {item.line} 行）有{said}" for said in _numbers_in(item.text))
    for name, value in article.fields.items():
        if value and name not in ("url", "date", "time"):
            yield from (f"“{cleaning.FIELD_LABELS[name]}”里有{said}" for said in _numbers_in(value))


def _numbers_in(text: str) -> Iterator[str]:
    spans = personal_data.of_persons(text)
    masked = personal_data.mask(text) if spans else text
    for span in spans:
        yield f"{personal_data.KIND_NAMES[span.kind]} {masked[span.start : span.end]}，请核对能不能公开"


def unaccepted(review: Iterable[str], decisions: Iterable[Decision]) -> tuple[str, ...]:
    """
    The reasons that no curator has looked at and found right.

    One comes back when it reads differently; the number of a paragraph alone makes no difference, for it changes with
    every paragraph above that is taken out or put back.

    >>> looked_at = Decision("accept", None, "第 2 项（原第 5 行）只有 4 字")
    >>> unaccepted(["第 3 项（原第 5 行）只有 4 字", "第 3 项（原第 5 行）只有 5 字"], [looked_at])
    ('第 3 项（原第 5 行）只有 5 字',)
    """
    accepted = {_as_known(decision.value) for decision in decisions if decision.kind == "accept"}
    return tuple(reason for reason in review if _as_known(reason) not in accepted)


_NUMBERED = re.compile(r"第 \d+ 项(?=（原第 \d+ 行）)")


def _as_known(reason: str) -> str:
    return _NUMBERED.sub("", reason)


def _apply_theme_decisions(
    items: tuple[Item, ...], ledger: Sequence[LedgerLine], decisions: Sequence[Decision], reading: Reading
) -> tuple[tuple[Item, ...], list[Decision]]:
    """The items with the themes that curators gave them; and the decisions whose paragraph is gone."""
    decided = list(items)
    lost: list[Decision] = []
    segments = [segment for line in ledger for segment in line.segments]
    for decision in decisions:
        if decision.kind != "theme" or decision.anchor is None:
            continue
        anchor = find_anchor(decision.anchor, reading)
        number = _item_at(segments, anchor.line, anchor.start) if anchor else None
        if number is None or decided[number].kind == "front":
            lost.append(decision)
            continue
        value = decision.value
        theming = Theming(value["primary"], value.get("secondary"), near_tie=False, decided_by="curator")
        decided[number] = replace(decided[number], theming=theming)
    return tuple(decided), lost


def _item_at(segments: Sequence[Segment], line: int, start: int) -> int | None:
    for segment in segments:
        if segment.line == line and segment.start <= start < segment.end and isinstance(segment.to, int):
            return segment.to
    return None


def _decided_themes(decisions: Sequence[Decision]) -> tuple[str, ...]:
    """The article's themes as a curator last set them; empty when nobody did."""
    decided = [decision.value for decision in decisions if decision.kind == "article_themes"]
    return tuple(decided[-1]) if decided else ()


def public_form(article: CleanArticle) -> dict[str, Any]:
    """The article as a plain object, as `manage.py clean --json` prints it. Every key is always present."""
    return {
        "fields": dict(article.fields),
        "evidence": {name: asdict(evidence) for name, evidence in article.evidence.items()},
        "items": [_public_item(number, item) for number, item in enumerate(article.items)],
        "lines": [_public_line(line) for line in article.ledger],
        "edits": [asdict(edit) for edit in article.edits],
        "review": list(article.review),
        "notes": list(article.notes),
    }


def _public_item(number: int, item: Item) -> dict[str, Any]:
    theming = item.theming
    return {
        "i": number,
        "kind": item.kind,
        "text": item.text,
        "theme": theming.primary if theming else None,
        "theme_secondary": theming.secondary if theming else None,
        "near_tie": theming.near_tie if theming else False,
        "continues_previous_page": item.continues_previous_page,
        "lines": list(item.lines),
    }


def _public_line(line: LedgerLine) -> dict[str, Any]:
    entry: dict[str, Any] = {"n": line.number, "fate": line.fate, "to": list(line.to), "reason": line.reason}
    segments = [{key: value for key, value in asdict(segment).items() if key != "line"} for segment in line.segments]
    return {**entry, "fields": list(line.fields), "rule": line.rule, "segments": segments}
