"""
Tables of Word: their rows and cells, however they are wrapped, and what a row of data reads like.

Many a table holds no data: it lays out a page or frames a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from readingroom.intake.word_lines import WordLine
from readingroom.intake.word_parts import local

MOST_CELL_CHARACTERS = 200
"""A table with a longer cell was made to lay out a page or to frame a text; its cells are no table's."""

CELL_GAP = "\u3000"

WRAPPINGS = ("sdt", "sdtContent", "customXml", "ins", "moveTo")

Row = Sequence[Sequence[WordLine]]
"""The lines of each cell."""


def inside_of(parent: Any, tag: str) -> Iterator[Any]:
    """Rows or cells, however they are wrapped in content controls."""
    for element in parent:
        if local(element) == tag:
            yield element
        elif local(element) in WRAPPINGS:
            yield from inside_of(element, tag)


def is_data(rows: Sequence[Row]) -> bool:
    """Whether it has short cells, and several of them side by side."""
    longest = max((sum(len(line.text) for line in cell) for row in rows for cell in row), default=0)
    return longest <= MOST_CELL_CHARACTERS and any(sum(map(bool, row)) > 1 for row in rows)


def as_row(row: Row) -> Iterator[WordLine]:
    """A row in one line; what has the row for itself (an article below a masthead) stands beside nothing and keeps its lines."""
    cells = [" ".join(line.text.strip() for line in cell) for cell in row if cell]
    lines = [line for cell in row for line in cell]
    if len(cells) < 2 and len(lines) != 1:
        yield from lines
        return
    yield WordLine(
        CELL_GAP.join(cells),
        "tr",
        bold=all(line.bold for line in lines),
        inserted=any(line.inserted for line in lines),
        struck=any(line.struck for line in lines),
        size=lines[0].size,
    )
