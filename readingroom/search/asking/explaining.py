"""Why a question finds little or nothing: which of its words the library has, and what less would find."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

from ..suggestions.correcting import near_words
from .terms import Question, Term

MOST_TERMS = 8
"""Each is counted by itself and left out once; who pastes a page is not helped by more."""

NEAREST = 3
"""Words shown beside one that occurs nowhere."""


@dataclass(frozen=True)
class TermCount:
    """How many answers in the whole library hold a term by itself."""

    term: str
    count: int


@dataclass(frozen=True)
class Without:
    """The question without one of its terms, and how many answers that has."""

    term: str
    question: str
    count: int


@dataclass(frozen=True)
class Explanation:
    """
    Why a question has no answer.

    `nearest`: for terms that occur nowhere, words that do; `unfiltered`: answers if no theme, source and year was chosen.
    """

    terms: list[TermCount]
    nearest: Mapping[str, list[str]] = field(default_factory=dict)
    without: list[Without] = field(default_factory=list)
    unfiltered: int = 0


def corrected(
    question: Question,
    read: Callable[[str], Question],
    count: Callable[[Question], int],
    count_chosen: Callable[[Question], int],
) -> str | None:
    """
    The question as it may have been meant: pieces that stand nowhere as they were typed, put right.

    All of them at once, or one of them. Only what finds more is worth saying, and more of what was chosen
    (`count_chosen`), for there the reader stays; what stands nowhere is a matter of the whole library (`count`).
    """
    if question.is_pinyin:
        return None
    pieces = [piece for piece in question.pieces if not count(read(f"“{piece}”"))]
    near = {piece: words for piece in pieces if (words := near_words(piece))}
    found = count_chosen(question) if near else 0
    return next((typed for typed in _put_right(question.typed, near) if count_chosen(read(typed)) > found), None)


def _put_right(typed: str, near: Mapping[str, Sequence[str]]) -> Iterator[str]:
    if len(near) > 1:
        yield reduce(lambda text, piece: text.replace(piece, near[piece][0], 1), near, typed)
    for piece, words in near.items():
        yield from (typed.replace(piece, word, 1) for word in words)


def explain(question: Question, count: Callable[[Question], int]) -> Explanation:
    """`count` says how many answers a question has in the whole library."""
    wanted = question.wanted[:MOST_TERMS]
    terms = [TermCount(term.in_words, count(question.only(term))) for term in wanted]
    nowhere = [term for term, counted in zip(wanted, terms, strict=True) if not counted.count]
    return Explanation(
        terms=terms,
        nearest={term.in_words: near for term in nowhere if (near := near_words(term.typed)[:NEAREST])},
        without=_shorter(question, nowhere, count),
        unfiltered=0 if nowhere else count(question),
    )


def _shorter(question: Question, nowhere: Sequence[Term], count: Callable[[Question], int]) -> list[Without]:
    """While a term is there that occurs nowhere, leaving out another finds nothing."""
    if len(nowhere) > 1:
        return []
    tried = nowhere or question.terms[:MOST_TERMS]
    return [shorter for term in tried if (shorter := _without(question, term, count)).count]


def _without(question: Question, term: Term, count: Callable[[Question], int]) -> Without:
    rest = question.without(term)
    return Without(term.in_words, rest.typed, count(rest) if rest.wanted else 0)
