"""Pieces of a page's rows: characters on one baseline without a gap, and whether they are set as the text is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from readingroom.intake.drawings import Drawing, joined
from readingroom.intake.glyphs import Glyph

SAME_BASE = 0.3
"""Of the size: baselines of one row."""

GAP = 0.7
"""Characters of white that part a row of a box from one of the text."""

OTHER_SIZE = 0.04
"""By so much the size of a box's type differs at least, if its font is the text's."""

OTHER_SHARE = 0.6
"""Of the characters of a row, how many are of another font, or bold; marks may be of the text's."""


@dataclass(frozen=True)
class Piece:
    """Characters of one row without a gap, and their place."""

    glyphs: tuple[Glyph, ...]
    place: Drawing
    is_odd: bool

    @property
    def base(self) -> float:
        return self.glyphs[0].base


def pieces_of(glyphs: Sequence[Glyph], em: float) -> Iterator[Piece]:
    fonts = Counter(one.font for one in glyphs if one.is_wide).most_common(1)
    font = fonts[0][0] if fonts else ""
    row: list[Glyph] = []
    for glyph in [*sorted(glyphs, key=lambda one: one.base), None]:
        if row and (glyph is None or glyph.base - row[0].base > SAME_BASE * min(row[0].size, glyph.size)):
            yield from _split(sorted(row, key=lambda one: one.left), em, font)
            row = []
        if glyph is not None:
            row.append(glyph)


def _split(row: Sequence[Glyph], em: float, font: str) -> Iterator[Piece]:
    start = 0
    for at in range(1, len(row) + 1):
        if at == len(row) or row[at].left - row[at - 1].right >= GAP * em:
            piece = tuple(row[start:at])
            odd = sum(abs(one.size / em - 1) > OTHER_SIZE for one in piece) > len(piece) / 2
            other = sum(one.is_wide and (one.bold or one.font != font) for one in piece)
            yield Piece(
                piece,
                joined(Drawing(one.left, one.top, one.right, one.bottom) for one in piece),
                odd or other >= OTHER_SHARE * len(piece),
            )
            start = at
