"""
A file of the articles near to each article.

Records of one size, an article's at the place its number gives: a page reads one of them in one step, and one is
written without touching the rest, with ten articles or with a hundred thousand. A place where nothing was written
reads as a record that knows nothing, so there is no form to be damaged, and a lost file is merely made again.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

MOST = 5

_RECORD = struct.Struct(f"<II{MOST}I")


@dataclass(frozen=True)
class Record:
    """
    The articles nearest to one, best first, and by what they were found: its edition, and a stamp of the index.

    With edition and stamp 0 nothing was found yet.
    """

    edition: int = 0
    stamp: int = 0
    near: tuple[int, ...] = ()

    def is_like(self, other: Record) -> bool:
        """Whether both were found for the same text in the same index."""
        return (self.edition, self.stamp) == (other.edition, other.stamp)


class Neighbours:
    """The file. One process writes at a time, any number read."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, number: int) -> Record:
        """An empty record when there is none, or no file."""
        try:
            with self._path.open("rb") as file:
                file.seek(number * _RECORD.size)
                return _unpack(file.read(_RECORD.size))
        except OSError:
            return Record()

    def all(self) -> dict[int, Record]:
        """The records that know something, by the number of their article."""
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return {}
        whole = len(content) - len(content) % _RECORD.size
        rows = enumerate(_RECORD.iter_unpack(memoryview(content)[:whole]))
        return {number: _record(row) for number, row in rows if any(row)}

    def put(self, number: int, record: Record) -> None:
        near = (*record.near, *[0] * MOST)[:MOST]
        self._path.touch()
        with self._path.open("r+b", buffering=0) as file:
            file.seek(number * _RECORD.size)
            file.write(_RECORD.pack(record.edition, record.stamp, *near))

    def mark_stale(self, number: int) -> Record:
        """What is known stands until it is found anew."""
        stale = replace(self.of(number), stamp=0)
        self.put(number, stale)
        return stale


def _unpack(content: bytes) -> Record:
    return _record(_RECORD.unpack(content)) if len(content) == _RECORD.size else Record()


def _record(row: Sequence[int]) -> Record:
    edition, stamp, *near = row
    return Record(edition, stamp, tuple(number for number in near if number))
