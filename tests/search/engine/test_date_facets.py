from __future__ import annotations

import datetime
from typing import Any

import pytest
from haystack.query import SearchQuerySet

from readingroom.search.engine import Unsupported
from readingroom.search.engine.backend import TantivySearchBackend
from readingroom.search.engine.date_facets import gaps
from tests.search.engine.toy import NoteIndex, note

date, moment = datetime.date, datetime.datetime


@pytest.fixture(autouse=True, scope="module")
def notes(lasting_toy: TantivySearchBackend) -> None:
    moments = [
        moment(2023, 12, 31, 23, 59, 59),
        moment(2024, 1, 1),
        moment(2024, 1, 31, 12, 30),
        moment(2024, 3, 1, 12, 59, 59, 999999),
        moment(2024, 3, 1, 13),
    ]
    notes = [note(number, "red", written_on=at.date(), sent_at=at) for number, at in enumerate(moments)]
    lasting_toy.update(NoteIndex(), [*notes, note(9, "red", written_on=date(2030, 1, 1))])


def counts(field: str, start: date, end: date, unit: str, amount: int = 1) -> list[tuple[str, int]]:
    facets = SearchQuerySet("toy").all().date_facet(field, start, end, unit, gap_amount=amount).facet_counts()
    return [(f"{first:%Y-%m-%d %H:%M:%S}", n) for first, n in facets["dates"][field]]


def test_by_year() -> None:
    assert counts("written_on", date(2023, 1, 1), date(2026, 1, 1), "year") == [
        ("2023-01-01 00:00:00", 1),
        ("2024-01-01 00:00:00", 4),
        ("2025-01-01 00:00:00", 0),
    ]


def test_by_month_with_those_that_have_none() -> None:
    assert counts("written_on", date(2024, 1, 1), date(2024, 4, 1), "month") == [
        ("2024-01-01 00:00:00", 2),
        ("2024-02-01 00:00:00", 0),
        ("2024-03-01 00:00:00", 2),
    ]


def test_by_two_months_the_last_gap_ends_at_the_end() -> None:
    assert counts("sent_at", date(2024, 1, 1), moment(2024, 3, 1, 13), "month", 2) == [
        ("2024-01-01 00:00:00", 2),
        ("2024-03-01 00:00:00", 1),
    ]


def test_by_day() -> None:
    assert counts("sent_at", date(2023, 12, 31), date(2024, 1, 2), "day") == [
        ("2023-12-31 00:00:00", 1),
        ("2024-01-01 00:00:00", 1),
    ]


def test_by_week() -> None:
    assert [n for _, n in counts("sent_at", date(2024, 1, 1), date(2024, 3, 4), "day", 7)] == [
        1, 0, 0, 0, 1, 0, 0, 0, 2,
    ]  # fmt: skip


def test_by_hour_minute_and_second() -> None:
    noon = moment(2024, 3, 1, 12)

    assert [n for _, n in counts("sent_at", noon, noon + datetime.timedelta(hours=2), "hour")] == [1, 1]
    assert [n for _, n in counts("sent_at", noon, noon + datetime.timedelta(hours=2), "minute", 30)] == [0, 1, 1, 0]
    assert [n for _, n in counts("sent_at", noon, noon + datetime.timedelta(hours=2), "second", 3600)] == [1, 1]


def test_dates_and_values_are_counted_together() -> None:
    facets = (
        SearchQuerySet("toy").all().facet("urgent").date_facet("written_on", date(2024, 1, 1), date(2025, 1, 1), "year")
    ).facet_counts()

    assert facets["fields"] == {"urgent": [(False, 6)]}
    assert facets["dates"] == {"written_on": [(moment(2024, 1, 1), 4)]}


@pytest.mark.parametrize(
    ("start", "unit", "amount", "edges"),
    [
        (moment(2024, 1, 31), "month", 1, ["01-31", "02-29", "03-31", "04-05"]),
        (moment(2024, 1, 31), "month", 2, ["01-31", "03-31", "04-05"]),
        (moment(2024, 2, 29), "year", 1, ["02-29", "04-05"]),
        (moment(2024, 4, 1), "day", 3, ["04-01", "04-04", "04-05"]),
    ],
)
def test_months_keep_to_the_day_they_began_with(start: moment, unit: str, amount: int, edges: list[str]) -> None:
    assert [f"{edge:%m-%d}" for edge in gaps(start, moment(2024, 4, 5), unit, amount)] == edges


def test_years_end_with_the_calendar() -> None:
    assert len(gaps(moment(2200, 1, 1), moment(2261, 1, 1), "year", 9000)) == 2


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("likes", date(2024, 1, 1), date(2025, 1, 1), "month"), "'likes'"),
        (("text", date(2024, 1, 1), date(2025, 1, 1), "month"), "'text'"),
        (("written_on", date(2025, 1, 1), date(2024, 1, 1), "month"), "from 2025"),
        (("written_on", date(2024, 1, 1), date(2025, 1, 1), "month", 0), "by 0 month"),
        (("written_on", date(2000, 1, 1), date(2025, 1, 1), "second"), "gaps"),
    ],
)
def test_what_cannot_be_counted_is_named(arguments: Any, named: str) -> None:
    with pytest.raises(Unsupported, match=named):
        counts(*arguments)
