"""
From lines to blocks in reading order.

Most pages have one line a paragraph and need nothing. Printed pages do not: columns are put one after the
other, rows that were broken by the page's width are put together again, and a paragraph begins where a row is
indented.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from readingroom.cleaning.blocks import Block, Span, span_of, visible
from readingroom.cleaning.characters import HAN, SENTENCE_ENDS, count_han, ends_with
from readingroom.cleaning.columns import Columns, Row, find_columns
from readingroom.records import Line, Reading

CONFIDENCE_NEEDED = 0.9
"""Below this share of aligned rows the columns may have been cut wrongly, which is said."""

WRAPPED_ROWS = 8
"""So many rows of one length at least before a page counts as wrapped; fewer may be chance."""

WRAPPED_SHARE = 0.5
"""Of all rows that tell something about the width, how many must be of the full one."""

MID_SENTENCE_SHARE = 0.6
"""Of the rows of full width, how many must break off in mid-sentence."""

SHORTEST_ROW = 18
"""Han characters of a row that tells something about the width; shorter lines are headings, labels, listings."""

WIDTHS = range(20, 61)
"""Row widths in code points that a page can have; a longer line is a paragraph of its own."""

SQUEEZED = re.compile(rf"[{HAN}，,、。；;：:”](\s)[{HAN}“]")
SQUEEZED_LINES = 6
SQUEEZED_SHARE = 0.3
SQUEEZED_WIDTHS = range(24, 81)
MIDDLE = (0.35, 0.65)
"""Many rows with a lone blank in their middle: two columns whose gap was squeezed, which cannot be undone."""


@dataclass(frozen=True)
class Layout:
    """Blocks in reading order, and doubts about that order."""

    blocks: tuple[Block, ...]
    doubts: tuple[str, ...] = ()
    starts_on_earlier_page: bool = False


def lay_out(reading: Reading) -> Layout:
    """The blocks of a reading. Every character that is not blank is in exactly one of them."""
    columns = find_columns(reading.lines)
    if columns is None:
        width = _wrapped_width(reading.lines)
        blocks = _unwrap(reading.lines, width) if width else _one_each(reading.lines)
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


def _wrapped_width(lines: Sequence[Line]) -> int | None:
    """The number of code points at which the page's rows were broken; None when they were not."""
    texts = [text for line in lines if count_han(text := visible(line.text)) >= SHORTEST_ROW]
    if not texts:
        return None
    width, _ = Counter(len(text) for text in texts).most_common(1)[0]
    full = [text for text in texts if width - 1 <= len(text) <= width + 1]
    broken = [text for text in full if not ends_with(text, SENTENCE_ENDS)]
    if width not in WIDTHS or len(full) < WRAPPED_ROWS or len(full) < WRAPPED_SHARE * len(texts):
        return None
    return width if len(broken) >= MID_SENTENCE_SHARE * len(full) else None


def _unwrap(lines: Sequence[Line], width: int) -> list[Block]:
    """Rows of full width are joined to what follows, unless a sentence and a paragraph end there."""
    groups: list[list[Span]] = []
    open_row = False
    blank_before = False
    for line in lines:
        span = span_of(line)
        if span is None:
            blank_before = True
            continue
        indented = span.start >= 2
        ended = blank_before and bool(groups) and ends_with(groups[-1][-1].text, SENTENCE_ENDS)
        if open_row and not indented and not ended:
            groups[-1].append(span)
        else:
            groups.append([span])
        open_row = len(span.text) >= width - 1
        blank_before = False
    return [Block(tuple(group), printed=len(group) > 1) for group in groups]
