"""
What a confined reader hands back, as bytes: one line of JSON, then the contents of files or a picture.

The room unpacks it with `json` and checks its shape. Nothing is unpickled: a reader that a hostile file has taken
over can give wrong lines and nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from readingroom.records import Box, Line, Reading

MOST_LINES = 50_000
MOST_CHARACTERS = 3_000_000
"""Of a reading. A book has less; what has more was made to fill the room."""

TOO_MANY_LINES = f"超过 {MOST_LINES} 行，请拆开后再收。"

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""What no database takes and no text has: NUL and halves of surrogate pairs."""


@dataclass(frozen=True)
class Member:
    """A file out of a ZIP, with its name in there."""

    name: str
    data: bytes


class Unpacked(list[Member]):
    """The files out of a ZIP; `left_out` is a Chinese sentence about those that hold no article, or empty."""

    def __init__(self, members: Iterable[Member] = (), *, left_out: str = "") -> None:
        super().__init__(members)
        self.left_out = left_out


@dataclass(frozen=True)
class Picture:
    """A page drawn as PNG."""

    data: bytes


Answer = Reading | Unpacked | Picture


class Nonsense(ValueError):
    """An answer that is none."""


def pack(answer: Answer) -> bytes:
    """
    An answer as bytes.

    >>> pack(Picture(b"PNG"))
    b'{"picture": 3}\\nPNG'
    """
    if isinstance(answer, Reading):
        return _headed({"reading": _reading_as_json(answer)})
    if isinstance(answer, Picture):
        return _headed({"picture": len(answer.data)}, answer.data)
    members = [[_storable(member.name), len(member.data)] for member in answer]
    return _headed({"members": members, "left_out": _storable(answer.left_out)}, *(member.data for member in answer))


def pack_refusal(kind: str, message: str) -> bytes:
    """Why there is no answer: `unreadable` with a sentence for people, `memory`, or `failure` with a traceback."""
    return _headed({"refused": kind, "message": message})


def unpack(data: bytes) -> Answer | tuple[str, str]:
    """The answer, or why there is none (kind, message). Raises Nonsense for anything else."""
    try:
        head, _, rest = data.partition(b"\n")
        return _from_json(json.loads(head), rest)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Nonsense(repr(error)) from None


def _headed(head: dict[str, Any], *contents: bytes) -> bytes:
    return b"\n".join((json.dumps(head).encode("ascii"), b"".join(contents)))


def _reading_as_json(reading: Reading) -> dict[str, Any]:
    lines = [[_storable(line.text), _storable(line.style), _box_as_json(line.box)] for line in reading.lines]
    doubts = [_storable(doubt) for doubt in reading.doubts]
    return {
        "lines": lines,
        "format": reading.format,
        "encoding": reading.encoding,
        "reader": reading.reader,
        "doubts": doubts,
    }


def _storable(text: str) -> str:
    return _UNSTORABLE.sub("\ufffd", text)


def _box_as_json(box: Box | None) -> list[float] | None:
    return None if box is None else [box.page, box.left, box.top, box.right, box.bottom]


def _from_json(head: dict[str, Any], rest: bytes) -> Answer | tuple[str, str]:
    if "refused" in head:
        return _text(head["refused"]), _text(head["message"])
    if "reading" in head:
        return _reading(head["reading"])
    if "picture" in head:
        return Picture(_whole(rest, [head["picture"]])[0])
    contents = _whole(rest, [size for _, size in head["members"]])
    members = (Member(_text(name), data) for (name, _), data in zip(head["members"], contents, strict=True))
    return Unpacked(members, left_out=_text(head["left_out"]))


def _reading(found: dict[str, Any]) -> Reading:
    lines = found["lines"]
    if len(lines) > MOST_LINES or sum(len(text) for text, _, _ in lines) > MOST_CHARACTERS:
        raise Nonsense("more than was let through")
    return Reading(
        tuple(_line(number, *line) for number, line in enumerate(lines, start=1)),
        format=_text(found["format"]),
        encoding=_text(found["encoding"]),
        reader=_text(found["reader"]),
        doubts=tuple(_text(doubt) for doubt in found["doubts"]),
    )


def _line(number: int, text: Any, style: Any, box: Any) -> Line:
    """Lines are numbered over the text split at line feeds, so none can have one."""
    if "\n" in _text(text):
        raise Nonsense(f"line {number} is several")
    return Line(number, text, _text(style), box and Box(int(box[0]), *(float(edge) for edge in box[1:])))


def _text(value: Any) -> str:
    if not isinstance(value, str) or _UNSTORABLE.search(value):
        raise Nonsense(f"no text: {value!r:.100}")
    return value


def _whole(rest: bytes, sizes: Sequence[int]) -> list[bytes]:
    """The contents cut to their sizes, which must make up all of it."""
    if any(size < 0 for size in sizes) or sum(sizes) != len(rest):
        raise Nonsense("sizes do not add up")
    contents, place = [], 0
    for size in sizes:
        contents.append(rest[place : place + size])
        place += size
    return contents
