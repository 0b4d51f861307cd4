"""
From lines to blocks in reading order.

Most pages have one line a paragraph and need nothing. Printed pages do not: columns are put one after the
other, rows that were broken by the page's width are put together again, and a paragraph begins where a row is
indented.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from readingroom.cleaning.blocks import Block, span_of, visible
from readingroom.cleaning.characters import HAN
from readingroom.cleaning.columns import Columns, Row, find_columns
from readingroom.cleaning.printed_pages import lay_out_pages
from readingroom.cleaning.printed_rows import is_printed
from readingroom.cleaning.wrapping import unwrap
from readingroom.records import Line, Reading

CONFIDENCE_NEEDED = 0.9
"""Below this share of aligned rows the columns may have been cut wrongly, which is said."""

SQUEEZED = re.compile(rf"[{HAN}，,、。；;：:”](\s)[{HAN}“]")
SQUEEZED_LINES = 6
SQUEEZED_SHARE = 0.3
SQUEEZED_WIDTHS = range(24, 81)
MIDDLE = (0.35, 0.65)
"""Many rows with a lone blank in their middle: two columns whose gap was squeezed, which cannot be undone."""


@dataclass(frozen=True)
class Layout:
    """Blocks in reading order, doubts about that order, and notes on what stands beside the text."""

    blocks: tuple[Block, ...]
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    starts_on_earlier_page: bool = False


def lay_out(reading: Reading, stands_alone: Callable[[Block], bool]) -> Layout:
    """
    The blocks of a reading. Every character that is not blank is in exactly one of them.

    `stands_alone` knows the lines that say outright what they are, and are never part of a wrapped paragraph.
    """
    if is_printed(reading.lines):
        printed = lay_out_pages(reading.lines, stands_alone)
        return Layout(printed.blocks, printed.doubts, printed.notes, printed.starts_on_earlier_page)
    if any(line.style for line in reading.lines):
        # A web page or a document has no columns in blanks; rows of one width there may be in old ones.
        return Layout(tuple(unwrap(reading.lines, stands_alone) or _one_each(reading.lines)))
    columns = find_columns(reading.lines)
    if columns is None:
        blocks = unwrap(reading.lines, stands_alone) or _one_each(reading.lines)
        return Layout(tuple(blocks), doubts=_squeezed_doubts(reading.lines))
    body = _paragraphs(columns.rows)
    blocks = [*_one_each(reading.lines[: columns.first - 1]), *body, *_one_each(reading.lines[columns.last :])]
    starts_indented = any(row.indented for row in columns.rows)
    return Layout(
        tuple(blocks),
        doubts=_column_doubts(columns),
        starts_on_earlier_page=starts_indented and not body[0].indented,
    )


def _one_each(lines: Sequence[Line]) -> list[Block]:
    return [Block((span,)) for line in lines if (span := span_of(line))]


def _paragraphs(rows: Sequence[Row]) -> list[Block]:
    """Rows put together; an indented row begins a paragraph, so one may run from column to column."""
    groups: list[list[Row]] = []
    for row in rows:
        if row.indented or not groups:
            groups.append([])
        groups[-1].append(row)
    return [Block(tuple(row.span for row in group), printed=True, indented=group[0].indented) for group in groups]


def _column_doubts(columns: Columns) -> tuple[str, ...]:
    if columns.confidence >= CONFIDENCE_NEEDED:
        return ()
    return (f"两栏排版只有 {columns.confidence:.0%} 的行对得齐，分栏可能有误，请对照原件",)


def _squeezed_doubts(lines: Sequence[Line]) -> tuple[str, ...]:
    rows = [text for line in lines if len(text := visible(line.text)) in SQUEEZED_WIDTHS]
    squeezed = sum(_is_squeezed(text) for text in rows)
    if squeezed < SQUEEZED_LINES or squeezed < SQUEEZED_SHARE * len(rows):
        return ()
    return ("像是两栏排版、栏间空格已丢失，文字可能串行，无法自动还原，请另找原件",)


def _is_squeezed(text: str) -> bool:
    places = [found.start(1) / len(text) for found in SQUEEZED.finditer(text)]
    return len(places) == 1 and MIDDLE[0] <= places[0] <= MIDDLE[1]
