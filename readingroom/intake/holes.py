"""
Holes in a text: rows that stop short, or begin late, below and above rows that do not, and what stands there.

What fills a hole may be set in the text's own type, with neither frame nor ground. The text is the side that goes on
from the row above to the row below without a break; the other keeps white around it. Where both do, it is not known
which is which, and nothing is parted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from readingroom.intake.drawings import Drawing, joined
from readingroom.intake.row_pieces import Piece

ACROSS = 2.0
"""Characters by which the rows above and below reach over the white between the two sides."""

CLEAR = 0.5
"""Characters of white between the two sides at least."""

FEWEST_ROWS = 3
"""Rows of either side at least; fewer may be a line of names, or cells."""

NARROWEST = 6.0
"""Characters of the widest row of a box; cells have fewer."""

INDENT = 2.5
"""Characters by which the rows above and below may all stand in."""

LONGEST_STEP = 1.6
"""Of the usual step from row to row: farther apart are cells and no rows of one text."""

WIDEST_PITCH = 2.8
"""Times the size: rows that are farther apart are the ends of several paragraphs."""

FLUSH, FLUSH_SHARE = 1.7, 0.3
"""
Characters by which a full row ends before the others, and how many of the text's rows are full: of short paragraphs
every second row is the last one.
"""

NEARER = 0.3
"""Characters by which the text is nearer to the rows above and below than the box."""

PARAGRAPH = 1.2
"""Characters of white that paragraphs may have between them, over the usual."""


def fill_holes(pieces: Sequence[Piece], em: float) -> Iterator[tuple[list[Piece], Drawing]]:
    """The rows of each box that fills a hole, and the hole."""
    taken: set[int] = set()
    for left, right in _side_by_side(pieces, em):
        if id(left) in taken or id(right) in taken:
            continue
        middle = (left.place.right + right.place.left) / 2
        sides = _sides(pieces, middle, left, right, em)
        box = _box(*sides, em) if sides else None
        if sides and box and not any(id(one) in taken for one in box):
            taken |= {id(one) for one in box}
            yield box, _hole(box, *sides[:2])


def _side_by_side(pieces: Sequence[Piece], em: float) -> Iterator[tuple[Piece, Piece]]:
    """Each piece with the nearest one to its right."""
    for left in pieces:
        beside = (
            right
            for right in pieces
            if right.place.left - left.place.right >= CLEAR * em and abs(left.base - right.base) < em
        )
        if right := min(beside, key=_left, default=None):
            yield left, right


def _sides(
    pieces: Sequence[Piece], middle: float, left: Piece, right: Piece, em: float
) -> tuple[Piece, Piece, list[list[Piece]]] | None:
    """The rows across above and below, and what stands between them on the left and on the right."""
    across = [
        one for one in pieces if one.place.left <= middle - ACROSS * em and one.place.right >= middle + ACROSS * em
    ]
    above = max((one for one in across if one.base < min(left.base, right.base)), key=_base, default=None)
    below = min((one for one in across if one.base > max(left.base, right.base)), key=_base, default=None)
    if above is None or below is None:
        return None
    start = min(above.place.left, below.place.left) - INDENT * em
    end = max(above.place.right, below.place.right) + em
    between = [
        one
        for one in pieces
        if above.base < one.base < below.base and start <= one.place.left and one.place.right <= end
    ]
    parted = (
        _column(left, [one for one in between if one.place.right <= middle]),
        _column(right, [one for one in between if one.place.left >= middle]),
    )
    return (above, below, [sorted(side, key=_base) for side in parted]) if _are_apart(*parted, em) else None


def _are_apart(left: Sequence[Piece], right: Sequence[Piece], em: float) -> bool:
    if min(len(left), len(right)) < FEWEST_ROWS:
        return False
    return min(one.place.left for one in right) - max(one.place.right for one in left) >= CLEAR * em


def _column(first: Piece, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of one column, however short some are: on the other side of it another box may stand."""
    left, right, found = first.place.left, first.place.right, 0
    while True:
        column = [one for one in pieces if one.place.left < right and left < one.place.right]
        if len(column) <= found:
            return column
        left, right = min(one.place.left for one in column), max(one.place.right for one in column)
        found = len(column)


def _left(one: Piece) -> float:
    return one.place.left


def _base(one: Piece) -> float:
    return one.base


def _box(above: Piece, below: Piece, sides: Sequence[list[Piece]], em: float) -> list[Piece] | None:
    """The side that is no part of the text, if it is known which one that is."""
    text, box = sorted(sides, key=lambda side: side[0].base - above.base + below.base - side[-1].base)
    white = [side[0].base - above.base + below.base - side[-1].base for side in (text, box)]
    pitch = median(_steps(text))
    goes_on = white[0] <= 2 * (pitch + PARAGRAPH * em) and white[1] - white[0] >= NEARER * em
    is_text = all(map(_are_rows, (text, box))) and _is_full(text, em)
    is_wide = max(one.place.right - one.place.left for one in box) >= NARROWEST * em
    return box if goes_on and is_text and is_wide else None


def _hole(box: Sequence[Piece], above: Piece, below: Piece) -> Drawing:
    place = joined(one.place for one in box)
    return Drawing(place.left, above.place.bottom, place.right, below.place.top)


def _steps(side: Sequence[Piece]) -> list[float]:
    return [lower.base - upper.base for upper, lower in pairwise(side)]


def _are_rows(side: Sequence[Piece]) -> bool:
    """Whether each row is in one piece, and none far below the one before."""
    steps = _steps(side)
    size, pitch = side[0].glyphs[0].size, median(steps)
    return min(steps) > size / 2 and max(steps) <= LONGEST_STEP * pitch and pitch <= WIDEST_PITCH * size


def _is_full(side: Sequence[Piece], em: float) -> bool:
    end = max(one.place.right for one in side)
    return sum(end - one.place.right <= FLUSH * em for one in side) >= FLUSH_SHARE * len(side)
