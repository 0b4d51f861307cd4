"""What Haystack asks of a search, in the engine's own terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from haystack.models import SearchResult
from haystack.utils import get_model_ct

from .conditions import Query
from .exceptions import Unsupported
from .highlighting import Highlighting
from .lookups import Lookups
from .query import asked_texts, tree_query
from .strings import parse

# What a backend is told that means nothing here: all stored fields come with a document, and boosts are in the query.
_IGNORED = {"fields", "boost"}


@dataclass(frozen=True)
class Request:
    """
    One search: the query with everything that narrows it, which part of the hits, and what else to tell.

    `spelling` is the text to be corrected; None: nothing is.
    """

    query: Query
    start: int = 0
    end: int | None = None
    order: Sequence[str] = ()
    facets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    date_facets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    query_facets: Sequence[tuple[str, str]] = ()
    stats: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    highlighting: Highlighting | None = None
    spelling: str | None = None
    result_class: type[SearchResult] = SearchResult


def read_request(lookups: Lookups, query: Query | str, options: Mapping[str, Any]) -> Request:
    """The options of `SearchBackend.search`; one that the engine does not have is named."""
    used = {name: value for name, value in options.items() if name not in _IGNORED and _is_used(value)}
    limit = options.get("limit_to_registered_models")
    used.pop("limit_to_registered_models", None)
    if isinstance(query, str):
        query, asked = _query_of(lookups, query)
    else:
        asked = used.pop("asked", [])
    request = Request(
        query=_narrowed(lookups, query, used.pop("models", ()), used.pop("narrow_queries", ()), limit),
        start=used.pop("start_offset", 0),
        end=used.pop("end_offset", None),
        order=used.pop("sort_by", ()),
        facets=_with_options(used.pop("facets", {})),
        date_facets=used.pop("date_facets", {}),
        query_facets=used.pop("query_facets", ()),
        stats=used.pop("stats", {}),
        highlighting=Highlighting.read(asked, used.pop("highlight", None)),
        spelling=used.pop("spelling_query", None) or " ".join(asked),
        result_class=used.pop("result_class", SearchResult),
    )
    if used:
        raise Unsupported(f"Options of search: {', '.join(sorted(used))}.")
    return request


def _is_used(option: Any) -> bool:
    """Haystack passes many options with their defaults, which mean nothing; 0 is a value."""
    return option is not None and option is not False and option not in ("", [], (), {}, set())


def _with_options(facets: Any) -> Mapping[str, Mapping[str, Any]]:
    """Haystack passes each facet with its options; who calls the backend may just name them."""
    return facets if isinstance(facets, Mapping) else {name: {} for name in facets}


def _query_of(lookups: Lookups, text: str) -> tuple[Query, list[str]]:
    tree = parse(text)
    if tree is None:
        return lookups.conditions.nothing(), []
    return tree_query(lookups, tree), asked_texts(tree)


def _narrowed(
    lookups: Lookups, query: Query, models: Sequence[Any], narrow: Sequence[str], limit: bool | None
) -> Query:
    conditions = lookups.conditions
    narrowing = [conditions.unscored(tree_query(lookups, tree)) for tree in map(parse, narrow) if tree is not None]
    labels = _labels(lookups, models, limit)
    if not lookups.labels <= labels:
        narrowing.append(lookups.models(sorted(labels)))
    return conditions.every_of([query, *narrowing]) if narrowing else query


def _labels(lookups: Lookups, models: Sequence[Any], limit: bool | None) -> frozenset[str]:
    """The models whose documents may answer: those asked for, or else those that are registered now."""
    if models:
        return frozenset(get_model_ct(model) for model in models)
    if limit is None:
        limit = getattr(settings, "HAYSTACK_LIMIT_TO_REGISTERED_MODELS", True)
    return frozenset(lookups.plan.lists) if limit else lookups.labels
