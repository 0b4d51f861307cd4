"""
The shape of texts, as conditions that every SQL database can check by itself.

No regular expressions: SQLite has none of its own, so that tools outside Django could not even check the file.
"""

from __future__ import annotations

from django.db.models import Q
from django.db.models.functions import Length, Substr
from django.db.models.lookups import Exact, In

_DIGITS = tuple("0123456789")
_MONTHS = tuple(f"{month:02}" for month in range(1, 13))
_DAYS = tuple(f"{day:02}" for day in range(1, 32))


def is_long(column: str, length: int) -> Q:
    return Q(Exact(Length(column), length))


def is_year(column: str) -> Q:
    return is_long(column, 4) & _starts_with_a_year(column)


def is_month(column: str) -> Q:
    return is_long(column, 7) & _starts_with_a_year(column) & _goes_on(column, 5, _MONTHS)


def is_day(column: str) -> Q:
    """How many days the month has, nobody but `curation` asks."""
    return is_long(column, 10) & _starts_with_a_year(column) & _goes_on(column, 5, _MONTHS) & _goes_on(column, 8, _DAYS)


def _starts_with_a_year(column: str) -> Q:
    digits = [Q(In(Substr(column, place, 1), _DIGITS)) for place in range(1, 5)]
    return digits[0] & digits[1] & digits[2] & digits[3]


def _goes_on(column: str, after: int, allowed: tuple[str, ...]) -> Q:
    return Q(In(Substr(column, after, 3), [f"-{part}" for part in allowed]))
