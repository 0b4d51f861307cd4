"""How far words reach: the paragraphs of the library that hold them, for a curator about to decide on the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from haystack.backends import SQ
from haystack.query import SearchQuerySet

from readingroom.articles.models import Paragraph

from .engine import IndexUnusable
from .engine.inputs import Condition


@dataclass(frozen=True)
class Reach:
    """How many paragraphs hold at least one of the words, and how many each of them."""

    paragraphs: int
    of_each: tuple[tuple[str, int], ...]


def reach(words: Sequence[str]) -> Reach | None:
    """None: the index cannot answer now."""
    try:
        return Reach(_count(words), tuple((word, _count([word])) for word in words))
    except IndexUnusable:
        return None


def _count(words: Sequence[str]) -> int:
    any_of_them = reduce(or_, (SQ(text__contains=Condition(word)) for word in words))
    found = SearchQuerySet().models(Paragraph).filter(any_of_them)
    # Otherwise Haystack fetches every document it counts.
    found.query.set_limits(0, 0)
    return len(found)
