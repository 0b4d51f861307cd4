"""
What a search address asks for: `/search/` and `/api/search` read their parameters here.

A value that is not known is left out and said, in a Chinese sentence; a mistyped or outdated address still answers.
Only the page is different: beyond the last one there is nothing, and that is a 404.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.http import QueryDict

from readingroom import search
from readingroom.articles.models import Source, Theme

KINDS = {"article": "文章", "paragraph": "段落"}
SORTS = {"relevance": "相关程度", "date": "日期"}
SIZES = {"10": "10条", "20": "20条", "50": "50条"}
DIGITS = 9
"""Longer numbers name nothing; they are not worth computing with."""


@dataclass(frozen=True)
class Asked:
    """The parameters as they are used, and what was left out of the address."""

    q: str
    kind: str
    themes: tuple[str, ...]
    source: int | None
    year: str | None
    sort: str
    page: int
    size: int
    ignored: tuple[str, ...]

    def find(self) -> search.Results:
        return search.find(
            self.q,
            kind=self.kind,
            themes=self.themes,
            source=self.source,
            year=self.year,
            sort=self.sort,
            page=self.page,
            size=self.size,
        )


def read_parameters(query: QueryDict) -> Asked:
    parameters = _Parameters(query)
    return Asked(
        q=query.get("q", ""),
        kind=parameters.one_of("type", KINDS) or "article",
        themes=parameters.themes(),
        source=parameters.source(),
        year=parameters.year(),
        sort=parameters.one_of("sort", SORTS) or "relevance",
        page=parameters.page(),
        size=int(parameters.one_of("size", SIZES) or 10),
        ignored=tuple(parameters.ignored),
    )


class _Parameters:
    """Reads one parameter after the other and keeps what it could not use. An empty value is as good as none."""

    def __init__(self, query: QueryDict) -> None:
        self.query = query
        self.ignored: list[str] = []

    def one_of(self, name: str, known: Collection[str]) -> str | None:
        value = self.query.get(name, "")
        return self._known(name, value, value in known)

    def themes(self) -> tuple[str, ...]:
        asked = [slug for slug in dict.fromkeys(self.query.getlist("theme")) if slug]
        known = set(Theme.objects.values_list("slug", flat=True)) if asked else set()
        return tuple(slug for slug in asked if self._known("theme", slug, slug in known))

    def source(self) -> int | None:
        value = self.query.get("source", "")
        known = _is_number(value) and Source.objects.filter(pk=int(value)).exists()
        return int(value) if self._known("source", value, known) else None

    def year(self) -> str | None:
        value = self.query.get("year", "")
        return self._known("year", value, _is_number(value) and len(value) == 4)

    def page(self) -> int:
        value = self.query.get("page", "")
        if value.isascii() and value.isdigit() and not _is_number(value):
            raise search.NoSuchPage
        return int(self._known("page", value, _is_number(value)) or 1)

    def _known(self, name: str, value: str, known: bool) -> str | None:
        if value and not known:
            self.ignored.append(f"地址中的“{name}={value[:20]}”无法识别，已忽略。")
        return value if value and known else None


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= DIGITS
