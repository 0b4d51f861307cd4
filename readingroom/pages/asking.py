"""
What a search address asks for: `/search/` and `/api/search` read their parameters here, and links write theirs.

A value that is not known is left out and said, in a Chinese sentence; a mistyped or outdated address still answers.
Only the page is different: before the first one and beyond the last there is nothing, and that is a 404.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.http import QueryDict
from django.utils.http import urlencode

from readingroom import search
from readingroom.articles.models import Source, Theme
from readingroom.search.models import LONGEST_QUESTION

from .source_line import UNKNOWN_DATE, date_in_words

KINDS: Mapping[search.Kind, str] = {"article": "文章", "paragraph": "段落"}
UNITS: Mapping[search.Kind, str] = {"article": "篇", "paragraph": "段"}
SORTS: Mapping[search.Sort, str] = {"relevance": "相关程度", "date": "日期"}
SIZES: Mapping[int, str] = {10: "10条", 20: "20条", 50: "50条"}
WIDTHS = ("on", "off")
"""Whether other words for what was typed are looked for too."""

DIGITS = 9
"""Longer numbers name nothing; they are not worth computing with."""

UNDATED = "none"
"""The year of what has no date, as in /years/none/."""

SAID = 10
"""A page says no more than this many things that it ignored; an address may hold thousands."""

Known = TypeVar("Known")


@dataclass(frozen=True)
class Value:
    """What may be chosen of a theme, a source or a year: `key` stands in addresses, `name` is for readers."""

    key: str
    name: str = field(compare=False)


Filters = Mapping[str, tuple[Value, ...]]
"""What was chosen of each facet, by the names of the address; of themes there may be several."""

UNFILTERED: Filters = {"theme": (), "source": (), "year": ()}


@dataclass(frozen=True)
class Asked:
    """The parameters as they are used, and what was left out of the address."""

    q: str
    kind: search.Kind
    filters: Filters
    sort: search.Sort
    also: bool
    page: int
    size: int
    ignored: tuple[str, ...]

    def find(self) -> search.Results:
        themes, source, year = ([value.key for value in self.filters[name]] for name in ("theme", "source", "year"))
        return search.find(
            self.q,
            kind=self.kind,
            themes=themes,
            source=int(source[0]) if source else None,
            year=year[0] if year else None,
            sort=self.sort,
            page=self.page,
            size=self.size,
            also=self.also,
        )

    @property
    def words(self) -> str:
        """What was typed, as far as it is looked for: no link and no field carries ten thousand characters on."""
        return self.q.strip()[:LONGEST_QUESTION]

    @property
    def is_filtered(self) -> bool:
        return any(self.filters.values())

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a new question keeps, by the names of the address: all that differs from what is meant unsaid."""
        chosen = [(name, value.key) for name, values in self.filters.items() for value in values]
        said = {"type": self.kind, "sort": self.sort, "also": WIDTHS[not self.also], "size": self.size}
        unsaid = {"type": "article", "sort": "relevance", "also": WIDTHS[0], "size": 10}
        return chosen + [(name, str(value)) for name, value in said.items() if value != unsaid[name]]

    def address(self, **changes: Any) -> str:
        """The address of this search with something changed: on its first page, unless that is what changes."""
        changed = replace(self, **{"page": 1, **changes})
        words = [("q", changed.words)] if changed.words else []
        page = [("page", str(changed.page))] if changed.page > 1 else []
        return f"?{urlencode([*words, *changed.kept, *page])}"


def read_parameters(query: QueryDict) -> Asked:
    parameters = Parameters(query)
    return Asked(
        q=query.get("q", ""),
        kind=parameters.one_of("type", list(KINDS)),
        filters={"theme": parameters.themes(), "source": parameters.source(), "year": parameters.year()},
        sort=parameters.one_of("sort", list(SORTS)),
        also=parameters.one_of("also", WIDTHS) == "on",
        page=parameters.page(),
        size=parameters.one_of("size", list(SIZES)),
        ignored=tuple(parameters.ignored),
    )


def year_in_words(year: str) -> str:
    return UNKNOWN_DATE if year == UNDATED else date_in_words(year)


class Parameters:
    """Reads one parameter after the other and keeps in `ignored` what it could not use. Empty is as good as none."""

    def __init__(self, query: QueryDict) -> None:
        self.query = query
        self.ignored: list[str] = []

    def one_of(self, name: str, known: Sequence[Known]) -> Known:
        """The first is meant when nothing is said."""
        value = self.query.get(name, "")
        found = {str(each): each for each in known}.get(value)
        self._known(name, value, found is not None)
        return known[0] if found is None else found

    def themes(self) -> tuple[Value, ...]:
        asked = [slug for slug in dict.fromkeys(self.query.getlist("theme")) if slug]
        names = dict(Theme.objects.values_list("slug", "name")) if asked else {}
        return tuple(Value(slug, names[slug]) for slug in asked if self._known("theme", slug, slug in names))

    def source(self) -> tuple[Value, ...]:
        value = self.query.get("source", "")
        source = Source.objects.filter(pk=value).first() if _is_number(value) else None
        self._known("source", value, source is not None)
        return (Value(str(source.pk), source.name),) if source else ()

    def year(self) -> tuple[Value, ...]:
        value = self.query.get("year", "")
        year = self._known("year", value, value == UNDATED or (_is_number(value) and len(value) == 4))
        return (Value(year, year_in_words(year)),) if year else ()

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
