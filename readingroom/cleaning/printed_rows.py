"""
Printed rows: the lines of a page of which it is known where they stand, and what their marks say of their type.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from readingroom.cleaning.blocks import Span, span_of
from readingroom.records import Box, Line

LARGER, SMALLER = 1.08, 0.93
"""Times the size of the text: from there on a row is set in another size."""

CELLS = re.compile(r" {2,}")
"""What parts the cells of a table's row; words are parted by one blank."""

Setting = tuple[int, str, float, str]
"""Page, column, size, and the number of what stands beside."""


@dataclass(frozen=True)
class Row:
    """A printed row, and what is known of it."""

    span: Span
    box: Box
    size: float
    marks: frozenset[str]
    column: str
    beside: str = ""
    box_number: int = 0
    lead: int = 0
    initial: int = 0

    @property
    def bold(self) -> bool:
        return "bold" in self.marks

    @property
    def centered(self) -> bool:
        return "centered" in self.marks

    @property
    def is_boxed(self) -> bool:
        """Whether it stands in a box beside the text."""
        return self.box_number > 0

    @property
    def is_drawn(self) -> bool:
        """Whether its box has a frame, a ground or a picture."""
        return "drawn" in self.marks

    @property
    def is_ruled(self) -> bool:
        """Whether a line is drawn above it."""
        return "ruled" in self.marks

    @property
    def is_celled(self) -> bool:
        """Whether it stands among upright lines: those of a table, or those between columns."""
        return "celled" in self.marks

    @property
    def is_parted(self) -> bool:
        """Whether such a line runs through it."""
        return "parted" in self.marks

    @property
    def place(self) -> tuple[int, str]:
        return self.box.page, self.column

    @property
    def setting(self) -> Setting:
        """
        What its edges hold for: the column, the size, since a foreword in small type is set to its own width, and the
        box or picture that it gives way to.
        """
        return (*self.place, self.size, self.beside)

    @cached_property
    def split(self) -> list[str]:
        """The cells of a table's row, or pieces of text with wide white between."""
        return CELLS.split(self.span.text)

    @property
    def cells(self) -> int:
        return len(self.split)

    @property
    def is_larger(self) -> bool:
        return self.size >= LARGER

    @property
    def is_smaller(self) -> bool:
        return self.size <= SMALLER


def is_printed(lines: Sequence[Line]) -> bool:
    """Whether it is known where the lines stand."""
    return any(line.box for line in lines)


def row_of(line: Line) -> Row | None:
    span = span_of(line)
    if span is None or line.box is None:
        return None
    marks = line.style.split()
    values = dict(mark.split("=", 1) for mark in marks if "=" in mark)
    return Row(
        span,
        _as_read(line.box, marks),
        float(values.get("size", 1)),
        frozenset(marks),
        values.get("column", ""),
        values.get("beside", ""),
        int(values.get("boxed", 0)),
        int(values.get("lead", 0)),
        int(values.get("initial", 0)),
    )


def _as_read(box: Box, marks: Sequence[str]) -> Box:
    """The box of a row that is written down or stands on its side, as if the page were turned to be read."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    if "down" in marks or "turned=90" in marks:
        return Box(box.page, top, -right, bottom, -left)
    if "turned=180" in marks:
        return Box(box.page, -right, -bottom, -left, -top)
    if "turned=270" in marks:
        return Box(box.page, -bottom, left, -top, right)
    return box
