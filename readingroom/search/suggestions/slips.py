"""
Slips of the hand in Chinese: what a word may have been meant for, by what went wrong.

Each slip gives all words it could have been made from; which of them the library has is asked in `correcting`. Slips
are told in the order of their likeliness: people type by sound, so most wrong characters sound like the right ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from itertools import pairwise
from pathlib import Path

from .sounds import Sounds


class Slip(Enum):
    """What went wrong; the value is what it costs to assume it."""

    SAME_SOUND = 0.0
    SAME_LOOKS = 1.0
    NEAR_SOUND = 1.5
    SWAPPED = 2.0
    MISSING = 2.1
    OTHER = 3.0
    SUPERFLUOUS = 3.2

    @property
    def is_alike(self) -> bool:
        return self in (Slip.SAME_SOUND, Slip.SAME_LOOKS, Slip.NEAR_SOUND)


def alike(character: str, sounds: Sounds) -> Mapping[str, Slip]:
    """The characters that one may have been typed for."""
    found: dict[str, Slip] = {}
    syllables = sounds.readings.get(character, ())
    for syllable in syllables:
        found |= dict.fromkeys(sounds.characters[syllable], Slip.SAME_SOUND)
    for other in lookalikes().get(character, ""):
        found.setdefault(other, Slip.SAME_LOOKS)
    for near in (near for syllable in syllables for near in sounds.near(syllable)):
        for other in sounds.characters[near]:
            found.setdefault(other, Slip.NEAR_SOUND)
    found.pop(character, None)
    return found


def replace(word: str, place: int, character: str) -> str:
    return word[:place] + character + word[place + 1 :]


def insert(word: str, place: int, character: str) -> str:
    return word[:place] + character + word[place:]


def swapped(word: str) -> Iterator[tuple[int, str]]:
    """Two neighbours in each other's place; with the place of the first."""
    for place, (first, second) in enumerate(pairwise(word)):
        if first != second:
            yield place, word[:place] + second + first + word[place + 2 :]


def without_one(word: str) -> Iterator[tuple[int, str]]:
    for place in range(len(word)):
        yield place, word[:place] + word[place + 1 :]


@cache
def lookalikes() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in Path(__file__).with_name("lookalikes.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            for character in line:
                found[character] = found.get(character, "") + line.replace(character, "")
    return found
