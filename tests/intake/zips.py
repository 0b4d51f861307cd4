"""ZIP files for tests, whole ones and such as no program writes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping


def zip_of(files: Mapping[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The same bytes whenever it is made: tests are named by them, and all workers must know the same tests."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def raw_zip(
    entries: list[tuple[bytes, bytes]],
    *,
    flags: int = 0,
    size: int | None = None,
    mode: int = 0,
    overlapping: bool = False,
) -> bytes:
    """
    A ZIP with names as bytes, written by hand.

    `size` is what the headers say of each entry in place of the truth; `overlapping` entries all point to the first.
    """
    body, table = b"", b""
    for name, content in entries:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(content) + packer.flush()
        told = len(content) if size is None else size
        offset = 0 if overlapping else len(body)
        common = struct.pack("<5H3L2H", 20, flags, 8, 0, 0x21, zlib.crc32(content), len(packed), told, len(name), 0)
        if not (overlapping and body):
            body += b"PK\x03\x04" + common + name + packed
        table += (
            b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<3H2L", 0, 0, 0, mode << 16, offset) + name
        )
    count = len(entries)
    return body + table + b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, count, count, len(table), len(body), 0)
