"""
Whether the files of a generation are what was written.

The library maps its files into memory, looks at their length when it opens them and never at their content.
"""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from .exceptions import IndexDamaged

_FOOTER_MAGIC = 1337
_SEGMENT_PARTS = ("idx", "pos", "term", "store", "fast", "fieldnorm")


def state_of(file: str) -> tuple[int, ...]:
    """Of a file that is only ever replaced as a whole: another state is another content."""
    status = os.stat(file)  # noqa: PTH116 - before every search; a path object would take twice as long
    return status.st_ino, status.st_mtime_ns, status.st_size


def sizes_of(folder: Path) -> dict[str, int]:
    sizes = {}
    for name in _segment_files(folder):
        # A file that a commit has just replaced is the business of the snapshot, which is opened after this.
        with suppress(FileNotFoundError):
            sizes[str(folder / name)] = (folder / name).stat().st_size
    return sizes


def refuse_other_sizes(sizes: Mapping[str, int]) -> None:
    """
    Raise `IndexDamaged` when a file has another size than before.

    The system kills a process that reads where a file was cut off. A file that is gone does no harm: it is kept for
    those who have it open. This is done before every search, so it is kept to one look at each file.
    """
    for path, size in sizes.items():
        try:
            if os.stat(path).st_size != size:  # noqa: PTH116 - as above
                raise IndexDamaged(f"{path} was truncated or written to.")
        except FileNotFoundError:
            continue


def check_sums(folder: Path) -> None:
    """Raise `IndexDamaged` that names the first file which is not what its check sum says."""
    for name in _segment_files(folder):
        _check(folder / name)


def delete_leftovers(folder: Path) -> None:
    """What killed writers left: segments that no commit lists, and files that were to take another's place."""
    listed = set(_segment_files(folder))
    for path in folder.iterdir():
        is_of_a_segment = path.suffix.removeprefix(".") in (*_SEGMENT_PARTS, "del")
        if path.name not in listed and (is_of_a_segment or path.name.startswith(".tmp") or path.suffix == ".new"):
            path.unlink(missing_ok=True)


def count_documents(folder: Path) -> None:
    """Note after a commit how many documents it left. Killed before that, the note is about another commit: no harm."""
    with _meta(folder) as meta:
        note = folder / "documents.json.new"
        note.write_text(json.dumps(_documents(meta)), encoding="utf-8")
        note.replace(folder / "documents.json")


def refuse_lost_documents(folder: Path) -> None:
    """A list of segments that was emptied is an index like any other to the library."""
    try:
        note = json.loads((folder / "documents.json").read_text(encoding="utf-8"))
        noted = {"commit": note["commit"], "documents": note["documents"]}
    except FileNotFoundError:
        return
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise IndexDamaged(f"{folder / 'documents.json'}: {error}") from error
    with _meta(folder) as meta:
        found = _documents(meta)
    if found["commit"] == noted["commit"] and found != noted:
        raise IndexDamaged(f"{folder} holds {found['documents']} documents, not {noted['documents']}.")


def _documents(meta: Mapping[str, Any]) -> dict[str, int]:
    deleted = [(segment.get("deletes") or {}).get("num_deleted_docs", 0) for segment in meta["segments"]]
    written = [segment["max_doc"] for segment in meta["segments"]]
    return {"commit": meta["opstamp"], "documents": sum(written) - sum(deleted)}


def _segment_files(folder: Path) -> list[str]:
    with _meta(folder) as meta:
        return [name for segment in meta["segments"] for name in _files_of(segment)]


@contextmanager
def _meta(folder: Path) -> Iterator[dict[str, Any]]:
    """The library's list of what the index is made of."""
    try:
        yield json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise IndexDamaged(f"{folder / 'meta.json'}: {error}") from error


def _files_of(segment: dict[str, Any]) -> list[str]:
    stem = segment["segment_id"].replace("-", "")
    names = [f"{stem}.{part}" for part in _SEGMENT_PARTS]
    deletes = segment.get("deletes")
    return [*names, f"{stem}.{deletes['opstamp']}.del"] if deletes else names


def _check(path: Path) -> None:
    """A file ends with a JSON footer that holds the CRC-32 of all before it, the footer's length and a magic number."""
    try:
        content = path.read_bytes()
        length, magic = struct.unpack("<II", content[-8:])
        footer = json.loads(content[-8 - length : -8])
        right = magic == _FOOTER_MAGIC and footer["crc"] == zlib.crc32(content[: -8 - length])
    except (OSError, ValueError, struct.error, KeyError) as error:
        raise IndexDamaged(f"{path}: {error}") from error
    if not right:
        raise IndexDamaged(f"{path} is not what was written.")
