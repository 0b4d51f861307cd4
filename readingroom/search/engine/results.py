"""What Haystack asks of a search, and the answer in Haystack's form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from haystack.constants import DJANGO_CT, DJANGO_ID
from haystack.models import SearchResult
from haystack.utils import get_model_ct

from .analysis import Analyser
from .binding import Address, Page, Query, Snapshot
from .exceptions import Unsupported
from .lookups import Lookups
from .query import tree_query
from .schema import Field
from .store import Opened
from .strings import parse

_FACET_VALUES = 100
_IGNORED = {"fields", "limit_to_registered_models", "boost", "spelling_query"}


@dataclass(frozen=True)
class Request:
    """One search: the query with everything that narrows it, which part of the hits, and what else to tell."""

    query: Query
    start: int = 0
    end: int | None = None
    order: Sequence[str] = ()
    facets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    query_facets: Sequence[tuple[str, str]] = ()
    asked: Sequence[str] | None = None
    result_class: type[SearchResult] = SearchResult

    @classmethod
    def read(cls, lookups: Lookups, query: Query | str, options: Mapping[str, Any]) -> Request:
        used = {name: value for name, value in options.items() if name not in _IGNORED and _is_used(value)}
        whole = _narrowed(lookups, query, used.pop("models", ()), used.pop("narrow_queries", ()))
        asked = used.pop("asked", [])
        highlight = used.pop("highlight", False)
        if isinstance(highlight, dict):
            raise Unsupported(f"Options of highlight: {', '.join(highlight)}.")
        request = cls(
            query=whole,
            start=used.pop("start_offset", 0),
            end=used.pop("end_offset", None),
            order=used.pop("sort_by", ()),
            facets=used.pop("facets", {}),
            query_facets=used.pop("query_facets", ()),
            asked=asked if highlight else None,
            result_class=used.pop("result_class", SearchResult),
        )
        if used:
            raise Unsupported(f"Options of search: {', '.join(sorted(used))}.")
        return request


def answer(opened: Opened, lookups: Lookups, request: Request) -> dict[str, Any]:
    page = _page(opened.snapshot, lookups.fields, request)
    return {
        "results": [_result(opened, lookups, request, score, address) for score, address in page.hits],
        "hits": page.count,
        "facets": _facets(opened.snapshot, lookups, request),
        "spelling_suggestion": None,
    }


def _is_used(option: Any) -> bool:
    """Haystack passes many options with their defaults, which mean nothing; 0 is a value."""
    return option is not None and option is not False and option not in ("", [], (), {}, set())


def _narrowed(lookups: Lookups, query: Query | str, models: Sequence[Any], narrow: Sequence[str]) -> Query:
    conditions = lookups.conditions
    if isinstance(query, str):
        tree = parse(query) if query != "*" else None
        query = tree_query(lookups, tree) if tree is not None else conditions.everything()
    narrowing = [conditions.unscored(tree_query(lookups, tree)) for tree in map(parse, narrow) if tree is not None]
    if models:
        narrowing.append(lookups.models([get_model_ct(model) for model in models]))
    return conditions.every_of([query, *narrowing]) if narrowing else query


def _page(snapshot: Snapshot, fields: Mapping[str, Field], request: Request) -> Page:
    everything = max(len(snapshot), 1)
    end = everything if request.end is None else min(request.end, everything)
    if request.start >= end:
        return Page(snapshot.count(request.query), [])
    if len(request.order) > 1:
        hits = _sorted(snapshot, fields, request.query, request.order)
        return Page(len(hits), hits[request.start : end])
    if not request.order:
        return snapshot.search(request.query, limit=end - request.start, offset=request.start)
    name, descending = _key(fields, request.order[0])
    return snapshot.search(
        request.query, limit=end - request.start, offset=request.start, order=name, descending=descending
    )


def _sorted(
    snapshot: Snapshot, fields: Mapping[str, Field], query: Query, order: Sequence[str]
) -> list[tuple[Any, Address]]:
    """
    The library orders by one field, so by several it is asked once for each and the hits are ordered here.

    Documents without a value come last, whichever way the order goes.
    """
    hits: list[tuple[Any, Address]] = []
    for part in reversed(order):
        name, descending = _key(fields, part)
        page = snapshot.search(query, limit=max(len(snapshot), 1), order=name)
        values = {(address.segment_ord, address.doc): value for value, address in page.hits}
        hits = hits or page.hits
        known = [hit for hit in hits if values[hit[1].segment_ord, hit[1].doc] is not None]
        unknown = [hit for hit in hits if values[hit[1].segment_ord, hit[1].doc] is None]
        known.sort(key=lambda hit: values[hit[1].segment_ord, hit[1].doc], reverse=descending)
        hits = known + unknown
    return hits


def _key(fields: Mapping[str, Field], part: str) -> tuple[str, bool]:
    name = part.removeprefix("-")
    if name not in fields or fields[name].kind == "text":
        raise Unsupported(f"Ordering by {name!r}: only keyword, number, date and boolean fields have an order.")
    return name, part.startswith("-")


def _result(opened: Opened, lookups: Lookups, request: Request, score: Any, address: Address) -> SearchResult:
    stored = {
        name: _python_value(lookups.fields[name], values) for name, values in opened.snapshot.stored(address).items()
    }
    app_label, model_name = stored.pop(DJANGO_CT).split(".")
    pk = stored.pop(DJANGO_ID)
    if request.asked is not None:
        stored["highlighted"] = _highlighted(opened.analyser, lookups.document_field, stored, request.asked)
    return request.result_class(app_label, model_name, pk, 0 if request.order else score, **stored)


def _python_value(field: Field, values: Sequence[Any]) -> Any:
    plain = [value.decode() if isinstance(value, bytes) else value for value in values]
    return plain if field.many else plain[0]


def _highlighted(
    analyser: Analyser, name: str, stored: Mapping[str, Any], asked: Sequence[str]
) -> dict[str, list[SafeString]]:
    """The whole text, escaped, with its matches marked: what to cut out of it is the site's business."""
    if name not in stored:
        raise Unsupported(f"Highlighting {name!r}, which is not stored.")
    text = stored[name]
    pieces, rest = [], 0
    for start, end in analyser.places(text, asked):
        pieces += [escape(text[rest:start]), format_html("<mark>{}</mark>", text[start:end])]
        rest = end
    return {name: [mark_safe("".join([*pieces, escape(text[rest:])]))]}


def _facets(snapshot: Snapshot, lookups: Lookups, request: Request) -> dict[str, Any]:
    if not request.facets and not request.query_facets:
        return {}
    by_field = {
        name: _field_facet(snapshot, lookups.fields, request.query, name, options)
        for name, options in request.facets.items()
    }
    by_query = {
        f"{name}_{text}": snapshot.count(
            lookups.conditions.every_of([request.query, lookups.query(name, "content", text)])
        )
        for name, text in request.query_facets
    }
    return {"fields": by_field, "dates": {}, "queries": by_query}


def _field_facet(
    snapshot: Snapshot, fields: Mapping[str, Field], query: Query, name: str, options: Mapping[str, Any]
) -> list[tuple[Any, int]]:
    if name not in fields or fields[name].kind == "text":
        raise Unsupported(f"A facet on {name!r}, which is no keyword, number, date or boolean field.")
    counts = snapshot.facet(query, name, options.get("size", _FACET_VALUES))
    return sorted(counts, key=lambda pair: (-pair[1], str(pair[0])))
