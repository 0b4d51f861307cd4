"""How much the room holds of each theme, source and year, and what is newest. Always the same number of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr
from django.urls import reverse

from readingroom.articles.models import Article, Paragraph, Source, Theme
from readingroom.articles.models.sources import SourceKind

from .source_line import UNKNOWN_SOURCE

NEWEST = 4
"""Articles shown of each theme; with four themes the first page stays within three screens."""
LATEST = 8
"""Articles shown that were brought in last."""

_SOURCE = ("edition__source", "edition__source__name", "edition__source__kind")


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


def theme_holdings(themes: Iterable[Theme]) -> list[ThemeHolding]:
    """Of these themes, in their order, the empty ones too."""
    articles = _count_by(Article.objects.published(), "edition__edition_themes__theme")
    passages = _count_by(Paragraph.objects.published().of_the_body(), "theme")
    return [ThemeHolding(theme, articles.get(theme.pk, 0), passages.get(theme.pk, 0)) for theme in themes]


def first_shelves(themes: Iterable[Theme]) -> Shelves:
    """The newest of every theme and the latest of all are read together, whatever article stands in both."""
    published = Article.objects.published()
    places = list(published.newest_of_each_theme(NEWEST))
    latest = published.order_by("-number").values("number")[:LATEST]
    wanted = Q(number__in=latest) | Q(number__in=[number for _, number in places])
    articles = {article.number: article for article in published.filter(wanted).with_themes()}
    newest: dict[int, list[Article]] = defaultdict(list)
    for theme, number in places:
        newest[theme].append(articles[number])
    shelves = [replace(holding, newest=newest[holding.theme.pk]) for holding in theme_holdings(themes)]
    return Shelves(shelves, [articles[number] for number in sorted(articles, reverse=True)[:LATEST]])


@dataclass(frozen=True)
class Ways:
    """Sources that something published comes from, by kind and name; years from new to old. The unknown come last."""

    sources: list[SourceHolding]
    years: list[YearHolding]


def ways() -> Ways:
    """Counted together, for the first page shows both."""
    counted = Article.objects.published().annotate(year=Substr("edition__date", 1, 4)).values_list(*_SOURCE, "year")
    sources: Counter[tuple[int | None, str, str]] = Counter()
    years: Counter[str] = Counter()
    for *source, year, articles in counted.order_by("edition__source__name", "year").annotate(Count("pk")):
        sources[tuple(source)] += articles
        years[year] += articles
    return Ways(_by_kind(sources), [YearHolding(year, years[year]) for year in sorted(years, reverse=True)])


def _by_kind(articles: Mapping[tuple[int | None, str, str], int]) -> list[SourceHolding]:
    kinds = SourceKind.values
    holdings = [
        SourceHolding(Source(pk=pk, name=name, kind=kind) if pk else None, count)
        for (pk, name, kind), count in articles.items()
    ]
    return sorted(holdings, key=lambda each: kinds.index(each.source.kind) if each.source else len(kinds))


def _count_by(queryset: QuerySet[Any], field: str) -> dict[Any, int]:
    return dict(queryset.order_by().values_list(field).annotate(Count("pk")))
