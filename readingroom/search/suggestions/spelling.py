"""
What Latin letters may spell: in full (dangjian), by initials (djyl), or both mixed (dangjyl).

The same letters can be read in several ways (xian: 先, 西安); those with the fewest abbreviations are taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from .sounds import Sounds

LONGEST = 60
"""Letters; the longest word that anybody spells out has eight syllables."""

# A syllable begins with one of these; no i, u or v ever stands for one.
_INITIAL = re.compile("[zcs]h|[a-hj-tw-z]")
_LONGEST_SYLLABLE = 6
_MOST_WAYS = 4
_LETTERS = re.compile(r"[a-z]+(?:['’\s]+[a-z]+)*['’]?")
_BREAK = re.compile(r"['’\s]+")
_DIAERESIS = "\N{COMBINING DIAERESIS}"


@dataclass(frozen=True)
class Spelling:
    """Letters that stand for one character: a whole syllable, or the beginning of one."""

    letters: str
    is_whole: bool


Way = tuple[Spelling, ...]


def is_pinyin(typed: str) -> bool:
    """Letters, perhaps with spaces, apostrophes, ü and tones, and nothing else."""
    return len(typed) <= LONGEST and bool(_LETTERS.fullmatch(letters_of(typed)))


def letters_of(typed: str) -> str:
    """
    What was typed, with the letters that the table of sounds has.

    >>> letters_of("Lǜ Sè"), letters_of("lüe"), letters_of("lue")
    ('lv se', 'lve', 'lve')
    """
    apart = unicodedata.normalize("NFKD", typed.strip().lower()).replace("u" + _DIAERESIS, "v")
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return re.sub("([ln])ue", r"\1ve", plain)


def ways_to_read(typed: str, sounds: Sounds, *, unfinished: bool) -> list[Way]:
    """
    None when the letters spell nothing. `unfinished`: the last syllable may be what has been typed of it so far.

    Spaces and apostrophes part syllables: xi'an is two.
    """
    parts = _BREAK.split(letters_of(typed).rstrip("'’"))
    last = len(parts) - 1
    read = [_read(part, sounds, unfinished=unfinished and place == last) for place, part in enumerate(parts)]
    return [tuple(spelling for way in ways for spelling in way) for ways in islice(product(*read), _MOST_WAYS)]


def _read(letters: str, sounds: Sounds, *, unfinished: bool) -> list[Way]:
    """The ways to each place, from those to the places before it: abbreviations and way, the best first."""
    ways: list[list[tuple[int, Way]]] = [[(0, ())]]
    for end in range(1, len(letters) + 1):
        at_the_end = unfinished and end == len(letters)
        here = [
            (abbreviated + cost, (*way, spelling))
            for start in range(max(end - _LONGEST_SYLLABLE, 0), end)
            for spelling, cost in _spellings(letters[start:end], sounds, unfinished=at_the_end)
            for abbreviated, way in ways[start]
        ]
        here.sort(key=lambda way: (way[0], len(way[1])))
        ways.append([way for way in here if way[0] == here[0][0]][:_MOST_WAYS])
    return _likelier([way for _, way in ways[-1]])


def _likelier(ways: list[Way]) -> list[Way]:
    """What ends in more than one letter of a syllable, where anything does: renmin is ren min before ren mi n."""
    return [way for way in ways if way and len(way[-1].letters) > 1] or ways


def _spellings(piece: str, sounds: Sounds, *, unfinished: bool) -> Iterator[tuple[Spelling, int]]:
    """How a piece may stand for one character, and at what cost."""
    if unfinished and piece in sounds.beginnings:
        yield Spelling(piece, is_whole=False), 0
    elif piece in sounds.characters:
        yield Spelling(piece, is_whole=True), 0
    elif _INITIAL.fullmatch(piece):
        yield Spelling(piece, is_whole=False), 1
