"""
How many articles, or passages, there are of each source and year: in the whole room, or on one theme.

Whoever counts has to look at all of them, and among ten thousand that takes longer than the rest of a page. So each
count is kept in the process until the room's revision moves, which every write moves that can change it. After a write
one reader waits for it, some hundredths of a second; a table that is kept up to date by each write would save that,
and could be wrong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import Count, OuterRef, Subquery, Sum
from django.db.models.functions import Substr
from django.http import HttpRequest

from readingroom.articles.models import Edition, Paragraph, Source
from readingroom.articles.models.library import EditionQuerySet

from .frame import room_of

Found = TypeVar("Found")
SourceNumber = int | None
"""None: what names no outlet."""

_kept: tuple[int | None, dict[Hashable, Any]] = (None, {})
"""What was counted and the revision it was counted at: one value, so that no thread sees the halves of two."""


class Counts:
    """Numbers of articles or passages. A year is empty where there is no date."""

    def __init__(self, counted: Iterable[tuple[SourceNumber, str, int]]) -> None:
        """Each number is added where it is asked for, whatever is chosen; so no answer has to add up all of them."""
        self._of_sources: Mapping[tuple[str, ...], Counter[SourceNumber]] = defaultdict(Counter)
        self._of_years: Mapping[tuple[SourceNumber, ...], Counter[str]] = defaultdict(Counter)
        for source, year, number in counted:
            for years in ((), (year,)):
                self._of_sources[years][source] += number
            for sources in ((), (source,)):
                self._of_years[sources][year] += number

    def of_sources(self, years: tuple[str, ...] = ()) -> Mapping[SourceNumber, int]:
        """By source; `years` are none for all, or one."""
        return self._of_sources.get(years, Counter())

    def of_years(self, sources: tuple[SourceNumber, ...] = ()) -> Mapping[str, int]:
        """By year; `sources` are none for all, or one."""
        return self._of_years.get(sources, Counter())

    def of(self, sources: tuple[SourceNumber, ...] = (), years: tuple[str, ...] = ()) -> int:
        of_years = self.of_years(sources)
        return sum(of_years[year] for year in years) if years else sum(of_years.values())


def count_articles(request: HttpRequest, theme: str | None = None) -> Counts:
    editions = Edition.objects.on_theme(theme) if theme else Edition.objects
    return once(request, ("articles", theme), lambda: _count(editions.published(), Count("*")))


def count_passages(request: HttpRequest, theme: str) -> Counts:
    """Of each article they are counted by themselves, from an index; as rows of a join they take ten times as long."""
    passages = Paragraph.objects.of_the_body().on_theme(theme).filter(article=OuterRef("article_id"))
    passages_of_one = passages.order_by().values("article").annotate(n=Count("*")).values("n")
    editions = Edition.objects.with_passages_on(theme).published().annotate(passages=Subquery(passages_of_one))
    return once(request, ("passages", theme), lambda: _count(editions, Sum("passages")))


def articles_of_themes(request: HttpRequest) -> Mapping[int, int]:
    """By theme; an article on two themes counts for both."""
    editions = Edition.objects.published().order_by().values_list("edition_themes__theme")
    return once(request, "articles of themes", lambda: dict(editions.annotate(n=Count("*"))))


def passages_of_themes(request: HttpRequest) -> Mapping[int, int]:
    passages = Paragraph.objects.published().of_the_body().order_by().values_list("theme")
    return once(request, "passages of themes", lambda: dict(passages.annotate(n=Count("*"))))


def sources_of(request: HttpRequest) -> Mapping[int, Source]:
    """All sources by their numbers, in the order of their names."""
    return once(request, "sources", lambda: {source.pk: source for source in Source.objects.order_by("name")})


def _count(editions: EditionQuerySet, number: Count | Sum) -> Counts:
    by_source_and_year = editions.order_by().annotate(year=Substr("date", 1, 4)).values_list("source", "year")
    return Counts(by_source_and_year.annotate(n=number))


def once(request: HttpRequest, what: Hashable, find: Callable[[], Found]) -> Found:
    """What was found since the last write, or is found now; two threads may both look, and find the same."""
    global _kept
    kept, revision = _kept, room_of(request).revision
    if kept[0] != revision:
        _kept = kept = (revision, {})
    if what not in kept[1]:
        kept[1][what] = find()
    found: Found = kept[1][what]
    return found


def forget_counts() -> None:
    """For tests, each of which begins with a revision that another test had already."""
    global _kept
    _kept = (None, {})
