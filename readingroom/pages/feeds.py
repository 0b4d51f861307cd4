"""
Atom feeds of what was published last: of the whole room, and of one theme.

They are templates and not Django's `Feed`, which answers 500 when a title holds a character that XML does not know.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from readingroom.articles.models import Article, Theme
from readingroom.articles.models.library import ArticleQuerySet

from .addresses import origin
from .freshness import data_from_room

LENGTH = 30
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""A feed must say when it was last changed, an empty one too."""


@data_from_room
def feed(request: HttpRequest) -> HttpResponse:
    return _feed(request, Article.objects.published())


@data_from_room
def theme_feed(request: HttpRequest, slug: str) -> HttpResponse:
    theme = get_object_or_404(Theme, slug=slug)
    return _feed(request, Article.objects.published().on_theme(slug), theme=theme)


def _feed(request: HttpRequest, found: ArticleQuerySet, theme: Theme | None = None) -> HttpResponse:
    articles = list(found.with_themes().order_by("-edition__published_at", "-number")[:LENGTH])
    context = {
        "articles": articles,
        "theme": theme,
        "updated_at": articles[0].edition.published_at if articles and articles[0].edition else NEVER,
        "origin": origin(request),
    }
    return render(request, "pages/feed.xml", context, content_type="application/atom+xml; charset=utf-8")
