"""
An empty result explains itself: each word with what the library has of it, and links to what would find something.

All counts are of the whole library, so the links let go of theme, source and year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from readingroom.search.asking.explaining import Explanation

from .asking import UNFILTERED, Asked


@dataclass(frozen=True)
class Way:
    """A question that may be asked instead."""

    name: str
    url: str
    count: int | None = None


@dataclass(frozen=True)
class Word:
    """A piece of the question by itself; `near` are words of the library like one that it does not have."""

    alone: Way
    near: Sequence[Way]


@dataclass(frozen=True)
class Explained:
    words: Sequence[Word]
    shorter: Sequence[Way]
    unfiltered: Way | None


def explain(asked: Asked, explanation: Explanation) -> Explained:
    def way(name: str, question: str, count: int | None = None) -> Way:
        return Way(name, asked.address(q=question, filters=UNFILTERED), count)

    return Explained(
        words=[
            Word(
                alone=way(counted.term, counted.term, counted.count),
                near=[way(near, near) for near in explanation.nearest.get(counted.term, ())],
            )
            for counted in explanation.terms
        ],
        shorter=[way(without.term, without.question, without.count) for without in explanation.without],
        unfiltered=way("", asked.words, explanation.unfiltered)
        if asked.is_filtered and explanation.unfiltered
        else None,
    )
