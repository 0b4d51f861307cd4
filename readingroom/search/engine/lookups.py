"""
A field, a lookup and a value as a query: the leaves of the tree that `query` walks.

What the lookups mean is told where they are made: on analysed text in `text_lookups`, on keywords, numbers, dates
and yes or no in `value_lookups`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from haystack.constants import DJANGO_CT

from .analysis import Analyser, Clue
from .binding import Snapshot
from .conditions import Conditions, Query
from .exceptions import Unsupported
from .schema import Field, Plan, channel_column
from .text_lookups import ON_TEXT
from .value_lookups import ON_VALUES

CONTENT = "content"
WORDS = "words"

_HALF_A_SIGN = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True)
class Lookups:
    """
    Makes queries over the fields of one index.

    `content_fields` are the analysed fields that answer to Haystack's `content`, with their weights in the order.
    """

    plan: Plan
    content_fields: Mapping[str, float]
    analyser: Analyser
    conditions: Conditions
    snapshot: Snapshot

    @property
    def fields(self) -> Mapping[str, Field]:
        return self.plan.fields

    @property
    def document_field(self) -> str:
        return self.plan.document

    def field(self, name: str) -> Field:
        field = self.fields.get(self.plan.names.get(name, name))
        if field is None:
            raise Unsupported(f"There is no field {name!r} in the index.")
        return field

    def query(self, name: str, lookup: str, value: Any) -> Query:
        """What no document can hold is found nowhere."""
        if lookup == "in":
            value = [each for each in several(value) if _can_be_held(each)]
        elif not _can_be_held(value):
            return self.conditions.nothing()
        if name != CONTENT:
            return self._on(self.field(name), lookup, value)
        if lookup == "content" and all(self.fields[field].match == "words" for field in self.content_fields):
            return self.text(str(value))
        return self.conditions.any_of([self._on(self.fields[field], lookup, value) for field in self.content_fields])

    def text(self, value: str, *, names: Sequence[str] | None = None) -> Query:
        """What `content` finds: each condition may be met by any of the fields; all together give the order."""
        fields = names or list(self.content_fields)
        required = [self._any_field(fields, clue) for clue in self.analyser.conditions(value)]
        if not required:
            return self.conditions.nothing()
        found = self.conditions.unscored(self.conditions.every_of(required))
        return self.conditions.preferring(found, [self.relevance(value, names=fields)])

    def relevance(self, value: str, *, names: Sequence[str] | None = None) -> Query:
        """No condition, only an order."""
        clues = self.analyser.relevance(value)
        queries = [
            self.conditions.weighted(self._clue(name, clue), clue.weight * self._weight(name))
            for name in names or self.content_fields
            for clue in clues
        ]
        return self.conditions.any_of(queries)

    def substring(self, name: str, value: str) -> Query:
        clue = self.analyser.substring(value)
        return self.conditions.unscored(self._clue(name, clue)) if clue else self.conditions.nothing()

    def near(self, name: str, value: str) -> Query:
        """The parts of a compound close together; what is no compound has to stand there whole."""
        names = list(self.content_fields) if name == CONTENT else [self.field(name).name]
        clues = self.analyser.near(value)
        queries = [self._clue(each, clue) for each in names for clue in clues] or [
            self.substring(each, value) for each in names
        ]
        return self.conditions.unscored(self.conditions.any_of(queries))

    def models(self, labels: Sequence[str]) -> Query:
        return self.conditions.one_of(DJANGO_CT, labels)

    def words_column(self, field: Field) -> str:
        return channel_column(field.name, WORDS)

    def folded(self, text: str) -> str:
        return self.analyser.tokens(text)["characters"].replace(" ", "")

    @cached_property
    def labels(self) -> frozenset[str]:
        """Of which models the index holds documents."""
        return frozenset(label for label, _ in self.snapshot.terms(DJANGO_CT))

    @cached_property
    def vocabulary(self) -> list[tuple[str, int]]:
        """The words of the document field, most frequent first."""
        return self.snapshot.terms(self.words_column(self.fields[self.document_field]))

    def _on(self, field: Field, lookup: str, value: Any) -> Query:
        find = (ON_TEXT if field.kind == "text" and field.indexed else ON_VALUES).get(lookup)
        if find is None or not field.indexed:
            raise Unsupported(f"The lookup {lookup!r} on {field.name!r}, a field of kind {field.kind}.")
        return find(self, field, value)

    def _any_field(self, names: Sequence[str], clue: Clue) -> Query:
        return self.conditions.any_of([self._clue(name, clue) for name in names])

    def _clue(self, name: str, clue: Clue) -> Query:
        return self.conditions.phrase(channel_column(name, clue.channel), clue.tokens)

    def _weight(self, name: str) -> float:
        return self.content_fields.get(name, self.fields[name].weight)


def several(value: Any) -> list[Any]:
    """A text is one value, not so many characters."""
    return list(value) if isinstance(value, Iterable) and not isinstance(value, (str, bytes)) else [value]


def _can_be_held(value: Any) -> bool:
    """Python's texts may hold halves of a sign, which nothing can be written with."""
    return value is not None and not (isinstance(value, str) and _HALF_A_SIGN.search(value))
