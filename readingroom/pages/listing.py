"""
Lists of articles or passages that can be narrowed by source and year, without a question and without the index.

The counts come from the database, so a list is right in the moment after a withdrawal, and while the index is made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest, QueryDict
from django.utils.http import urlencode

from .asking import UNDATED, Filters, Parameters
from .narrowing import read_chosen, read_facets
from .paging import page_of

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


def narrowed(request: HttpRequest, listed: Listed, rows: QuerySet[Any], edition: str = "edition") -> dict[str, Any]:
    """
    The page that was asked for, and what the list can be narrowed to, for `pages/_narrowed.html`.

    `edition` is the way from a row to its article's edition.
    """
    found = rows.filter(**conditions(listed.filters, edition))
    return {
        "page": page_of(found, request),
        "facets": read_facets(listed, _count(rows, listed.filters, edition)),
        "chosen": read_chosen(listed),
        "unfiltered": listed.address(filters=UNFILTERED),
        "notices": listed.ignored,
    }


def _count(rows: QuerySet[Any], filters: Filters, edition: str) -> Facets:
    """Each as if nothing of its own were chosen; what has most comes first among sources, the newest among years."""
    of_year = rows.filter(**conditions({**filters, "source": ()}, edition)).order_by()
    of_source = rows.filter(**conditions({**filters, "year": ()}, edition)).order_by()
    source, name, year = f"{edition}__source", f"{edition}__source__name", Substr(f"{edition}__date", 1, 4)
    sources = of_year.filter(**{f"{source}__isnull": False}).values_list(source, name).annotate(n=Count("pk"))
    years = of_source.annotate(year=year).values_list("year").annotate(n=Count("pk"))
    return {
        "source": list(sources.order_by("-n", name)),
        "year": [(year or UNDATED, n) for year, n in years.order_by("-year")],
    }


def conditions(filters: Filters, edition: str = "edition") -> dict[str, Any]:
    """What the rows have to be like whose edition, found on the way `edition`, is from that source and that year."""
    wanted: dict[str, Any] = {}
    for source in filters["source"]:
        wanted[f"{edition}__source"] = int(source.key)
    for year in filters["year"]:
        wanted |= {f"{edition}__date": ""} if year.key == UNDATED else {f"{edition}__date__startswith": year.key}
    return wanted
