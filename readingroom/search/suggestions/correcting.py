"""
What of the library a word may have been meant for that occurs nowhere: one character wrong, missing, too many, or two
in each other's place.

The library itself is the dictionary: its pairs of neighbouring characters tell where a word goes wrong and what can
stand there, and what comes out must be found in its texts. That finds names no dictionary has, at half a microsecond
a pair. Elasticsearch's phrase suggester does the same with words, but a wrong character leaves Chinese without words;
SymSpell's table of deletions would have to be built and held for every word.

Better none than a silly one: a common word that the library happens not to have is left alone, and so is what is
made of words, unless the library has one long word that differs little from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from django.conf import settings

from ..language.atoms import HAN
from ..language.folding import fold
from ..language.segmenting import read_words, segmenter
from . import lexicon
from .corpus import Corpus, corpus
from .guessing import Guess, Guesses
from .misspelling import words_nearly_spelled
from .slips import Slip
from .spelling import is_pinyin

MOST = 10
LONGEST = 12
"""Characters; a longer piece is a sentence, not a word with a slip in it."""

NO_WORD = 2.0
"""The cost, beside those of slips, of what is written somewhere but is no word;"""
NO_WORDS = 1.0
"""more, when the changed character is not even part of one, as in a name;"""
APART = 2.0
"""and more, when it is written nowhere, though its words are met in one text."""
FAR_FROM_BEST = 2.0
"""What costs so much more than the best is not worth showing."""

# From this length on, what comes out by chance is neither a word nor written in any text.
_LONG = 4
_UNLIKELY = (Slip.SUPERFLUOUS, Slip.OTHER)
_HAN = re.compile(f"[{HAN}]")


def near_words(word: str) -> list[str]:
    """Best first, at most ten. Raises `IndexUnusable`."""
    if is_pinyin(word):
        return words_nearly_spelled(word)[:MOST]
    folded = fold(word)
    if not 2 <= len(folded) <= LONGEST or not folded.isalnum() or not _HAN.search(folded):
        return []
    return _Correction(folded, corpus()).words()[:MOST]


class _Correction:
    """One word on its way to those it may have been meant for."""

    def __init__(self, word: str, texts: Corpus) -> None:
        self._word = word
        self._texts = texts
        self._lexicon = lexicon.current()
        self._cutter = segmenter(settings.ENVIRONMENT.segmenter, read_words(texts.analyser.vocabulary))

    def words(self) -> list[str]:
        """Those that need the least to be assumed, the most frequent first."""
        if self._cutter.knows(self._word) or self._texts.count(self._word):
            return []
        guesses = Guesses(self._word, self._texts, self._lexicon, self._cutter.knows)
        costs: dict[str, tuple[float, int]] = {}
        self._add(costs, guesses.likely())
        if not self._makes_sense and all(cost >= NO_WORD for cost, _ in costs.values()):
            self._add(costs, guesses.last_resort())
        best, _ = min(costs.values(), default=(0.0, 0))
        near = [text for text, (cost, _) in costs.items() if cost <= best + FAR_FROM_BEST]
        return sorted(near, key=lambda text: (costs[text], text))

    def _add(self, costs: dict[str, tuple[float, int]], guesses: Iterable[Guess]) -> None:
        """For all that the library has: what has to be assumed for it, and less how often it is met."""
        for guess in guesses:
            if cost := self._cost(guess):
                costs[guess.text] = min(cost, costs.get(guess.text, cost))

    def _cost(self, guess: Guess) -> tuple[float, int] | None:
        if self._is_word(guess.text):
            is_plain = not self._makes_sense or (len(guess.text) >= _LONG and guess.slip not in _UNLIKELY)
            return (guess.slip.value, -self._texts.count(guess.text)) if is_plain else None
        if self._makes_sense and not (guess.slip is Slip.SWAPPED and len(guess.text) >= _LONG):
            return None
        return self._cost_of_phrase(guess) if len(guess.text) > 2 else None

    def _cost_of_phrase(self, guess: Guess) -> tuple[float, int] | None:
        """What is no word has to be written somewhere, or to be made of words that are met in one text."""
        cost = guess.slip.value + NO_WORD
        is_of_words = self._is_of_words(guess)
        if count := self._texts.count(guess.text):
            if is_of_words:
                return cost, -count
            return (cost + NO_WORDS, -count) if guess.slip.is_alike else None
        words = self._cut(guess.text)
        if guess.slip.is_alike and all(map(self._is_known, words)) and (count := self._texts.count_together(words)):
            return cost + APART, -count
        return None

    def _is_of_words(self, guess: Guess) -> bool:
        """Whether every changed character is part of a word."""
        end = 0
        for word in self._cut(guess.text):
            start, end = end, end + len(word)
            if any(start <= place < end for place in guess.places) and not self._is_known(word):
                return False
        return True

    @cached_property
    def _makes_sense(self) -> bool:
        """Whether what was typed is made of words."""
        return all(map(self._is_known, self._cut(self._word)))

    def _is_word(self, text: str) -> bool:
        return text in self._lexicon.word_set or (self._cutter.knows(text) and bool(self._texts.count(text)))

    def _is_known(self, word: str) -> bool:
        return len(word) > 1 and (word in self._lexicon.word_set or self._cutter.knows(word))

    def _cut(self, text: str) -> list[str]:
        return list(self._cutter.cut(text))
