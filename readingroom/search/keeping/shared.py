"""
The file of what articles quote that stands in others too.

Stretches only: the words are taken from what is published when they are shown. A check sum tells a record that was not
written to its end, and a page whether what it shows is still the same.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import NamedTuple

from readingroom.articles.keys import KEY_LENGTH

from .record_file import Record, RecordFile

MOST = 16
"""Of one article; more would be a list of its own, not a remark below a text."""

_HEAD = struct.Struct("<III")
_SHARED = struct.Struct(f"<{KEY_LENGTH}sII?II{KEY_LENGTH}sII")


class Stretch(NamedTuple):
    """A stretch of a paragraph."""

    key: str
    start: int
    end: int


@dataclass(frozen=True)
class SharedQuotation:
    """
    What an article quotes at one place, and where in one edition of another article the same words stand.

    `has_more`: so many articles have this quotation that they are not all named.
    """

    quoted: Stretch
    has_more: bool
    article: int
    edition: int
    there: Stretch


@dataclass(frozen=True)
class Quotations(Record):
    """What of an edition stands in other articles too: in the order of reading, of each quotation the most alike first."""

    shared: tuple[SharedQuotation, ...] = ()

    @property
    def named(self) -> tuple[int, ...]:
        return tuple(one.article for one in self.shared)

    @property
    def paragraphs(self) -> set[str]:
        """The keys of other articles' paragraphs."""
        return {one.there.key for one in self.shared}


class QuotationFile(RecordFile[Quotations]):
    SIZE = _HEAD.size + MOST * _SHARED.size

    def stamp_of(self, number: int) -> str:
        """Another one when something else is shared; empty when nothing is."""
        head = self._read(number, _HEAD.size)
        check = _HEAD.unpack(head)[2] if len(head) == _HEAD.size else 0
        return f"{check:x}" if check else ""

    def _pack(self, record: Quotations) -> bytes:
        content = b"".join(map(_pack, record.shared[:MOST])).ljust(MOST * _SHARED.size, b"\0")
        return _HEAD.pack(record.edition, record.stamp, _check(content) if record.shared else 0) + content

    def _unpack(self, content: bytes) -> Quotations:
        edition, stamp, check = _HEAD.unpack_from(content)
        if not check:
            return Quotations(edition, stamp)
        content = content[_HEAD.size :]
        if _check(content) != check:
            return Quotations()
        rows = (row for row in _SHARED.iter_unpack(content) if any(row[0]))
        return Quotations(edition, stamp, tuple(map(_shared, rows)))


def _check(content: bytes) -> int:
    return zlib.crc32(content) or 1


def _pack(one: SharedQuotation) -> bytes:
    quoted, there = one.quoted, one.there
    return _SHARED.pack(
        *(quoted.key.encode(), quoted.start, quoted.end),
        *(one.has_more, one.article, one.edition),
        *(there.key.encode(), there.start, there.end),
    )


def _shared(row: tuple[bytes, int, int, bool, int, int, bytes, int, int]) -> SharedQuotation:
    key, start, end, has_more, article, edition, other_key, other_start, other_end = row
    return SharedQuotation(
        Stretch(key.decode(), start, end),
        has_more,
        article,
        edition,
        Stretch(other_key.decode(), other_start, other_end),
    )
