from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from readingroom.articles.room import Busy
from readingroom.search.keeping import unanswered
from readingroom.search.models import UnansweredQuestion


@pytest.fixture(autouse=True)
def no_notes() -> Iterator[None]:
    unanswered._notes.clear()
    yield
    unanswered._notes.clear()


@pytest.mark.parametrize(
    ("q", "kept"),
    [
        ("院落自治", "院落自治"),
        ("  院落\t自治\n章程 ", "院落 自治 章程"),
        ("2022-10-16 报告", "2022-10-16 报告"),
        ("5G党建", "5G党建"),
        ("@ 党建", "@ 党建"),
        ("党" * 300, "党" * 200),
        ("院落\x00自治\u200b", "院落 自治"),
    ],
)
def test_a_question_is_noted_in_one_line(q: str, kept: str) -> None:
    unanswered.note(q)

    assert list(unanswered._notes) == [kept]


@pytest.mark.parametrize(
    "q",
    [
        "",
        " \n\x00",
        "13800000000",
        "王某 138 0000 0000",
        "138-0000-0000",
        "138_0000_0000",
        "138 — 0000 — 0000",
        "１３８００００００００",
        "0571-88888888",
        "11010119000101000X",
        "wang@example.org",
        "党" * 195 + "13800000000",
    ],
)
def test_numbers_and_addresses_of_persons_and_nothing_at_all_are_not_noted(q: str) -> None:
    unanswered.note(q)

    assert not unanswered._notes


def test_of_too_many_questions_the_latest_stay() -> None:
    for number in range(unanswered._MOST_NOTES + 3):
        unanswered.note(f"第{number}问")

    assert len(unanswered._notes) == unanswered._MOST_NOTES
    assert unanswered._notes[0] == "第3问"


# ------------------------------------------------------------------------------ rows


def rows(*fields: str) -> list[Any]:
    return list(UnansweredQuestion.objects.order_by("pk").values_list(*fields))


def on(day: date, *questions: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: day)
    for question in questions:
        unanswered.note(question)
    unanswered.keep()


@pytest.mark.django_db
def test_questions_that_are_asked_alike_are_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    on(date(2024, 5, 1), "黨建 引領", "院落自治", "党建引领", monkeypatch=monkeypatch)
    on(date(2024, 5, 3), "党建引领", monkeypatch=monkeypatch)

    first, last = date(2024, 5, 1), date(2024, 5, 3)
    assert rows("text", "times", "first_on", "last_on") == [
        ("党建引领", 3, first, last),
        ("院落自治", 1, first, first),
    ]


@pytest.mark.django_db
def test_what_a_curator_settled_stays_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    on(date(2024, 5, 1), "院落自治", monkeypatch=monkeypatch)
    UnansweredQuestion.objects.update(is_settled=True)

    on(date(2024, 5, 3), "院落自治", monkeypatch=monkeypatch)

    assert rows("times", "is_settled") == [(2, True)]


@pytest.mark.django_db
def test_of_too_many_rows_the_least_recent_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unanswered, "MOST_KEPT", 3)
    on(date(2024, 5, 1), "一问", "二问", "三问", monkeypatch=monkeypatch)
    on(date(2024, 5, 2), "一问", "四问", monkeypatch=monkeypatch)

    assert rows("text") == [("一问",), ("三问",), ("四问",)]


@pytest.mark.django_db
def test_without_notes_the_database_is_not_asked(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        unanswered.keep()


@pytest.mark.django_db
def test_the_longest_question_fits_however_it_is_written() -> None:
    unanswered.note("㎡" * 200)
    unanswered.note("𠀀" * 300)
    unanswered.keep()

    assert rows("text", "times") == [("㎡" * 200, 1), ("𠀀" * 200, 1)]


def test_a_database_that_is_busy_gets_the_notes_later(monkeypatch: pytest.MonkeyPatch) -> None:
    for question in ("一问", "二问"):
        unanswered.note(question)
    monkeypatch.setattr(unanswered, "in_time", busy)

    unanswered.keep()

    assert list(unanswered._notes) == ["一问", "二问"]


def busy() -> Any:
    raise Busy
