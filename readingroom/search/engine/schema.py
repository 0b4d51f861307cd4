"""How Haystack's fields lie in the index: each as one column, an analysed text as one column for each channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from haystack.constants import DJANGO_CT, DJANGO_ID, ID

from .exceptions import Unsupported

Kind = Literal["text", "keyword", "integer", "float", "boolean", "date"]
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


@dataclass(frozen=True)
class Column:
    """One column of the index, as the library is told to make it."""

    name: str
    kind: ColumnKind
    stored: bool = False


@dataclass(frozen=True)
class Field:
    """One Haystack field."""

    name: str
    kind: Kind
    stored: bool = True
    many: bool = False

    def columns(self, channels: Mapping[str, ColumnKind]) -> list[Column]:
        if self.kind != "text":
            return [Column(self.name, self.kind, self.stored)]
        tokens = [Column(channel_column(self.name, channel), kind) for channel, kind in channels.items()]
        return [*tokens, Column(self.name, "stored", stored=True)] if self.stored else tokens

    def convert(self, value: Any) -> Any:
        """A value in the form in which the index keeps it."""
        if self.kind == "date":
            return _moment(value)
        return _CONVERSIONS[self.kind](value)


_CONVERSIONS = {"text": str, "keyword": str, "integer": int, "float": float, "boolean": bool}


def channel_column(field: str, channel: str) -> str:
    # Haystack parts a field from its lookup with __, so no field's own name holds it.
    return f"{field}__{channel}"


def plan_fields(search_fields: Mapping[str, Any]) -> dict[str, Field]:
    """The fields of all search indexes together, by the name they have in the index."""
    fields = {name: Field(name, "keyword") for name in (ID, DJANGO_CT, DJANGO_ID)}
    for search_field in search_fields.values():
        name = search_field.index_fieldname
        fields[name] = Field(name, _kind(search_field), bool(search_field.stored), bool(search_field.is_multivalued))
    return fields


def plan_columns(fields: Mapping[str, Field], channels: Mapping[str, ColumnKind]) -> list[Column]:
    return [column for name in sorted(fields) for column in fields[name].columns(channels)]


def values(field: Field, prepared: Any) -> Sequence[Any]:
    """What a document holds in a field, as a list: none, one or several values."""
    if prepared is None or prepared == "":
        return []
    if isinstance(prepared, (list, tuple, set, frozenset)):
        return [field.convert(value) for value in prepared if value is not None]
    return [field.convert(prepared)]


def _kind(search_field: Any) -> Kind:
    kind = _KINDS.get(search_field.field_type)
    if kind is None:
        raise Unsupported(f"Fields of type {search_field.field_type!r} ({search_field.index_fieldname}).")
    facet = getattr(search_field, "facet_for", None)
    return "keyword" if kind == "text" and (facet or search_field.analyzer == KEYWORD) else kind


def _moment(value: Any) -> datetime:
    """The index keeps moments without a zone; an aware one is taken as it reads on the clock it came from."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    raise TypeError(f"{value!r} is no date.")
