"""
Tables of a PDF's page, known by the upright lines between their cells.

Cells may stand so near that their words run together, and a cell of several rows has rows of others beside it. What is
read across a table is not put right here: it is said which rows stand in one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from readingroom.intake.drawings import Drawing
from readingroom.intake.glyphs import Glyph

FEWEST_UPRIGHTS = 3
"""Lines of one height side by side: two cells at least. Two lines are the sides of a frame."""

TOUCH = 1.0
"""Points by which a character may reach into a line."""

Grid = tuple[Drawing, ...]
"""Upright lines of one height, from the left: the borders of one row of cells, or of all of them."""


def find_grids(drawings: Sequence[Drawing]) -> list[Grid]:
    alike: defaultdict[tuple[int, int], list[Drawing]] = defaultdict(list)
    for one in drawings:
        if one.is_upright:
            alike[round(one.top), round(one.bottom)].append(one)
    return [tuple(sorted(lines)) for lines in alike.values() if len(lines) >= FEWEST_UPRIGHTS]


def marks_of_cells(glyphs: Sequence[Glyph], place: Drawing, grids: Sequence[Grid]) -> Iterator[str]:
    """`celled` where a row stands among upright lines, as the columns of a newspaper may too; `parted` where one runs through it."""
    across, down = (place.left + place.right) / 2, (place.top + place.bottom) / 2
    around = [
        grid for grid in grids if grid[0].left <= across <= grid[-1].right and grid[0].top <= down <= grid[0].bottom
    ]
    if around:
        yield "celled"
    if any(_parts(line, glyphs) for grid in around for line in grid):
        yield "parted"


def _parts(line: Drawing, glyphs: Sequence[Glyph]) -> bool:
    return any(
        before.right <= line.left + TOUCH and line.right - TOUCH <= after.left for before, after in pairwise(glyphs)
    )
