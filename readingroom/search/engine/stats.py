"""Least, greatest, sum and mean of a number over the hits, also for each value of other fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .counts import MOST_COUNTS, Count, as_python, countable
from .exceptions import Unsupported
from .lookups import Lookups

# Haystack's documentation has the names that Solr gives them; the library's own are others.
_NAMES = {
    "min": "min",
    "max": "max",
    "sum": "sum",
    "count": "count",
    "sumOfSquares": "sum_of_squares",
    "mean": "avg",
    "stddev": "std_deviation_sampling",
}


def stats(lookups: Lookups, name: str, facets: Sequence[Any], together: int) -> Count:
    """`facets` are the fields by whose values the hits are parted."""
    column = countable(lookups, name, "Statistics")
    if column.kind not in ("integer", "float"):
        raise Unsupported(f"Statistics on {name!r}, which is no number.")
    # Haystack wraps what it was given in one list more.
    by = [field for given in facets for field in ([given] if isinstance(given, str) else given)]
    columns = {field: countable(lookups, field, "Statistics by the values") for field in by}
    numbers = {"extended_stats": {"field": column.name}}
    size = MOST_COUNTS // together // max(len(by), 1)
    parts = {
        field: {"terms": {"field": each.name, "size": size}, "aggs": {"numbers": numbers}}
        for field, each in columns.items()
    }

    def read(answers: Mapping[str, Any], hits: int) -> dict[str, Any]:
        facets = {
            field: {
                as_python(each, bucket["key"]): _read(bucket["numbers"], bucket["doc_count"])
                for bucket in answers[field]["buckets"]
            }
            for field, each in columns.items()
        }
        # No field is called so: Haystack parts a field from its lookup with __.
        return {**_read(answers["__numbers"], hits), "facets": facets}

    return Count({"__numbers": numbers, **parts}, read)


def _read(numbers: Mapping[str, Any], documents: int) -> dict[str, Any]:
    return {
        **{name: numbers[theirs] for name, theirs in _NAMES.items()},
        "missing": documents - numbers["count"],
    }
