"""How many of the hits hold each value of a field, and how many meet a query of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .conditions import Query
from .counts import MOST_COUNTS, Count, as_python, countable
from .exceptions import Unsupported
from .lookups import Lookups
from .query import tree_query
from .strings import parse

_VALUES = 100
# Each part of the index counts by itself. Were it to give its most frequent values alone, sums would be too small.
_VALUES_OF_A_PART = 65_000


def field_facet(lookups: Lookups, name: str, options: Mapping[str, Any], together: int) -> Count:
    """
    Values with their counts, most frequent first.

    Options: ``limit`` (also called ``size``; 100; less than none: all), ``mincount``, and ``sort="index"`` for the
    order of the values. `together` facets share what the library is willing to count.
    """
    left = dict(options)
    limit = int(left.pop("limit", left.pop("size", _VALUES)))
    least, order = int(left.pop("mincount", 1)), left.pop("sort", "count")
    if left or order not in ("count", "index"):
        raise Unsupported(f"Options of the facet {name!r}: {', '.join(left) or order}.")
    column = countable(lookups, name, "A facet")
    most = MOST_COUNTS // together
    whole = limit < 0 or order == "index"
    terms = {"field": column.name, "size": most if whole else min(limit, most), "segment_size": _VALUES_OF_A_PART}

    def read(answers: Mapping[str, Any], _: int) -> list[tuple[Any, int]]:
        counts = [(as_python(column, bucket["key"]), bucket["doc_count"]) for bucket in answers["values"]["buckets"]]
        counts = [(value, n) for value, n in counts if n >= least]
        counts.sort(key=lambda pair: (0 if order == "index" else -pair[1], pair[0]))
        return counts[:limit] if limit >= 0 else counts

    return Count({"values": {"terms": terms}}, read)


def query_facet(lookups: Lookups, name: str, text: str) -> Query:
    """``query_facet("author", "jo*")``: what a string says about a field; see `strings`."""
    tree = parse(text, default_field=name)
    return tree_query(lookups, tree) if tree is not None else lookups.conditions.nothing()
