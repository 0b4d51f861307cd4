"""
What is drawn on a PDF's page beside its characters: pictures, filled or framed rectangles, and lines.

Of all that only the place matters: a rectangle with text in it is a box, and a line stands above the notes. Frames are
drawn in one piece or side by side; two ruled lines of one width, one below the other, frame what stands between them.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from readingroom.intake.glyph_reader import WHITE, GlyphReader

MOST = 2000
"""Drawings of a page that are looked at; a map or a chart has more, and says nothing about the text."""

THIN = 3.0
"""Points; lower than that it is a line."""

SHORTEST_LINE = 36.0
"""Points of a line that says something; shorter ones underline a word or are a part of a picture."""

LOWEST_UPRIGHT = 8.0
"""Points; a row of small type is as high, and a line between two cells higher."""

SAME_END = 3.0
"""Points by which the ends of two lines of one frame may differ."""

WHOLE_PAGE = 0.8
"""Of a page's width and height: so large it is the paper."""

DEEPEST = 10
"""Forms within forms; PDFium stops at fourteen, and nobody draws as deep as this."""

DRAWN = {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING}


class Drawing(NamedTuple):
    """
    Points from the page's upper left, as it is looked at.

    `is_white` is a ground of the paper's colour: it takes up room as a picture does that was not printed, and says
    nothing of what stands on it, since many a program puts white behind each paragraph.
    """

    left: float
    top: float
    right: float
    bottom: float
    is_white: bool = False

    @property
    def is_line(self) -> bool:
        return not self.is_white and self.bottom - self.top < THIN and self.right - self.left >= SHORTEST_LINE

    @property
    def is_upright(self) -> bool:
        """A line from top to bottom."""
        return not self.is_white and self.right - self.left < THIN and self.bottom - self.top >= LOWEST_UPRIGHT

    @property
    def is_plate(self) -> bool:
        return self.bottom - self.top >= THIN and self.right - self.left >= SHORTEST_LINE

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def with_(self, other: Drawing) -> Drawing:
        """What both take up together."""
        return Drawing(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
            self.is_white and other.is_white,
        )


def read_drawings(reader: GlyphReader) -> list[Drawing]:
    """The lines of a page, and what takes up room on it; nothing that is as large as the page."""
    count = pdfium.FPDFPage_CountObjects(reader.page)
    drawn = (_drawing(reader, pdfium.FPDFPage_GetObject(reader.page, index)) for index in range(min(count, MOST)))
    found = [one for one in drawn if one is not None and (one.is_line or one.is_upright or one.is_plate)]
    return [*found, *_between_lines([one for one in found if one.is_line])]


def _drawing(reader: GlyphReader, piece: Any) -> Drawing | None:
    kind = pdfium.FPDFPageObj_GetType(piece)
    if kind not in DRAWN:
        return None
    left, below, right, above = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(piece, left, below, right, above):
        return None
    edges = [left.value, below.value, right.value, above.value]
    if not all(map(math.isfinite, edges)):
        return None
    (x1, y1), (x2, y2) = reader.seen(edges[0], edges[1]), reader.seen(edges[2], edges[3])
    white = kind == pdfium.FPDF_PAGEOBJ_PATH and _is_white(piece)
    one = Drawing(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2), white)
    is_paper = one.right - one.left > WHOLE_PAGE * reader.width and one.bottom - one.top > WHOLE_PAGE * reader.height
    return None if is_paper else one


def _is_white(piece: Any) -> bool:
    """Whether it is only filled, and with the paper's colour."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(piece, fill, stroke)
    if stroke.value:
        return False
    colour = [ctypes.c_uint() for _ in range(4)]
    if not fill.value or not pdfium.FPDFPageObj_GetFillColor(piece, *colour):
        return True
    red, green, blue, alpha = (part.value for part in colour)
    return min(red, green, blue) >= WHITE or alpha == 0


def _between_lines(lines: Sequence[Drawing]) -> Iterator[Drawing]:
    """What two lines hold between them; more of one width are a table's."""
    for line in lines:
        alike = [one for one in lines if _are_alike(line, one)]
        if len(alike) == 2 and alike[0] is line and alike[1].top - line.bottom >= THIN:
            yield line.with_(alike[1])
        elif len(alike) == 2 and alike[0] is line and line.top - alike[1].bottom >= THIN:
            yield alike[1].with_(line)


def _are_alike(first: Drawing, second: Drawing) -> bool:
    return abs(first.left - second.left) <= SAME_END and abs(first.right - second.right) <= SAME_END


def joined(drawings: Iterable[Drawing]) -> Drawing:
    first, *others = drawings
    for other in others:
        first = first.with_(other)
    return first


def shows_itself(reader: GlyphReader) -> bool:
    """Whether a form of the page is drawn within itself: its words would be read again and again."""
    count = pdfium.FPDFPage_CountObjects(reader.page)
    level = [pdfium.FPDFPage_GetObject(reader.page, index) for index in range(min(count, MOST))]
    for _ in range(DEEPEST):
        forms = [piece for piece in level if pdfium.FPDFPageObj_GetType(piece) == pdfium.FPDF_PAGEOBJ_FORM]
        level = [piece for form in forms for piece in _pieces_of(form)][:MOST]
    return bool(level)


def _pieces_of(form: Any) -> Iterator[Any]:
    for index in range(min(pdfium.FPDFFormObj_CountObjects(form), MOST)):
        yield pdfium.FPDFFormObj_GetObject(form, index)
