"""Which files the paths of a command line mean, and how they are called."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def files_in(path: str) -> Iterator[str]:
    """A folder's files with those of its folders, in name order, hidden ones left out; anything else as given."""
    if not Path(path).is_dir():
        yield path
        return
    for one in sorted(Path(path).iterdir()):
        if not one.name.startswith("."):
            yield from files_in(str(one))


def readable_name(path: str) -> str:
    """The path as text. Names from old Windows archives are GBK, which a Linux system hands on as loose bytes."""
    raw = os.fsencode(path)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
