"""How many of the hits fall into each year, month, day, hour … between two moments."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from .counts import MOST_COUNTS, Count, countable
from .exceptions import Unsupported
from .lookups import Lookups

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def date_facet(lookups: Lookups, name: str, options: Mapping[str, Any], together: int) -> Count:
    """
    Each gap's first moment with its count, those with none too, in their order.

    The first moment of a gap belongs to it, the first of the next one does not; so the end is not counted either.
    """
    column = countable(lookups, name, "A date facet")
    if column.kind != "date":
        raise Unsupported(f"A date facet on {name!r}, which is no date.")
    convert = lookups.field(name).convert
    edges = gaps(
        convert(options["start_date"]),
        convert(options["end_date"]),
        options["gap_by"],
        int(options.get("gap_amount", 1)),
        most=MOST_COUNTS // together,
    )
    wanted = [{"from": _as_number(first), "to": _as_number(after)} for first, after in pairwise(edges)]

    def read(answers: Mapping[str, Any], _: int) -> list[tuple[datetime, int]]:
        # The library also counts what lies before and after.
        buckets = answers["gaps"]["buckets"]
        inside = [bucket["doc_count"] for bucket in buckets if "from" in bucket and "to" in bucket]
        return list(zip(edges, inside, strict=False))

    return Count({"gaps": {"range": {"field": column.name, "ranges": wanted}}}, read)


def gaps(start: datetime, end: datetime, unit: str, amount: int, *, most: int = MOST_COUNTS) -> Sequence[datetime]:
    """
    Where each gap begins, and at last where the last one ends.

    >>> [f"{edge:%m-%d}" for edge in gaps(datetime(2024, 1, 31), datetime(2024, 4, 1), "month", 1)]
    ['01-31', '02-29', '03-31', '04-01']
    """
    if amount < 1 or end <= start:
        raise Unsupported(f"A date facet from {start} to {end} by {amount} {unit}.")
    edges: list[datetime] = []
    while (edge := _moved(start, unit, amount * len(edges))) < end:
        if len(edges) >= most:
            raise Unsupported(f"A date facet with more than {most} gaps ({start} to {end} by {amount} {unit}).")
        edges.append(edge)
    return [*edges, end]


def _moved(start: datetime, unit: str, steps: int) -> datetime:
    """So many years, months … later; the last day of a month where it has no such day."""
    if unit not in ("year", "month"):
        return start + timedelta(**{f"{unit}s": steps})
    months = start.month - 1 + steps * (12 if unit == "year" else 1)
    year, month = start.year + months // 12, months % 12 + 1
    if year > date.max.year:
        return datetime.max
    return start.replace(year=year, month=month, day=min(start.day, calendar.monthrange(year, month)[1]))


def _as_number(moment: datetime) -> int:
    """Nanoseconds since 1970, as the library counts time."""
    return (moment.replace(tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1) * 1000
