"""
What is counted over all hits, whichever part of them is shown.

All of one search is asked for at once, so that the library walks through the hits once. Query facets are questions
of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .binding import Snapshot
from .conditions import Query
from .counts import Count
from .date_facets import date_facet
from .facets import field_facet, query_facet
from .lookups import Lookups
from .request import Request
from .stats import stats

_KINDS: Mapping[str, Callable[[Lookups, str, Any, int], Count]] = {
    "fields": field_facet,
    "dates": date_facet,
    "stats": stats,
}


def count(lookups: Lookups, request: Request, hits: int) -> dict[str, Any]:
    """Facets and statistics in the form in which Haystack hands them on."""
    asked = {"fields": request.facets, "dates": request.date_facets, "stats": request.stats}
    together = max(sum(map(len, asked.values())), 1)
    counts = {
        (kind, name): _KINDS[kind](lookups, name, options, together)
        for kind, names in asked.items()
        for name, options in names.items()
    }
    counted: dict[str, dict[str, Any]] = {kind: {} for kind in asked}
    for (kind, name), answers in _ask(lookups.snapshot, request.query, counts).items():
        counted[kind][name] = counts[kind, name].read(answers, hits)
    numbers = counted.pop("stats")
    facets = {**counted, "queries": _count_queries(lookups, request)}
    return {"facets": facets if any(facets.values()) else {}, "stats": numbers}


def _ask(
    snapshot: Snapshot, query: Query, counts: Mapping[tuple[str, str], Count]
) -> dict[tuple[str, str], dict[str, Any]]:
    wanted = {
        f"{number} {part}": wish for number, each in enumerate(counts.values()) for part, wish in each.wanted.items()
    }
    answers = snapshot.aggregate(query, wanted) if wanted else {}
    return {
        key: {part: answers[f"{number} {part}"] for part in each.wanted}
        for number, (key, each) in enumerate(counts.items())
    }


def _count_queries(lookups: Lookups, request: Request) -> dict[str, int]:
    every_of = lookups.conditions.every_of
    return {
        f"{name}:{text}": lookups.snapshot.count(every_of([request.query, query_facet(lookups, name, text)]))
        for name, text in request.query_facets
    }
