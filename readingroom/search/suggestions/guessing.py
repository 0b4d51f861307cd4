"""
What a mistyped word could have been, slip by slip; `correcting` asks which of it the library has.

Pairs of neighbouring characters that stand nowhere in the library tell where to look. A character that is like the
typed one is tried where the library has it beside a neighbour; for one that is missing or like nothing, words of the
lexicon and the dictionary are tried, and as a last resort what the texts have between the characters around.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice

from .corpus import Corpus
from .entries import Lexicon
from .slips import Slip, alike, insert, replace, swapped, without_one

_SHORT = 3
"""Of two characters, one that is like nothing could be anything;"""
_LONG = 4
"""and so could one of three that are no word of the lexicon."""

# Characters tried between two others, those first that the texts have most often beside them. Of thousands, the later
# ones are part of words that are themselves rare.
_MOST_AROUND = 300
_MOST_BETWEEN = 30


@dataclass(frozen=True)
class Guess:
    """`places`: where in the text it differs from what was typed."""

    text: str
    slip: Slip
    places: tuple[int, ...]


class Guesses:
    """`knows`: whether the segmenter's dictionary has a word."""

    def __init__(self, word: str, texts: Corpus, known: Lexicon, knows: Callable[[str], bool]) -> None:
        self._word = word
        self._texts = texts
        self._lexicon = known
        self._knows = knows
        self._after = cache(texts.after)

    def likely(self) -> Iterator[Guess]:
        yield from self._alike()
        yield from self._swapped()
        yield from self._missing()
        yield from self._superfluous()
        yield from self._other()

    def last_resort(self) -> Iterator[Guess]:
        """A character in mid-word that was left out, or is like nothing, put in as some text has it."""
        if len(self._word) + 1 >= _LONG:
            for place in range(1, len(self._word)):
                for character in self._seen_between(place, place):
                    yield Guess(insert(self._word, place, character), Slip.MISSING, (place,))
        if len(self._word) >= _LONG:
            for place in range(1, len(self._word) - 1):
                for character in self._seen_between(place, place + 1):
                    yield Guess(replace(self._word, place, character), Slip.OTHER, (place,))

    def _alike(self) -> Iterator[Guess]:
        for place in self._suspects:
            for character, slip in alike(self._word[place], self._lexicon.sounds).items():
                text = replace(self._word, place, character)
                if self._is_seen_beside_a_neighbour(text, place):
                    yield Guess(text, slip, (place,))

    def _swapped(self) -> Iterator[Guess]:
        for place, text in swapped(self._word):
            if self._texts.pairs(text[place : place + 2]):
                yield Guess(text, Slip.SWAPPED, (place, place + 1))

    def _missing(self) -> Iterator[Guess]:
        for place in sorted({*self._suspects, *(place + 1 for place in self._suspects)}):
            for character in self._in_words_between(place, place):
                yield Guess(insert(self._word, place, character), Slip.MISSING, (place,))

    def _superfluous(self) -> Iterator[Guess]:
        for place, text in without_one(self._word):
            if place in self._suspects and len(text) >= _SHORT:
                yield Guess(text, Slip.SUPERFLUOUS, (max(place - 1, 0), min(place, len(text) - 1)))

    def _other(self) -> Iterator[Guess]:
        if len(self._word) >= _SHORT:
            for place in self._suspects:
                for character in self._in_words_between(place, place + 1):
                    yield Guess(replace(self._word, place, character), Slip.OTHER, (place,))

    @cached_property
    def _suspects(self) -> list[int]:
        """The places beside which something stands that never stands there; all, when everything is seen somewhere."""
        breaks = [place for place in range(len(self._word) - 1) if not self._texts.pairs(self._word[place : place + 2])]
        return sorted({*breaks, *(place + 1 for place in breaks)}) or list(range(len(self._word)))

    def _is_seen_beside_a_neighbour(self, text: str, place: int) -> bool:
        pairs = (text[start : start + 2] for start in (place - 1, place) if 0 <= start < len(text) - 1)
        return any(map(self._texts.pairs, pairs))

    def _in_words_between(self, start: int, end: int) -> set[str]:
        """Characters that make a word with what stands before `start` and from `end` on."""
        before, after = self._word[:start], self._word[end:]
        found = set(self._in_lexicon_between(before, after))
        if len(before) + 1 + len(after) >= _LONG:
            around = self._after(before[-1]) if before else self._lexicon.characters
            found |= {one for one in around[:_MOST_AROUND] if self._knows(before + one + after)}
        return found

    def _in_lexicon_between(self, before: str, after: str) -> Iterator[str]:
        words = self._lexicon.words
        for number in words.beginning(before) if before else words.ending(after):
            word = words.texts[number]
            if len(word) == len(before) + 1 + len(after) and word.endswith(after):
                yield word[len(before)]

    def _seen_between(self, start: int, end: int) -> list[str]:
        """Characters that the texts have between what stands before `start` and from `end` on."""
        before, after = self._word[:start], self._word[end:]
        if len(before) > 1 and len(after) > 1 and not self._texts.count_with_gap(before, after):
            return []
        between = (one for one in self._after(before[-1]) if self._texts.pairs(one + after[0]))
        return list(islice(between, _MOST_BETWEEN))
