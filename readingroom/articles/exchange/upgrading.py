"""
What an older export says, in the shape of today's: files of every version before are read for good.

1. Articles alone. What was rejected, and when a file was read, was not said: the day the file came in stands for it.
2. Of a file from which personal data was taken out (`is_redacted`), it was not said when: again the day it came in. It
   was called by the hash of what was taken out (`models.Original` says what that gives away); a text gets the hash of
   what is left. `upgraded` says which hashes are others now, for the lines that follow speak of them.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Any, NamedTuple

from .shape import VERSION

_TEXT = "plain-"
"""How the names of the readers begin that read a text."""


class Upgraded(NamedTuple):
    """A line of today's shape, and the hashes that it calls otherwise."""

    value: dict[str, Any]
    renamed: dict[str, str]


def upgraded(value: dict[str, Any]) -> Upgraded:
    """Where it is not of the shape of its version it is not of today's either, which is looked at afterwards."""
    if value["version"] == VERSION:
        return Upgraded(value, {})
    if value["format"] != "readingroom-article":
        return Upgraded({**value, "version": VERSION}, {})
    return _from_2(_from_1(value) if value["version"] == 1 else value)


def _from_1(value: dict[str, Any]) -> dict[str, Any]:
    came = {one.get("sha256"): one.get("added_at") for one in _records(value.get("originals"))}
    readings = _each(value.get("readings"), lambda one: {**one, "read_at": came.get(one.get("original"))})
    return {**value, "readings": readings, "rejected": "", "edition_cleaning": None}


def _from_2(value: dict[str, Any]) -> Upgraded:
    renamed = dict(_renamed(value))

    def called(one: dict[str, Any]) -> dict[str, Any]:
        return {**one, "original": renamed.get(one["original"], one["original"])} if "original" in one else one

    def original(one: dict[str, Any]) -> dict[str, Any]:
        when = one.get("added_at") if one.get("is_redacted") else None
        rest = {name: said for name, said in one.items() if name not in ("is_redacted", "sha256")}
        sha256 = one.get("sha256")
        return {**rest, "sha256": renamed.get(str(sha256), sha256), "redacted_at": when}

    return Upgraded(
        {
            **value,
            "version": VERSION,
            "originals": _each(value.get("originals"), original),
            "readings": _each(value.get("readings"), called),
            "appearances": _each(value.get("appearances"), called),
        },
        renamed,
    )


def _renamed(value: dict[str, Any]) -> Any:
    texts = {one.get("original") for one in _records(value.get("readings")) if str(one.get("reader")).startswith(_TEXT)}
    for one in _records(value.get("originals")):
        if one.get("is_redacted") is True and one.get("sha256") in texts and isinstance(one.get("content"), str):
            try:
                yield one["sha256"], hashlib.sha256(base64.b64decode(one["content"], validate=True)).hexdigest()
            except ValueError:
                # Refused with a sentence when the file is looked at.
                continue


def _records(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _each(value: Any, change: Any) -> Any:
    """What is no list of records stays what it is, to be refused for that."""
    return [change(one) if isinstance(one, dict) else one for one in value] if isinstance(value, list) else value
