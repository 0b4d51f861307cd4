"""What the library is asked to count, and how to read what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .exceptions import Unsupported
from .lookups import Lookups
from .schema import Column

MOST_COUNTS = 60_000
"""The library refuses to give more than 65,000 counts in one answer."""


@dataclass(frozen=True)
class Count:
    """Wishes, in the library's words, and a function that reads the answers; it is told the number of hits, too."""

    wanted: Mapping[str, Any]
    read: Callable[[Mapping[str, Any], int], Any]


def countable(lookups: Lookups, name: str, what: str) -> Column:
    """The column with a field's values; `what` is asked for, for the message when there is none."""
    field = lookups.field(name)
    if field.value is None:
        raise Unsupported(
            f"{what} on {name!r}: a document, a text made by a template and one that is not stored have no values."
        )
    return field.value


def as_python(column: Column, key: Any) -> Any:
    """A counted value as the field has it: the library tells yes and no as 1 and 0, and a moment as text."""
    if column.kind == "date":
        return datetime.fromisoformat(key).replace(tzinfo=None)
    return bool(key) if column.kind == "boolean" else key
