"""
Permanent keys of paragraphs: how one is made, and the records in which their whereabouts are told.

A key is made once, from the place where a paragraph first stood, and stored; after that it follows the
paragraph through every new cleaning and every edit (`lineage`).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection
from dataclasses import dataclass

KEY_LENGTH = 10
"""Fifty bits: with a million paragraphs one accidental meeting in two thousand rooms, and that one is counted on."""


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


Bearer = Keyed | Former


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
