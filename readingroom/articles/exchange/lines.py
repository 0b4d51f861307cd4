"""
A line of JSON and the record that it is, either way.

A line comes from anywhere. What is no text that a page could be written with, what says a thing twice, and what would
fill the memory is refused here with a sentence, before anything is made of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any, NamedTuple, NoReturn

from .. import stored
from ..limits import MOST_CHARACTERS
from .room_shape import (
    ExportedBatch,
    ExportedComposition,
    ExportedEnd,
    ExportedHeader,
    ExportedMerger,
    ExportedPerson,
    ExportedRedaction,
    ExportedRoom,
    ExportedRow,
    ExportedSource,
    ExportedTheme,
    ExportedUpload,
    ExportedVerdict,
)
from .shape import VERSION, ExportedArticle
from .upgrading import upgraded

LONGEST_LINE = 256 * 2**20
"""Bytes; five of the largest files in base64 and all that is read from them."""

MOST_VALUES = 4_000_000
"""
Brackets and commas of a line; base64 has none.

Each is a hundred bytes of memory when it is read. The longest article, with a box to each of its lines, has a tenth.
"""

LONGEST_TEXT = 2 * MOST_CHARACTERS
"""Characters of one that is no file: more than an article has nothing."""

LARGEST_NUMBER = 2**63 - 1
"""Databases take no larger one."""

DEEPEST = 20
"""Brackets within brackets; twice as many as the ledger of an article has."""

_TOO_DEEP = "括号套得太深"

KINDS: Mapping[str, type[Any]] = {
    "readingroom-export": ExportedHeader,
    "readingroom-room": ExportedRoom,
    "readingroom-person": ExportedPerson,
    "readingroom-theme": ExportedTheme,
    "readingroom-source": ExportedSource,
    "readingroom-row": ExportedRow,
    "readingroom-article": ExportedArticle,
    "readingroom-redaction": ExportedRedaction,
    "readingroom-composition": ExportedComposition,
    "readingroom-verdict": ExportedVerdict,
    "readingroom-merger": ExportedMerger,
    "readingroom-batch": ExportedBatch,
    "readingroom-upload": ExportedUpload,
    "readingroom-end": ExportedEnd,
}


class Damaged(Exception):
    """A line that is none of an export; the message is Chinese."""


class Newer(Damaged):
    """A line that a later program wrote."""


def write(record: Any) -> str:
    return json.dumps(stored.dump_record(record), ensure_ascii=False) + "\n"


def read_lines(file: IO[bytes]) -> Iterator[bytes]:
    """Of a line that is too long only its beginning, for `read` to refuse: the whole may be more than fits."""
    while line := file.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE + 1)


class Read(NamedTuple):
    """One of the records of `shape` and `room_shape`, and the hashes that an older file calls otherwise."""

    record: Any
    renamed: Mapping[str, str]


def is_ours(line: bytes) -> bool:
    """Whether it begins as a line of an export does, however damaged the rest may be."""
    return b'"readingroom-' in line[:200]


def read(line: bytes) -> Read:
    value = _value(line)
    kind = KINDS.get(str(value.get("format"))) if isinstance(value, dict) else None
    if kind is None:
        raise Damaged("不是阅览室导出的内容")
    version = value.get("version")
    if type(version) is not int or version < 1:
        raise Damaged("没有写明格式版本")
    if version > VERSION:
        raise Newer(f"格式版本是 {version}，比本程序能读的 {VERSION} 新，请先把阅览室升级到新版本再收")
    value, renamed = upgraded(value)
    try:
        return Read(stored.load_record(kind, value), renamed)
    except stored.WrongShape as error:
        # What it should be is said in the program's words.
        place = str(error).partition(": ")[0].lstrip(".")[:60]
        raise Damaged(f"“{place}”这一项不是应有的样子" if place else "缺少应有的项目，或者多了没有的项目") from None


def _value(line: bytes) -> Any:
    if len(line) > LONGEST_LINE:
        raise Damaged(f"超过 {LONGEST_LINE // 2**20} MB")
    if sum(map(line.count, (b"[", b"{", b","))) > MOST_VALUES:
        raise Damaged("里面的项目太多，不像是一篇文章")
    try:
        text = line.decode()
    except UnicodeDecodeError:
        raise Damaged("不是 UTF-8 编码的文字") from None
    try:
        value = json.loads(text, parse_constant=_no_number, parse_int=_number, object_pairs_hook=_object)
    except RecursionError:
        raise Damaged(_TOO_DEEP) from None
    except ValueError:
        raise Damaged("不是完整的 JSON，多半是文件没有传完或被改过") from None
    _refuse_what_is_nested(value)
    if "\\u" in text or "\0" in text:
        _refuse_what_no_page_shows(value)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Python would take the last of two; and what a list of articles reads of each is to stay short."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Damaged("同一个项目写了两次")
    for name, value in pairs:
        if isinstance(value, str) and len(value) > LONGEST_TEXT and name != "content":
            raise Damaged(f"“{name:.40}”超过 {LONGEST_TEXT // 10_000} 万字")
    return found


def _number(digits: str) -> int:
    """One of many digits would take its time."""
    if len(digits) > len(str(-LARGEST_NUMBER)) or abs(int(digits)) > LARGEST_NUMBER:
        raise Damaged("有一个数字太大了")
    return int(digits)


def _no_number(name: str) -> NoReturn:
    raise Damaged(f"{name} 不是数字")


def _refuse_what_is_nested(value: Any) -> None:
    """Level by level: what is read may be too deep to be written again, and then for whoever shows it."""
    level: list[Any] = [[value]]
    for _ in range(DEEPEST):
        parts = (one.values() if isinstance(one, dict) else one for one in level)
        level = [part for inside in parts for part in inside if isinstance(part, dict | list)]
        if not level:
            return
    raise Damaged(_TOO_DEEP)


def _refuse_what_no_page_shows(value: Any) -> None:
    """Half of a surrogate pair has an escape in JSON, and so has NUL, which PostgreSQL does not keep."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Damaged("有半个字符（不成对的代理码）") from None
    if _has_nul(value):
        raise Damaged("有空字符（NUL）")


def _has_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any("\0" in name or _has_nul(one) for name, one in value.items())
    return any(map(_has_nul, value)) if isinstance(value, list) else False
