"""
Which imports are under way, for the next start to say which of them was cut off.

    DATA/imports.underway/PROCESS   a line of JSON for each file that was begun

An import holds a lock on its file and takes the file away when it ends. The system drops the lock with the process,
however that ends; so a file that nobody holds is what a killed import left. There is nothing to undo then, for each
file is brought in by one transaction; but whoever started it is owed a word on how far it came.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from django.utils.timezone import get_current_timezone

from .models import Original
from .refusal import Refused

FOLDER = "imports.underway"

logger = logging.getLogger(__name__)


@dataclass
class UnderWay:
    """The notes of one import."""

    file: IO[bytes]
    of: int
    begun: int = 0

    def begin(self, name: str, data: bytes) -> None:
        self.begun += 1
        note = {"file": name, "sha256": hashlib.sha256(data).hexdigest(), "number": self.begun, "of": self.of}
        with _refusing_what_cannot_be_written():
            # The line break comes first: what a full disk cut off spoils no other line.
            self.file.write(f"\n{json.dumps(note, ensure_ascii=False)}".encode())


@contextmanager
def under_way(data: Path, files: int) -> Iterator[UnderWay]:
    """Notes an import of so many files for as long as the block lasts."""
    path = data / FOLDER / str(os.getpid())
    with _refusing_what_cannot_be_written():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _held(path.parent):
            file = path.open("wb", buffering=0)
            fcntl.flock(file, fcntl.LOCK_EX)
    with file:
        try:
            yield UnderWay(file, files)
        finally:
            path.unlink()


def say_what_was_cut_off(data: Path) -> None:
    """Logs a sentence for each import that was killed, and forgets it."""
    folder = data / FOLDER
    if not folder.is_dir():
        return
    with _held(folder):
        for path in sorted(folder.iterdir()):
            if not _is_held(path):
                logger.warning("%s", _sentence(path))
                path.unlink()


@contextmanager
def _refusing_what_cannot_be_written() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Refused(f"数据文件夹写不进去（{error.strerror}）。请检查磁盘空间和文件夹权限，然后再做一次。") from error


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """So that nobody comes between the making of a file and its lock."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _is_held(path: Path) -> bool:
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _sentence(path: Path) -> str:
    stopped = datetime.fromtimestamp(path.stat().st_mtime, get_current_timezone())
    began = f"上一次收入文件没有做完（进程 {path.name}，停在 {stopped:%Y-%m-%d %H:%M:%S}）："
    note = _last_note(path)
    if note is None:
        return f"{began}一个文件也没有收入。请再执行一次 import_articles。"
    return (
        f"{began}做到 {note['of']} 个文件中的第 {note['number']} 个“{note['file']}”，{_fate(note['sha256'])}。"
        "在它之前的都已办完；请对同样的文件再执行一次 import_articles，已收入的不会重复。"
    )


def _last_note(path: Path) -> dict[str, object] | None:
    """The last line that is whole: a power cut or a full disk may have cut off the end."""
    note = None
    for line in path.read_text("utf-8", "replace").splitlines():
        with suppress(ValueError):
            note = json.loads(line)
    return note


def _fate(sha256: object) -> str:
    number = Original.objects.filter(sha256=sha256).values_list("article", flat=True).first()
    return "它没有收入" if number is None else f"它已收入，是第 {number} 号文章"
