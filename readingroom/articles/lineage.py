"""
Where every key goes when the next edition of an article is published.

Pure and without a database: `carry_over` takes the paragraphs that have keys and the items that need one. No key
is ever lost; one that stands on no paragraph any more says which paragraph took its text in, or that it is gone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Literal

from .claims import SHARED, claim
from .keys import Bearer, Carried, Former, Keyed, Place, Unkeyed, make_key

GRAM = 3
"""Runs of characters by which a text is found within a larger one; single characters are found everywhere."""

Holder = Callable[[Place], int | Literal["title"] | None]
"""Which item holds a raw place, if not the title or nothing does. The ledger of a cleaning knows."""


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
    claims = claim(items, bearers, original)
    keys = _fill(items, claims, original, {*taken, *(one.key for one in bearers)})
    given = set(keys)
    rest = [one for one in bearers if one.key not in given]
    return Carried(tuple(keys), tuple(_settle(rest, items, keys, holder)))


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

    Within one reading the ledger knows: what nothing holds is gone, even if another paragraph says the same. The
    title takes in the beginning of a text only; what followed it is looked for.
    """
    reading = items[0].place.reading if items else None
    grams: dict[str, set[int]] = {}
    for one in rest:
        holds = holder(one.place) if one.place.reading == reading else None
        if holds == "title" or one.place.reading != reading:
            grams = grams or _grams_of(items)
            holds = _most_of(one.text, grams)
        yield Former(one.key, one.text, one.place, keys[holds] if isinstance(holds, int) else None)


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
