"""The search page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from readingroom import search as searching

from .asking import KINDS, SIZES, SORTS, Asked, read_parameters

RETRY_AFTER = 30
"""Seconds; an index of an office's size is rebuilt in less."""


def search(request: HttpRequest) -> HttpResponse:
    try:
        asked = read_parameters(request.GET)
        context = {"asked": asked, "kinds": KINDS, "sorts": SORTS, "sizes": SIZES}
        if not request.GET:
            return render(request, "pages/search.html", context)
        return render(request, "pages/search.html", context | _found(asked, asked.find()))
    except searching.NoSuchPage:
        raise Http404("搜索结果没有这一页。") from None
    except searching.IndexUnavailable:
        return _unavailable(request, context)


def _found(asked: Asked, results: searching.Results) -> dict[str, object]:
    line = len(results.hits) if results.partial_from is None else results.partial_from
    return {
        "results": results,
        "whole_hits": results.hits[:line],
        "partial_hits": results.hits[line:],
        "notices": [*asked.ignored, *results.dropped],
    }


def _unavailable(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    response = render(request, "pages/search.html", context | {"unavailable": True}, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response
