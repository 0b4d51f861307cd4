"""The texts of the library as runs of characters: how often one stands in them."""

from __future__ import annotations

from collections.abc import Iterable

from ..engine.analysis import Clue
from ..engine.conditions import Query
from ..engine.schema import channel_column
from ..engine.store import Opened
from ..keeping.holdings import backend


class Corpus:
    """The index as it is now, asked past Haystack: corrections ask hundreds of small questions in a row."""

    def __init__(self, opened: Opened) -> None:
        self.analyser = opened.analyser
        self._snapshot = opened.snapshot
        self._conditions = opened.conditions

    def pairs(self, text: str) -> int:
        """In how many documents two characters stand side by side; far quicker than `count`."""
        return self._snapshot.frequency(_column("bigrams"), text)

    def after(self, character: str) -> list[str]:
        """What comes after a character, most frequent first."""
        return [pair[1:] for pair, _ in self._snapshot.terms(_column("bigrams"), character) if len(pair) == 2]

    def words_beginning(self, part: str) -> list[str]:
        """Most frequent first."""
        return [word for word, _ in self._snapshot.terms(_column("words"), part)]

    def count(self, text: str) -> int:
        """In how many documents a text stands as it is."""
        clue = self.analyser.substring(text)
        return self._snapshot.count(self._query(clue)) if clue else 0

    def count_with_gap(self, before: str, after: str) -> int:
        """In how many documents the two stand with one character between them; each of two characters or more."""
        clues = [(0, self.analyser.substring(before)), (len(before) + 1, self.analyser.substring(after))]
        pairs = tuple((start + place, pair) for start, clue in clues if clue for place, pair in clue.tokens)
        return self._snapshot.count(self._query(Clue("bigrams", pairs)))

    def count_together(self, texts: Iterable[str]) -> int:
        """In how many documents all of the texts stand."""
        clues = [self.analyser.substring(text) for text in texts]
        return self._snapshot.count(self._conditions.every_of([self._query(clue) for clue in clues if clue]))

    def _query(self, clue: Clue) -> Query:
        return self._conditions.unscored(self._conditions.phrase(_column(clue.channel), clue.tokens))


def corpus() -> Corpus:
    """Raises `IndexUnusable`."""
    return Corpus(backend().store.open())


def _column(channel: str) -> str:
    return channel_column("text", channel)
