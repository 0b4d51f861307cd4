"""A condition as a string in the words of `strings`: the form in which Haystack hands on ``narrow(SQ(…))``."""

from __future__ import annotations

from datetime import date
from typing import Any

from haystack import inputs
from haystack.constants import FILTER_SEPARATOR

from .lookups import several
from .strings import parse_typed, quoted

_NOTHING = "NOT *"


def fragment(field: str, lookup: str, value: Any) -> str:
    if isinstance(value, inputs.Raw):
        return f"{field}:({value})"
    if isinstance(value, inputs.AutoQuery):
        tree = parse_typed(str(value), field=field)
        return tree.as_query_string(fragment) if tree is not None else ""
    if value is None:
        return _NOTHING
    if lookup == "in":
        return "(" + (" OR ".join(fragment(field, "exact", each) for each in several(value)) or _NOTHING) + ")"
    if lookup == "range":
        low, high = (None if end is None else quoted(_written(end)) for end in value)
        limits = [f"{field}{FILTER_SEPARATOR}{end}:{limit}" for end, limit in (("gte", low), ("lte", high)) if limit]
        return f"({' AND '.join(limits)})"
    wanted = f"{field}{FILTER_SEPARATOR}{'exact' if isinstance(value, inputs.Exact) else lookup}"
    negated = "NOT " if isinstance(value, inputs.Not) else ""
    return f"{negated}{wanted}:{quoted(_written(value))}"


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
