"""The file of the articles near to each article. No form of it can be damaged: any bytes are numbers."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from .record_file import Record, RecordFile

MOST = 5

_RECORD = struct.Struct(f"<II{MOST}I")


@dataclass(frozen=True)
class Near(Record):
    """The articles nearest to one, best first."""

    near: tuple[int, ...] = ()

    @property
    def named(self) -> tuple[int, ...]:
        return self.near


class NearFile(RecordFile[Near]):
    SIZE = _RECORD.size

    def _pack(self, record: Near) -> bytes:
        near = (*record.near, *[0] * MOST)[:MOST]
        return _RECORD.pack(record.edition, record.stamp, *near)

    def _unpack(self, content: bytes) -> Near:
        edition, stamp, *near = _RECORD.unpack(content)
        return Near(edition, stamp, tuple(number for number in near if number))
