"""
A type → its JSON Schema (2020-12, as OpenAPI 3.1 uses it), for the few kinds of types that answers are made of.

>>> Schemas().of(tuple[str, int])["prefixItems"]
[{'type': 'string'}, {'type': 'integer'}]

pydantic does this for every type there is; it is a compiled package of some megabytes beside this one screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from django.db.models import TextChoices

Schema = dict[str, Any]

PLAIN: Mapping[Any, str] = {str: "string", int: "integer", bool: "boolean", NoneType: "null", dict: "object"}


@dataclass(frozen=True, eq=False)
class About:
    """What a schema says besides the type. Two are never equal, and so may stand where types are compared."""

    schema: Schema


def about(words: str, **keywords: Any) -> About:
    """For `Annotated`: a description, and more keywords."""
    return About({"description": words, **keywords})


def one_of(choices: type[TextChoices]) -> About:
    """A value out of a model's choices, with the words that the desk has for each."""
    words = "；".join(f"{value} {label}" for value, label in choices.choices)
    return about(f"{words}。", enum=choices.values)


class Schemas:
    """Typed dictionaries are referred to by their names; `named` holds their schemas."""

    def __init__(self) -> None:
        self.named: dict[str, Schema] = {}

    def of(self, form: Any) -> Schema:
        if form in PLAIN:
            return {"type": PLAIN[form]}
        origin, parts = get_origin(form), get_args(form)
        if is_typeddict(origin or form):
            return self._named(origin or form, parts)
        composed: dict[Any, Callable[..., Schema]] = {
            Annotated: self._said,
            Literal: self._one_of,
            Union: self._either,
            UnionType: self._either,
            list: self._list,
            tuple: self._row,
            dict: self._mapping,
        }
        return composed[origin](*parts)

    def _named(self, form: Any, bound: tuple[Any, ...]) -> Schema:
        """`bound`: what the type variables of a generic dictionary stand for."""
        name = "".join(part.__name__ for part in (form, *bound))
        if name not in self.named:
            self.named[name] = self._object(form, bound)
        return {"$ref": f"#/components/schemas/{name}"}

    def _object(self, form: Any, bound: tuple[Any, ...]) -> Schema:
        """Not closed: an answer may say more one day, and a program is not to stumble over that."""
        fields = get_type_hints(form, include_extras=True).items()
        filled = {name: field[bound] if getattr(field, "__parameters__", ()) else field for name, field in fields}
        properties = {name: self.of(field) for name, field in filled.items()}
        return {"type": "object", "properties": properties, "required": list(properties)}

    def _said(self, form: Any, *said: About) -> Schema:
        """The outermost words hold: those of a field go before those of its type."""
        return reduce(or_, [one.schema for one in said], self.of(form))

    def _one_of(self, *values: str) -> Schema:
        return {"type": "string", "enum": list(values)}

    def _either(self, *forms: Any) -> Schema:
        return {"anyOf": [self.of(form) for form in forms]}

    def _list(self, form: Any) -> Schema:
        return {"type": "array", "items": self.of(form)}

    def _row(self, *forms: Any) -> Schema:
        rows = {"prefixItems": [self.of(form) for form in forms], "items": False}
        return {"type": "array", "minItems": len(forms), "maxItems": len(forms), **rows}

    def _mapping(self, _: Any, form: Any) -> Schema:
        return {"type": "object", "additionalProperties": self.of(form)}
