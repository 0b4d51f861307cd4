"""Searching for programs: answers, and suggestions while somebody types."""

from __future__ import annotations

from dataclasses import asdict
from typing import cast

from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode

from readingroom import search as library
from readingroom.search.models import LONGEST_QUESTION
from readingroom.search.suggestions import suggesting

from ..asking import Asked, read_parameters
from ..searching import RETRY_AFTER
from .answers import VERSION, Completions, Error, Explanation, Facets, Found, Hit, Suggestion, Suggestions, in_json

OPENSEARCH = "application/x-suggestions+json"


def search(request: HttpRequest) -> JsonResponse:
    try:
        asked = read_parameters(request.GET)
        return in_json(_found(request, asked, asked.find()))
    except library.NoSuchPage:
        raise Http404 from None
    except library.IndexUnavailable:
        said: Error = {"error": "index_rebuilding"}
        return JsonResponse(said, status=503, headers={"Retry-After": str(RETRY_AFTER)})


def suggest(request: HttpRequest) -> JsonResponse:
    typed = request.GET.get("q", "")[:LONGEST_QUESTION]
    found = suggesting.suggest(typed.strip()) if typed.strip() else []
    if request.GET.get("format") == "opensearch":
        completions: Completions = [typed, [suggestion.text for suggestion in found]]
        return JsonResponse(completions, safe=False, content_type=OPENSEARCH)
    answer: Suggestions = {"v": VERSION, "query": typed, "suggestions": [_suggestion(each) for each in found]}
    return in_json(answer)


def _found(request: HttpRequest, asked: Asked, results: library.Results) -> Found:
    return {
        "v": VERSION,
        "query": asked.q,
        "understood": results.understood,
        "dropped": [*asked.ignored, *results.dropped],
        "count": results.count,
        "page": asked.page,
        "size": asked.size,
        "next": request.path + asked.address(page=asked.page + 1) if asked.page < results.pages else None,
        "previous": request.path + asked.address(page=asked.page - 1) if asked.page > 1 else None,
        "results": [_hit(hit) for hit in results.hits],
        "facets": cast(Facets, results.facets),
        "suggestion": results.suggestion,
        "also": results.also,
        "explanation": cast(Explanation, asdict(results.explanation)) if results.explanation else None,
    }


def _hit(hit: library.Hit) -> Hit:
    return {
        "type": hit.kind,
        "article": hit.article.number,
        "paragraph": hit.paragraph.key if hit.paragraph else None,
        "title": "".join(text for text, _ in hit.title),
        "url": hit.url,
        "source": hit.source,
        "date": hit.date,
        "themes": [theme.slug for theme in hit.themes],
        "snippet": list(hit.snippet),
    }


def _suggestion(suggestion: suggesting.Suggestion) -> Suggestion:
    """A word is a question; titles and sources are pages of their own."""
    url = suggestion.url or f"{reverse('pages:search')}?{urlencode({'q': suggestion.text})}"
    return {"text": suggestion.text, "kind": suggestion.kind, "url": url}
