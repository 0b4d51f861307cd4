"""A condition as a string in the words of `strings`: the form in which Haystack hands on ``narrow(SQ(…))``."""

from __future__ import annotations

from datetime import date
from typing import Any

from haystack import inputs
from haystack.constants import FILTER_SEPARATOR

from .strings import parse_typed, quoted


def fragment(field: str, lookup: str, value: Any) -> str:
    if isinstance(value, inputs.Raw):
        return f"{field}:({value})"
    if isinstance(value, inputs.AutoQuery):
        tree = parse_typed(str(value), field=field)
        return tree.as_query_string(fragment) if tree is not None else ""
    if lookup == "in":
        return "(" + " OR ".join(fragment(field, "exact", each) for each in value) + ")"
    if lookup == "range":
        low, high = value
        return f"({fragment(field, 'gte', low)} AND {fragment(field, 'lte', high)})"
    wanted = f"{field}{FILTER_SEPARATOR}{'exact' if isinstance(value, inputs.Exact) else lookup}"
    negated = "NOT " if isinstance(value, inputs.Not) else ""
    return f"{negated}{wanted}:{quoted(value.isoformat() if isinstance(value, date) else value)}"
