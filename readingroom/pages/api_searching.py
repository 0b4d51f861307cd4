"""Searching for programs: answers, and suggestions while somebody types. See `api` for the forms."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode

from readingroom import search as searching
from readingroom.search.models import LONGEST_QUESTION
from readingroom.search.suggestions import suggesting

from .api import in_json
from .asking import Asked, read_parameters
from .searching import RETRY_AFTER

OPENSEARCH = "application/x-suggestions+json"
"""What browsers ask for that learned from opensearch.xml to search here: the words, and a list of longer ones."""


def search(request: HttpRequest) -> JsonResponse:
    try:
        asked = read_parameters(request.GET)
        return in_json(_results(asked, asked.find()))
    except searching.NoSuchPage:
        raise Http404 from None
    except searching.IndexUnavailable:
        return JsonResponse({"error": "index_rebuilding"}, status=503, headers={"Retry-After": str(RETRY_AFTER)})


def suggest(request: HttpRequest) -> JsonResponse:
    typed = request.GET.get("q", "")[:LONGEST_QUESTION]
    suggestions = suggesting.suggest(typed.strip()) if typed.strip() else []
    if request.GET.get("format") == "opensearch":
        texts = [suggestion.text for suggestion in suggestions]
        return JsonResponse([typed, texts], safe=False, content_type=OPENSEARCH)
    return in_json({"query": typed, "suggestions": [_suggestion(suggestion) for suggestion in suggestions]})


def _results(asked: Asked, results: searching.Results) -> dict[str, Any]:
    return {
        "query": asked.q,
        "understood": results.understood,
        "dropped": [*asked.ignored, *results.dropped],
        "count": results.count,
        "page": asked.page,
        "size": asked.size,
        "results": [_hit(hit) for hit in results.hits],
        "facets": results.facets,
        "suggestion": results.suggestion,
        "also": results.also,
        "explanation": asdict(results.explanation) if results.explanation else None,
    }


def _hit(hit: searching.Hit) -> dict[str, Any]:
    return {
        "type": hit.kind,
        "article": hit.article.number,
        "paragraph": hit.paragraph.key if hit.paragraph else None,
        "title": "".join(text for text, _ in hit.title),
        "url": hit.url,
        "source": hit.source,
        "date": hit.date,
        "themes": [theme.slug for theme in hit.themes],
        "snippet": hit.snippet,
    }


def _suggestion(suggestion: suggesting.Suggestion) -> dict[str, str]:
    """A word is a question; titles and sources are pages of their own."""
    url = suggestion.url or f"{reverse('pages:search')}?{urlencode({'q': suggestion.text})}"
    return {"text": suggestion.text, "kind": suggestion.kind, "url": url}
