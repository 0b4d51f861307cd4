"""Which files the paths of a command line mean, and how they are called."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from readingroom import intake

STANDARD_INPUT = "-"

PAGES = (".html", ".htm")
BESIDE_A_PAGE = ("_files", ".files")
"""What browsers call the folder in which they put a saved page's pictures and scripts, after the page's own name."""


class File(NamedTuple):
    name: str
    data: bytes


def files_in(path: str) -> Iterator[str]:
    """
    A folder's files with those of its folders, in name order; anything else as given.

    Hidden ones are left out, and what browsers saved beside a page.
    """
    if path == STANDARD_INPUT or not Path(path).is_dir():
        yield path
        return
    for one in sorted(Path(path).iterdir()):
        if not one.name.startswith(".") and not _is_beside_a_page(one):
            yield from files_in(str(one))


def _is_beside_a_page(path: Path) -> bool:
    names = [path.name.removesuffix(end) for end in BESIDE_A_PAGE if path.name.endswith(end)]
    return path.is_dir() and any(path.with_name(name + page).exists() for name in names for page in PAGES)


def read_bytes(path: str) -> bytes:
    return sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()


def unpacked(file: File) -> list[File]:
    """The files in an archive, called after it; of any other file the file. Raises Unreadable."""
    if not intake.is_archive(file.data):
        return [file]
    return [File(f"{file.name}/{one.name}", one.data) for one in intake.unpack(file.data, name=file.name)]


def readable_name(path: str) -> str:
    """The path as text. Names from old Windows archives are GBK, which a Linux system hands on as loose bytes."""
    raw = os.fsencode(path)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
