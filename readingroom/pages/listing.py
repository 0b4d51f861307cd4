"""
Lists of articles or passages that can be narrowed by source and year, without a question and without the index.

The counts come from the database, so a list is right in the moment after a withdrawal, and while the index is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.http import urlencode

from readingroom.articles.models import Article
from readingroom.articles.models.library import EditionQuerySet, of_year

from .asking import UNDATED, Filters, Parameters
from .counting import Counts, sources_of
from .narrowing import read_chosen, read_facets
from .paging import Counted, page_of

UNFILTERED: Filters = {"source": (), "year": ()}

Facets = Mapping[str, Sequence[Sequence[Any]]]


@dataclass(frozen=True)
class Listed:
    """What the address of a list asks for: its filters, and `kept`, a parameter that it has in all of them."""

    filters: Filters
    kept: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]

    def address(self, **changes: Any) -> str:
        """The first page of the list with something changed."""
        changed = replace(self, **changes)
        chosen = [(name, value.key) for name, values in changed.filters.items() for value in values]
        return f"?{urlencode([*changed.kept, *chosen])}"


def read_listed(query: QueryDict, *kept: tuple[str, str]) -> Listed:
    parameters = Parameters(query)
    filters = {"source": parameters.source(), "year": parameters.year()}
    return Listed(filters, kept, tuple(parameters.ignored))


def narrowed(
    request: HttpRequest,
    listed: Listed,
    editions: EditionQuerySet,
    counts: Counts,
    read: Callable[[EditionQuerySet, int, int], Sequence[Any]],
) -> dict[str, Any]:
    """
    The page that was asked for, and what the list can be narrowed to, for `pages/_narrowed.html`.

    `editions` are those of all that the list has, `read` reads some of its rows: `read_articles`, for one.
    """
    sources, years = _chosen(listed.filters)
    found = editions.filter(**conditions(listed.filters, edition=""))
    return {
        "page": page_of(Counted(counts.of(sources, years), partial(read, found)), request),
        "facets": read_facets(listed, _facets(request, listed.filters, counts)),
        "chosen": read_chosen(listed),
        "unfiltered": listed.address(filters=UNFILTERED),
        "notices": listed.ignored,
    }


def read_articles(editions: EditionQuerySet, start: int, stop: int) -> list[Article]:
    """
    Those from `start` to `stop` of the list, newest first.

    They are asked for by number, which every database takes for the quickest way to an article.
    """
    numbers = editions.newest_first().values("article_id")[start:stop]
    return list(Article.objects.published().with_themes().filter(number__in=numbers).newest_first())


def _chosen(filters: Filters) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Sources and years as they are counted."""
    sources = tuple(int(value.key) for value in filters["source"])
    return sources, tuple("" if value.key == UNDATED else value.key for value in filters["year"])


def _facets(request: HttpRequest, filters: Filters, counts: Counts) -> Facets:
    """Each as if nothing of its own were chosen; what has most comes first among sources, the newest among years."""
    sources, years = _chosen(filters)
    of_sources, of_years = counts.of_sources(years), counts.of_years(sources)
    named = [(pk, source.name, of_sources[pk]) for pk, source in sources_of(request).items() if pk in of_sources]
    return {
        "source": sorted(named, key=lambda row: -row[-1]),
        "year": [(year or UNDATED, of_years[year]) for year in sorted(of_years, reverse=True)],
    }


def conditions(filters: Filters, edition: str = "edition__") -> dict[str, Any]:
    """What the rows have to be like whose edition, found on the way `edition`, is from that source and that year."""
    sources, years = _chosen(filters)
    wanted: dict[str, Any] = {f"{edition}source": source for source in sources}
    for year in years:
        wanted |= of_year(year, edition)
    return wanted
