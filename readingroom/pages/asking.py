"""
What a search address asks for: `/search/` and `/api/search` read their parameters here.

A value that is not known is left out and said, in a Chinese sentence; a mistyped or outdated address still answers.
Only the page is different: before the first one and beyond the last there is nothing, and that is a 404.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.http import QueryDict

from readingroom import search
from readingroom.articles.models import Source, Theme

KINDS: Mapping[search.Kind, str] = {"article": "文章", "paragraph": "段落"}
SORTS: Mapping[search.Sort, str] = {"relevance": "相关程度", "date": "日期"}
SIZES = (10, 20, 50)
DIGITS = 9
"""Longer numbers name nothing; they are not worth computing with."""

UNDATED = "none"
"""The year of what has no date, as in /years/none/."""

SAID = 10
"""A page says no more than this many things that it ignored; an address may hold thousands."""

Value = TypeVar("Value")


@dataclass(frozen=True)
class Asked:
    """The parameters as they are used, and what was left out of the address."""

    q: str
    kind: search.Kind
    themes: tuple[str, ...]
    source: Source | None
    year: str | None
    sort: search.Sort
    page: int
    size: int
    ignored: tuple[str, ...]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the words was chosen; then the form shows its choices."""
        chosen = (self.kind, self.themes, self.source, self.year, self.sort, self.size)
        return chosen != ("article", (), None, None, "relevance", SIZES[0])

    def find(self) -> search.Results:
        return search.find(
            self.q,
            kind=self.kind,
            themes=self.themes,
            source=self.source.pk if self.source else None,
            year=self.year,
            sort=self.sort,
            page=self.page,
            size=self.size,
        )


def read_parameters(query: QueryDict) -> Asked:
    parameters = _Parameters(query)
    return Asked(
        q=query.get("q", ""),
        kind=parameters.one_of("type", list(KINDS)),
        themes=parameters.themes(),
        source=parameters.source(),
        year=parameters.year(),
        sort=parameters.one_of("sort", list(SORTS)),
        page=parameters.page(),
        size=parameters.one_of("size", SIZES),
        ignored=tuple(parameters.ignored),
    )


class _Parameters:
    """Reads one parameter after the other and keeps what it could not use. An empty value is as good as none."""

    def __init__(self, query: QueryDict) -> None:
        self.query = query
        self.ignored: list[str] = []

    def one_of(self, name: str, known: Sequence[Value]) -> Value:
        """The first is meant when nothing is said."""
        value = self.query.get(name, "")
        found = {str(each): each for each in known}.get(value)
        self._known(name, value, found is not None)
        return known[0] if found is None else found

    def themes(self) -> tuple[str, ...]:
        asked = [slug for slug in dict.fromkeys(self.query.getlist("theme")) if slug]
        known = set(Theme.objects.values_list("slug", flat=True)) if asked else set()
        return tuple(slug for slug in asked if self._known("theme", slug, slug in known))

    def source(self) -> Source | None:
        value = self.query.get("source", "")
        source = Source.objects.filter(pk=value).first() if _is_number(value) else None
        self._known("source", value, source is not None)
        return source

    def year(self) -> str | None:
        value = self.query.get("year", "")
        return self._known("year", value, value == UNDATED or (_is_number(value) and len(value) == 4))

    def page(self) -> int:
        value = self.query.get("page", "")
        if value.isascii() and value.isdigit() and not (_is_number(value) and int(value)):
            raise search.NoSuchPage
        return int(self._known("page", value, _is_number(value)) or 1)

    def _known(self, name: str, value: str, known: bool) -> str | None:
        if value and not known and len(self.ignored) < SAID:
            self.ignored.append(f"地址中的“{name}={value[:20]}”无法识别，已忽略。")
        return value if value and known else None


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= DIGITS
