"""The ways to an article: by theme, source and year, and the list of all."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from readingroom.articles.models import Article, Paragraph, Source
from readingroom.articles.models.library import ArticleQuerySet

from .addresses import origin
from .frame import themes_of
from .freshness import answer_from_room
from .holdings import first_shelves, theme_holdings, ways
from .listing import narrowed, read_listed
from .paging import page_of
from .passages import by_article
from .preferences import print_type

WAYS = 8
"""Sources and years on the first page; all of them stand on pages of their own."""


@answer_from_room
def index(request: HttpRequest) -> HttpResponse:
    shelves = first_shelves(themes_of(request))
    found = ways()
    sources = [holding for holding in found.sources if holding.source]
    context = {
        "holdings": shelves.themes,
        "latest": shelves.latest,
        "articles": sum(holding.articles for holding in found.years),
        "sources": sorted(sources, key=lambda holding: -holding.articles)[:WAYS],
        "more_sources": len(sources) > WAYS,
        "years": found.years[:WAYS],
        "more_years": len(found.years) > WAYS,
    }
    return render(request, "pages/index.html", context)


@answer_from_room
def articles(request: HttpRequest) -> HttpResponse:
    found = Article.objects.published().with_themes().newest_first()
    return render(request, "pages/articles.html", narrowed(request, read_listed(request.GET), found))


@answer_from_room
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """The theme's articles, or with `?view=paragraphs` what all articles say on it, read on end."""
    theme = next((theme for theme in themes_of(request) if theme.slug == slug), None)
    if theme is None:
        raise Http404("没有这个主题。")
    by_passage = ("view", "paragraphs")
    asked = read_listed(request.GET)
    views = {
        "theme": theme,
        "by_article": asked.address(),
        "by_paragraph": replace(asked, kept=(by_passage,)).address(),
    }
    if request.GET.get("view") != "paragraphs":
        found = Article.objects.published().on_theme(slug).with_themes().newest_first()
        return render(request, "pages/theme.html", views | narrowed(request, asked, found))
    passages = Paragraph.objects.published().of_the_body().on_theme(slug).with_articles().with_leading_appearance()
    listed = narrowed(request, replace(asked, kept=(by_passage,)), passages.newest_first(), "article__edition")
    shown = {
        "excerpts": by_article(listed["page"]),
        "origin": origin(request),
        "print_type": print_type(request),
    }
    return render(request, "pages/theme_passages.html", views | listed | shown)


@answer_from_room
def sources(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/sources.html", {"holdings": ways().sources})


@answer_from_room
def source(request: HttpRequest, number: int) -> HttpResponse:
    source = get_object_or_404(Source, pk=number)
    return _list(request, "pages/source.html", _some(Article.objects.published().from_source(source)), source=source)


@answer_from_room
def source_unknown(request: HttpRequest) -> HttpResponse:
    return _list(request, "pages/source.html", _some(Article.objects.published().from_source(None)), source=None)


@answer_from_room
def years(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/years.html", {"holdings": ways().years})


@answer_from_room
def year(request: HttpRequest, value: str) -> HttpResponse:
    return _list(request, "pages/year.html", _some(Article.objects.published().from_year(value)), year=value)


@answer_from_room
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/about.html", {"holdings": theme_holdings(themes_of(request))})


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
