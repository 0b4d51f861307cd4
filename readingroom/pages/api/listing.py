"""What the address of a list asks for, and the page of it that is answered. Unknown values are left out and said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.utils.http import urlencode

from readingroom import search
from readingroom.articles.models.library import ArticleQuerySet

from ..asking import Filters, Parameters
from ..listing import conditions
from .answers import VERSION, Listed

SIZE = 50
"""Entries of a page."""

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Asked:
    """Which page of which entries, and what was left out of the address."""

    filters: Filters
    page: int
    dropped: tuple[str, ...]

    def narrow(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """What the filters let through; of several themes one is enough."""
        themes = [theme.key for theme in self.filters["theme"]]
        articles = articles.filter(**conditions(self.filters))
        return articles.on_one_of(themes) if themes else articles

    def address(self, page: int) -> str:
        chosen = [(name, value.key) for name, values in self.filters.items() for value in values]
        return f"?{urlencode([*chosen, ('page', page)])}"


def read_asked(query: QueryDict, *filters: str) -> Asked:
    """`filters`: those that the list has, by the names of the address."""
    parameters = Parameters(query)
    readers = {"theme": parameters.themes, "source": parameters.source, "year": parameters.year}
    try:
        return Asked({name: readers[name]() for name in filters}, parameters.page(), tuple(parameters.ignored))
    except search.NoSuchPage:
        raise Http404 from None


def list_page(
    request: HttpRequest,
    asked: Asked,
    entries: QuerySet[Any] | Sequence[Any],
    write: Callable[[Any], Entry],
) -> Listed[Entry]:
    page = _page(entries, asked.page)
    return {
        "v": VERSION,
        "count": page.paginator.count,
        "next": request.path + asked.address(asked.page + 1) if page.has_next() else None,
        "previous": request.path + asked.address(asked.page - 1) if page.has_previous() else None,
        "dropped": list(asked.dropped),
        "results": [write(entry) for entry in page],
    }


def _page(entries: QuerySet[Any] | Sequence[Any], number: int) -> Page[Any]:
    try:
        return Paginator(entries, SIZE).page(number)
    except EmptyPage:
        raise Http404 from None
