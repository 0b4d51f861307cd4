"""
Lookups on keywords, numbers, dates and yes or no. They mean what they mean in Django; they are conditions and do not score.

A value that no document can hold, a word for a number or a number of more than 64 bits, is found nowhere. As a bound
such a number leaves that side open, or nothing between.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import ceil, floor, isfinite, isnan
from typing import TYPE_CHECKING, Any

from .conditions import Query
from .exceptions import Unsupported
from .schema import Beyond, Column, Field, as_value, least

if TYPE_CHECKING:
    from .lookups import Lookups

# The library makes an automaton of a pattern, and refuses one of more than a thousand states: two for each byte of a
# text that may stand anywhere.
_LONGEST_PATTERN = 400
_FUZZY_DISTANCE = 1

Find = Callable[["Lookups", Field, Any], Query]


def begins(lookups: Lookups, column: str, text: str) -> Query:
    if _is_long(text):
        return lookups.conditions.one_of(column, [term for term, _ in lookups.snapshot.terms(column, text)])
    return lookups.conditions.begins(column, text)


def ends(lookups: Lookups, column: str, text: str) -> Query:
    if _is_long(text):
        return _those(lookups, column, lambda term: term.endswith(text))
    return lookups.conditions.ends(column, text)


def _holds(lookups: Lookups, column: str, text: str) -> Query:
    if _is_long(text):
        return _those(lookups, column, lambda term: text in term)
    return lookups.conditions.holds(column, text)


def _is_long(text: str) -> bool:
    return len(text.encode()) > _LONGEST_PATTERN


def _resembles(lookups: Lookups, column: str, text: str) -> Query:
    return lookups.conditions.resembles(column, text, _FUZZY_DISTANCE)


def _those(lookups: Lookups, column: str, test: Callable[[str], bool]) -> Query:
    """For what the library has no query: the values of the column are gone through one by one."""
    return lookups.conditions.one_of(column, [term for term, _ in lookups.snapshot.terms(column) if test(term)])


def _equals(lookups: Lookups, field: Field, value: Any) -> Query:
    return _in(lookups, field, [value])


def _in(lookups: Lookups, field: Field, values: Sequence[Any]) -> Query:
    return lookups.conditions.one_of(_column(field).name, [held for value in values for held in _held(field, value)])


def _on_keyword(lookup: str, find: Callable[[Lookups, str, str], Query]) -> Find:
    def found(lookups: Lookups, field: Field, value: Any) -> Query:
        if field.kind != "keyword":
            raise Unsupported(f"The lookup {lookup!r} on {field.name!r}, a field of kind {field.kind}.")
        return (
            find(lookups, field.name, str(value)) if str(value) or lookup != "fuzzy" else lookups.conditions.nothing()
        )

    return found


def _contains(lookups: Lookups, field: Field, value: Any) -> Query:
    if field.kind == "keyword":
        return _holds(lookups, field.name, str(value))
    return _equals(lookups, field, value)


def _range(lookups: Lookups, field: Field, value: Any) -> Query:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise Unsupported(f"The lookup 'range' on {field.name!r} with {value!r}, which is not two values.")
    return _between(lookups, field, *value)


def _above(lookups: Lookups, field: Field, value: Any) -> Query:
    return _between(lookups, field, value, None, with_low=False)


def _from(lookups: Lookups, field: Field, value: Any) -> Query:
    return _between(lookups, field, value, None)


def _below(lookups: Lookups, field: Field, value: Any) -> Query:
    return _between(lookups, field, None, value, with_high=False)


def _to(lookups: Lookups, field: Field, value: Any) -> Query:
    return _between(lookups, field, None, value)


def _between(
    lookups: Lookups, field: Field, low: Any, high: Any, *, with_low: bool = True, with_high: bool = True
) -> Query:
    column = _column(field)
    try:
        low = _bound(field, low, ceil if with_low else floor, is_low=True)
        high = _bound(field, high, floor if with_high else ceil, is_low=False)
    except (TypeError, ValueError):
        return lookups.conditions.nothing()
    if column.kind == "keyword":
        return _those(
            lookups,
            column.name,
            lambda term: (
                (low is None or low < term or (with_low and low == term))
                and (high is None or term < high or (with_high and term == high))
            ),
        )
    if column.kind == "boolean":
        raise Unsupported(f"A range of {field.name!r}, which is yes or no.")
    if low is None and high is None:
        # The library wants one bound at least.
        low = least(column.kind)
    return lookups.conditions.between(
        column, low, high, with_low=with_low or low is None, with_high=with_high or high is None
    )


def _bound(field: Field, value: Any, whole: Callable[[float], int], *, is_low: bool) -> Any:
    """In the form in which the index keeps it; None when nothing that it keeps lies beyond."""
    if value is None:
        return None
    try:
        held = field.convert(_whole(value, whole) if field.kind == "integer" else value)
    except Beyond as error:
        if error.is_above == is_low:
            raise
        return None
    if isinstance(held, float) and isnan(held):
        raise ValueError("Nothing is more or less than what is no number.")
    return as_value(held) if field.kind == "text" else held


def _whole(value: Any, whole: Callable[[float], int]) -> int:
    """A number between integers is as good a bound for them as any."""
    try:
        if isinstance(value, (int, str)):
            return int(value)
    except ValueError:
        pass
    number = float(value)
    if isfinite(number):
        return whole(number)
    if isnan(number):
        raise ValueError(f"{value!r} is no number.")
    raise Beyond(value, is_above=number > 0)


def _held(field: Field, value: Any) -> list[Any]:
    try:
        return [field.convert(value)]
    except (TypeError, ValueError, OverflowError):
        return []


def _column(field: Field) -> Column:
    if field.value is None:
        raise Unsupported(
            f"A range of {field.name!r}: only keywords, numbers, dates, and texts that are stored and neither the"
            " document nor made by a template, have values as a whole."
        )
    return field.value


RANGES: Mapping[str, Find] = {"range": _range, "gt": _above, "gte": _from, "lt": _below, "lte": _to}

ON_VALUES: Mapping[str, Find] = {
    "content": _equals,
    "exact": _equals,
    "in": _in,
    "contains": _contains,
    "startswith": _on_keyword("startswith", begins),
    "endswith": _on_keyword("endswith", ends),
    "fuzzy": _on_keyword("fuzzy", _resembles),
    **RANGES,
}
