"""
The imports of libraries that were begun at the desk: what each says goes to a file, so it outlives the page.

    DATA/imports/20240520-093011-7f3a.tsv    a line about the import, then what `import_library` says of each line

The process has the file as its output and a lock on it: it goes on when the page is closed, and whoever opens the page
again sees all of it. What is brought in is in no file of ours: the process holds the only copy, which has no name, so
no personal data stays behind. Who ended it (a power cut) ended that as well: the same file is sent again, and what is in
is known. (A row of the queue, as received files are, was the alternative: the bytes of a library would lie in the
database until it is in, and redactions would have to look for what they take out there as well.)
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import secrets
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.utils import timezone

from readingroom.articles import stored
from readingroom.articles.curation.masking import Mask
from readingroom.articles.refusal import Refused

logger = logging.getLogger(__name__)

COMMAND = (sys.executable, str(settings.BASE_DIR / "manage.py"), "import_library", "-")

MOST_KEPT = 20
"""Imports of which it is still known what became of each line."""

COLUMNS = 4
"""Of a line about a line; the last of all, which counts, has five."""

_TAIL = 4096
"""Bytes that hold the last line of an export, which says how many there are."""


@dataclass(frozen=True)
class Import:
    """`lines` is how many the file says it has; None where it does not."""

    name: str
    file_name: str
    by: str
    at: str
    lines: int | None

    @property
    def path(self) -> Path:
        return folder() / f"{self.name}.tsv"

    @property
    def day(self) -> str:
        return f"{datetime.fromisoformat(self.at):%Y-%m-%d %H:%M}"

    @property
    def is_running(self) -> bool:
        """The system drops the lock with the process, however that ends."""
        try:
            with self.path.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except FileNotFoundError:
            # Forgotten since it was looked for; so below.
            return False
        return False


def folder() -> Path:
    return Path(settings.ENVIRONMENT.data) / "imports"


def begin(file: Any, arguments: Sequence[str], *, by: str) -> Import:
    """Starts it; nobody waits for its end."""
    try:
        folder().mkdir(mode=0o700, exist_ok=True)
        _forget_old_ones()
        with tempfile.TemporaryFile() as copy:
            for chunk in file.chunks():
                copy.write(chunk)
            at = timezone.localtime()
            one = Import(f"{at:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}", file.name, by, at.isoformat(), _lines_of(copy))
            copy.seek(0)
            process = _started(one, copy, arguments)
    except OSError as error:
        logger.warning("import: not begun", exc_info=True)
        raise Refused(NOT_BEGUN) from error
    # Or it would stay in the system's list for as long as the server runs.
    threading.Thread(target=process.wait, daemon=True).start()
    return one


NOT_BEGUN = "没有开始收，什么也没有收：服务器的磁盘写不进去，多半已满。请技术人员腾出空间，再收一次这个文件。"


def _started(one: Import, copy: IO[bytes], arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    """What could not be started is not said to have been interrupted."""
    try:
        with open(one.path, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as told:
            # Before anybody may find it.
            fcntl.flock(told, fcntl.LOCK_EX)
            told.write(json.dumps(asdict(one), ensure_ascii=False).encode() + b"\n")
            told.flush()
            return subprocess.Popen(
                (*COMMAND, *arguments),
                stdin=copy,
                stdout=told,
                env={**os.environ, "PYTHONIOENCODING": "utf-8"},  # whatever the server's own language is
                process_group=0,
            )
    except OSError:
        one.path.unlink(missing_ok=True)
        raise


def find(name: str) -> Import | None:
    """None of one that was never begun, or of which nobody knows any more."""
    return next((one for one in recent() if one.name == name), None)


def recent() -> list[Import]:
    """The last one first."""
    found = [_read(path) for path in sorted(folder().glob("*.tsv"), reverse=True)]
    return [one for one in found if one]


def told(one: Import, place: int) -> tuple[list[list[str]], int]:
    """The lines from a place in the file on that are whole by now, and the place behind them."""
    try:
        with one.path.open("rb") as file:
            file.seek(place)
            said = file.read()
    except FileNotFoundError:
        return [], place
    whole = said[: said.rfind(b"\n") + 1]
    return [line.split("\t") for line in whole.decode("utf-8", "replace").split("\n")[:-1]], place + len(whole)


def beginning(one: Import) -> int:
    """The place behind the line about the import itself."""
    return len(_first_line(one.path) or b"")


def forget(mask: Mask) -> None:
    """Whatever tells of what is redacted; one that is under way goes on, and nobody hears what it says."""
    for path in folder().glob("*.tsv"):
        with suppress(FileNotFoundError):
            if mask.places(path.read_text("utf-8", "replace")):
                path.unlink()


def _read(path: Path) -> Import | None:
    """None of what a program of another version began, and of what was cut off when the disk was full."""
    try:
        one = stored.load_record(Import, json.loads(_first_line(path) or b""))
        return one if one.name == path.stem and one.day else None
    except ValueError:
        return None


def _first_line(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.readline()
    except OSError:
        return None


def _lines_of(copy: IO[bytes]) -> int | None:
    copy.seek(max(0, copy.tell() - _TAIL))
    try:
        lines = json.loads(copy.read().splitlines()[-1])["lines"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return lines if type(lines) is int else None


def _forget_old_ones() -> None:
    """Those too that nobody can read any more."""
    kept = {one.path for one in recent()[: MOST_KEPT - 1]}
    for path in set(folder().glob("*.tsv")) - kept:
        one = _read(path)
        if one is None or not one.is_running:
            path.unlink(missing_ok=True)
