"""Facets: how many answers there are on each theme, from each source, of each year, with the names that readers know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from readingroom.articles.models import Source, Theme

from ..search_indexes import UNKNOWN

FACETS = ("theme", "source", "year")


def name_facets(counts: Mapping[str, Mapping[Any, int]]) -> dict[str, list[Any]]:
    """
    Themes in their own order, sources by number of answers, years from the latest.

    What has no source, or no date, is counted nowhere.
    """
    return {
        "theme": _themes(counts.get("theme", {})),
        "source": _sources(counts.get("source", {})),
        "year": sorted(((year, n) for year, n in counts.get("year", {}).items() if year != UNKNOWN), reverse=True),
    }


def _themes(counts: Mapping[str, int]) -> list[tuple[str, str, int]]:
    names = Theme.objects.values_list("slug", "name") if counts else []
    return [(slug, name, counts[slug]) for slug, name in names if slug in counts]


def _sources(counts: Mapping[int, int]) -> list[tuple[int, str, int]]:
    names = Source.objects.filter(pk__in=counts).values_list("pk", "name") if counts else []
    return sorted(((number, name, counts[number]) for number, name in names), key=lambda row: (-row[2], row[1]))
