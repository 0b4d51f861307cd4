"""Slips of the hand in Latin letters: in pinyin (dangjain), and in the Latin words of the library."""

from __future__ import annotations

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from . import lexicon
from .corpus import corpus
from .pinyin import readings
from .spelling import letters_of

# Of fewer letters, one more or less makes everything like everything.
_SHORTEST = 5


def words_nearly_spelled(typed: str) -> list[str]:
    """What letters spell that differ from those typed by one letter too many, missing or wrong, or by two swapped."""
    letters = "".join(filter(str.isalpha, letters_of(typed)))
    if len(letters) < _SHORTEST or readings(typed):
        return []
    return [*_latin_words(letters), *_chinese_words(letters)]


def _latin_words(letters: str) -> list[str]:
    words = corpus().words_beginning(letters[0])
    return [word for word in words if word.isascii() and OSA.distance(word, letters, score_cutoff=1) == 1]


def _chinese_words(letters: str) -> list[str]:
    known = lexicon.current()
    spelled, numbers = known.spelled_out
    met = extract_iter(letters, spelled, scorer=OSA.distance, score_cutoff=1)
    return [known.words.texts[number] for number in sorted({numbers[place] for _, _, place in met})]
