"""A lock between processes and between threads: a file that one of them holds, freed by the system when it dies."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from .exceptions import IndexBusy

_PAUSE = 0.02

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _free(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _free(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


@contextmanager
def exclusive(path: Path, *, wait: float) -> Iterator[None]:
    """Hold the lock file for the block; `IndexBusy` when somebody else still holds it after `wait` seconds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        _take_within(file, wait, path)
        try:
            yield
        finally:
            _free(file)


def is_held(path: Path) -> bool:
    """Whether anybody holds the lock right now. Where no lock can be made, in a folder to read only, nobody does."""
    try:
        with exclusive(path, wait=0):
            return False
    except IndexBusy:
        return True
    except OSError:
        return False


def _take_within(file: IO[bytes], wait: float, path: Path) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            return _take(file)
        except OSError as error:
            if time.monotonic() >= deadline:
                raise IndexBusy(f"{path} is held by another process or thread.") from error
        time.sleep(_PAUSE)
