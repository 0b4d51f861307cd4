"""The search page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from readingroom import search as searching
from readingroom.search.keeping import unanswered

from .asking import KINDS, SIZES, SORTS, UNFILTERED, UNITS, Asked, read_parameters
from .explaining import explain
from .marking import address_with_marks
from .narrowing import read_chosen, read_facets, read_options

RETRY_AFTER = 30
"""Seconds; an index of an office's size is rebuilt in less."""


def search(request: HttpRequest) -> HttpResponse:
    try:
        asked = read_parameters(request.GET)
        results = asked.find()
        _note(asked, results)
        return render(request, "pages/search.html", _found(asked, results))
    except searching.NoSuchPage:
        raise Http404("搜索结果没有这一页。") from None
    except searching.IndexUnavailable:
        return _unavailable(request, asked)


def _note(asked: Asked, results: searching.Results) -> None:
    """For the curators: a question that the whole library has no answer to, as a reader asked it."""
    if not (results.count or asked.is_filtered or asked.page > 1) and asked.also:
        unanswered.note(asked.words)


def _found(asked: Asked, results: searching.Results) -> dict[str, object]:
    hits = [(hit, address_with_marks(hit, asked)) for hit in results.hits]
    line = len(hits) if results.partial_from is None else results.partial_from
    return {
        "asked": asked,
        "results": results,
        "unit": UNITS[asked.kind],
        "whole_hits": hits[:line],
        "partial_hits": hits[line:],
        "notices": [*asked.ignored, *results.dropped],
        "facets": read_facets(asked, results.facets),
        "chosen": read_chosen(asked),
        "unfiltered": asked.address(filters=UNFILTERED),
        "explained": explain(asked, results.explanation) if results.explanation else None,
        "suggested": asked.address(q=results.suggestion or ""),
        "also_or_not": asked.address(also=not asked.also),
        "kinds": read_options(asked, "kind", KINDS),
        "sorts": read_options(asked, "sort", SORTS),
        "sizes": read_options(asked, "size", SIZES),
    }


def _unavailable(request: HttpRequest, asked: Asked) -> HttpResponse:
    response = render(request, "pages/search.html", {"asked": asked, "unavailable": True}, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response
