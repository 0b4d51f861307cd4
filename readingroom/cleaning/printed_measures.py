"""
The measures of a document's type: where its columns begin and end, how high its rows are, how much white is between
two, and whether its paragraphs are indented.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from statistics import median

from readingroom.cleaning.characters import SENTENCE_ENDS, ends_with
from readingroom.cleaning.printed_rows import Row, Setting

FULL = 1.7
"""Characters by which a full row may end before its column: a mark that may not begin a row takes one along."""

INDENT = (1.2, 4.5)
"""Characters by which a first row stands in from its column's edge."""

INDENTED_ROWS = 2
"""So many indented rows, and fewer than the others: the page indents its paragraphs."""

MANY_ROWS = 8
"""From so many rows on, one alone is not believed where its column's edge is: a quotation mark hangs over it."""

RUNNING_ROWS = 3
"""Rows of a column of text at least; fewer may be an author, a date."""


@dataclass(frozen=True)
class _Edges:
    """Where the rows of a column begin and end."""

    left: float
    right: float


@dataclass
class Measures:
    """The measures of a document's type."""

    rows: Sequence[Row]
    columns: Mapping[Setting, Sequence[Row]] = field(init=False)
    edges: Mapping[Setting, _Edges] = field(init=False)

    def __post_init__(self) -> None:
        columns: defaultdict[Setting, list[Row]] = defaultdict(list)
        for row in self.rows:
            if not row.is_larger and not row.centered:
                columns[row.setting].append(row)
        self.columns = columns
        self.edges = {place: self._edges_of(rows) for place, rows in columns.items()}

    @cached_property
    def em(self) -> float:
        text = [row for row in self.rows if not row.is_larger and not row.is_smaller] or self.rows
        return max(1.0, median(min(row.box.bottom - row.box.top, row.box.right - row.box.left) for row in text))

    @cached_property
    def white(self) -> float:
        """Between two rows of a paragraph, as a rule: the upper one is full, and its sentence goes on below."""
        pairs = [pair for pair in pairwise(self.rows) if pair[0].place == pair[1].place]
        inside = [
            pair for pair in pairs if self.is_running(pair[0]) and not ends_with(pair[0].span.text, SENTENCE_ENDS)
        ]
        whites = [below.box.top - above.box.bottom for above, below in inside or pairs]
        return median(whites) if whites else 0.0

    @cached_property
    def indents(self) -> bool:
        text = [row for row in self.rows if not (row.is_larger or row.is_smaller or row.bold)]
        return INDENTED_ROWS <= sum(map(self.is_indented, text)) <= 0.6 * len(text)

    def is_indented(self, row: Row) -> bool:
        edges = self.edges.get(row.setting)
        return (
            bool(edges)
            and not row.centered
            and self._in(row) >= INDENT[0] * self.em
            and self._in(row) <= INDENT[1] * self.em
        )

    def _in(self, row: Row) -> float:
        return row.box.left - self.edges[row.setting].left

    def ends_before(self, row: Row) -> float:
        """Characters by which a row ends before its column does."""
        edges = self.edges.get(row.setting)
        return (edges.right - row.box.right) / self.em if edges else 0.0

    def is_running(self, row: Row) -> bool:
        """Whether a row is full in a column of several: the text has begun."""
        return len(self.columns.get(row.setting, ())) >= RUNNING_ROWS and self.is_full(row)

    def is_full(self, row: Row) -> bool:
        return self.ends_before(row) <= FULL

    def _edges_of(self, rows: Sequence[Row]) -> _Edges:
        near = 0.4 * self.em
        lefts, rights = [row.box.left for row in rows], [row.box.right for row in rows]
        if len(rows) < MANY_ROWS:
            return _Edges(min(lefts), max(rights))
        left = min((one for one in lefts if sum(abs(one - other) <= near for other in lefts) > 1), default=min(lefts))
        right = max(
            (one for one in rights if sum(abs(one - other) <= near for other in rights) > 1), default=max(rights)
        )
        return _Edges(left, right)
