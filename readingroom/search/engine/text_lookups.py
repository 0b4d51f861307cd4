"""
Lookups on analysed text.

`content` finds what holds all that the value asks for, in no order. `contains` and `exact` find the value as a part
of the text, folded, to the character, and `in` any of several values so. `startswith`, `endswith` and `fuzzy` look
at single words; of several words in the value each has to be met. Ranges are of the value as a whole, which a
document does not have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from .conditions import Query
from .schema import Field
from .value_lookups import RANGES, begins, ends

if TYPE_CHECKING:
    from .lookups import Lookups

_FUZZY_DISTANCE = 1


def _content(lookups: Lookups, field: Field, value: Any) -> Query:
    """Fields for completion answer to the beginnings of their words, or to any part of them."""
    match field.match:
        case "words":
            return lookups.text(str(value), names=[field.name])
        case "beginnings":
            return _every_word(begins, lookups, field, value)
        case "parts":
            return _every_word(lambda lookups, _, word: lookups.substring(field.name, word), lookups, field, value)


def _contains(lookups: Lookups, field: Field, value: Any) -> Query:
    return lookups.substring(field.name, str(value))


def _in(lookups: Lookups, field: Field, values: Any) -> Query:
    return lookups.conditions.any_of([_contains(lookups, field, value) for value in values])


def _resembles(lookups: Lookups, column: str, word: str) -> Query:
    return lookups.conditions.resembles(column, word, _FUZZY_DISTANCE)


def _every_word(find: Callable[[Lookups, str, str], Query], lookups: Lookups, field: Field, value: Any) -> Query:
    words = [folded for word in str(value).split() if (folded := lookups.folded(word))]
    if not words:
        return lookups.conditions.nothing()
    return lookups.conditions.every_of([find(lookups, lookups.words_column(field), word) for word in words])


ON_TEXT: Mapping[str, Callable[[Lookups, Field, Any], Query]] = {
    "content": _content,
    "contains": _contains,
    "exact": _contains,
    "in": _in,
    "startswith": partial(_every_word, begins),
    "endswith": partial(_every_word, ends),
    "fuzzy": partial(_every_word, _resembles),
    **RANGES,
}
