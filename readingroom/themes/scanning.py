"""Finding the words of a vocabulary in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

WordIndex = Mapping[str, tuple[str, ...]]
"""Words by their first two characters (a word of one by that one), longest first."""


def index_words(words: Iterable[str]) -> WordIndex:
    by_beginning: defaultdict[str, set[str]] = defaultdict(set)
    for word in words:
        by_beginning[word[:2]].add(word)
    return {beginning: tuple(sorted(group, key=len, reverse=True)) for beginning, group in by_beginning.items()}


def find_words(text: str, index: WordIndex) -> Iterator[tuple[int, str]]:
    """
    The words of the text with their places, from left to right, the longest at each place, none inside another.

    That words may not overlap keeps 干部队伍建设 from counting three times, as 干部, 干部队伍 and 队伍建设. A place
    tries only the few words that begin with its two characters, so the time grows with the text alone; one pattern
    of all the words would try every one of them that begins with 党.

    >>> list(find_words("建强干部队伍", index_words(["干部", "队伍", "干部队伍"])))
    [(2, '干部队伍')]
    """
    place = 0
    while place < len(text):
        word = _longest_at(place, text, index)
        if word:
            yield place, word
        place += len(word) or 1


def _longest_at(place: int, text: str, index: WordIndex) -> str:
    """The longest word that begins at the place; empty if there is none."""
    for beginning in (text[place : place + 2], text[place]):
        for word in index.get(beginning, ()):
            if text.startswith(word, place):
                return word
    return ""
