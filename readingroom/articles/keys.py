"""
Permanent keys of paragraphs.

A key is made once, from the place where a paragraph first stood, and stored; after that it follows the
paragraph through every new cleaning and every edit. What follows is decided here, without a database:
`carry_over` takes the paragraphs that have keys and the items that need one.

Places of one reading can be compared, and are the surest sign. Places of different readings cannot, since
line numbers differ; there the text alone speaks.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

KEY_LENGTH = 10
"""Fifty bits: with a million paragraphs one accidental meeting in two thousand rooms, and that one is counted on."""

SHARED = 0.5
"""Less than half of the text in common, and a reader who follows the link finds something else."""

BEGINNING = 8
"""Shorter beginnings are shared by chance: 习近平总书记 alone is six characters."""

GRAM = 3


@dataclass(frozen=True, order=True)
class Place:
    """Where the first segment of an item stands; `reading` is the number of the reading."""

    reading: int
    line: int
    start: int


@dataclass(frozen=True)
class Unkeyed:
    """An item of the working copy that is about to be published."""

    text: str
    place: Place


@dataclass(frozen=True)
class Keyed:
    """A paragraph of the current edition."""

    key: str
    text: str
    place: Place


@dataclass(frozen=True)
class Former:
    """A key without a paragraph of its own; `into` is the key of the one that took the text in, None: it is gone."""

    key: str
    text: str
    place: Place
    into: str | None = None


@dataclass(frozen=True)
class Carried:
    """Keys in the order of the items, and everything that is a former key from now on."""

    keys: tuple[str, ...]
    former: tuple[Former, ...]


Holder = Callable[[Place], int | None]
"""Which item holds a raw place, if any: `ledger_holder` makes one."""
Bearer = Keyed | Former
Pairs = Iterable[tuple[int, Bearer]]
Finder = Callable[[Mapping[int, Unkeyed], Sequence[Bearer]], Pairs]


def make_key(original: str, place: Place, taken: Collection[str]) -> str:
    """The key of a new paragraph; a counter is mixed in only when something else has it already."""
    name = f"{original}:{place.line}:{place.start}"
    key, counter = _digest(name), 0
    while key in taken:
        counter += 1
        key = _digest(f"{name}:{counter}")
    return key


def _digest(name: str) -> str:
    return base64.b32encode(hashlib.sha256(name.encode()).digest()).decode().lower()[:KEY_LENGTH]


def carry_over(
    items: Sequence[Unkeyed],
    *,
    original: str,
    standing: Sequence[Keyed] = (),
    former: Sequence[Former] = (),
    holder: Holder = lambda _: None,
    taken: Collection[str] = (),
) -> Carried:
    """
    Give every item its key and every other key its whereabouts.

    `original` is the hash from which new keys are made, `taken` are keys of other articles in the way.
    No key is lost: each of `standing` and `former` is in the result, on an item or as a former key.
    """
    bearers: list[Bearer] = [*standing, *sorted(former, key=lambda one: one.key)]
    claims = _claim(items, bearers)
    keys = _fill(items, claims, original, {*taken, *(one.key for one in bearers)})
    rest = [one for one in bearers if one.key not in keys]
    return Carried(tuple(keys), tuple(_settle(rest, items, keys, holder)))


def _claim(items: Sequence[Unkeyed], bearers: Sequence[Bearer]) -> dict[int, str]:
    """
    Which item goes on with which key. The surest sign comes first; what it settles, the next does not see.

    A former key at its old place comes before shared text: a restored paragraph gets its own key back, even
    when another one, taken out at the same time, resembles it.
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
    )
    claims: dict[int, str] = {}
    for find, candidates in steps:
        free_items = {i: item for i, item in enumerate(items) if i not in claims}
        free_bearers = [one for one in candidates if one.key not in claims.values()]
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


def _fill(items: Sequence[Unkeyed], claims: Mapping[int, str], original: str, taken: set[str]) -> list[str]:
    keys = []
    for i, item in enumerate(items):
        key = claims.get(i) or make_key(original, item.place, taken)
        taken.add(key)
        keys.append(key)
    return keys


def _settle(rest: Sequence[Bearer], items: Sequence[Unkeyed], keys: Sequence[str], holder: Holder) -> Iterator[Former]:
    """
    Where the text of each remaining key is now.

    Within one reading the ledger knows: what no item holds is gone, even if another paragraph says the same.
    """
    reading = items[0].place.reading if items else None
    grams: dict[str, set[int]] = {}
    for one in rest:
        if one.place.reading == reading:
            i = holder(one.place)
        else:
            grams = grams or _grams_of(items)
            i = _most_of(one.text, grams)
        yield Former(one.key, one.text, one.place, None if i is None else keys[i])


def _grams_of(items: Sequence[Unkeyed]) -> dict[str, set[int]]:
    grams = defaultdict(set)
    for i, item in enumerate(items):
        for gram in _grams(item.text):
            grams[gram].add(i)
    return grams


def _grams(text: str) -> set[str]:
    return {text[at : at + GRAM] for at in range(max(1, len(text) - GRAM + 1))}


def _most_of(text: str, grams: Mapping[str, set[int]]) -> int | None:
    """The item that holds at least half of this text, as runs of characters; None if there is none."""
    wanted = _grams(text)
    counts = Counter(i for gram in wanted for i in grams.get(gram, ()))
    best = min(counts, key=lambda i: (-counts[i], i), default=None)
    return best if best is not None and counts[best] >= SHARED * len(wanted) else None
