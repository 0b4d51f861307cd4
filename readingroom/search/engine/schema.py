"""
How Haystack's fields lie in the index.

A keyword, a number, a date or a yes-or-no is one column. An analysed text is one column for each channel of the
analyser, one with the text itself if it is stored, and, where it is a value rather than a document (a name, a title),
one with its value as a whole: for the order, for facets and for ranges.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.utils.timezone import get_default_timezone
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.fields import DecimalField
from haystack.utils import get_model_ct

from .exceptions import Unsupported

Kind = Literal["text", "keyword", "integer", "float", "decimal", "boolean", "date"]
Match = Literal["words", "beginnings", "parts"]
ColumnKind = Literal["positions", "frequencies", "stored", "keyword", "integer", "float", "boolean", "date"]

KEYWORD = "keyword"
"""``CharField(analyzer="keyword")``: the value as a whole, for filters and facets; no words are looked for in it."""

_KINDS: dict[str, Kind] = {
    "string": "text",
    "ngram": "text",
    "edge_ngram": "text",
    "integer": "integer",
    "float": "float",
    "boolean": "boolean",
    "date": "date",
    "datetime": "date",
}
_MATCHES: dict[str, Match] = {"ngram": "parts", "edge_ngram": "beginnings"}

# Enough to put titles in order; a text that was meant to be a document does not lie in the index twice.
_LONGEST_VALUE = 200
# The library keeps integers of 64 bits, and moments as nanoseconds since 1970 in as many.
_INTEGERS = range(-(2**63), 2**63)
_YEARS = range(1678, 2262)
_YES, _NO = ("true", "t", "1", "yes"), ("false", "f", "0", "no")


class Beyond(ValueError):
    """A number or a moment that the index cannot keep: it lies above all that it can, or below."""

    def __init__(self, value: object, *, is_above: bool) -> None:
        super().__init__(f"{value!r} is too far from nought, or from today, to be kept.")
        self.is_above = is_above


@dataclass(frozen=True)
class Column:
    """One column of the index, as the library is told to make it."""

    name: str
    kind: ColumnKind
    stored: bool = False


@dataclass(frozen=True)
class Field:
    """
    One Haystack field.

    `match` says what of an analysed text answers to a word, `weight` how much it counts in the order; a text with
    `has_value` can be ordered and counted by.
    """

    name: str
    kind: Kind
    stored: bool = True
    many: bool = False
    indexed: bool = True
    match: Match = "words"
    weight: float = 1.0
    has_value: bool = False

    def columns(self, channels: Mapping[str, ColumnKind]) -> list[Column]:
        if self.kind == "decimal":
            return [Column(self.name, "stored", stored=True), Column(value_column(self.name), "float")]
        if self.kind != "text":
            return [Column(self.name, self.kind, self.stored)]
        columns = [Column(channel_column(self.name, name), kind) for name, kind in channels.items() if self.indexed]
        if self.stored:
            columns.append(Column(self.name, "stored", stored=True))
        if self.has_value:
            columns.append(Column(value_column(self.name), "keyword"))
        return columns

    @property
    def value(self) -> Column | None:
        """Where values lie as a whole; None for a text that has no such column."""
        if self.kind == "decimal":
            return Column(value_column(self.name), "float")
        if self.kind == "text":
            return Column(value_column(self.name), "keyword") if self.has_value else None
        return Column(self.name, self.kind, self.stored)

    def convert(self, value: Any) -> Any:
        """A value in the form in which the index keeps it; ValueError or TypeError when it can keep no such value."""
        return _CONVERSIONS[self.kind](value)


def channel_column(field: str, channel: str) -> str:
    # Haystack parts a field from its lookup with __, so no field's own name holds it.
    return f"{field}__{channel}"


def value_column(field: str) -> str:
    return f"{field}__value"


@dataclass(frozen=True)
class Plan:
    """
    What all search indexes of a site together want of the index.

    `names` are the names in the index of fields that are called otherwise in their class; `lists` are for each model
    its fields of several values.
    """

    fields: dict[str, Field]
    document: str
    names: Mapping[str, str]
    lists: Mapping[str, Sequence[str]]


def plan(unified_index: Any) -> Plan:
    search_fields = unified_index.all_searchfields()
    own = {get_model_ct(model): index.fields for model, index in unified_index.get_indexes().items()}
    return Plan(
        fields=plan_fields(search_fields),
        document=unified_index.document_field,
        names={name: field.index_fieldname for fields in own.values() for name, field in fields.items()},
        lists={
            label: [field.index_fieldname for field in fields.values() if field.is_multivalued and field.stored]
            for label, fields in own.items()
        },
    )


def plan_fields(search_fields: Mapping[str, Any]) -> dict[str, Field]:
    """The fields of all search indexes together, by the name they have in the index."""
    fields = {name: Field(name, "keyword") for name in (ID, DJANGO_CT, DJANGO_ID)}
    for search_field in search_fields.values():
        fields[search_field.index_fieldname] = _plan_field(search_field)
    return fields


def plan_columns(fields: Mapping[str, Field], channels: Mapping[str, ColumnKind]) -> list[Column]:
    return [column for name in sorted(fields) for column in fields[name].columns(channels)]


def values(field: Field, prepared: Any) -> list[Any]:
    """What a document holds in a field, as the index keeps it."""
    return [field.convert(value) for value in values_as_written(prepared)]


def values_as_written(prepared: Any) -> list[Any]:
    """What a document holds in a field, as a list: none, one or several values."""
    if prepared is None or prepared == "":
        return []
    if isinstance(prepared, (list, tuple, set, frozenset)):
        return [value for value in prepared if value is not None]
    return [prepared]


def least(kind: ColumnKind) -> Any:
    """What no number or moment in the index lies below."""
    return {"integer": _INTEGERS.start, "float": -math.inf, "date": datetime(_YEARS.start, 1, 1)}[kind]


def as_value(text: str) -> str:
    """A text in the form in which its column of values keeps it."""
    return text[:_LONGEST_VALUE]


def _plan_field(search_field: Any) -> Field:
    kind = _kind(search_field)
    stored, indexed = bool(search_field.stored), bool(search_field.indexed)
    return Field(
        search_field.index_fieldname,
        kind,
        stored=stored,
        many=bool(search_field.is_multivalued),
        indexed=indexed,
        match=_MATCHES.get(search_field.field_type, "words"),
        weight=float(search_field.boost),
        has_value=kind == "text" and stored and indexed and not search_field.document and not search_field.use_template,
    )


def _kind(search_field: Any) -> Kind:
    kind = _KINDS.get(search_field.field_type)
    if kind is None:
        raise Unsupported(f"Fields of type {search_field.field_type!r} ({search_field.index_fieldname}).")
    if isinstance(search_field, DecimalField):
        return "decimal"
    if search_field.analyzer not in (None, KEYWORD):
        warnings.warn(
            f"The analyzer of {search_field.index_fieldname!r} is passed over: all fields have one.", stacklevel=2
        )
    is_keyword = getattr(search_field, "facet_for", None) or search_field.analyzer == KEYWORD
    return "keyword" if kind == "text" and is_keyword else kind


def _integer(value: Any) -> int:
    number = int(value)
    if number not in _INTEGERS:
        raise Beyond(value, is_above=number > 0)
    if number != value and not isinstance(value, str):
        raise ValueError(f"{value!r} is no integer.")
    return number


def _boolean(value: Any) -> bool:
    """
    What a query string says is a word.

    >>> [_boolean(value) for value in (True, 0, "true", "False", "0")]
    [True, False, True, False, False]
    """
    if not isinstance(value, str):
        return bool(value)
    if value.lower() not in (*_YES, *_NO):
        raise ValueError(f"{value!r} is neither yes nor no.")
    return value.lower() in _YES


def _moment(value: Any) -> datetime:
    """The index keeps moments without a zone, as the clock of the site's own time zone shows them."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    if not isinstance(value, datetime):
        raise TypeError(f"{value!r} is no date.")
    if value.year not in _YEARS:
        raise Beyond(value, is_above=value.year > _YEARS.start)
    return value if value.tzinfo is None else value.astimezone(get_default_timezone()).replace(tzinfo=None)


_CONVERSIONS: dict[Kind, Callable[[Any], Any]] = {
    "text": str,
    "keyword": str,
    "integer": _integer,
    "float": float,
    "decimal": float,
    "boolean": _boolean,
    "date": _moment,
}
