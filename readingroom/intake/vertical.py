"""Characters that are written from top to bottom: whole pages of them, and headlines beside a text that goes across."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from readingroom.intake.glyphs import Glyph

VERTICAL_STEP = (0.7, 1.6)
"""Of the size: how far below one another the characters of a vertical row stand."""

ASIDE = 0.3
"""Of the size: how far from below one another they may stand."""

SHORTEST_HEADLINE = 4
"""Characters; three in a column may be a list's numbers."""


def vertical_share(glyphs: Sequence[Glyph]) -> float:
    """Of the steps from one Chinese character to the next, how many go down."""
    steps = Counter(
        _goes_down(first, second)
        for first, second in pairwise(glyphs)
        if first.is_wide and second.is_wide and first.angle == second.angle == 0
    )
    return steps[True] / total if (total := steps.total()) else 0.0


def set_vertically(glyphs: Sequence[Glyph]) -> list[bool]:
    """Of each character of a page that is written across, whether it is in a headline that is written down."""
    marked = [False] * len(glyphs)
    start = 0
    for index in range(1, len(glyphs) + 1):
        if index < len(glyphs) and _goes_down(glyphs[index - 1], glyphs[index]):
            continue
        if index - start >= SHORTEST_HEADLINE and all(glyph.is_wide for glyph in glyphs[start:index]):
            marked[start:index] = [True] * (index - start)
        start = index
    return marked


def in_one_line(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Characters that are written down, the marks as wide as the others: , stands in the corner of its place."""
    above: Glyph | None = None
    for glyph in glyphs:
        middle = (glyph.left + glyph.right) / 2
        below = (
            above is not None and glyph.top > above.top and abs(middle - (above.left + above.right) / 2) < glyph.size
        )
        if below and above is not None and not glyph.text.isalnum():
            left, right = above.left, above.right
        else:
            left, right = middle - glyph.size / 2, middle + glyph.size / 2
        above = glyph._replace(
            left=left, right=right, bottom=max(glyph.bottom, glyph.top + glyph.size * (glyph.angle == 0))
        )
        yield above


def _goes_down(first: Glyph, second: Glyph) -> bool:
    least, most = (share * first.size for share in VERTICAL_STEP)
    return abs(second.left - first.left) < ASIDE * first.size and least < second.base - first.base < most
