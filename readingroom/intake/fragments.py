"""
The fragments of a page: characters on one baseline without a white gap, as the page's cut takes them.

A gap is as wide as a character, or lies at a seam: white at one place in many rows, however narrow it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from readingroom.intake.glyphs import HALF_WHITE, Glyph

SAME_ROW = 0.3
"""Of the size: how far baselines within one row may differ."""

GUTTER = 0.9
"""Of the size: the narrowest white that is a gap anywhere. One character, and what rounding takes from it."""

OVERLAP = 0.5
"""Of the height of the smaller of two fragments: so much of it beside the other puts them into one row."""

SEAM = 0.3
"""Of the size: the narrowest white of a seam. A gutter of one character has no more where a comma hangs over into it."""

SEAM_ROWS, PLAIN_ROWS = 6, 4
"""So many rows without one between that runs over it make a seam, and so many whose white is not that of a mark: commas
below one another make none."""

KNOWN_ROWS, KNOWN_PLAIN = 2, 1
"""The same where an earlier page has a gutter: the last rows of an article stand on a page of their own."""

SAME_PLACE = 1.0
"""Points by which the rows of one column begin beside one another."""

MOST_SEAMS = 10
"""Places on a page at which a seam is looked for: each is looked at in all rows."""


_Run = Sequence[tuple[Glyph, Glyph]]
"""The characters before and after the white of rows below one another."""


@dataclass(frozen=True)
class Fragment:
    """Characters on one baseline without a white gap."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def left(self) -> float:
        return self.glyphs[0].left

    @cached_property
    def right(self) -> float:
        return max(glyph.inked_to for glyph in self.glyphs)

    @cached_property
    def top(self) -> float:
        return min(glyph.top for glyph in self.glyphs)

    @cached_property
    def bottom(self) -> float:
        return max(glyph.bottom for glyph in self.glyphs)

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @cached_property
    def size(self) -> float:
        """The commonest size of its characters."""
        return usual_size(self.glyphs)


@dataclass(frozen=True)
class Seam:
    """Where the rows right of a narrow white begin, from one baseline to another."""

    place: float
    top: float
    bottom: float

    def parts(self, before: Glyph, after: Glyph, em: float) -> bool:
        return self.top <= after.base <= self.bottom and _is_open(before, after, self.place, em)


def usual_size(glyphs: Iterable[Glyph]) -> float:
    return Counter(round(glyph.size, 1) for glyph in glyphs).most_common(1)[0][0]


def find_fragments(
    glyphs: Sequence[Glyph], em: float, known: Sequence[float]
) -> tuple[list[Fragment], frozenset[float]]:
    """The fragments from the top down, and the middles of the seams between some of them. `known` are earlier gutters."""
    rows = list(_on_one_baseline(glyphs))
    seams = list(_find_seams(rows, em, known))
    fragments = (Fragment(tuple(found)) for row in rows for found in _split(row, seams, em))
    middles = frozenset(seam.place - SEAM * em / 2 for seam in seams)
    return sorted(fragments, key=lambda one: (one.top, one.left)), middles


def _on_one_baseline(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda one: one.base):
        if row and glyph.base - row[0].base > SAME_ROW * min(row[0].size, glyph.size):
            yield sorted(row, key=lambda one: one.left)
            row = []
        row.append(glyph)
    yield sorted(row, key=lambda one: one.left)


def _split(row: Sequence[Glyph], seams: Sequence[Seam], em: float) -> Iterator[Sequence[Glyph]]:
    start = 0
    for at in range(1, len(row) + 1):
        if (
            at == len(row)
            or _is_gap(row[at - 1], row[at], em)
            or any(seam.parts(row[at - 1], row[at], em) for seam in seams)
        ):
            yield row[start:at]
            start = at


def _is_gap(before: Glyph, after: Glyph, em: float) -> bool:
    """The white half of a mark counts by the size of its own row: in a headline it is as wide as a gutter."""
    size = min(em, after.size)
    return after.left - before.right >= GUTTER * size or after.left - before.inked_to >= GUTTER * max(size, before.size)


def _find_seams(rows: Sequence[Sequence[Glyph]], em: float, known: Sequence[float]) -> Iterator[Seam]:
    """Seams that are no gaps all along."""
    whites = [[pair for pair in pairwise(row) if pair[1].left - pair[0].inked_to >= SEAM * em] for row in rows]
    plain = Counter(round(after.left) for row in whites for before, after in row if _is_plain(before))
    places = [left - SAME_PLACE for left, found in plain.most_common(MOST_SEAMS) if found >= PLAIN_ROWS]
    for place in places:
        runs = _runs_at(place, rows, whites, em)
        yield from (_seam(place, run) for run in runs if _is_seam(run, em, SEAM_ROWS, PLAIN_ROWS))
    for place in (gutter + SEAM * em / 2 for gutter in known[:MOST_SEAMS]):
        runs = _runs_at(place, rows, whites, em)
        yield from (_seam(place, run) for run in runs if _is_seam(run, em, KNOWN_ROWS, KNOWN_PLAIN))


def _seam(place: float, run: _Run) -> Seam:
    return Seam(place, run[0][1].base, run[-1][1].base)


def _runs_at(place: float, rows: Sequence[Sequence[Glyph]], whites: Sequence[_Run], em: float) -> Iterator[_Run]:
    """Rows that are white at a place, without one between that runs over it."""
    run: list[tuple[Glyph, Glyph]] = []
    for row, white in zip(rows, whites, strict=True):
        if pair := next((one for one in white if _is_open(*one, place, em)), None):
            run.append(pair)
        elif any(one.left < place and one.inked_to > place - SEAM * em for one in row):
            yield run
            run = []
    yield run


def _is_open(before: Glyph, after: Glyph, place: float, em: float) -> bool:
    return before.inked_to <= place - SEAM * em and after.left >= place


def _is_seam(run: _Run, em: float, rows: int, plain: int) -> bool:
    is_long = len(run) >= rows and sum(_is_plain(before) for before, _ in run) >= plain
    return is_long and not all(_is_gap(*pair, em) for pair in run)


def _is_plain(before: Glyph) -> bool:
    """Whether the white behind a character is not its own."""
    return before.text not in HALF_WHITE


def bands(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """What stands beside each other, over the whole width."""
    found: list[list[Fragment]] = []
    lowest: Fragment | None = None
    for one in sorted(fragments, key=lambda one: one.top):
        if lowest is None or lowest.bottom - one.top < OVERLAP * min(lowest.height, one.height):
            found.append([])
            lowest = one
        found[-1].append(one)
        lowest = max(lowest, one, key=lambda each: each.bottom)
    return found
