"""
From characters and their places to rows in reading order.

Chinese magazines are set wide: the white between two rows, or between two characters of a justified row, may be as
wide as that between two columns, so readers that grow blocks from near characters break. Here the page is cut instead:
where a white strip runs down it with running text on both sides, it has two columns there; what crosses the strip
(a title, a picture's caption) parts the page into what stands above and what stands below. Each part is cut again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise
from math import copysign
from statistics import median

from readingroom.intake.fragments import GUTTER, SEAM, Fragment, bands, find_fragments, usual_size
from readingroom.intake.glyphs import Glyph
from readingroom.intake.initials import with_initials
from readingroom.intake.numerals import off_the_line

MIDDLE = (0.12, 0.93)
"""Where in a region a gutter may run: the middle of two columns, the fifths of a newspaper's; far to the right where the next
column holds an article's last word."""

STEPS = 80
"""Places across a region at which a gutter is looked for."""

OFF_MIDDLE = 1.5
"""Characters: a centered row that is indented as the paragraphs are stands one to the right of the middle."""

MOST_EDGES = 10
"""Places at which most rows begin; two for each column, with the indented ones."""

ROWS_OF_COLUMN = 3
"""So many rows on either side make columns, and their gutter is known to the pages that follow; there fewer will do."""

WHOLE_SHARE = 0.6
"""Of a region's height: a strip so long parts two columns even where the left one's rows do not reach it."""

MOST_CROSSING = 0.7
"""Of the fragments: the rows of a page with columns below half of it in full width."""

SURE_ROWS = 6
"""So many rows make a column by themselves, whatever stands beside it."""

FLUSH_SHARE = 0.5
"""Of the rows beside a gutter, how many must reach up to it: the cells of a table end where they like."""

PEN_LINES = frozenset("＿_")

NARROWEST = 7
"""Characters of a row of text; newspapers' columns have ten and more."""

FULL_SHARE = 0.7
"""Of the rows of a column beside which there is next to nothing, how many must be full."""

FLUSH, FLUSH_OF_WIDTH = 1.6, 0.12
"""How near to the gutter a full row ends: in characters, or of the column's width where words are not broken."""

INDENT = 4.5
"""Characters by which a first row or a list's entry stands in from its column's edge."""

FARTHEST_MARGIN = 1.2
"""Characters of white, over the usual, between a page's running head or folio and its text."""

MARGIN_ROWS = 2
"""So many rows at most a running head or foot has."""

HEADLINE = 1.3
"""Times the usual size: two headlines side by side are no head of the page but those of two articles."""

DEEPEST = 8
"""Cuts within cuts. No page that is set by people has so many."""

WORD_SPACE = 0.16
"""Of the size: white between Latin letters that is a blank."""

OFF_LINE, OFF_BASE = 0.8, 0.08
"""Of the size: so small is a figure above or below the line, and so far off it stands."""

WIDE_SPACE = 0.8
"""Of the size: white between Chinese characters that is a blank (张　三); justified rows have less."""


@dataclass(frozen=True)
class Row:
    """One row of one column. `column` counts from 1 where there are several; `edges` are those of its column."""

    glyphs: tuple[Glyph, ...]
    column: int
    edges: tuple[float, float]

    @cached_property
    def text(self) -> str:
        """With the figures off its line in signs of their own: the mark of a note behind 300 makes no 3001 of it."""
        said = ""
        before: Glyph | None = None
        for level, found in groupby(self.glyphs, key=self._level):
            group = list(found)
            part = "".join([group[0].text, *(_white(*pair) + pair[1].text for pair in pairwise(group))])
            said += _white(before, group[0]) if before else ""
            said += off_the_line(part, said[-1:], is_above=level < 0) if level else part
            before = group[-1]
        return said

    def _level(self, glyph: Glyph) -> int:
        """Of a small character whether it stands above the line (-1) or below it (1)."""
        off = glyph.base - self._base
        return 0 if glyph.size > OFF_LINE * self.size or abs(off) < OFF_BASE * self.size else int(copysign(1, off))

    @cached_property
    def _base(self) -> float:
        return median(glyph.base for glyph in self.glyphs if glyph.size > OFF_LINE * self.size)

    @cached_property
    def size(self) -> float:
        return usual_size(self.glyphs)


@dataclass(frozen=True)
class _Place:
    """Where on the page a part of it is: its column, that column's edges, and how often it may be cut."""

    column: int
    edges: tuple[float, float]
    depth: int

    def within(self) -> _Place:
        return replace(self, depth=self.depth - 1)


@dataclass(frozen=True)
class _Page:
    """What holds for a page and all its parts: the usual size, the gutters of the pages before, the middles of its seams."""

    em: float
    known: list[float]
    seams: frozenset[float]

    def is_known(self, place: float) -> bool:
        return any(abs(place - gutter) <= self.em for gutter in self.known)

    def half(self, place: float) -> float:
        """Half the width of the strip that has to be white there."""
        return (SEAM if place in self.seams else GUTTER) * self.em / 2


@dataclass(frozen=True)
class _Strip:
    """A white strip at a place, and the zones (from, to) in which it has text on both sides."""

    place: float
    zones: tuple[tuple[float, float], ...]
    rows: int
    sure: bool


def cut(glyphs: Sequence[Glyph], known: list[float]) -> list[Row]:
    """
    The rows of a page in reading order. `known` are the gutters of the pages before; those that are sure are added.
    """
    if not glyphs:
        return []
    em = usual_size(glyphs)
    fragments, seams = find_fragments(with_initials(glyphs, em), em, known)
    page = _Page(em, known, seams)
    whole = _Place(0, _edges(fragments), DEEPEST)
    return [row for part in _margins(fragments, em) if part for row in _cut(part, page, whole)]


def _margins(fragments: Sequence[Fragment], em: float) -> tuple[Sequence[Fragment], ...]:
    """A page's head, text and foot: a row or two that stand off at its upper and lower edge."""
    rows = bands(fragments)
    if len(rows) <= 2 * MARGIN_ROWS:
        return (), fragments, ()
    whites = [below[0].top - max(one.bottom for one in above) for above, below in pairwise(rows)]
    far = max(0.0, median(whites)) + FARTHEST_MARGIN * em
    plain = [sum(one.size >= HEADLINE * em for one in band) < 2 for band in rows]
    tops = [at + 1 for at in range(MARGIN_ROWS) if whites[at] >= far and all(plain[: at + 1])]
    feet = [len(rows) - 1 - at for at in range(MARGIN_ROWS) if whites[-1 - at] >= far and all(plain[-1 - at :])]
    first, last = max(tops, default=0), min(feet, default=len(rows))
    return tuple([one for band in part for one in band] for part in (rows[:first], rows[first:last], rows[last:]))


def _ends_in_next_column(left: Sequence[Fragment], right: Sequence[Fragment], em: float) -> bool:
    """Whether a column of full rows goes on at the top of the next with a row or two, where the article ends."""
    if len(bands(left)) < SURE_ROWS or len(bands(right)) >= ROWS_OF_COLUMN or not _are_rows(left, em):
        return False
    end = max(one.right for one in left)
    full = sum(end - one.right <= FLUSH * em for one in left)
    return full >= FULL_SHARE * len(left) and right[0].top <= left[1].top


def _are_rows(side: Sequence[Fragment], em: float) -> bool:
    """
    Whether most rows of a side have a piece long enough for text; a table's cells hold a word or two.

    Those of a form say all the same, or are a line to write on. A text that is set twice has each row twice.
    """
    long = [one for one in side if one.right - one.left - _to_write_on(one) >= NARROWEST * em]
    distinct = {"".join(glyph.text for glyph in one.glyphs) for one in long}
    return len(long) >= FLUSH_SHARE * len(bands(side)) and 3 * len(distinct) > len(long)


def _to_write_on(one: Fragment) -> float:
    """Points of a row that are a line for a pen."""
    return sum(glyph.right - glyph.left for glyph in one.glyphs if glyph.text in PEN_LINES)


def _edges(fragments: Sequence[Fragment]) -> tuple[float, float]:
    return min(one.left for one in fragments), max(one.right for one in fragments)


def _cut(fragments: Sequence[Fragment], page: _Page, place: _Place) -> Iterator[Row]:
    strip = _best_strip(fragments, page) if place.depth else None
    if strip is None:
        yield from _rows(fragments, place)
        return
    if strip.sure and not page.is_known(strip.place):
        page.known.append(strip.place)
    rest = list(fragments)
    for top, bottom in strip.zones:
        above = [one for one in rest if one.top < top]
        beside = [one for one in rest if top <= one.top <= bottom]
        rest = [one for one in rest if one.top > bottom]
        if above:
            yield from _cut(above, page, place.within())
        sides = [one for one in beside if one.left < strip.place], [one for one in beside if one.left >= strip.place]
        column = max(1, place.column)
        # What crosses the strip at the height of a zone's last row is in the zone too, and may leave the next without a side.
        for side in filter(None, sides):
            rows = list(_cut(side, page, _Place(column, _edges(side), place.depth - 1)))
            yield from rows
            column = max(row.column for row in rows) + 1
    if rest:
        yield from _cut(rest, page, place.within())


def _best_strip(fragments: Sequence[Fragment], page: _Page) -> _Strip | None:
    left, right = min(one.left for one in fragments), max(one.right for one in fragments)
    steps = (left + (right - left) * step / STEPS for step in range(STEPS + 1))
    places = sorted([*steps, *_before_columns(fragments, page.em), *page.seams])
    places = [
        place
        for place in places
        if MIDDLE[0] <= (place - left) / max(right - left, 1) <= MIDDLE[1] or page.is_known(place)
    ]
    ordered = sorted(fragments, key=lambda one: one.top)
    spans = [(one.left, one.right) for one in fragments]
    strips = [
        strip
        for place in places
        if _is_mostly_white(place, spans, page.half(place)) and (strip := _strip(ordered, place, page))
    ]
    most = max((strip.rows for strip in strips), default=0)
    longest = [strip for strip in strips if strip.rows == most]
    # Of several the widest: it stands between two articles, the others between the columns of one.
    best = max(_runs(longest, (right - left) / STEPS), key=len, default=None)
    return best[len(best) // 2] if best else None


def _before_columns(fragments: Sequence[Fragment], em: float) -> Iterator[float]:
    """Right before where several rows begin: there a gutter is found that is narrower than a step."""
    lefts = Counter(round(one.left) for one in fragments)
    for left, rows in lefts.most_common(MOST_EDGES):
        if rows >= ROWS_OF_COLUMN:
            yield left - 1 - GUTTER * em / 2


def _is_mostly_white(place: float, spans: Sequence[tuple[float, float]], half: float) -> bool:
    """Whether it is worth a closer look: within a column nearly every row crosses a strip."""
    return sum(left < place + half and right > place - half for left, right in spans) <= MOST_CROSSING * len(spans)


def _runs(strips: Sequence[_Strip], step: float) -> Iterator[list[_Strip]]:
    """Strips that stand beside each other: one white."""
    run: list[_Strip] = []
    for strip in strips:
        if run and strip.place - run[-1].place > 1.5 * step:
            yield run
            run = []
        run.append(strip)
    if run:
        yield run


def _strip(fragments: Sequence[Fragment], place: float, page: _Page) -> _Strip | None:
    """The white at a place, where it has columns on both sides."""
    em, half = page.em, page.half(place)
    middle = sum(_edges(fragments)) / 2
    height = fragments[-1].bottom - fragments[0].top
    zones, rows, sure = [], 0, False
    zone: list[Fragment] = []
    for one in (*fragments, None):
        if one is not None and not one.left < place + half < one.right + 2 * half:
            zone.append(one)
            continue
        zone = _without_middle(zone, middle, em)
        left, right = [each for each in zone if each.left < place], [each for each in zone if each.left >= place]
        fewer, more = sorted((len(bands(left)), len(bands(right))))
        is_long = fewer >= SURE_ROWS and zone[-1].bottom - zone[0].top >= WHOLE_SHARE * height
        flush = fewer >= ROWS_OF_COLUMN and _are_flush(left, right, em, is_long=is_long)
        if fewer and ((page.is_known(place) and more > 1) or flush or _ends_in_next_column(left, right, em)):
            zones.append((zone[0].top, max(each.top for each in zone)))
            rows += fewer + more
            sure |= flush
        zone = []
    return _Strip(place, tuple(zones), rows, sure) if zones else None


def _without_middle(zone: Sequence[Fragment], middle: float, em: float) -> list[Fragment]:
    """The zone without what stands alone in the middle above it: an author over three columns is not the second one's."""
    for at, one in enumerate(zone):
        is_alone = all(other.top >= one.bottom for other in zone[at + 1 :])
        if not is_alone or abs((one.left + one.right) / 2 - middle) > OFF_MIDDLE * em:
            return list(zone[at:])
    return []


def _are_flush(left: Sequence[Fragment], right: Sequence[Fragment], em: float, *, is_long: bool) -> bool:
    """Whether most rows on the left end at the gutter, most on the right begin there, and both are rows and no cells."""
    ends, starts = max(one.right for one in left), min(one.left for one in right)
    if not (_are_rows(left, em) and _are_rows(right, em)):
        return False
    near = max(FLUSH * em, FLUSH_OF_WIDTH * (ends - min(one.left for one in left)))
    ended = sum(ends - one.right <= near for one in left)
    started = sum(one.left - starts <= INDENT * em for one in right)
    return (is_long or ended >= FLUSH_SHARE * len(bands(left))) and started >= FLUSH_SHARE * len(bands(right))


def _rows(fragments: Sequence[Fragment], place: _Place) -> Iterator[Row]:
    for band in bands(fragments):
        glyphs = sorted((glyph for one in band for glyph in one.glyphs), key=lambda one: one.left)
        yield Row(tuple(glyphs), place.column, place.edges)


def _white(before: Glyph, after: Glyph) -> str:
    """What the white between two characters of a row says: nothing, a blank, or as many as it is wide."""
    gap = (after.left - before.right) / max(before.size, after.size)
    if gap < (WIDE_SPACE if before.is_wide or after.is_wide else WORD_SPACE):
        return ""
    return " " if gap < 1.5 else "  " * min(round(gap), MOST_BLANKS)


MOST_BLANKS = 20
"""Wider white says no more."""
