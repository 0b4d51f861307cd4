"""The ways to an article: by theme, source and year, and the list of all."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from readingroom.articles.models import Article, Paragraph, Source, Theme
from readingroom.articles.models.library import ArticleQuerySet

from .freshness import answer_from_room
from .holdings import NEWEST, source_holdings, theme_holdings, year_holdings
from .paging import page_of

LATEST = 8
"""Latest additions on the first page."""


@answer_from_room
def index(request: HttpRequest) -> HttpResponse:
    holdings = theme_holdings(newest=NEWEST)
    context = {
        "holdings": holdings,
        "latest": Article.objects.published().with_themes().order_by("-number")[:LATEST],
        "room_themes": [holding.theme for holding in holdings],
    }
    return render(request, "pages/index.html", context)


@answer_from_room
def articles(request: HttpRequest) -> HttpResponse:
    return _list(request, "pages/articles.html", Article.objects.published())


@answer_from_room
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """The theme's articles, or with `?view=paragraphs` what all articles say on it, read on end."""
    theme = get_object_or_404(Theme, slug=slug)
    context = {"theme": theme}
    if request.GET.get("view") != "paragraphs":
        return _list(request, "pages/theme.html", Article.objects.published().on_theme(slug), **context)
    passages = Paragraph.objects.published().of_the_body().on_theme(slug).with_articles().newest_first()
    return render(request, "pages/theme_passages.html", context | {"page": page_of(passages, request)})


@answer_from_room
def sources(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/sources.html", {"holdings": source_holdings()})


@answer_from_room
def source(request: HttpRequest, number: int) -> HttpResponse:
    source = get_object_or_404(Source, pk=number)
    return _list(request, "pages/source.html", _some(Article.objects.published().from_source(source)), source=source)


@answer_from_room
def source_unknown(request: HttpRequest) -> HttpResponse:
    return _list(request, "pages/source.html", _some(Article.objects.published().from_source(None)), source=None)


@answer_from_room
def years(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/years.html", {"holdings": year_holdings()})


@answer_from_room
def year(request: HttpRequest, value: str) -> HttpResponse:
    return _list(request, "pages/year.html", _some(Article.objects.published().from_year(value)), year=value)


@answer_from_room
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/about.html", {"holdings": theme_holdings()})


@answer_from_room
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/help.html")


def _list(request: HttpRequest, template: str, found: ArticleQuerySet, **context: object) -> HttpResponse:
    return render(request, template, context | {"page": page_of(found.with_themes().newest_first(), request)})


def _some(found: ArticleQuerySet) -> ArticleQuerySet:
    """A source or year without anything published has no page; a theme has one, for the room is laid out by themes."""
    if not found.exists():
        raise Http404("这里还没有文章。")
    return found
