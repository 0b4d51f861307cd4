"""
ZIP: its table of contents is looked at before a byte is unpacked, and the bytes are counted all the same.

Headers can lie, and a few kilobytes can become gigabytes; so both the promise and what comes out have limits. A DOCX
is opened by the same rules. Names are only names: nothing is written to a disk, and `../` leads nowhere.
"""

from __future__ import annotations

import io
import re
import stat
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import PurePosixPath

from readingroom.intake.answers import Member, Unpacked
from readingroom.records import Unreadable

MOST_ENTRIES = 2_000
LARGEST_ENTRY = 32 * 2**20
LARGEST_TOTAL = 128 * 2**20
MOST_GROWTH = 200
"""How many times its packed size an entry may have. Text seldom shrinks to a fiftieth."""
SMALL_ENTRY = 2**20
"""Bytes below which growth is no concern: a page of spaces shrinks to nothing."""
USUAL_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

ENCRYPTED = 0x1
UTF_8 = 0x800
"""Flags of an entry."""

LITTER = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$|~\$)", re.IGNORECASE)
"""What systems and programs leave beside people's files: no one meant to bring it in."""
TRAPPINGS = (".css", ".js", ".woff", ".woff2", ".ttf", ".map", ".lnk", ".url")
"""Files that a web page needs to look well; there is no article in them."""
PAGES = (".html", ".htm", ".xhtml", ".shtml")
PAGE_FOLDERS = ("_files", ".files")
"""What browsers, Word and WPS put after a page's name for the folder of its pictures."""

DAMAGED = "打不开，文件已损坏或没有传完整。请重新下载或在原来的计算机上重新保存，再收入。"
LOCKED = "加了密码。请用密码解压，收入里面的文件，或重新压缩时不设密码。"
ODD_METHOD = "用了少见的压缩方式。请解压后用 Windows 自带的“压缩(zipped)文件夹”重新压缩，再收入。"
BOMB = "展开后大得不合情理，已停止，不要在别的计算机上打开它。如果确实是自己的文件，请解压后把里面的文件分批收入。"
TWICE = "里面有两个文件同名，或几个文件占着同一处，不能确定哪一个是真的。请解压检查后重新压缩。"


def open_archive(data: bytes, *, name: str, unpacked: tuple[str, ...] = ("",)) -> zipfile.ZipFile:
    """
    A ZIP whose table of contents promises nothing unreasonable. Raises Unreadable for any other.

    `unpacked` are the endings of names that will be unpacked: a white picture in a document may be as large as it likes.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, OSError):
        raise Unreadable(f"{name} {DAMAGED}") from None
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise Unreadable(f"{name} 里有 {len(entries)} 个文件，超过 {MOST_ENTRIES} 个。请分成几个压缩文件再收。")
    for wrong, sentence in (
        (any(entry.flag_bits & ENCRYPTED for entry in entries), LOCKED),
        (any(entry.compress_type not in USUAL_METHODS for entry in entries), ODD_METHOD),
        (_grow_beyond_reason([entry for entry in entries if entry.filename.endswith(unpacked)]), BOMB),
        (_stand_in_each_others_place(entries), TWICE),
    ):
        if wrong:
            raise Unreadable(f"{name} {sentence}")
    return archive


def contents_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, name: str) -> bytes:
    """The bytes of an entry, as many as it promised and no more."""
    try:
        with archive.open(entry) as file:
            contents = file.read(LARGEST_ENTRY + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError):
        raise Unreadable(f"{name} {DAMAGED}") from None
    if len(contents) > LARGEST_ENTRY:
        raise Unreadable(f"{name} {BOMB}")
    return contents


def unpack(data: bytes, *, name: str) -> Unpacked:
    """The files in a ZIP that somebody may have meant to bring in; what was left out is said."""
    archive = open_archive(data, name=name)
    entries = [(_readable_name(entry), entry) for entry in archive.infolist()]
    wanted, left_out = _sort_out(entries)
    members, total = Unpacked(left_out=left_out), 0
    for readable, entry in wanted:
        contents = contents_of(archive, entry, name=f"{name}/{readable}")
        total += len(contents)
        if total > LARGEST_TOTAL:
            raise Unreadable(f"{name} {BOMB}")
        members.append(Member(readable, contents))
    if not members:
        raise Unreadable(f"{name} 里没有可以收入的文件。请检查压缩的是不是这些文件。")
    return members


def _grow_beyond_reason(entries: Sequence[zipfile.ZipInfo]) -> bool:
    return sum(entry.file_size for entry in entries) > LARGEST_TOTAL or any(
        entry.file_size > LARGEST_ENTRY
        or (entry.file_size > SMALL_ENTRY and entry.file_size > MOST_GROWTH * entry.compress_size)
        for entry in entries
    )


def _stand_in_each_others_place(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Two names alike, or one stretch of bytes counted for several entries, as the densest bombs do."""
    if any(count > 1 for count in Counter(entry.filename for entry in entries).values()):
        return True
    places = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    return any(place + size > following for (place, size), (following, _) in pairwise(places))


def _readable_name(entry: zipfile.ZipInfo) -> str:
    """
    The name as its writer saw it. Windows writes Chinese names in GBK, macOS in UTF-8 without saying so.

    `zipfile` takes what is not said to be UTF-8 for code page 437.
    """
    name = entry.filename
    if not entry.flag_bits & UTF_8:
        name = _decode_name(name.encode("cp437", errors="replace"))
    name = "".join(character for character in name if unicodedata.category(character)[0] != "C")
    return name.replace("\\", "/") or "无名"


def _decode_name(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


def _sort_out(entries: Iterable[tuple[str, zipfile.ZipInfo]]) -> tuple[list[tuple[str, zipfile.ZipInfo]], str]:
    """What is wanted, and a sentence about what is not."""
    files = [(name, entry) for name, entry in entries if not name.endswith("/") and not LITTER.search(name)]
    folders = _page_folders(name for name, _ in files)
    wanted, trappings, links = [], 0, 0
    for name, entry in files:
        if stat.S_ISLNK(entry.external_attr >> 16):
            links += 1
        elif name.lower().endswith(TRAPPINGS) or any(f"{above}/" in folders for above in _above(name)):
            trappings += 1
        else:
            wanted.append((name, entry))
    said = [f"网页附带的图片、样式等 {trappings} 个文件"] * bool(trappings) + [f"快捷方式 {links} 个"] * bool(links)
    return wanted, f"没有收：{'，'.join(said)}。" if said else ""


def _page_folders(names: Iterable[str]) -> set[str]:
    """The folders that belong to saved pages, by the names of the pages beside them."""
    pages = (PurePosixPath(name) for name in names if name.lower().endswith(PAGES))
    return {f"{page.with_suffix('')}{ending}/" for page in pages for ending in PAGE_FOLDERS}


def _above(name: str) -> list[str]:
    return [str(folder) for folder in PurePosixPath(name).parents]
