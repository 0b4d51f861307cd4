"""The chain: from a reading to a clean article. Read `clean` aloud for what happens to a page."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from readingroom.cleaning import fields as found_fields
from readingroom.cleaning import review
from readingroom.cleaning.blocks import Block, Span
from readingroom.cleaning.body import Body, Unit, find_body, join_broken
from readingroom.cleaning.characters import count_han
from readingroom.cleaning.evidence import Evidence
from readingroom.cleaning.fates import gather, weigh
from readingroom.cleaning.fields import SLOGAN, Value
from readingroom.cleaning.layout import Layout, lay_out
from readingroom.cleaning.ledger import To, write_ledger
from readingroom.cleaning.pieces import TITLE, Page, Piece, apply_decisions
from readingroom.cleaning.titles import NAME_AND_TITLE, Title, find_title
from readingroom.cleaning.typesetting import cells_of, edits_of, mend_marks, repair_words, reword, text_of
from readingroom.records import CleanArticle, Decision, Edit, FieldEvidence, Item, ItemKind, Reading


@cache
def rules_version() -> str:
    """Changes with every change of the rules or their words, so that nobody can forget to raise it."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted([*folder.glob("*.py"), *folder.glob("words/*.toml")]):
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return f"1-{digest.hexdigest()[:12]}"


def clean(reading: Reading, decisions: Sequence[Decision] = ()) -> CleanArticle:
    """
    The article that a reading holds, with the fate of every line. Pure: the same input gives the same article.

    No input whatever raises; a page without an article gives one without items.
    """
    layout = lay_out(reading)
    said = gather(layout.blocks)
    verdicts = [weigh(block, evidence) for block, evidence in zip(layout.blocks, said, strict=True)]
    body = find_body(join_broken(layout.blocks, verdicts), verdicts)
    title = find_title(body.before, _text(body), verdicts)

    page = _lay_pieces(layout.blocks, verdicts, body, title)
    apply_decisions(page, decisions, reading)
    items, numbers, edits = _set_items(page)
    items = _mark_continuation(items, layout)

    values = found_fields.collect(layout.blocks, verdicts, said)
    fields, evidence, title_edits = _fill_fields(values, page, body, layout, decisions)
    edits = sorted([*edits, *title_edits], key=lambda edit: (edit.line, edit.start))
    cut_off = review.is_cut_off(items)
    doubts = [
        *reading.doubts,
        *layout.doubts,
        *(title.doubts if title and not _is_decided(decisions, "title") else ()),
        *_doubts_about_undecided(page, verdicts, layout.blocks),
        *(["正文分成几处，中间隔着别的内容，请核对"] if body.is_scattered else []),
        *review.doubts_about_items(items, is_cut_off=cut_off),
        *review.doubts_about_body(items, reading),
        *review.doubts_about_fields(fields, evidence),
        *review.doubts_about_decisions(page.lost),
    ]
    notes = review.notes_about_page(
        fields, evidence, edits, starts_earlier=any(item.continues_previous_page for item in items), cut_off=cut_off
    )
    return CleanArticle(
        rules_version=rules_version(),
        fields=fields,
        evidence=evidence,
        items=items,
        ledger=write_ledger(page.pieces, numbers, evidence),
        edits=tuple(edits),
        review=tuple(doubts),
        notes=tuple(notes + _note_about_name(fields)),
        lost_decisions=tuple(page.lost),
    )


def _text(body: Body) -> str:
    return "".join(unit.text for _, unit in body.items)


# ------------------------------------------------------------------ the pieces


UNDECIDED = "undecided"
"""The rule named for lines that no evidence speaks about: removed, and said to be undecided."""


def _lay_pieces(blocks: Sequence[Block], verdicts: Sequence[Evidence | None], body: Body, title: Title | None) -> Page:
    """Every block's spans with their fates, in reading order."""
    page = Page(pieces=[], kinds={TITLE: TITLE})
    homes: dict[Span, tuple[int | str, str]] = {}
    for number, (kind, unit) in enumerate(body.items):
        page.kinds[number] = kind
        homes |= dict.fromkeys(unit.spans, (number, "body" if kind == "paragraph" else "heading"))
    first_body = min((unit.index for _, unit in body.items), default=len(blocks))
    for index, (block, verdict) in enumerate(zip(blocks, verdicts, strict=True)):
        for span in block.spans:
            page.pieces += _pieces_of(span, verdict, homes, title, page, is_before=index < first_body)
    return page


def _pieces_of(
    span: Span,
    verdict: Evidence | None,
    homes: dict[Span, tuple[int | str, str]],
    title: Title | None,
    page: Page,
    *,
    is_before: bool,
) -> list[Piece]:
    if span in homes:
        group, rule = homes[span]
        return [Piece(span, rule, group=group)]
    if title and span == title.unit.spans[0]:
        return _title_pieces(title)
    if verdict is None:
        return [Piece(span, UNDECIDED, reason="page-furniture")]
    if verdict.front:
        kind = "front" if is_before else "paragraph"
        return [Piece(span, verdict.rule, group=page.new_group(kind))]
    return [Piece(span, verdict.rule, reason=verdict.reason)]


def _title_pieces(title: Title) -> list[Piece]:
    pieces = [Piece(title.span, TITLE, group=TITLE)]
    if title.suffix:
        rule, reason = ("title_copy", "duplicate") if title.suffix_is_copy else ("site_suffix", "page-furniture")
        pieces.append(Piece(title.suffix, rule, reason=reason))  # type: ignore[arg-type]
    return pieces


def _doubts_about_undecided(page: Page, verdicts: Sequence[Evidence | None], blocks: Sequence[Block]) -> list[str]:
    """Undecided lines that no curator has decided since."""
    return [
        f"第 {piece.span.line} 行“{piece.span.text[:20]}”不能确定是不是正文，暂未收入"
        for piece in page.pieces
        if piece.rule == UNDECIDED
    ]


# ------------------------------------------------------------------- the items


def _set_items(page: Page) -> tuple[tuple[Item, ...], dict[int | str, To], list[Edit]]:
    """The items in reading order with their set text, the number each group of pieces got, and all edits."""
    groups: dict[int | str, list[Span]] = {}
    for piece in page.pieces:
        if piece.group is not None and piece.group != TITLE:
            groups.setdefault(piece.group, []).append(piece.span)
    items: list[Item] = []
    numbers: dict[int | str, To] = {TITLE: "title"}
    edits: list[Edit] = []
    for group, spans in groups.items():
        text, changes = _set(spans, page)
        edits += changes
        numbers[group] = len(items)
        kind: ItemKind = page.kinds[group]  # type: ignore[assignment]
        lines = tuple(dict.fromkeys(span.line for span in spans))
        items.append(Item(kind, text, spans[0].line, spans[0].start, lines))
    return tuple(items), numbers, edits


def _set(spans: Sequence[Span], page: Page) -> tuple[str, list[Edit]]:
    cells = repair_words(mend_marks(cells_of(spans)))
    for anchor, wording in page.rewordings:
        if any(span.line == anchor.line and span.start <= anchor.start <= span.end for span in spans):
            cells = reword(cells, anchor.line, anchor.start, anchor.end, wording)
    return text_of(cells), edits_of(cells)


def _mark_continuation(items: tuple[Item, ...], layout: Layout) -> tuple[Item, ...]:
    """The first paragraph goes on from an earlier page when its column begins without the indent of the others."""
    if not items or not layout.starts_on_earlier_page:
        return items
    first = next((index for index, item in enumerate(items) if item.kind == "paragraph"), None)
    if first is None:
        return items
    return (*items[:first], replace(items[first], continues_previous_page=True), *items[first + 1 :])


# ------------------------------------------------------------------ the fields


def _fill_fields(
    values: dict[str, Value], page: Page, body: Body, layout: Layout, decisions: Sequence[Decision]
) -> tuple[dict[str, str | None], dict[str, FieldEvidence], list[Edit]]:
    spans = [piece.span for piece in page.pieces if piece.group == TITLE]
    edits: list[Edit] = []
    if spans:
        title, edits = _set(spans, page)
        raw = "".join(span.text for span in spans)
        values["title"] = Value(title, FieldEvidence(spans[0].line, raw, "printed", TITLE, sure=True))
    found_fields.take_folio(values, is_printed=any(block.printed for block in layout.blocks))
    found_fields.derive_date(values)
    if column := _banner(body):
        values.setdefault("column", column)
    for name, value in found_fields.decided_fields(decisions).items():
        values.pop(name, None)
        if value:
            values[name] = value
    fields, evidence = found_fields.complete(values)
    return fields, evidence, edits


def _banner(body: Body) -> Value | None:
    """A slogan right below the body is likely the name of the column it was printed in."""
    unit: Unit | None = body.after[0] if body.after else None
    if unit is None or not SLOGAN.fullmatch(unit.text) or count_han(unit.text) < len(unit.text):
        return None
    return Value(unit.text, FieldEvidence(unit.spans[0].line, unit.text, "inferred", "banner", sure=False))


def _is_decided(decisions: Sequence[Decision], name: str) -> bool:
    return any(
        (decision.kind == "field" and decision.value["name"] == name)
        or (decision.kind == "keep" and decision.value == name)
        for decision in decisions
    )


def _note_about_name(fields: dict[str, str | None]) -> list[str]:
    """张三：题名 is how opinion pieces and leaders' speeches are headed; it is no byline, so the author stays empty."""
    match = NAME_AND_TITLE.match((fields["title"] or "").replace("：", ":"))
    return [f"题名以“{match['name']}：”开头，可能是作者，未作为作者著录"] if match and not fields["author"] else []
