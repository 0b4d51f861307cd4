"""
Lines of Chinese in which Latin letters are looked for that spell a part of them.

Lines are searched by the first letters of their characters' readings, each set of letters a sign of its own, so that
a character may be read in every way it can be; what is met is then looked at syllable by syllable. Nothing has to be
kept for it but the lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .lines import Lines
from .sounds import Sounds
from .spelling import Spelling, Way

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
