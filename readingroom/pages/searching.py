"""The search page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from readingroom import search as searching

from .asking import KINDS, SIZES, SORTS, Asked, read_parameters
from .source_line import date_in_words

RETRY_AFTER = 30
"""Seconds; an index of an office's size is rebuilt in less."""


def search(request: HttpRequest) -> HttpResponse:
    try:
        asked = read_parameters(request.GET)
        return render(request, "pages/search.html", _found(asked, asked.find()))
    except searching.NoSuchPage:
        raise Http404("搜索结果没有这一页。") from None
    except searching.IndexUnavailable:
        return _unavailable(request, asked)


def _found(asked: Asked, results: searching.Results) -> dict[str, object]:
    line = len(results.hits) if results.partial_from is None else results.partial_from
    return {
        "asked": asked,
        "results": results,
        "whole_hits": results.hits[:line],
        "partial_hits": results.hits[line:],
        "notices": [*asked.ignored, *results.dropped],
        **_choices(asked, results.facets),
    }


def _choices(asked: Asked, facets: Mapping[str, list[Any]] | None = None) -> dict[str, object]:
    """What the form offers: sources and years that were found, and those that were asked for, found or not."""
    found = facets or {}
    sources = {number: f"{name}（{count}）" for number, name, count in found.get("source", [])}
    years = {year: f"{date_in_words(year)}（{count}）" for year, count in found.get("year", [])}
    if asked.source:
        sources.setdefault(asked.source.pk, asked.source.name)
    if asked.year:
        years.setdefault(asked.year, date_in_words(asked.year))
    return {
        "kinds": KINDS.items(),
        "sorts": SORTS.items(),
        "sizes": [(size, f"{size}条") for size in SIZES],
        "sources": [("", "全部"), *sources.items()],
        "years": [("", "全部"), *years.items()],
    }


def _unavailable(request: HttpRequest, asked: Asked) -> HttpResponse:
    context = {"asked": asked, "unavailable": True, **_choices(asked)}
    response = render(request, "pages/search.html", context, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response
