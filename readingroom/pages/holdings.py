"""How much the room holds of each theme, source and year, and what is newest. Always the same number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from readingroom.articles.models import Article, Edition, Source, Theme
from readingroom.articles.models.sources import SourceKind

from .counting import articles_of_themes, count_articles, passages_of_themes, sources_of
from .frame import themes_of
from .source_line import UNKNOWN_SOURCE

NEWEST = 4
"""Articles shown of each theme; with four themes the first page stays within three screens."""
LATEST = 8
"""Articles shown that were brought in last."""


@dataclass(frozen=True)
class ThemeHolding:
    """`newest` is filled on the first page only."""

    theme: Theme
    articles: int
    passages: int
    newest: list[Article] = field(default_factory=list)


@dataclass(frozen=True)
class SourceHolding:
    """`source` None: articles that name no outlet."""

    source: Source | None
    articles: int

    @property
    def kind(self) -> str:
        return self.source.get_kind_display() if self.source else UNKNOWN_SOURCE

    def get_absolute_url(self) -> str:
        return self.source.get_absolute_url() if self.source else reverse("pages:source_unknown")


@dataclass(frozen=True)
class YearHolding:
    """`year` empty: articles without a date."""

    year: str
    articles: int


@dataclass(frozen=True)
class Shelves:
    """What the first page shows of each theme, and what was brought in last."""

    themes: list[ThemeHolding]
    latest: list[Article]


def theme_holdings(request: HttpRequest) -> list[ThemeHolding]:
    """Of all themes, in their order, the empty ones too."""
    articles, passages = articles_of_themes(request), passages_of_themes(request)
    return [ThemeHolding(theme, articles.get(theme.pk, 0), passages.get(theme.pk, 0)) for theme in themes_of(request)]


def first_shelves(request: HttpRequest) -> Shelves:
    """The newest of every theme and the latest of all are read together, whatever article stands in both."""
    holdings = theme_holdings(request)
    articles = _newest_and_latest([holding.theme for holding in holdings])
    shelves = [replace(each, newest=_on_theme(articles, each.theme)[:NEWEST]) for each in holdings]
    return Shelves(shelves, sorted(articles, key=lambda article: -article.number)[:LATEST])


def _newest_and_latest(themes: list[Theme]) -> list[Article]:
    """Numbers are looked for among what is published, so the articles need not be asked for it again."""
    latest = Article.objects.published().order_by("-number").values("number")[:LATEST]
    wanted = Q(number__in=latest)
    for theme in themes:
        newest = Edition.objects.on_theme(theme.slug).published().newest_first()
        wanted |= Q(number__in=newest.values("article_id")[:NEWEST])
    return list(Article.objects.with_edition().with_themes().filter(wanted).newest_first())


def _on_theme(articles: list[Article], theme: Theme) -> list[Article]:
    return [
        article
        for article in articles
        if article.edition and any(place.theme == theme for place in article.edition.edition_themes.all())
    ]


@dataclass(frozen=True)
class Ways:
    """Sources that something published comes from, by kind and name; years from new to old. The unknown come last."""

    sources: list[SourceHolding]
    years: list[YearHolding]


def ways(request: HttpRequest) -> Ways:
    counts = count_articles(request)
    years = counts.of_years()
    sources = _by_kind(counts.of_sources(), sources_of(request))
    return Ways(sources, [YearHolding(year, years[year]) for year in sorted(years, reverse=True)])


def _by_kind(articles: Mapping[int | None, int], sources: Mapping[int, Source]) -> list[SourceHolding]:
    kinds = SourceKind.values
    known = [SourceHolding(source, articles[number]) for number, source in sources.items() if number in articles]
    known.sort(key=lambda holding: kinds.index(holding.source.kind) if holding.source else len(kinds))
    return known + [SourceHolding(None, articles[None])] * (None in articles)
