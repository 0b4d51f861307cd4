"""
Terms of a question as conditions on the index.

Words may also stand in the heading right above a text; phrases in quotes are exact about the text itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from itertools import pairwise
from operator import and_, or_

from haystack.backends import SQ

from ..engine.inputs import Condition, Near
from ..language.atoms import Atom
from ..language.folding import fold
from .terms import Question, Term, atom_of

_WORD_FIELDS = ("text", "heading")
_PHRASE_FIELDS = ("text",)


def full(question: Question) -> list[SQ]:
    """An answer holds every term that is wanted, and none that is excluded."""
    return [held(term) if not term.excluded else ~held(term) for term in question.terms]


def partial(question: Question) -> list[SQ]:
    """It holds some of the words, but not all; none when a question cannot be answered in part."""
    parts = _parts(question)
    if not parts or len(parts) == len(question.wanted) == 1:
        return []
    some = _any(_contains(atom, _WORD_FIELDS) for atom in parts)
    every = reduce(and_, map(held, question.wanted))
    return [some, ~every, *(~held(term) for term in question.terms if term.excluded)]


def _parts(question: Question) -> list[Atom]:
    """
    What says something by itself: no single character out of a longer word (非 in 非公企业).

    Of a name that no dictionary has, every two characters: it may have been cut in the wrong place.
    """
    typed = {fold(piece) for piece in question.pieces}
    parts = [atom for atom in question.atoms if atom.whole or len(atom.text) > 1 or atom.text in typed]
    of_names = [Atom(first + second) for atom in parts if atom.is_guessed for first, second in pairwise(atom.text)]
    return list(dict.fromkeys([*parts, *of_names]))


def held(term: Term) -> SQ:
    """Holds where a term stands, itself or one of the words that will do in its place."""
    also = [_contains(atom_of(word), _WORD_FIELDS) for word in term.also]
    return _any([_as_typed(term), *also])


def _as_typed(term: Term) -> SQ:
    if term.exact:
        # The index folds what it is asked for, and folding twice may change a sign: ´ after a letter.
        return _any(SQ((f"{name}__contains", Condition(term.typed))) for name in _PHRASE_FIELDS)
    if term.is_compound:
        return _any(SQ((f"{name}__content", Near(term.typed))) for name in _WORD_FIELDS)
    return reduce(and_, (_contains(atom, _WORD_FIELDS) for atom in term.atoms))


def _contains(atom: Atom, fields: Iterable[str]) -> SQ:
    lookup = "content" if atom.whole else "contains"
    return _any(SQ((f"{name}__{lookup}", Condition(atom.text))) for name in fields)


def _any(conditions: Iterable[SQ]) -> SQ:
    return reduce(or_, conditions)
