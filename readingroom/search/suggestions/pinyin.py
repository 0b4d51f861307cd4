"""Chinese that was typed in Latin letters: in full (dangjian), by initials (djyl), or both mixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import islice

from . import lexicon
from .corpus import corpus
from .entries import Lexicon
from .spelling import Way

MOST_READINGS = 5

# By fewer initials than this, a stretch of a title that nobody would call a word is met by chance.
_INITIALS_IN_TITLES = 4
# Of words that are put together; each stretch of them is looked for.
_MOST_SYLLABLES = 8


def readings(typed: str) -> list[str]:
    """
    What of the library the letters spell, best first: words, then stretches of titles; at most five.

    When there are none, words one after another that some text has so. Raises `IndexUnusable`.
    """
    known = lexicon.current()
    ways = known.ways_to_read(typed, unfinished=False)
    # Some may have left with their article since the lexicon was made.
    found = _occurring([*_words(known, ways), *_stretches(known, ways)])
    return found or _occurring([text for way in ways if (text := _put_together(known, way))])


def _occurring(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if corpus().count(text)][:MOST_READINGS]


def _words(known: Lexicon, ways: list[Way]) -> list[str]:
    """The most frequent first."""
    found = [word for way in ways if len(way) > 1 for word in islice(known.spelled_words.whole(way), MOST_READINGS)]
    return [word.text for word in sorted(found, key=lambda word: word.line)]


def _stretches(known: Lexicon, ways: list[Way]) -> list[str]:
    """What is spelled in titles, from the beginning of a word to the end of one; most frequent first."""
    telling = [way for way in ways if len(way) >= _INITIALS_IN_TITLES or (len(way) > 1 and _is_whole(way))]
    counted = Counter(stretch.text for way in telling for stretch in known.spelled_titles.words(way))
    return [stretch for stretch, _ in counted.most_common(MOST_READINGS)]


def _put_together(known: Lexicon, way: Way) -> str:
    """Words one after another, the longest first (shequdangjian: 社区, 党建); empty when a part of it is no word."""
    if len(way) > _MOST_SYLLABLES or not _is_whole(way):
        return ""

    @cache
    def words_from(start: int) -> list[str] | None:
        if start == len(way):
            return []
        for end in range(len(way), start + 1, -1):
            word = next(iter(_words(known, [way[start:end]])), None)
            if word and (rest := words_from(end)) is not None:
                return [word, *rest]
        return None

    return "".join(words_from(0) or [])


def _is_whole(way: Way) -> bool:
    return all(spelling.is_whole for spelling in way)
