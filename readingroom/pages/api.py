"""
The same things for programs: read-only JSON under /api/, without trailing slashes and without redirects.

Lists are {v, count, next, previous, results}; `v` is raised when a field changes its meaning, not when one is added.
Addresses come without a host name, for the room goes by several. Errors are {"error": "a_word"} with their status.
"""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from readingroom.articles.models import Article, Paragraph

from .freshness import answer_from_article, answer_from_room
from .holdings import source_holdings, theme_holdings
from .paging import page_of
from .source_line import source_name

VERSION = 1
LIST_SIZE = 50


@answer_from_room
def root(request: HttpRequest) -> JsonResponse:
    names = ("articles", "themes", "sources", "search", "suggest")
    return in_json({name: reverse(f"pages:api_{name}") for name in names})


@answer_from_room
def articles(request: HttpRequest) -> JsonResponse:
    page = page_of(Article.objects.published().with_themes().newest_first(), request, LIST_SIZE)
    return _list(request, [_article(article) for article in page], page)


@answer_from_article
def article(request: HttpRequest, number: int) -> JsonResponse:
    found = Article.objects.published().with_themes().filter(pk=number).first()
    if found is None or found.edition is None:
        return _withdrawn(get_object_or_404(Article.objects.withdrawn(), pk=number))
    paragraphs = found.paragraphs.select_related("theme", "secondary_theme")
    return in_json(
        _article(found) | {"fields": found.edition.fields, "paragraphs": [_paragraph(each) for each in paragraphs]}
    )


@answer_from_room
def themes(request: HttpRequest) -> JsonResponse:
    return _list(
        request,
        [
            {
                "slug": holding.theme.slug,
                "name": holding.theme.name,
                "description": holding.theme.description,
                "url": holding.theme.get_absolute_url(),
                "articles": holding.articles,
                "paragraphs": holding.passages,
            }
            for holding in theme_holdings()
        ],
    )


@answer_from_room
def sources(request: HttpRequest) -> JsonResponse:
    """Articles that name no outlet are counted under a null source."""
    return _list(
        request,
        [
            {
                "number": holding.source.pk if holding.source else None,
                "name": holding.source.name if holding.source else None,
                "kind": holding.source.kind if holding.source else None,
                "url": holding.get_absolute_url(),
                "articles": holding.articles,
            }
            for holding in source_holdings()
        ],
    )


def _article(article: Article) -> dict[str, Any]:
    edition = article.edition
    assert edition is not None
    return {
        "number": article.number,
        "edition": edition.number,
        "published_at": edition.published_at.isoformat(),
        "title": edition.title,
        "title_is_built": edition.title_is_built,
        "url": article.get_absolute_url(),
        "source": source_name(edition),
        "source_number": edition.source_id,
        "date": edition.date,
        "themes": [place.theme.slug for place in edition.edition_themes.all()],
    }


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {
        "key": paragraph.key,
        "kind": paragraph.kind,
        "text": paragraph.text,
        "theme": paragraph.theme.slug if paragraph.theme else None,
        "theme_secondary": paragraph.secondary_theme.slug if paragraph.secondary_theme else None,
        "near_tie": paragraph.near_tie,
        "continues_previous_page": paragraph.continues_previous_page,
        "url": paragraph.get_absolute_url(),
    }


def _withdrawn(article: Article) -> JsonResponse:
    assert article.edition is not None
    said = {"error": "withdrawn", "title": article.edition.title, "date": article.edition.date}
    return JsonResponse(said, status=410)


def _list(request: HttpRequest, results: list[dict[str, Any]], page: Page[Any] | None = None) -> JsonResponse:
    """A list that is not paged is short: themes and sources are read whole."""
    following = f"{request.path}?page={page.next_page_number()}" if page and page.has_next() else None
    previous = f"{request.path}?page={page.previous_page_number()}" if page and page.has_previous() else None
    count = page.paginator.count if page else len(results)
    return in_json({"count": count, "next": following, "previous": previous, "results": results})


def in_json(content: dict[str, Any]) -> JsonResponse:
    return JsonResponse({"v": VERSION, **content}, json_dumps_params={"ensure_ascii": False})
