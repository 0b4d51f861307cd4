"""Atoms, the pieces that a question is made of: how the index is asked for them, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..engine.analysis import Clue, joined
from .folding import Folded, fold, fold_with_places

HAN = r"\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Chinese characters, with 々 and 〇, as part of a regular expression's set."""

_LETTER_OR_DIGIT = re.compile(rf"[^\W_{HAN}]")


@dataclass(frozen=True)
class Atom:
    """
    A folded piece of a question. `whole`: a Latin word or a number; who asks for 5 does not want 15.

    `is_guessed`: no dictionary has it.
    """

    text: str
    whole: bool = False
    is_guessed: bool = False

    @property
    def clue(self) -> Clue:
        if self.whole:
            return Clue("words", ((0, self.text),))
        if len(self.text) == 1:
            return Clue("characters", ((0, self.text),))
        # Every second bigram tells the phrase, with the last one where the length is odd.
        starts = sorted({*range(0, len(self.text) - 1, 2), len(self.text) - 2})
        return Clue("bigrams", tuple((start, self.text[start : start + 2]) for start in starts))


def places(text: str, atoms: Iterable[Atom]) -> list[tuple[int, int]]:
    """Where in a text, as it was written, atoms stand: from, to; in order, those that touch joined."""
    folded = fold_with_places(text)
    return joined(sorted(place for atom in atoms for place in _places_of(atom, text, folded)))


def occurrences(text: str, atoms: Iterable[Atom]) -> list[int]:
    """How often each atom stands in a text; where places are not asked for, most need not be worked out."""
    folded = fold(text)
    return [
        _count_whole(atom, text) if atom.whole and atom.text in folded else folded.count(atom.text) for atom in atoms
    ]


def _count_whole(atom: Atom, text: str) -> int:
    return sum(1 for _ in _places_of(atom, text, fold_with_places(text)))


def _places_of(atom: Atom, text: str, folded: Folded) -> Iterator[tuple[int, int]]:
    found = folded.text.find(atom.text)
    while found >= 0:
        start, end = folded.original(found, found + len(atom.text))
        if not (atom.whole and (_carries_on(text[start - 1 : start]) or _carries_on(text[end : end + 1]))):
            yield start, end
        found = folded.text.find(atom.text, found + 1)


def _carries_on(neighbour: str) -> bool:
    return bool(_LETTER_OR_DIGIT.match(neighbour))
