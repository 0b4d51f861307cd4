"""
Which item of a new edition goes on with which key.

Places of one reading can be compared, and are the surest sign. Places of different readings cannot, since
line numbers differ; there the text alone speaks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from rapidfuzz.distance import LCSseq

from .keys import Bearer, Former, Keyed, Unkeyed, make_key

SHARED = 0.5
"""Less than half of the text in common, and a reader who follows the link finds something else."""

BEGINNING = 8
"""Shorter beginnings are shared by chance: 习近平总书记 alone is six characters."""

Pairs = Iterable[tuple[int, Bearer]]
Finder = Callable[[Mapping[int, Unkeyed], Sequence[Bearer]], Pairs]


def claim(items: Sequence[Unkeyed], bearers: Sequence[Bearer], original: str) -> dict[int, str]:
    """
    Which item goes on with which key. The surest sign comes first; what it settles, the next does not see.

    A former key at its old place comes before shared text: a restored paragraph gets its own key back, even
    when another one, taken out at the same time, resembles it. Last comes where a key was born: it may have moved
    on with a larger text, and what is left over of that begins where the key once did.
    """
    standing = [one for one in bearers if isinstance(one, Keyed)]
    former = [one for one in bearers if isinstance(one, Former)]
    gone = [one for one in former if one.into is None]
    steps: tuple[tuple[Finder, Sequence[Bearer]], ...] = (
        (_same_place, standing),
        (_same_place, former),
        (_same_text, standing),
        (_same_beginning, standing),
        (_shared_text, standing),
        (_same_text, gone),
        (partial(_same_birthplace, original), bearers),
    )
    claims: dict[int, str] = {}
    for find, candidates in steps:
        free_items = {i: item for i, item in enumerate(items) if i not in claims}
        settled = set(claims.values())
        free_bearers = [one for one in candidates if one.key not in settled]
        _take(find(free_items, free_bearers), claims)
    return claims


def _take(pairs: Pairs, claims: dict[int, str]) -> None:
    settled = set(claims.values())
    for i, bearer in pairs:
        if i not in claims and bearer.key not in settled:
            claims[i] = bearer.key
            settled.add(bearer.key)


def _same_place(items: Mapping[int, Unkeyed], bearers: Sequence[Bearer]) -> Pairs:
    here = {item.place: i for i, item in items.items()}
    return [(here[one.place], one) for one in bearers if one.place in here]


def _same_text(items: Mapping[int, Unkeyed], bearers: Sequence[Bearer]) -> Pairs:
    """Twins are paired in their order."""
    twins = defaultdict(list)
    for i, item in items.items():
        twins[item.text].append(i)
    return [(twins[one.text].pop(0), one) for one in bearers if twins.get(one.text)]


def _same_beginning(items: Mapping[int, Unkeyed], bearers: Sequence[Bearer]) -> Pairs:
    """The first part of a split, or the whole of a join, where places cannot be compared; the longest comes first."""
    by_beginning = defaultdict(list)
    for i, item in items.items():
        by_beginning[item.text[:BEGINNING]].append(i)
    found = []
    for order, one in enumerate(bearers):
        for i in by_beginning.get(one.text[:BEGINNING], ()):
            shorter, longer = sorted((one.text, items[i].text), key=len)
            if len(shorter) >= BEGINNING and longer.startswith(shorter):
                found.append((-len(shorter), order, i))
    return [(i, bearers[order]) for _, order, i in sorted(found)]


def _shared_text(items: Mapping[int, Unkeyed], bearers: Sequence[Bearer]) -> Pairs:
    """The pair with the most text in common comes first; half of the longer one is the least."""
    found = []
    for order, one in enumerate(bearers):
        for i, item in items.items():
            least = SHARED * max(len(one.text), len(item.text))
            if min(len(one.text), len(item.text)) >= least:
                shared = LCSseq.similarity(one.text, item.text)
                if shared >= least:
                    found.append((-shared, order, i))
    return [(i, bearers[order]) for _, order, i in sorted(found)]


def _same_birthplace(original: str, items: Mapping[int, Unkeyed], bearers: Sequence[Bearer]) -> Pairs:
    """The shorter text must be in the longer by half: line numbers mean another place when a file was read anew."""
    by_key = {one.key: one for one in bearers}
    born = {i: by_key.get(make_key(original, item.place, ())) for i, item in items.items()}
    return [(i, one) for i, one in born.items() if one and _overlap(one.text, items[i].text)]


def _overlap(one: str, other: str) -> bool:
    return LCSseq.similarity(one, other) >= SHARED * min(len(one), len(other))
