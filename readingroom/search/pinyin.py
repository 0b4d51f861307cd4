"""
Chinese that was typed in Latin letters, found in the words and titles of the library.

Lines are searched by the first letters of their characters' readings, each set of letters a sign of its own, so that
a character may be read in every way it can be; what is met is then looked at syllable by syllable. Nothing has to be
kept for it but the lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import islice

from . import lexicon
from .corpus import corpus
from .lines import Lines
from .sounds import Sounds
from .spelling import Spelling, Way, is_pinyin, ways_to_read

MOST_READINGS = 5

# By fewer initials than this, a stretch of a title that nobody would call a word is met by chance.
_INITIALS_IN_TITLES = 4
# Of words that are put together; each stretch of them is looked for.
_MOST_SYLLABLES = 8
# Signs of Unicode's private use, which no text of a library holds.
_FIRST_SIGN = 0xE000


@dataclass(frozen=True)
class Spelled:
    """A stretch of a line that letters spell."""

    line: int
    text: str


class SpelledLines:
    """Lines with the signs of their characters, each at its character's place."""

    def __init__(self, lines: Lines, sounds: Sounds) -> None:
        self._lines = lines
        self._sounds = sounds
        kinds = sorted(set(sounds.initials.values()))
        signs = {letters: chr(_FIRST_SIGN + place) for place, letters in enumerate(kinds)}
        self._signs = {letter: "".join(signs[them] for them in signs if letter in them) for letter in "".join(signs)}
        self._table = {ord(one): signs[letters] for one, letters in sounds.initials.items()}
        self._coded = lines.whole.translate(self._table)

    def beginning(self, way: Way, *, after: str = "") -> Iterator[Spelled]:
        """At the beginning of lines, right after some text."""
        begun = self._matching(way, re.escape(f"\n{after}".translate(self._table)), "")
        return (one for one in begun if self._lines.texts[one.line].startswith(after))

    def whole(self, way: Way) -> Iterator[Spelled]:
        return self._matching(way, "\n", "(?=\n)")

    def words(self, way: Way, *, unfinished: bool = False) -> Iterator[Spelled]:
        """One or more words in lines of words with spaces around them; unfinished, the last may go on."""
        return self._matching(way, " ", "" if unfinished else "(?= )")

    def _matching(self, way: Way, before: str, after: str) -> Iterator[Spelled]:
        sets = [f"[{self._signs[spelling.letters[0]]}]" for spelling in way]
        pattern = re.compile(f"{before}({' ?'.join(sets)}){after}")
        for met in pattern.finditer(self._coded):
            text = self._lines.whole[met.start(1) : met.end(1)].replace(" ", "")
            if all(self._stands_for(spelling, one) for spelling, one in zip(way, text, strict=True)):
                yield Spelled(self._lines.number(met.start(1)), text)

    def _stands_for(self, spelling: Spelling, character: str) -> bool:
        readings = self._sounds.readings.get(character, ())
        if spelling.is_whole:
            return spelling.letters in readings
        return any(reading.startswith(spelling.letters) for reading in readings)


class Spellings:
    """The lines of a lexicon, ready to be searched by letters."""

    def __init__(self, known: lexicon.Lexicon) -> None:
        self.known = known
        self.sounds = known.sounds

    @cached_property
    def words(self) -> SpelledLines:
        return SpelledLines(self.known.words, self.sounds)

    @cached_property
    def titles(self) -> SpelledLines:
        return SpelledLines(self.known.title_words, self.sounds)

    @cached_property
    def sources(self) -> SpelledLines:
        return SpelledLines(Lines(f" {name} " for name in self.known.source_names.texts), self.sounds)

    def ways(self, typed: str, *, unfinished: bool) -> list[Way]:
        known = is_pinyin(typed) and self.sounds.characters
        return ways_to_read(typed, self.sounds, unfinished=unfinished) if known else []


@lru_cache(maxsize=1)
def spellings(known: lexicon.Lexicon) -> Spellings:
    return Spellings(known)


def readings(typed: str) -> list[str]:
    """What of the library the letters spell, best first: words, then stretches of titles; at most five."""
    spelled = spellings(lexicon.current())
    ways = spelled.ways(typed, unfinished=False)
    found = [*_words(spelled, ways), *_stretches(spelled, ways)]
    if not found:
        found = ["".join(words) for way in ways if _stand_together(words := _put_together(spelled, way))]
    return list(dict.fromkeys(found))[:MOST_READINGS]


def _words(spelled: Spellings, ways: list[Way]) -> list[str]:
    """The most frequent first."""
    found = [word for way in ways if len(way) > 1 for word in islice(spelled.words.whole(way), MOST_READINGS)]
    return [word.text for word in sorted(found, key=lambda word: word.line)]


def _stretches(spelled: Spellings, ways: list[Way]) -> list[str]:
    """What is spelled in titles, from the beginning of a word to the end of one; most frequent first."""
    telling = [way for way in ways if len(way) >= _INITIALS_IN_TITLES or (len(way) > 1 and _is_whole(way))]
    counted = Counter(stretch.text for way in telling for stretch in spelled.titles.words(way))
    return [stretch for stretch, _ in counted.most_common(MOST_READINGS)]


def _put_together(spelled: Spellings, way: Way) -> list[str]:
    """Words one after another, the longest first (shequdangjian: 社区, 党建); none when a part of it is no word."""
    if len(way) > _MOST_SYLLABLES or not _is_whole(way):
        return []

    @cache
    def words_from(start: int) -> list[str] | None:
        if start == len(way):
            return []
        for end in range(len(way), start + 1, -1):
            word = next(iter(_words(spelled, [way[start:end]])), None)
            if word and (rest := words_from(end)) is not None:
                return [word, *rest]
        return None

    return words_from(0) or []


def _stand_together(words: list[str]) -> bool:
    return bool(words) and bool(corpus().count_together(words))


def _is_whole(way: Way) -> bool:
    return all(spelling.is_whole for spelling in way)
