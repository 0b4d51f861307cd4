"""
How Chinese characters sound: pinyin without tones, as people type it.

Made from pypinyin's table of characters once for a lexicon and kept in its file, so that answering never loads the
library. Its table of phrases is not used: it takes 40 MB more, and has 长城 but not 长效机制. Instead the characters
that are read in several ways stand in `readings.txt`, and each of their readings counts everywhere.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path

from readingroom.simplified import simplified

_READINGS = Path(__file__).with_name("readings.txt").read_text(encoding="utf-8")

VERSION = f"pypinyin {version('pypinyin')} · {hashlib.sha256(_READINGS.encode()).hexdigest()[:12]}"
"""Of the table; a lexicon with another one is made anew."""

_FIRST, _LAST = 0x4E00, 0x9FFF
# hm, ng and ê are sounds of interjections; nobody looks for them.
_SYLLABLE = re.compile(r"[a-z]*[aeiouv][a-z]*")

# What many speakers do not tell apart, so that it is typed one for the other.
_ALIKE = [(re.compile("^([zcs])h"), r"\1"), (re.compile("^n"), "l"), (re.compile("g$"), "")]


@dataclass(frozen=True, eq=False)
class Sounds:
    """Syllables (lv, not lü), each with the characters that are read so."""

    characters: Mapping[str, str]

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """All that can have been typed of a syllable so far."""
        return frozenset(syllable[:end] for syllable in self.characters for end in range(1, len(syllable) + 1))

    @cached_property
    def readings(self) -> Mapping[str, tuple[str, ...]]:
        """The syllables of each character."""
        readings: dict[str, tuple[str, ...]] = {}
        for syllable, characters in self.characters.items():
            for character in characters:
                readings[character] = (*readings.get(character, ()), syllable)
        return readings

    @cached_property
    def initials(self) -> Mapping[str, str]:
        """The letters with which the readings of each character begin, in one order."""
        return {
            character: "".join(sorted({syllable[0] for syllable in readings}))
            for character, readings in self.readings.items()
        }

    def near(self, syllable: str) -> tuple[str, ...]:
        """
        Syllables that are taken for this one.

        >>> Sounds({"zhi": "支", "zi": "资", "jin": "金", "jing": "经"}).near("jing")
        ('jin',)
        """
        return tuple(other for other in self._alike[_coarse(syllable)] if other != syllable)

    @cached_property
    def _alike(self) -> Mapping[str, list[str]]:
        alike: dict[str, list[str]] = {}
        for syllable in self.characters:
            alike.setdefault(_coarse(syllable), []).append(syllable)
        return alike


@cache
def make_sounds() -> Sounds:
    """For simplified characters: what is compared is folded."""
    more = dict(_several())
    table: dict[str, str] = {}
    for character, reading in _single():
        for syllable in more.get(character, [reading]):
            table[syllable] = table.get(syllable, "") + character
    return Sounds(table)


def _single() -> Iterator[tuple[str, str]]:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    from pypinyin import Style, lazy_pinyin

    for character in (chr(code) for code in range(_FIRST, _LAST + 1) if code not in simplified()):
        for reading in lazy_pinyin(character, style=Style.NORMAL, errors="ignore"):
            if _SYLLABLE.fullmatch(reading):
                yield character, reading


def _several() -> Iterable[tuple[str, list[str]]]:
    for line in _READINGS.splitlines():
        if line and not line.startswith("#"):
            character, *readings = line.split()
            yield character, readings


def _coarse(syllable: str) -> str:
    for fine, coarse in _ALIKE:
        syllable = fine.sub(coarse, syllable)
    return syllable
