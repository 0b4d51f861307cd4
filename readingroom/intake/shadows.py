"""Characters that a PDF prints twice in nearly one place: bold ones, or with a shadow. They are read once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from readingroom.intake.glyphs import UNMAPPED, Glyph

SAME_PLACE = 0.3
"""Of the size: the same character so near is its own shadow, or makes it bold."""

SAME_SIZE = 0.1


def without_shadows(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Each character once: printed twice in nearly the same place it is a bold one, or has a shadow."""
    places: dict[tuple[str, int, int], list[int]] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        cell = max(SAME_PLACE * glyph.size, 0.1)
        column, row = int(glyph.left / cell), int(glyph.top / cell)
        near = (
            at
            for across in (-1, 0, 1)
            for along in (-1, 0, 1)
            for at in places.get((glyph.text, column + across, row + along), ())
        )
        twin = next((at for at in near if _are_one(kept[at], glyph)), None)
        if twin is None or glyph.text == UNMAPPED:
            places.setdefault((glyph.text, column, row), []).append(len(kept))
            kept.append(glyph)
        else:
            kept[twin] = kept[twin]._replace(bold=True, hidden=kept[twin].hidden and glyph.hidden)
    yield from kept


def _are_one(first: Glyph, second: Glyph) -> bool:
    """The characters of a ligature (—— drawn as one dash) have one place too, but are of the same piece of text."""
    apart = max(abs(first.left - second.left), abs(first.top - second.top))
    return (
        first.piece != second.piece
        and apart < SAME_PLACE * second.size
        and abs(first.size - second.size) < SAME_SIZE * second.size
    )
