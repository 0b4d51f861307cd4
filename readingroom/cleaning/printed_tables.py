"""Rows of a table on a printed page: cells with wide white or lines between, several rows below one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from readingroom.cleaning.blocks import TABLE_ROW, Block
from readingroom.cleaning.characters import count_han
from readingroom.cleaning.printed_rows import Row

FEWEST_ROWS = 2
FEWEST_CELLS = 3
"""Cells of a table's rows, of most of them at least; two words apart are a name and an office."""

PARTED_SHARE = 0.25
"""Of the rows among upright lines, through how many one runs; a long cell has rows of its own, a column only such."""

LONG_CELL = 4
"""Han characters of a piece of text at least; a table's cells have fewer."""

MOST_NAMED = 10


def find_tables(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows with several cells, one below the other in one column."""
    for (_, has_cells), found in groupby(rows, key=lambda row: (row.place, row.cells > 1 or row.is_celled)):
        table = list(found)
        many = sum(row.cells >= FEWEST_CELLS for row in table)
        parted = sum(row.is_parted for row in table)
        is_drawn = parted >= max(FEWEST_ROWS, PARTED_SHARE * len(table))
        if has_cells and len(table) >= FEWEST_ROWS and (2 * many >= len(table) or is_drawn):
            yield table


def doubts_about_sides(rows: Sequence[Row]) -> Iterator[str]:
    """Rows that stand beside each other where no column was found: which of them comes first is a guess."""
    mixed = {row.span.line for row in rows if sum(count_han(cell) >= LONG_CELL for cell in row.split) > 1}
    mixed |= {row.span.line for pair in pairwise(rows) if all(map(_has_white, pair)) for row in pair}
    beside = {below.span.line for above, below in pairwise(rows) if _are_beside(above, below)}
    if places := sorted(mixed | beside):
        named = "、".join(map(str, places[:MOST_NAMED])) + (" 等" if len(places) > MOST_NAMED else "")
        yield f"第 {named} 行与旁边的文字左右并排，可能串行或次序不对，请对照原件"


def _has_white(row: Row) -> bool:
    """Whether a row of running text has white within: in two rows together it is what parts them from a box."""
    parts = row.span.text.split(" ")
    is_text = not (row.is_larger or row.centered)
    return is_text and any(
        min(count_han(first), count_han(second)) >= LONG_CELL and not (first[-1:] + second[:1]).isascii()
        for first, second in pairwise(parts)
    )


def _are_beside(first: Row, second: Row) -> bool:
    """Two rows of one column that overlap in height, each of them long."""
    if first.place != second.place or min(count_han(first.span.text), count_han(second.span.text)) < LONG_CELL:
        return False
    together = min(first.box.bottom, second.box.bottom) - max(first.box.top, second.box.top)
    apart = max(first.box.left, second.box.left) - min(first.box.right, second.box.right)
    return together > 0 and apart > 0


def places_of_rows(blocks: Iterable[Block]) -> set[tuple[int, int]]:
    """Where the rows of the tables begin."""
    return {(block.spans[0].line, block.spans[0].start) for block in blocks if block.role == TABLE_ROW}
