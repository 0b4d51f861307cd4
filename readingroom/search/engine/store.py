"""
Where an index lies, and how one takes the place of another.

    PATH/current            one line: the name of the generation that answers
    PATH/generations/NAME/  the library's files, with
                facts.json      what it was made by: format, analyser's fingerprint, columns
                documents.json  how many documents the last commit left, with its number
                vocabulary.txt  the words its texts were cut with; questions are cut with the same
                suspect         present: a search failed here; look at every byte
    PATH/write.lock, PATH/rebuild.lock

A generation is made aside and `current` is replaced in one step, so readers have either the old index or the new
one, whole. An open snapshot keeps working on deleted files; where they cannot be deleted (Windows, while a reader
has them open) they go at the next `sweep`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from . import binding
from .analysis import Analyser
from .binding import Snapshot
from .conditions import Conditions
from .damage import check_sums, delete_leftovers, refuse_lost_documents, refuse_other_sizes, sizes_of, state_of
from .exceptions import IndexBusy, IndexDamaged, IndexDiffers, IndexMissing, IndexUnusable
from .locking import exclusive, is_held
from .schema import Field, plan_columns

FORMAT = 1

# Whatever else stands in `current`, it must not lead out of the folder of generations.
_NAME = re.compile(r"[\w-]{1,100}")

MakeAnalyser = Callable[..., Analyser]


@dataclass(frozen=True)
class Opened:
    """A generation ready to answer, with the analyser its texts were cut by."""

    folder: Path
    snapshot: Snapshot
    analyser: Analyser
    conditions: Conditions
    pointer: tuple[int, ...]
    state: tuple[int, ...]
    sizes: Mapping[str, int]
    made_at: datetime

    def refuse_truncated(self) -> None:
        """Raise `IndexDamaged` when a file was cut off since it was opened; reading it would kill the process."""
        refuse_other_sizes(self.sizes)


class Store:
    """The generations under one path. Safe to use from several threads and processes."""

    def __init__(self, path: Path, fields: dict[str, Field], make_analyser: MakeAnalyser) -> None:
        self.path = path
        self.fields = fields
        self._make_analyser = make_analyser
        # As texts, for these two files are looked at before every search.
        self._current = str(path / "current")
        self._opened: Opened | None = None
        self._opening = threading.Lock()

    # ------------------------------------------------------------------ reading

    def open(self) -> Opened:
        """The live generation as last committed. Costs two looks at the file system when nothing has changed."""
        opened = self._opened
        # Between the two looks another process may put a new generation in this one's place and delete it.
        if opened and opened.pointer == self._pointer() and opened.state == _state_if_any(opened.folder):
            return opened
        with self._opening:
            self._opened = self._open_anew()
            return self._opened

    def is_outdated(self) -> bool:
        """Whether the live generation answers, but by another vocabulary than today's."""
        return self.open().analyser.vocabulary != self._make_analyser().vocabulary

    def made_at(self) -> datetime:
        """When the live generation was begun; what it holds was read since."""
        return self.open().made_at

    def _open_anew(self) -> Opened:
        """Tries again when another process put a new generation in this one's place, or committed to it, meanwhile."""
        while True:
            pointer, folder = self._pointer(), self._live_folder()
            state = _state_if_any(folder)
            try:
                return self._open_folder(folder, pointer)
            except IndexUnusable:
                if (self._live_folder(), _state_if_any(folder)) == (folder, state):
                    raise

    def _open_folder(self, folder: Path, pointer: tuple[int, ...]) -> Opened:
        analyser = self._analyser_of(folder)
        made_at = _made_at(folder)
        columns = plan_columns(self.fields, analyser.channels)
        state = _state(folder)
        sizes = sizes_of(folder)
        snapshot = Snapshot(folder, columns)
        if _state(folder) == state:
            refuse_lost_documents(folder)
        return Opened(folder, snapshot, analyser, Conditions(columns), pointer, state, sizes, made_at)

    def _analyser_of(self, folder: Path) -> Analyser:
        try:
            facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
            vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise IndexDamaged(f"{folder}: {error}") from error
        analyser = self._make_analyser(vocabulary)
        if facts != (now := self._facts(analyser)):
            raise IndexDiffers(f"{folder} was made by {'; '.join(_differences(facts, now))}.")
        return analyser

    def _pointer(self) -> tuple[int, ...]:
        with self._missing_named():
            return state_of(self._current)

    def _live_folder(self) -> Path:
        with self._missing_named():
            name = (self.path / "current").read_text(encoding="utf-8").strip()
            if not _NAME.fullmatch(name):
                raise ValueError(f"{name[:100]!r} names no generation.")
        return self._generations / name

    @contextmanager
    def _missing_named(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise IndexMissing(f"There is no index in {self.path}.") from error
        except (OSError, ValueError) as error:
            raise IndexDamaged(f"{self.path / 'current'}: {error}") from error

    def _live_folder_if_any(self) -> Path | None:
        try:
            return self._live_folder()
        except IndexUnusable:
            return None

    # ------------------------------------------------------------------ writing

    def writing(self, *, wait: float) -> AbstractContextManager[None]:
        return exclusive(self.path / "write.lock", wait=wait)

    def rebuilding(self, *, wait: float) -> AbstractContextManager[None]:
        return exclusive(self.path / "rebuild.lock", wait=wait)

    def is_rebuilding(self) -> bool:
        return is_held(self.path / "rebuild.lock")

    def new_folder(self) -> Path:
        """A name for a generation; nothing is there yet."""
        return self._generations / f"{time.strftime('%Y%m%d-%H%M%S')}-{uuid.uuid4().hex[:6]}"

    def create(self, folder: Path) -> Analyser:
        """Make an empty generation by today's analyser."""
        analyser = self._make_analyser()
        binding.create(folder, plan_columns(self.fields, analyser.channels))
        (folder / "vocabulary.txt").write_text(analyser.vocabulary, encoding="utf-8")
        (folder / "facts.json").write_text(json.dumps(self._facts(analyser)), encoding="utf-8")
        return analyser

    def make_live(self, folder: Path) -> None:
        """Put a generation in the live one's place, in one step."""
        pointer = self.path / "current.new"
        with pointer.open("w", encoding="utf-8") as file:
            file.write(folder.name)
            file.flush()
            os.fsync(file.fileno())
        pointer.replace(self.path / "current")

    def discard(self, folder: Path) -> None:
        """Delete a generation that was not finished, or what else stands in its place; never the live one."""
        if folder != self._live_folder_if_any():
            _delete(folder)

    def sweep(self) -> None:
        """Delete generations that are not live. To be called by the holder of the rebuild lock, who alone makes them."""
        for folder in self._all_folders():
            self.discard(folder)
        _delete(self.path / "current.new")
        # What is no index may stand in the place of one.
        if (self.path / "current").is_dir():
            _delete(self.path / "current")
        if self._generations.is_file():
            _delete(self._generations)

    def was_cut_off(self) -> bool:
        """Whether a rebuild was killed, and nobody has swept since."""
        try:
            with self.rebuilding(wait=0):
                return bool(set(self._all_folders()) - {self._live_folder_if_any()})
        except (IndexBusy, OSError):
            # Somebody is at it; or no lock can be made, in a folder to read only, and nothing can be swept either.
            return False

    def _all_folders(self) -> list[Path]:
        return list(self._generations.iterdir()) if self._generations.is_dir() else []

    @property
    def _generations(self) -> Path:
        return self.path / "generations"

    def _facts(self, analyser: Analyser) -> dict[str, object]:
        columns = [[column.name, column.kind, column.stored] for column in plan_columns(self.fields, analyser.channels)]
        return {"format": FORMAT, "analyser": analyser.fingerprint, "columns": columns}

    # ------------------------------------------------------------------- damage

    def suspect(self) -> None:
        """Note that a search failed, for whoever looks after the index to `verify` it."""
        try:
            (self._live_folder() / "suspect").touch()
        except (OSError, IndexUnusable):
            return

    def is_suspect(self) -> bool:
        return (self._live_folder() / "suspect").exists()

    def verify(self) -> None:
        """
        Compare every file of the live generation with its check sum; `IndexDamaged` names the first that differs.

        The library checks a file's length when it opens it and never its content. What killed writers left is
        deleted. To be called by the holder of the write lock, for writing replaces files.
        """
        folder = self.open().folder
        check_sums(folder)
        delete_leftovers(folder)
        (folder / "suspect").unlink(missing_ok=True)


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _state(folder: Path) -> tuple[int, ...]:
    """Changes with every commit, for a commit puts a new meta.json in the place of the old."""
    with _damage_named(folder):
        return state_of(f"{folder}/meta.json")


def _made_at(folder: Path) -> datetime:
    with _damage_named(folder):
        return datetime.fromtimestamp((folder / "facts.json").stat().st_mtime, UTC)


@contextmanager
def _damage_named(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise IndexDamaged(f"{folder}: {error}") from error


def _state_if_any(folder: Path) -> tuple[int, ...]:
    try:
        return _state(folder)
    except IndexDamaged:
        return ()


def _differences(made_by: Any, now: Mapping[str, object]) -> Iterator[str]:
    """Columns are too many to be named."""
    for key, value in now.items():
        other = made_by.get(key) if isinstance(made_by, dict) else None
        if other != value:
            yield f"other {key}" if key == "columns" else f"{key} {other!r}, not {value!r}"
