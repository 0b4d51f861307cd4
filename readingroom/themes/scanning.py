"""Finding the words of a vocabulary in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

WordIndex = Mapping[str, tuple[str, ...]]
"""Words by their first character, longest first."""


def index_words(words: Iterable[str]) -> WordIndex:
    by_first: defaultdict[str, set[str]] = defaultdict(set)
    for word in words:
        by_first[word[0]].add(word)
    return {first: tuple(sorted(group, key=lambda word: (-len(word), word))) for first, group in by_first.items()}


def find_words(text: str, index: WordIndex) -> Iterator[tuple[int, str]]:
    """
    The words of the text with their places, from left to right, the longest at each place, none inside another.

    A place tries only the words that begin with its character, so the time grows with the text alone. That words
    may not overlap keeps 干部队伍建设 from counting three times, as 干部, 干部队伍 and 队伍建设.

    >>> list(find_words("建强干部队伍", index_words(["干部", "队伍", "干部队伍"])))
    [(2, '干部队伍')]
    """
    place = 0
    while place < len(text):
        word = next((word for word in index.get(text[place], ()) if text.startswith(word, place)), None)
        if word is None:
            place += 1
        else:
            yield place, word
            place += len(word)
