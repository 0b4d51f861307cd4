"""
A file with a record of each article: what was found for it ahead of any request.

Records of one size, an article's at the place its number gives: a page reads one of them in one step, and one is
written without touching the rest, with ten articles or with a hundred thousand. A place where nothing was written
reads as a record that knows nothing, and a lost file is merely made again.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar, Generic, TypeVar


@dataclass(frozen=True)
class Record(ABC):
    """
    By what something was found: an article's edition, and a stamp of the index.

    With edition and stamp 0 nothing was found yet.
    """

    edition: int = 0
    stamp: int = 0

    @property
    @abstractmethod
    def named(self) -> tuple[int, ...]:
        """The other articles that it speaks of."""


R = TypeVar("R", bound=Record)


class RecordFile(ABC, Generic[R]):
    """One process writes at a time, any number read."""

    SIZE: ClassVar[int]

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, number: int) -> R:
        """An empty record when there is none, or no file."""
        content = self._read(number, self.SIZE)
        return self._unpack(content if len(content) == self.SIZE else bytes(self.SIZE))

    def all(self) -> dict[int, R]:
        """The records that know something, by the number of their article."""
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return {}
        places = enumerate(range(0, len(content) - self.SIZE + 1, self.SIZE))
        records = ((number, self._unpack(content[at : at + self.SIZE])) for number, at in places)
        return {number: record for number, record in records if record.edition or record.stamp}

    def put(self, number: int, record: R) -> None:
        self._path.touch()
        with self._path.open("r+b", buffering=0) as file:
            file.seek(number * self.SIZE)
            file.write(self._pack(record))

    def mark_stale(self, number: int) -> R:
        """What is known stands until it is found anew."""
        stale = replace(self.of(number), stamp=0)
        self.put(number, stale)
        return stale

    def forget(self, number: int) -> None:
        self.put(number, self._unpack(bytes(self.SIZE)))

    def _read(self, number: int, size: int) -> bytes:
        try:
            with self._path.open("rb", buffering=0) as file:
                file.seek(number * self.SIZE)
                return file.read(size)
        except OSError:
            return b""

    @abstractmethod
    def _pack(self, record: R) -> bytes:
        """As many bytes as a record has."""

    @abstractmethod
    def _unpack(self, content: bytes) -> R: ...
