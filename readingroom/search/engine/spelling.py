"""A question with its unknown words replaced by what of the index comes nearest to them."""

from __future__ import annotations

from collections.abc import Sequence

from .lookups import WORDS, Lookups

# One slip in a short word, two in a long one; more would be another word.
_LONG = 5


def corrected(lookups: Lookups, text: str) -> str | None:
    """None when there is nothing to correct, or nothing near enough to correct it to."""
    pieces = text.split()
    better = [_better(lookups, piece) for piece in pieces]
    return " ".join(better) if better != pieces else None


def _better(lookups: Lookups, piece: str) -> str:
    words = lookups.analyser.tokens(piece)[WORDS].split()
    column = lookups.words_column(lookups.fields[lookups.document_field])
    if len(words) != 1 or lookups.snapshot.frequency(column, words[0]):
        return piece
    return nearest(words[0], lookups.vocabulary) or piece


def nearest(word: str, vocabulary: Sequence[tuple[str, int]]) -> str | None:
    """Of the words that are the fewest slips away, the most frequent; the vocabulary comes in this order."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    slips = 2 if len(word) >= _LONG else 1
    near = [known for known, _ in vocabulary if abs(len(known) - len(word)) <= slips and known != word]
    found = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=slips)
    return found[0] if found else None
