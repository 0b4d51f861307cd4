"""
Initials of a printed page: the large first letter of an article, with two or three rows of the text beside it.

Left where it stands, it would belong to the row it shares a baseline with, the last one beside it, and its height
would draw all of them into one row. It is lowered to the row that it begins.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from readingroom.intake.glyphs import Glyph

LARGE = 1.7
"""Times the usual size: the smallest initial has two rows beside it."""

LETTERS = 2
"""Letters of an initial at most: a quotation mark and the letter."""

HIGH_MARKS, HIGH = "“‘", 0.5
"""Marks that may be an initial by themselves, as LibreOffice sets them, so large that their ink is as high as the rows
beside it; and the part of their size above the baseline that is white: rows of the full width stand there."""

BESIDE = (-0.3, 1.5)
"""Characters from an initial to the rows beside it."""

HANGING = 0.5
"""Characters by which the last row beside an initial may stand lower."""

SAME_ROW = 0.3
"""Characters; baselines nearer than that are one row's."""

MOST = 50
"""On a page; one with more large letters that stand alone is no page of text."""


def with_initials(glyphs: Sequence[Glyph], em: float) -> Sequence[Glyph]:
    """The characters of a page, whose usual size is `em`, each initial at the beginning of its first row."""
    letters = [run for run in _runs([one for one in glyphs if one.size >= LARGE * em]) if len(run) <= LETTERS]
    if not 0 < len(letters) <= MOST:
        return glyphs
    text = sorted((one for one in glyphs if one.size < LARGE * em), key=lambda one: one.base)
    bases = [one.base for one in text]
    lowered: dict[Glyph, Glyph] = {}
    for run in letters:
        upper, lower = run[0].top + SAME_ROW * em, _inked_down_to(run[-1]) + HANGING * em
        beside = text[bisect_left(bases, upper) : bisect_right(bases, lower)]
        rows = list(_rows_beside(run, beside, em))
        if len(rows) > 1 and not _is_stacked(run, letters):
            lowered |= {
                one: one._replace(top=rows[0].top, bottom=rows[0].bottom, base=rows[0].base, rows=len(rows))
                for one in run
            }
    return [lowered.get(one, one) for one in glyphs] if lowered else glyphs


def _runs(large: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Large letters that stand beside each other."""
    run: list[Glyph] = []
    for one in sorted(large, key=lambda one: (round(one.base), one.left)):
        if run and (abs(one.base - run[-1].base) > 1 or not 0 <= one.left - run[-1].left <= 2 * run[-1].size):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _rows_beside(run: Sequence[Glyph], beside: Sequence[Glyph], em: float) -> Iterator[Glyph]:
    """The first characters of the rows that begin at the right of a letter; none if a row runs through it."""
    left, right = run[0].left, run[-1].right
    if not (run[-1].text.isalpha() or run[-1].text in HIGH_MARKS) or any(
        one.left < right + BESIDE[0] * em and one.right > left - BESIDE[0] * em for one in beside
    ):
        return
    first = [one for one in beside if BESIDE[0] * em <= one.left - right <= BESIDE[1] * em]
    for above, one in pairwise([None, *first]):
        if one and (above is None or one.base - above.base > SAME_ROW * em):
            yield one


def _inked_down_to(letter: Glyph) -> float:
    return letter.base - HIGH * letter.size * (letter.text in HIGH_MARKS)


def _is_stacked(run: Sequence[Glyph], others: Sequence[Sequence[Glyph]]) -> bool:
    """Whether another large letter stands above or below: those of a headline that is written down."""
    one = run[0]
    return any(
        abs(other[0].left - one.left) < one.size and 0 < abs(other[0].base - one.base) < 2 * one.size
        for other in others
    )
