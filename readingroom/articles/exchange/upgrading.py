"""
What an older export says, in the shape of today's: files of every version before are read for good.

1. Articles alone. What was rejected, and when a file was read, was not said: the day the file came in stands for it.
"""

from __future__ import annotations

from typing import Any

from .shape import VERSION


def upgraded(value: dict[str, Any]) -> dict[str, Any]:
    """Where it is not of the shape of its version it is not of today's either, which is looked at afterwards."""
    if value["version"] == 1 and value["format"] == "readingroom-article":
        return _from_1(value)
    return value


def _from_1(value: dict[str, Any]) -> dict[str, Any]:
    came = {one.get("sha256"): one.get("added_at") for one in _list(value.get("originals")) if isinstance(one, dict)}
    readings = [
        {**one, "read_at": came.get(one.get("original"))} if isinstance(one, dict) else one
        for one in _list(value.get("readings"))
    ]
    return {**value, "version": VERSION, "readings": readings, "rejected": "", "edition_cleaning": None}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
