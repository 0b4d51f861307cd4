"""
Two articles paragraph beside paragraph.

Paragraphs are matched in their order, by their letters first and then by the pairs of letters that they share; within
two that were matched, what differs is marked. A paragraph that only stands at another place says where.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby, pairwise

from readingroom.articles.sketches import letters
from readingroom.comparing import Pieces, compare, differences

LEAST_SHARED = 0.3
"""Of the pairs of letters of the shorter paragraph. Any two paragraphs on one subject share a tenth."""

MOST_TRIED = 40_000
"""Pairs of paragraphs between two that are the same: two hundred on either side. Of more only the next are tried."""

AHEAD = 12
"""Paragraphs, of which the one that shares the most is taken."""

MOST_SAID = 12
"""Differences of one paragraph that are told in words; with more, it is read as a whole sooner."""

FOLDED = 2
"""So many paragraphs on end that do not differ are folded up."""

Match = tuple[int | None, int | None]


@dataclass(frozen=True)
class Row:
    """A paragraph of each, or of one of them; numbers count from 1. `elsewhere` is its number in the other article."""

    left: str = ""
    right: str = ""
    left_number: int | None = None
    right_number: int | None = None
    elsewhere: int | None = None

    @cached_property
    def kind(self) -> str:
        """same, marks (nothing but punctuation, spaces, width or script), changed, left or right; names its colour."""
        if self.left_number is None or self.right_number is None:
            return "right" if self.left_number is None else "left"
        if self.left == self.right:
            return "same"
        return "marks" if letters(self.left) == letters(self.right) else "changed"

    @cached_property
    def pieces(self) -> tuple[Pieces, Pieces]:
        if self.kind in ("left", "right"):
            return [(self.left, False)], [(self.right, False)]
        return compare(self.left, self.right)

    @property
    def differences(self) -> Sequence[tuple[str, str]]:
        """In words, for whoever does not see marks."""
        return differences(self.left, self.right)[:MOST_SAID] if self.kind in ("marks", "changed") else ()


@dataclass(frozen=True)
class Group:
    """Rows one after the other; those of a folded group do not differ."""

    rows: tuple[Row, ...]
    is_folded: bool


def groups(left: Sequence[str], right: Sequence[str]) -> list[Group]:
    gathered = []
    for is_same, rows in groupby(_rows(left, right), key=lambda row: row.kind == "same"):
        shown = tuple(rows)
        gathered.append(Group(shown, is_folded=is_same and len(shown) >= FOLDED))
    return gathered


def _rows(left: Sequence[str], right: Sequence[str]) -> Iterator[Row]:
    here, there = [letters(text) for text in left], [letters(text) for text in right]
    for one, other in _matched(here, there):
        if one is not None and other is not None:
            yield Row(left[one], right[other], one + 1, other + 1)
        elif one is not None:
            yield Row(left=left[one], left_number=one + 1, elsewhere=_place(here[one], there))
        elif other is not None:
            yield Row(right=right[other], right_number=other + 1, elsewhere=_place(there[other], here))


def _place(text: str, others: Sequence[str]) -> int | None:
    return others.index(text) + 1 if text and text in others else None


def _matched(left: Sequence[str], right: Sequence[str]) -> Iterator[Match]:
    """Every paragraph of both once, in an order that is that of both."""
    for tag, start, end, other_start, other_end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(range(start, end), range(other_start, other_end), strict=True)
        else:
            best = _best(left[start:end], right[other_start:other_end])
            yield from _in_order(best, (start, end), (other_start, other_end))


def _in_order(best: Sequence[tuple[int, int]], here: tuple[int, int], there: tuple[int, int]) -> Iterator[Match]:
    (at, end), (other_at, other_end) = here, there
    places = [(here[0] + one, there[0] + other) for one, other in best]
    for one, other in [*places, (end, other_end)]:
        yield from ((number, None) for number in range(at, one))
        yield from ((None, number) for number in range(other_at, other))
        if one < end and other < other_end:
            yield one, other
        at, other_at = one + 1, other + 1


def _best(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs, in the order of both, that share the most."""
    here, there = ([set(map("".join, pairwise(text))) for text in texts] for texts in (left, right))
    if len(here) * len(there) > MOST_TRIED:
        return list(_next_best(here, there))
    shared = [[_shared(one, other) for other in there] for one in here]
    best = [[0] * (len(there) + 1) for _ in range(len(here) + 1)]
    for one in reversed(range(len(here))):
        for other in reversed(range(len(there))):
            best[one][other] = max(
                best[one + 1][other], best[one][other + 1], shared[one][other] + best[one + 1][other + 1]
            )
    return list(_way(best, shared))


def _next_best(here: Sequence[set[str]], there: Sequence[set[str]]) -> Iterator[tuple[int, int]]:
    at = 0
    for one, pairs in enumerate(here):
        shared = {other: _shared(pairs, there[other]) for other in range(at, min(at + AHEAD, len(there)))}
        nearest = max(shared, key=shared.__getitem__, default=None)
        if nearest is not None and shared[nearest]:
            yield one, nearest
            at = nearest + 1


def _way(best: Sequence[Sequence[int]], shared: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    one = other = 0
    while one < len(shared) and other < len(shared[one]):
        if shared[one][other] and best[one][other] == shared[one][other] + best[one + 1][other + 1]:
            yield one, other
            one, other = one + 1, other + 1
        elif best[one][other] == best[one + 1][other]:
            one += 1
        else:
            other += 1


def _shared(one: set[str], other: set[str]) -> int:
    """Pairs of letters in common; none when they are too few to mean anything."""
    common = len(one & other)
    return common if common and common >= LEAST_SHARED * min(len(one), len(other)) else 0
