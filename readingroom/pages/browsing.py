"""The ways to an article: by theme, source and year, and the list of all."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from readingroom.articles.models import Edition, Source, SourceMerger
from readingroom.articles.models.library import EditionQuerySet

from .addresses import origin
from .counting import count_articles, count_passages
from .frame import themes_of
from .freshness import answer_from_room
from .holdings import first_shelves, theme_holdings, ways
from .listing import narrowed, read_articles, read_listed
from .paging import Counted, page_of
from .passages import by_article, read_passages
from .preferences import print_type

WAYS = 8
"""Sources and years on the first page; all of them stand on pages of their own."""


@answer_from_room
def index(request: HttpRequest) -> HttpResponse:
    shelves, found = first_shelves(request), ways(request)
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
    asked, counts = read_listed(request.GET), count_articles(request)
    listed = narrowed(request, asked, Edition.objects.published(), counts, read_articles)
    return render(request, "pages/articles.html", listed)


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
        on_theme = Edition.objects.on_theme(slug).published()
        listed = narrowed(request, asked, on_theme, count_articles(request, slug), read_articles)
        return render(request, "pages/theme.html", views | listed)
    asked, speaking = replace(asked, kept=(by_passage,)), Edition.objects.with_passages_on(slug).published()
    listed = narrowed(request, asked, speaking, count_passages(request, slug), partial(read_passages, slug))
    shown = {
        "excerpts": by_article(listed["page"]),
        "origin": origin(request),
        "print_type": print_type(request),
    }
    return render(request, "pages/theme_passages.html", views | listed | shown)


@answer_from_room
def sources(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/sources.html", {"holdings": ways(request).sources})


@answer_from_room
def source(request: HttpRequest, number: int) -> HttpResponse:
    source = Source.objects.filter(pk=number).first()
    if source is None:
        # Links to a source that was merged into another still lead somewhere.
        merger = get_object_or_404(SourceMerger.objects.select_related("kept"), number=number, undone_at=None)
        return redirect(merger.kept, permanent=True)
    return _of_source(request, source)


@answer_from_room
def source_unknown(request: HttpRequest) -> HttpResponse:
    return _of_source(request, None)


def _of_source(request: HttpRequest, source: Source | None) -> HttpResponse:
    number = source.pk if source else None
    found = Edition.objects.published().from_source(number)
    articles = count_articles(request).of(sources=(number,))
    return _list(request, "pages/source.html", found, articles, source=source)


@answer_from_room
def years(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/years.html", {"holdings": ways(request).years})


@answer_from_room
def year(request: HttpRequest, value: str) -> HttpResponse:
    found = Edition.objects.published().from_year(value)
    articles = count_articles(request).of(years=(value,))
    return _list(request, "pages/year.html", found, articles, year=value)


@answer_from_room
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/about.html", {"holdings": theme_holdings(request)})


@answer_from_room
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/help.html")


def _list(
    request: HttpRequest, template: str, found: EditionQuerySet, articles: int, **context: object
) -> HttpResponse:
    """A source or year without anything published has no page; a theme has one, for the room is laid out by themes."""
    if not articles:
        raise Http404("这里还没有文章。")
    page = page_of(Counted(articles, partial(read_articles, found)), request)
    return render(request, template, context | {"page": page})
