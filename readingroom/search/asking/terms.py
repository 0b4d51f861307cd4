"""
A question as understood: its terms, in the order in which they were typed, and what may stand in their place.

Nothing here knows how a question is read (`questions`) or how the index is asked (`conditions`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from ..language.atoms import HAN, Atom
from ..language.folding import fold

Kind = Literal["article", "paragraph"]
"""What a question asks for."""

Sort = Literal["relevance", "date"]


@dataclass(frozen=True)
class Term:
    """
    A piece of a question, as it was typed, with the atoms it was taken apart into.

    `exact`: a phrase in quotes. `excluded`: not wanted. `is_compound`: known as one thing, so that its atoms have to
    stand close together. `also`: other words, any of which will do in its place: synonyms, or what pinyin spells.
    """

    typed: str
    atoms: tuple[Atom, ...]
    exact: bool = False
    excluded: bool = False
    is_compound: bool = False
    also: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """As it can be typed again."""
        phrase = f"“{self.typed}”" if self.exact else self.typed
        return f"-{phrase}" if self.excluded else phrase

    @property
    def in_words(self) -> str:
        return f"不含“{'”“'.join((self.typed, *self.also))}”" if self.excluded else self.shown


@dataclass(frozen=True)
class Widening:
    """
    What else is looked for. `synonyms`: of a folded word, those that mean the same; `readings`: what pinyin spells.

    Either widens a term in its place: an excluded word is excluded with its synonyms.
    """

    synonyms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    readings: Callable[[str], Sequence[str]] = lambda letters: ()


NOTHING_ELSE = Widening()


@dataclass(frozen=True)
class Question:
    """
    A question as understood.

    `typed` is what was read of what was typed; `pieces` is what of it is wanted, as it stood between spaces or
    quotes. `is_blank`: nothing was typed. `is_empty`: something was, but nothing to look for.
    """

    typed: str = ""
    terms: tuple[Term, ...] = ()
    pieces: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    is_pinyin: bool = False
    is_blank: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.is_blank and not self.terms

    @property
    def words(self) -> str:
        """All that is wanted in plain words, by which answers are ordered."""
        return " ".join(self.pieces)

    @property
    def wanted(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if not term.excluded)

    @property
    def also(self) -> list[str]:
        """The words looked for beside those that were typed."""
        return list(dict.fromkeys(word for term in self.wanted for word in term.also))

    @cached_property
    def atoms(self) -> tuple[Atom, ...]:
        """What to mark in a text. A compound whose parts stand apart answers less than one that stands there whole."""
        typed = [atom for term in self.wanted for atom in term.atoms]
        whole = [atom_of(term.typed) for term in self.wanted if term.is_compound]
        also = [atom_of(word) for term in self.wanted for word in term.also]
        return (*typed, *whole, *also)

    @property
    def understood(self) -> list[str]:
        return list(dict.fromkeys(term.in_words for term in self.terms))

    def only(self, *terms: Term) -> Question:
        """The question as if no more than these of its terms had been typed."""
        wanted = tuple(term.typed for term in terms if not term.excluded)
        return replace(self, typed=" ".join(term.shown for term in terms), terms=terms, pieces=wanted)

    def without(self, term: Term) -> Question:
        return self.only(*(other for other in self.terms if other is not term))


def atom_of(word: str) -> Atom:
    """A word to be found as it stands; one without Chinese characters only as a whole."""
    folded = fold(word)
    return Atom(folded, whole=not re.search(rf"[{HAN}]", folded))
