"""
What a search or a list can be turned into, as links: each leads to the same with one thing chosen, or let go.

A source or a year takes the place of the one chosen before. Themes may be chosen side by side, and what is on one of
them is found. Each of the three is counted as if nothing of its own were chosen, so a count says how many answers
there are with that value and with what else was chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from .asking import Asked, Filters, Value, year_in_words

NAMES = {"theme": "主题", "source": "来源", "year": "年份"}
SHOWN = 8
"""Values of a facet that stand open; a room has dozens of sources, and few of them have most of the answers."""

_SIDE_BY_SIDE = "theme"


class Narrowed(Protocol):
    """A search or a list, as its address asks for it; `filters` names the facets that it can be narrowed by."""

    @property
    def filters(self) -> Filters: ...

    def address(self, **changes: Any) -> str: ...


@dataclass(frozen=True)
class Choice:
    """`url` is the search with it; where it `is_chosen` and can be let go, the search without it."""

    name: str
    url: str
    is_chosen: bool
    count: int | None = None


@dataclass(frozen=True)
class Facet:
    """`rest` is what stands behind 更多; what is chosen never does."""

    name: str
    choices: Sequence[Choice]
    rest: Sequence[Choice]


def read_options(asked: Asked, name: str, known: Mapping[Any, str]) -> list[Choice]:
    """The values of a parameter that always has one of them: what is looked for, in which order, how many a page."""
    return [
        Choice(words, asked.address(**{name: value}), value == getattr(asked, name)) for value, words in known.items()
    ]


def read_facets(asked: Narrowed, found: Mapping[str, Iterable[Sequence[Any]]]) -> list[Facet]:
    """What the answers can be narrowed to. A facet of which they have no value is not there."""
    facets = (_facet(asked, facet, dict(map(_value, found.get(facet, ())))) for facet in asked.filters)
    return [facet for facet in facets if facet.choices]


def read_chosen(asked: Narrowed) -> list[Choice]:
    """What narrows it now, each with the address without it."""
    return [
        Choice(f"{NAMES[facet]}：{value.name}", _address(asked, facet, value), True)
        for facet, values in asked.filters.items()
        for value in values
    ]


def _value(row: Sequence[Any]) -> tuple[Value, int]:
    """A row of the search's facets: key, name and count, or a year and its count."""
    key, *name, count = row
    return Value(str(key), name[0] if name else year_in_words(key)), count


def _facet(asked: Narrowed, facet: str, counts: Mapping[Value, int]) -> Facet:
    chosen = asked.filters[facet]
    values = [*counts, *(value for value in chosen if value not in counts)]
    choices = [
        Choice(value.name, _address(asked, facet, value), value in chosen, counts.get(value, 0)) for value in values
    ]
    shown = [choice for place, choice in enumerate(choices) if place < SHOWN or choice.is_chosen]
    return Facet(NAMES[facet], shown, [choice for choice in choices if choice not in shown])


def _address(asked: Narrowed, facet: str, value: Value) -> str:
    chosen = asked.filters[facet]
    if value in chosen:
        values = tuple(each for each in chosen if each != value)
    else:
        values = (*chosen, value) if facet == _SIDE_BY_SIDE else (value,)
    return asked.address(filters={**asked.filters, facet: values})
