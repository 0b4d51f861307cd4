"""From pieces to items: their order, their kinds, and their text with every change recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from readingroom.cleaning.blocks import Span
from readingroom.cleaning.ledger import To
from readingroom.cleaning.pieces import TITLE, Page
from readingroom.cleaning.typesetting import edits_of, reword, set_cells, text_of
from readingroom.records import Edit, Item


def set_items(page: Page) -> tuple[tuple[Item, ...], dict[int | str, To], list[Edit]]:
    """The items in reading order, the number that each group of pieces got, and all edits."""
    groups: dict[int, list[Span]] = {}
    for piece in page.pieces:
        if isinstance(piece.group, int):
            groups.setdefault(piece.group, []).append(piece.span)
    items: list[Item] = []
    numbers: dict[int | str, To] = {TITLE: "title"}
    edits: list[Edit] = []
    for group, spans in groups.items():
        text, changes = set_spans(spans, page)
        edits += changes
        numbers[group] = len(items)
        lines = tuple(line for line, _ in groupby(span.line for span in spans))
        items.append(Item(page.kinds[group], text, spans[0].line, spans[0].start, lines))
    return tuple(items), numbers, edits


def set_spans(spans: Sequence[Span], page: Page) -> tuple[str, list[Edit]]:
    """The text of spans with the rules' changes, then the curators'."""
    cells = set_cells(spans, page.damages)
    for decision, anchor in page.rewordings:
        reworded = reword(cells, anchor.line, anchor.start, anchor.end, decision.value)
        # The same was decided twice when something else was in between; each time it is another decision.
        if reworded is not None and not any(decision is one for one in page.carried_out):
            page.carried_out.append(decision)
            cells = reworded
    return text_of(cells), edits_of(cells, {(span.line, span.start) for span in spans})


def mark_continuation(items: tuple[Item, ...], *, starts_earlier: bool) -> tuple[Item, ...]:
    """The first paragraph goes on from an earlier page when its column begins without the indent of the others."""
    first = next((index for index, item in enumerate(items) if item.kind == "paragraph"), None)
    if first is None or not starts_earlier:
        return items
    return (*items[:first], replace(items[first], continues_previous_page=True), *items[first + 1 :])
