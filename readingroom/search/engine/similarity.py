"""Documents like another one: those that share the words by which it differs from the rest."""

from __future__ import annotations

import math
from collections import Counter

from haystack.constants import ID

from .conditions import Query
from .lookups import Lookups
from .schema import channel_column
from .store import Opened

_WORDS = "words"
_TELLING_WORDS = 25
# A word of one character, or one that no other document has, says nothing about likeness.
_LEAST_LENGTH = 2
_LEAST_DOCUMENTS = 2


def similar(opened: Opened, lookups: Lookups, text: str, *, but_not: str) -> Query:
    """The words of a text with the highest tf·idf, any of them, best first; not the document itself."""
    column = channel_column(lookups.document_field, _WORDS)
    counts = Counter(opened.analyser.tokens(text)[_WORDS].split())
    weights = {word: count * _rarity(opened, column, word) for word, count in counts.items()}
    telling = sorted(weights, key=lambda word: (-weights[word], word))[:_TELLING_WORDS]
    wanted = [lookups.conditions.term(column, word) for word in telling if weights[word]]
    itself = lookups.conditions.term(ID, but_not)
    return lookups.conditions.every_of([lookups.conditions.any_of(wanted)], but_not=[itself])


def _rarity(opened: Opened, column: str, word: str) -> float:
    documents = opened.snapshot.frequency(column, word)
    if len(word) < _LEAST_LENGTH or documents < _LEAST_DOCUMENTS:
        return 0.0
    return math.log(1 + len(opened.snapshot) / documents)
