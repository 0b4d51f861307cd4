"""What may happen to the files of an index."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import tantivy


def live(folder: Path) -> Path:
    return folder / "generations" / (folder / "current").read_text("utf-8")


def spoil_a_byte(folder: Path) -> None:
    file = next(live(folder).glob("*.term"))
    content = bytearray(file.read_bytes())
    content[0] ^= 1
    # In another file of that name: the old one is mapped into the memory of open readers.
    other = file.with_suffix(".other")
    other.write_bytes(content)
    other.replace(file)


def remove_the_pointer(folder: Path) -> None:
    (folder / "current").unlink()


def remove_a_file(folder: Path) -> None:
    next(live(folder).glob("*.idx")).unlink()


def empty_the_list_of_segments(folder: Path) -> None:
    (live(folder) / "meta.json").write_text("")


def forget_the_segments(folder: Path) -> None:
    """Valid, and empty."""
    meta = live(folder) / "meta.json"
    meta.write_text(json.dumps({**json.loads(meta.read_text()), "segments": []}))


def put_a_foreign_index_in_its_place(folder: Path) -> None:
    for file in live(folder).iterdir():
        if file.name not in ("facts.json", "vocabulary.txt"):
            file.unlink()
    foreign = tantivy.SchemaBuilder().add_text_field("t").build()
    tantivy.Index(foreign, path=str(live(folder)))


def point_nowhere(folder: Path) -> None:
    (folder / "current").write_text("somewhere")


DAMAGES = [
    remove_the_pointer,
    remove_a_file,
    empty_the_list_of_segments,
    forget_the_segments,
    put_a_foreign_index_in_its_place,
    point_nowhere,
]


def truncate_everything(folder: Path) -> None:
    for file in live(folder).glob("*.*"):
        truncate(file)


def empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def put_another_program_in_its_place(folder: Path) -> None:
    """Under the names that are known here stands something else."""
    empty(folder)
    (folder / "current").write_bytes(b"\x00\xff\xfe" * 40)
    (folder / "generations").mkdir()
    (folder / "generations" / "notes.txt").write_text("not an index")


def truncate(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)
