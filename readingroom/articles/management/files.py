"""Which files the paths of a command line mean, and how they are called."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from readingroom import intake
from readingroom.intake.archives import PAGE_FOLDERS, PAGES
from readingroom.records import Unreadable

logger = logging.getLogger(__name__)

STANDARD_INPUT = "-"
LARGEST = max(intake.LARGEST.values())
"""Bytes. What is larger is not even read: it may not fit into the memory."""


class File(NamedTuple):
    name: str
    data: bytes


def files_in(path: str) -> Iterator[str]:
    """
    A folder's files with those of its folders, in name order; anything else as given.

    Hidden ones are left out, and what browsers saved beside a page. So are pipes and devices, which may have no end, and
    links to folders, which may lead back.
    """
    if path == STANDARD_INPUT or not Path(path).is_dir():
        yield path
        return
    for one in sorted(Path(path).iterdir()):
        if not one.name.startswith(".") and not _is_beside_a_page(one) and _has_an_end(one):
            yield from files_in(str(one))


def _has_an_end(path: Path) -> bool:
    """A link to nothing has: it is said to be missing."""
    if path.is_dir():
        return not path.is_symlink()
    return path.is_file() or not path.exists()


def _is_beside_a_page(path: Path) -> bool:
    names = [path.name.removesuffix(end) for end in PAGE_FOLDERS if path.name.endswith(end)]
    return path.is_dir() and any(path.with_name(name + page).exists() for name in names for page in PAGES)


def read_bytes(path: str) -> bytes:
    """Raises Unreadable for what is too large for every format."""
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    if Path(path).stat().st_size > LARGEST:
        raise Unreadable(f"{readable_name(path)} 超过 {LARGEST // 2**20} MB，请拆开后再收。")
    return Path(path).read_bytes()


def unpacked(file: File) -> list[File]:
    """The files in an archive, called after it; of any other file the file. Raises Unreadable."""
    if not intake.is_archive(file.data):
        return [file]
    members = intake.unpack(file.data, name=file.name)
    if members.left_out:
        logger.warning("%s %s", file.name, members.left_out)
    return [File(f"{file.name}/{one.name}", one.data) for one in members]


def readable_name(path: str) -> str:
    """The path as text. Names from old Windows archives are GBK, which a Linux system hands on as loose bytes."""
    raw = os.fsencode(path)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
