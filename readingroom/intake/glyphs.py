"""A character of a PDF's page, in its place."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

HALF_WHITE = frozenset("，。、；：！？”’）〉》」』】〕］")

UNMAPPED = "\ufffd"
"""What stands for a character that a font has no code for."""


class Glyph(NamedTuple):
    """
    A character in its place: points from the page's upper left, as the page is looked at.

    A tuple, since a file has a hundred thousand of them, and dataclasses take five times as long to make.

    `base` is where its baseline lies, across the direction of writing, `angle` the direction in which it is written (0 as usual, None for a watermark's slant),
    `piece` the piece of text of the file that it belongs to, `rows` beside how many rows of text an initial stands, `font` the name of its font.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: bool = False
    hidden: bool = False
    white: bool = False
    angle: int | None = 0
    piece: int = 0
    rows: int = 1
    font: str = ""

    @property
    def is_wide(self) -> bool:
        return is_wide(self.text)

    @property
    def inked_to(self) -> float:
        """
        Where it ends to the eye: of , and ” the right half is white.

        Word and LibreOffice let such a mark hang over the end of its row, into the white between two columns.
        """
        return (self.left + self.right) / 2 if self.text in HALF_WHITE else self.right


@cache
def is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WFA" and not character.isascii()
