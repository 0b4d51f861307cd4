"""
A field, a lookup and a value as a query: the leaves of the tree that `query` walks.

On analysed text `content` finds what holds all the value's conditions, in no order; `contains` and `exact` find the
value as a part of the text, folded, to the character. On keywords, numbers, dates and yes or no, lookups mean what
they mean in Django; they are conditions and do not score.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .analysis import Analyser, Clue
from .binding import Conditions, Query
from .exceptions import Unsupported
from .schema import Field, channel_column

CONTENT = "content"
_WORDS = "words"
_FUZZY_DISTANCE = 1


@dataclass(frozen=True)
class Lookups:
    """
    Makes queries over the fields of one index.

    `content_fields` are the analysed fields that answer to Haystack's `content`, with their weights in the order;
    `document_field` is the first of all, the one that Haystack calls the document.
    """

    fields: Mapping[str, Field]
    document_field: str
    content_fields: Mapping[str, float]
    analyser: Analyser
    conditions: Conditions

    def query(self, name: str, lookup: str, value: Any) -> Query:
        if name == CONTENT:
            return self.conditions.any_of(
                [self._on(self.fields[field], lookup, value) for field in self.content_fields]
            )
        field = self.fields.get(name)
        if field is None:
            raise Unsupported(f"There is no field {name!r} in the index.")
        return self._on(field, lookup, value)

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
            self.conditions.weighted(self._clue(name, clue), self.content_fields.get(name, 1.0))
            for name in names or self.content_fields
            for clue in clues
        ]
        return self.conditions.any_of(queries)

    def substring(self, name: str, value: str) -> Query:
        clue = self.analyser.substring(value)
        return self.conditions.unscored(self._clue(name, clue)) if clue else self.conditions.nothing()

    def near(self, name: str, value: str) -> Query:
        """The parts of a compound close together; what is no compound has to stand there whole."""
        clues = self.analyser.near(value)
        if not clues:
            return self.substring(name, value)
        return self.conditions.unscored(self.conditions.any_of([self._clue(name, clue) for clue in clues]))

    def models(self, labels: Sequence[str]) -> Query:
        return self.conditions.one_of("django_ct", labels)

    def _on(self, field: Field, lookup: str, value: Any) -> Query:
        find = (_ON_TEXT if field.kind == "text" else _ON_VALUES).get(lookup)
        if find is None:
            raise Unsupported(f"The lookup {lookup!r} on {field.name!r}, a field of kind {field.kind}.")
        return find(self, field, value)

    def _any_field(self, names: Sequence[str], clue: Clue) -> Query:
        return self.conditions.any_of([self._clue(name, clue) for name in names])

    def _clue(self, name: str, clue: Clue) -> Query:
        return self.conditions.phrase(channel_column(name, clue.channel), clue.tokens)

    # On analysed text ------------------------------------------------------------

    def _content(self, field: Field, value: Any) -> Query:
        return self.text(str(value), names=[field.name])

    def _contains(self, field: Field, value: Any) -> Query:
        return self.substring(field.name, str(value))

    def _any_content(self, field: Field, values: Any) -> Query:
        return self.conditions.any_of([self._content(field, value) for value in values])

    def _word_begins(self, field: Field, value: Any) -> Query:
        return self.conditions.begins(channel_column(field.name, _WORDS), self._folded(value))

    def _word_ends(self, field: Field, value: Any) -> Query:
        return self.conditions.ends(channel_column(field.name, _WORDS), self._folded(value))

    def _word_resembles(self, field: Field, value: Any) -> Query:
        return self.conditions.resembles(channel_column(field.name, _WORDS), self._folded(value), _FUZZY_DISTANCE)

    def _folded(self, value: Any) -> str:
        return self.analyser.tokens(str(value))["characters"].replace(" ", "")

    # On keywords, numbers, dates, yes or no --------------------------------------

    def _equals(self, field: Field, value: Any) -> Query:
        return self.conditions.unscored(self.conditions.term(field.name, field.convert(value)))

    def _in(self, field: Field, values: Any) -> Query:
        found = [field.convert(value) for value in values]
        return self.conditions.one_of(field.name, found) if found else self.conditions.nothing()

    def _begins(self, field: Field, value: Any) -> Query:
        self._only(field, "keyword", "startswith")
        return self.conditions.unscored(self.conditions.begins(field.name, str(value)))

    def _ends(self, field: Field, value: Any) -> Query:
        self._only(field, "keyword", "endswith")
        return self.conditions.unscored(self.conditions.ends(field.name, str(value)))

    def _range(self, field: Field, value: Any) -> Query:
        low, high = value
        return self._between(field, low, high)

    def _between(self, field: Field, low: Any, high: Any, *, with_low: bool = True, with_high: bool = True) -> Query:
        self._only(field, "integer float date", "range")
        (column,) = field.columns({})
        return self.conditions.between(
            column, _limit(field, low), _limit(field, high), with_low=with_low, with_high=with_high
        )

    def _only(self, field: Field, kinds: str, lookup: str) -> None:
        if field.kind not in kinds.split():
            raise Unsupported(f"The lookup {lookup!r} on {field.name!r}, a field of kind {field.kind}.")


def _limit(field: Field, value: Any) -> Any:
    return None if value is None else field.convert(value)


_Find = Callable[[Lookups, Field, Any], Query]

_ON_TEXT: dict[str, _Find] = {
    "content": Lookups._content,
    "contains": Lookups._contains,
    "exact": Lookups._contains,
    "in": Lookups._any_content,
    "startswith": Lookups._word_begins,
    "endswith": Lookups._word_ends,
    "fuzzy": Lookups._word_resembles,
}
_ON_VALUES: dict[str, _Find] = {
    "content": Lookups._equals,
    "contains": Lookups._equals,
    "exact": Lookups._equals,
    "in": Lookups._in,
    "startswith": Lookups._begins,
    "endswith": Lookups._ends,
    "range": Lookups._range,
    "gte": lambda lookups, field, value: lookups._between(field, value, None),
    "gt": lambda lookups, field, value: lookups._between(field, value, None, with_low=False),
    "lte": lambda lookups, field, value: lookups._between(field, None, value),
    "lt": lambda lookups, field, value: lookups._between(field, None, value, with_high=False),
}
