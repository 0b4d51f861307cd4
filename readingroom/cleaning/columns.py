"""
Two printed columns, laid out with runs of spaces.

A page that was printed in two columns and turned to text keeps both columns on one line, with a gap between.
Read line by line it is nonsense: every other clause is another paragraph. The right column begins at the same
place in every row, but what "place" means depends on the program that laid it out, so three measures are tried
and the one that lines up best is taken. Blank lines within the page are artefacts and mean nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

from readingroom.cleaning.blocks import Span, go_on, span_of
from readingroom.cleaning.characters import SENTENCE_ENDS, count_han, ends_with
from readingroom.records import Line

GAP = re.compile(r"(?<=\S)[\s\u3000]{3,}(?=\S)")
"""Three blanks or more: a sentence has one or two at most."""

ROWS_NEEDED = 6
"""Fewer rows may be a table or a line of labels."""

ALIGNED_SHARE = 0.7
"""Of the rows with a gap, how many must have their right part at the same place."""

INDENTS = range(1, 9)
"""How far in from its column's edge a row may begin: a first-line indent of two characters, in any measure."""

ROWS_BETWEEN = 3
"""So many rows with one side only may stand between two rows with both."""

BROKEN_SHARE = 0.5
"""Of a column's rows, how many must end in mid-sentence: the entries of a table end where their line does."""

PARTED_SHARE = 0.25
"""Of a column's rows, how many must hold the end of a clause and go on: the entries of a table are names and phrases."""

EVEN_SHARE = 0.6
"""Of a column's rows, how many must be about as wide as the others: the last row of a paragraph is not."""

EVEN = (0.75, 1.25)
"""About as wide: first rows stand in, half-width marks are narrow."""

CLAUSE_END = re.compile(r"[，,、。；;：:！？!?](?=.)|[，,、]$")

WIDEST = 400
"""Code points of the widest row: two columns of sixty characters, with their margins laid out in blanks."""

MOST_GAPS = 4

Measure = Callable[[str], int]


def _code_points(text: str) -> int:
    return len(text)


@cache
def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def _display_width(text: str) -> int:
    return sum(_width(character) for character in text)


def _width_before_damage(text: str) -> int:
    """Display width at a time when the marks that are half-width now were still full-width."""
    return sum(2 if character in ",;:?!()" else _width(character) for character in text)


MEASURES: tuple[Measure, ...] = (_code_points, _display_width, _width_before_damage)


@dataclass(frozen=True)
class Row:
    """One row of one column."""

    span: Span
    indented: bool


@dataclass(frozen=True)
class Columns:
    """The two-column part of a page: its lines, its rows in reading order, and the share of rows that line up."""

    first: int
    last: int
    rows: tuple[Row, ...]
    confidence: float


def find_columns(lines: Sequence[Line]) -> Columns | None:
    """The two-column part of the page, or None."""
    gapped = [line for line in lines if _may_be_row(line.text)]
    if len(gapped) < ROWS_NEEDED:
        return None
    edge, measure = max(
        (_commonest_edge(gapped, measure) for measure in MEASURES), key=lambda found: _count_aligned(gapped, *found)
    )
    # A paragraph's last row may hold a character or two; a pager has many gaps, a row one.
    gapped += [line for line in lines if _is_last_row(line.text)]
    aligned = {line.number for line in gapped if _gutter(line.text, edge, measure)}
    region = _largest_run(lines, aligned)
    rows_with_gap = [line for line in gapped if region[0] <= line.number <= region[-1]] if region else []
    if len(rows_with_gap) < ROWS_NEEDED:
        return None
    confidence = sum(line.number in aligned for line in rows_with_gap) / len(rows_with_gap)
    if confidence < ALIGNED_SHARE:
        return None
    return _read_columns(lines, region, edge, measure, confidence)


def _may_be_row(text: str) -> bool:
    """Words in two columns with a gap between; a row of a table has more gaps, a line without end is no row."""
    return len(text) <= WIDEST and count_han(text) >= 4 and 1 <= len(GAP.findall(text)) <= MOST_GAPS


def _is_last_row(text: str) -> bool:
    return len(text) <= WIDEST and count_han(text) < 4 and len(GAP.findall(text)) == 1


def _commonest_edge(lines: Sequence[Line], measure: Measure) -> tuple[int, Measure]:
    edges = Counter(measure(line.text[: gap.end()]) for line in lines for gap in GAP.finditer(line.text))
    return max(edges, key=lambda edge: (edges[edge], -edge)), measure


def _count_aligned(lines: Sequence[Line], edge: int, measure: Measure) -> int:
    return sum(_gutter(line.text, edge, measure) is not None for line in lines)


def _gutter(text: str, edge: int, measure: Measure) -> tuple[int, int] | None:
    """The gap before the right column's edge, or before its indent; None when no gap ends there."""
    for gap in GAP.finditer(text):
        place = measure(text[: gap.end()])
        if place == edge or place - edge in INDENTS:
            return gap.span()
    return None


def _largest_run(lines: Sequence[Line], aligned: set[int]) -> list[int]:
    """Numbers of the aligned lines that stand together, with at most a few one-sided rows between them."""
    filled = [line.number for line in lines if line.text.strip()]
    order = {number: index for index, number in enumerate(filled)}
    runs: list[list[int]] = []
    for number in sorted(aligned):
        if runs and order[number] - order[runs[-1][-1]] <= ROWS_BETWEEN + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return max(runs, key=len, default=[])


def _read_columns(
    lines: Sequence[Line], region: Sequence[int], edge: int, measure: Measure, confidence: float
) -> Columns | None:
    left: list[Span] = []
    right: list[Span] = []
    for line in lines[region[0] - 1 : region[-1]]:
        gutter = _gutter(line.text, edge, measure) or _nearest_gap(line.text, edge, measure)
        cut = gutter[1] if gutter else _side(line.text, edge, measure)
        left += [span] if (span := span_of(line, 0, cut)) else []
        right += [span] if (span := span_of(line, cut)) else []
    if not (_is_running(left, measure) and _is_running(right, measure)):
        return None
    rows = [*_mark_indents(lines, left, measure), *_mark_indents(lines, right, measure)]
    return Columns(region[0], region[-1], tuple(rows), confidence)


def _is_running(column: Sequence[Span], measure: Measure) -> bool:
    """Whether the rows are text that runs on from one to the next; otherwise they are half of a table."""
    rows = [span.text for span in column]
    if not rows:
        return False
    narrow, wide = (share * median(map(measure, rows)) for share in EVEN)
    broken = sum(not ends_with(row, SENTENCE_ENDS) for row in rows)
    parted = sum(CLAUSE_END.search(row) is not None for row in rows)
    even = sum(narrow <= measure(row) <= wide for row in rows)
    return broken >= BROKEN_SHARE * len(rows) and parted >= PARTED_SHARE * len(rows) and even >= EVEN_SHARE * len(rows)


def _nearest_gap(text: str, edge: int, measure: Measure) -> tuple[int, int] | None:
    """Where a row that does not line up was most likely divided."""
    gaps = [gap.span() for gap in GAP.finditer(text)]
    return min(gaps, key=lambda gap: abs(measure(text[: gap[1]]) - edge), default=None)


def _side(text: str, edge: int, measure: Measure) -> int:
    """Where to cut a row that has one column only: before it when it is the right one, behind it when the left."""
    start = len(text) - len(text.lstrip())
    return 0 if measure(text[:start]) >= edge else len(text)


def _mark_indents(lines: Sequence[Line], column: Sequence[Span], measure: Measure) -> list[Row]:
    starts = [measure(lines[span.line - 1].text[: span.start]) for span in column]
    edge = Counter(starts).most_common(1)[0][0]
    ends = [start + measure(span.text) for start, span in zip(starts, column, strict=True)]
    full = median(ends) - 1
    spans = go_on(column, [end >= full for end in ends])
    return [Row(span, start - edge in INDENTS) for span, start in zip(spans, starts, strict=True)]
