"""
Rows that PDFium leaves out of a page's text, since it takes them for shadows of rows above.

A piece of text with the same characters as one of the five before it counts as printed twice where it begins at the
same place across and is not farther down than an eighth of its length: for a row of thirty characters three or four of
them, which is two rows. A refrain or a line of a form is lost so, without a sign. It is found once it stands elsewhere.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from typing import Any

import pypdfium2.raw as pdfium

SHORTEST = 2.0
"""Times its height: a shorter piece is taken for a shadow only where it is one."""

SHADOW = 0.3
"""Of the height: so near it is indeed a shadow."""

MOST = 1000
"""On a page; nobody prints so many rows."""


def move_repeats(page: Any, read: Collection[int], aside: float) -> dict[int, float]:
    """
    Move what may have been left out, each piece to a place of its own, and say how far by its address.

    `read` are the addresses of the pieces that have given characters, `aside` is the page's width. Only what is in
    memory is changed.
    """
    count = pdfium.FPDFPage_CountObjects(page)
    texts = {
        address: _Piece(handle)
        for handle in (pdfium.FPDFPage_GetObject(page, index) for index in range(count))
        if pdfium.FPDFPageObj_GetType(handle) == pdfium.FPDF_PAGEOBJ_TEXT
        and (address := ctypes.cast(handle, ctypes.c_void_p).value)
    }
    seen = sorted((one for address, one in texts.items() if address in read), key=_above)
    unread = {address: one for address, one in texts.items() if address not in read and one.is_long}
    moved: dict[int, float] = {}
    for address, one in list(unread.items())[:MOST]:
        near = seen[
            bisect_left(seen, one.above - one.near, key=_above) : bisect_right(seen, one.above + one.near, key=_above)
        ]
        if not any(abs(one.left - other.left) <= one.near for other in near):
            moved[address] = 2 * aside * (len(moved) + 1)
            pdfium.FPDFPageObj_Transform(one.handle, 1, 0, 0, 1, moved[address], 0)
    return moved


class _Piece:
    """A piece of text and its edges."""

    def __init__(self, handle: Any) -> None:
        self.handle = handle
        edges = [ctypes.c_float() for _ in range(4)]
        pdfium.FPDFPageObj_GetBounds(handle, *edges)
        self.left, self.below, self.right, self.above = (edge.value for edge in edges)

    @property
    def is_long(self) -> bool:
        across, along = sorted((self.right - self.left, self.above - self.below))
        return along > SHORTEST * across

    @property
    def near(self) -> float:
        """Points from another piece whose shadow it is."""
        return SHADOW * min(self.right - self.left, self.above - self.below)


def _above(one: _Piece) -> float:
    return one.above
