"""
The same passage in two texts: compared by their letters, whatever the punctuation, and not necessarily to the letter.

A passage is a row of runs that both texts have in the same order, close together. It is looked for around the
longest run of all: where people quote the same words, some stretch was left as it was.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from .folding import fold, fold_with_places

SHINGLE = 6
"""Letters of the shortest run to begin with. Shorter ones are words, which any two texts have in common."""

_LEAST_RUN = 2
_MOST_BETWEEN = 12
"""Letters between two runs of one passage: a clause that was left out, put in or said otherwise."""

_MOST_TO_A_LETTER = 2
"""And no more than so many for each letter of the next run: a single word further on is there by chance."""

_LEAST_SHARE = 0.7
"""Of the letters of a passage, in either text, that have to be the same. Less is the same matter in other words."""

_MOST_PLACES = 32
"""At which one shingle is tried. One that stands there more often (哈哈哈…) tells nothing."""

_Run = tuple[int, int, int]
"""Where it begins in both texts, and its length."""

_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Shared:
    """`one[start:end]` and `other[other_start:other_end]` are the same passage; `same` of its letters are the same."""

    start: int
    end: int
    other_start: int
    other_end: int
    same: int


def letters(text: str) -> str:
    """
    What texts are compared by: their letters and digits, folded.

    >>> letters("黨建，引領！")
    '党建引领'
    """
    return _NO_LETTERS.sub("", fold(text))


def stretch(text: str, start: int, end: int) -> tuple[int, int]:
    """
    Where in a text stand its letters from one up to another.

    >>> stretch("“黨建”，引領！", 1, 3)
    (2, 6)
    """
    folded = fold_with_places(text)
    places = [place for place, character in enumerate(folded.text) if not _NO_LETTERS.match(character)]
    return folded.starts[places[start]], folded.ends[places[end - 1]]


def shingles(letters: str, *, step: int = 1) -> list[str]:
    """All runs of `SHINGLE` letters, or every so many."""
    return [letters[at : at + SHINGLE] for at in range(0, len(letters) - SHINGLE + 1, step)]


def shared_passage(one: str, other: str) -> Shared | None:
    """
    The passage that two texts, given by their letters, have in common.

    >>> passage = shared_passage("基层强则国家强基层安则天下安", "他说基层强则国家强基层安天下就安")
    >>> passage.other_start, passage.other_end, passage.same
    (2, 14, 12)
    """
    longest = _longest_run(one, other)
    if longest is None:
        return None
    at, other_at, _ = longest
    # How far the rest of `one` could reach to either side, with clauses put in.
    begin = max(0, other_at - at - _MOST_BETWEEN)
    end = other_at + len(one) - at + _MOST_BETWEEN
    runs = [(start, begin + other_start, size) for start, other_start, size in _runs(one, other[begin:end])]
    passage = _around(longest, runs)
    size = max(passage.end - passage.start, passage.other_end - passage.other_start)
    return passage if passage.same >= _LEAST_SHARE * size else None


def _longest_run(one: str, other: str) -> _Run | None:
    places = defaultdict(list)
    for at in range(len(other) - SHINGLE + 1):
        places[other[at : at + SHINGLE]].append(at)
    longest = None
    for at in range(len(one) - SHINGLE + 1):
        there = places.get(one[at : at + SHINGLE], ())
        for other_at in there if len(there) <= _MOST_PLACES else ():
            # A run is met once more at each of its shingles.
            if at and other_at and one[at - 1] == other[other_at - 1]:
                continue
            length = _length_of_run(one, other, at, other_at)
            if longest is None or length > longest[2]:
                longest = (at, other_at, length)
    return longest


def _length_of_run(one: str, other: str, at: int, other_at: int) -> int:
    length = SHINGLE
    most = min(len(one) - at, len(other) - other_at)
    while length < most and one[at + length] == other[other_at + length]:
        length += 1
    return length


def _runs(one: str, other: str) -> Iterator[_Run]:
    for block in Levenshtein.opcodes(one, other).as_matching_blocks():
        if block.size >= _LEAST_RUN:
            yield block.a, block.b, block.size


def _around(anchor: _Run, runs: list[_Run]) -> Shared:
    """From the longest run outwards, as long as the next one is near in both texts."""
    start, other_start, same = anchor
    end, other_end = start + same, other_start + same
    for at, other_at, size in runs:
        if _is_near(at - end, other_at - other_end, size):
            end, other_end, same = at + size, other_at + size, same + size
    for at, other_at, size in reversed(runs):
        if _is_near(start - at - size, other_start - other_at - size, size):
            start, other_start, same = at, other_at, same + size
    return Shared(start, end, other_start, other_end, same)


def _is_near(between: int, other_between: int, size: int) -> bool:
    nearest, furthest = sorted((between, other_between))
    return nearest >= 0 and furthest <= min(_MOST_BETWEEN, _MOST_TO_A_LETTER * size)
