"""Which part of the hits is shown, and in what order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .binding import Address, Page, Snapshot
from .conditions import Query
from .exceptions import Unsupported
from .lookups import Lookups


def page_of(lookups: Lookups, query: Query, order: Sequence[str], start: int, end: int | None) -> Page:
    """Documents without a value come last, whichever way the order goes."""
    snapshot = lookups.snapshot
    everything = max(len(snapshot), 1)
    end = everything if end is None else min(end, everything)
    keys = [_key(lookups, part) for part in order]
    if start >= end:
        return Page(snapshot.count(query), [])
    if len(keys) > 1:
        hits = _sorted(snapshot, query, keys)
        return Page(len(hits), hits[start:end])
    if not keys:
        return snapshot.search(query, limit=end - start, offset=start)
    column, descending = keys[0]
    return snapshot.search(query, limit=end - start, offset=start, order=column, descending=descending)


def _sorted(snapshot: Snapshot, query: Query, keys: Sequence[tuple[str, bool]]) -> list[tuple[Any, Address]]:
    """The library orders by one column, so by several it is asked once for each and the hits are ordered here."""
    hits: list[tuple[Any, Address]] = []
    for column, descending in reversed(keys):
        page = snapshot.search(query, limit=max(len(snapshot), 1), order=column)
        values = {(address.segment_ord, address.doc): value for value, address in page.hits}
        hits = hits or page.hits
        known = [hit for hit in hits if values[hit[1].segment_ord, hit[1].doc] is not None]
        unknown = [hit for hit in hits if values[hit[1].segment_ord, hit[1].doc] is None]
        known.sort(key=lambda hit: values[hit[1].segment_ord, hit[1].doc], reverse=descending)
        hits = known + unknown
    return hits


def _key(lookups: Lookups, part: str) -> tuple[str, bool]:
    field = lookups.field(part.removeprefix("-"))
    if field.value is None:
        raise Unsupported(
            f"Ordering by {field.name!r}: a document, a text made by a template and one that is not stored have no"
            " order; let CharField(analyzer='keyword') hold what to order by."
        )
    return field.value.name, part.startswith("-")
