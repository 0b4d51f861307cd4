"""How much the room holds of each theme, source and year, and what is newest. Always the same number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Substr
from django.urls import reverse

from readingroom.articles.models import Article, Paragraph, Source, Theme

NEWEST = 4
"""Articles shown of each theme; with four themes the first page stays within three screens."""


@dataclass(frozen=True)
class ThemeHolding:
    """`newest` is filled on the first page only."""

    theme: Theme
    articles: int
    passages: int
    newest: list[Article]


@dataclass(frozen=True)
class SourceHolding:
    """`source` None: articles that name no outlet."""

    source: Source | None
    articles: int

    def get_absolute_url(self) -> str:
        return self.source.get_absolute_url() if self.source else reverse("pages:source_unknown")


@dataclass(frozen=True)
class YearHolding:
    """`year` empty: articles without a date."""

    year: str
    articles: int


def theme_holdings(newest: int = 0) -> list[ThemeHolding]:
    """All themes in their order, the empty ones too."""
    articles = _count_by(Article.objects.published(), "edition__edition_themes__theme")
    passages = _count_by(Paragraph.objects.published().of_the_body(), "theme")
    first = _newest_of_each_theme(newest) if newest else {}
    return [
        ThemeHolding(theme, articles.get(theme.pk, 0), passages.get(theme.pk, 0), first.get(theme.pk, []))
        for theme in Theme.objects.all()
    ]


def source_holdings() -> list[SourceHolding]:
    """Sources that something published comes from, by name; 来源不详 last."""
    counts = _count_by(Article.objects.published(), "edition__source")
    known = [SourceHolding(source, counts[source.pk]) for source in Source.objects.filter(pk__in=counts)]
    return known + ([SourceHolding(None, counts[None])] if None in counts else [])


def year_holdings() -> list[YearHolding]:
    """Years that something published is dated in, newest first; 日期不详 last."""
    counts = _count_by(Article.objects.published().annotate(year=Substr("edition__date", 1, 4)), "year")
    return [YearHolding(year, counts[year]) for year in sorted(counts, reverse=True)]


def _count_by(queryset: QuerySet[Any], field: str) -> dict[Any, int]:
    return dict(queryset.order_by().values_list(field).annotate(Count("pk")))


def _newest_of_each_theme(count: int) -> dict[int, list[Article]]:
    places = Article.objects.published().newest_of_each_theme(count)
    articles = Article.objects.published().in_bulk([number for _, number in places])
    newest: dict[int, list[Article]] = defaultdict(list)
    for theme, number in places:
        newest[theme].append(articles[number])
    return newest
