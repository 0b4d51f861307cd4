from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest
from haystack.query import SQ, SearchQuerySet

from readingroom.search.engine import Unsupported
from readingroom.search.engine.backend import TantivySearchBackend
from tests.search.engine.toy import NoteIndex, note

Found = Callable[..., list[int]]
UTC = datetime.UTC


@pytest.fixture(autouse=True, scope="module")
def notes(lasting_toy: TantivySearchBackend) -> None:
    notes = [
        note(
            1,
            "red apples and pears",
            author="Ann Lee",
            tags=["fruit", "red"],
            likes=1,
            price=1.5,
            cost=Decimal("9.50"),
            written_on=datetime.date(2024, 1, 1),
            sent_at=datetime.datetime(2024, 1, 1, 18, tzinfo=UTC),
        ),
        note(
            2,
            "red wine",
            author="Bo Ryan",
            tags=["drink", "red"],
            likes=2,
            price=9.0,
            cost=Decimal("24.99"),
            written_on=datetime.date(2024, 2, 1),
            sent_at=datetime.datetime(2024, 1, 1, 9),
        ),
        note(3, "white wine and apples", tags=["drink"], likes=3, urgent=True, written_on=datetime.date(2025, 1, 1)),
        note(4, "water for 党建工作", tags=["line\nbreak"], likes=-4, title="Winter note", cost=Decimal("100.00")),
    ]
    lasting_toy.update(NoteIndex(), notes)


@pytest.mark.parametrize(
    ("lookups", "numbers"),
    [
        ({"content": "red"}, [1, 2]),
        ({"content": "wine red"}, [2]),
        ({"content": "and"}, [1, 3]),
        ({"content": "ed"}, []),
        ({"content": "党"}, [4]),
        ({"content": "工作 党建"}, [4]),
        ({"content__startswith": "wa"}, [4]),
        ({"text": "wine"}, [2, 3]),
        ({"text__content": "wine"}, [2, 3]),
        ({"text__contains": "ed app"}, [1]),
        ({"text__contains": "建工"}, [4]),
        ({"text__exact": "and apples"}, [3]),
        ({"text__exact": "apples and wine"}, []),
        ({"text__in": ["water", "and pears"]}, [1, 4]),
        ({"text__in": []}, []),
        ({"text__startswith": "w"}, [2, 3, 4]),
        ({"text__startswith": "whi wi"}, [3]),
        ({"text__startswith": "w" * 5000}, []),
        ({"text__startswith": " "}, []),
        ({"text__endswith": "ine"}, [2, 3]),
        ({"text__endswith": "e" * 5000}, []),
        ({"text__fuzzy": "wind"}, [2, 3]),
        ({"text__fuzzy": "rad wind"}, [2]),
        ({"text__fuzzy": "wi"}, []),
        ({"title": "note"}, [1, 2, 3, 4]),
        ({"title__range": ("note 2", "note 3")}, [2, 3]),
        ({"title__gt": "note 2"}, [3]),
        ({"title__gte": "note 2"}, [2, 3]),
        ({"title__lt": "note 2"}, [1, 4]),
        ({"title__lte": "note 2"}, [1, 2, 4]),
        ({"content": ""}, []),
        ({"content": " "}, []),
        ({"text__contains": " "}, []),
        ({"content": None}, []),
        ({"content": "\ud800"}, []),
        ({"content__in": iter(["water", "\ud800"])}, [4]),
        ({"text__in": "water"}, [4]),
        ({"text__contains": "\ud800"}, []),
    ],
)
def test_on_text(found: Found, lookups: dict[str, object], numbers: list[int]) -> None:
    assert found(**lookups) == numbers


@pytest.mark.parametrize(
    ("lookups", "numbers"),
    [
        ({"tags": "red"}, [1, 2]),
        ({"tags": "re"}, []),
        ({"tags__exact": "drink"}, [2, 3]),
        ({"tags__in": ["fruit", "drink"]}, [1, 2, 3]),
        ({"tags__in": iter(["fruit"])}, [1]),
        ({"tags__in": []}, []),
        ({"tags__contains": "r"}, [1, 2, 3, 4]),
        ({"tags__contains": "r" * 5000}, []),
        ({"tags__contains": "党" * 200}, []),
        ({"tags__in": "drink"}, [2, 3]),
        ({"tags__in": [None, "fruit"]}, [1]),
        ({"tags": None}, []),
        ({"tags": "\ud800"}, []),
        ({"tags__in": ["\ud800", "fruit"]}, [1]),
        ({"tags__startswith": "\ud800"}, []),
        ({"tags__contains": "e\nb"}, [4]),
        ({"tags__startswith": "dr"}, [2, 3]),
        ({"tags__startswith": "line"}, [4]),
        ({"tags__endswith": "it"}, [1]),
        ({"tags__endswith": "break"}, [4]),
        ({"tags__fuzzy": "drank"}, [2, 3]),
        ({"tags__fuzzy": ""}, []),
        ({"tags__range": ("drink", "fruit")}, [1, 2, 3]),
        ({"tags__gt": "fruit"}, [1, 2, 4]),
        ({"tags__lt": "drink"}, []),
        ({"author": "lee"}, [1]),
        ({"author__exact": "Bo Ryan"}, [2]),
        ({"author_exact": "Bo Ryan"}, [2]),
        ({"author_exact": "Ryan"}, []),
        ({"likes": 2}, [2]),
        ({"likes": "2"}, [2]),
        ({"likes": 2.5}, []),
        ({"likes": "two"}, []),
        ({"likes": 10**30}, []),
        ({"likes__contains": 2}, [2]),
        ({"likes__in": [1, 3, "x"]}, [1, 3]),
        ({"likes__gt": 2}, [3]),
        ({"likes__gt": 1.5}, [2, 3]),
        ({"likes__gte": 1.5}, [2, 3]),
        ({"likes__gte": 2}, [2, 3]),
        ({"likes__lt": 1}, [4]),
        ({"likes__lt": 1.5}, [1, 4]),
        ({"likes__lte": 1.5}, [1, 4]),
        ({"likes__lte": 1}, [1, 4]),
        ({"likes__range": (1, 2)}, [1, 2]),
        ({"likes__range": (1, None)}, [1, 2, 3]),
        ({"likes__range": (None, None)}, [1, 2, 3, 4]),
        ({"likes__range": (-(10**30), 10**30)}, [1, 2, 3, 4]),
        ({"likes__range": ("a", "b")}, []),
        ({"likes": None}, []),
        ({"likes": Decimal("1.5")}, []),
        ({"likes__in": 2}, [2]),
        ({"likes__gt": None}, []),
        ({"likes__gt": 10**30}, []),
        ({"likes__gt": -(10**30)}, [1, 2, 3, 4]),
        ({"likes__lt": float("inf")}, [1, 2, 3, 4]),
        ({"likes__lt": float("nan")}, []),
        ({"likes__lt": Decimal("1.5")}, [1, 4]),
        ({"likes__gte": Decimal("1.5")}, [2, 3]),
        ({"likes__gte": "1.5"}, [2, 3]),
        ({"price__lt": float("nan")}, []),
        ({"price": 1.5}, [1]),
        ({"price__gt": 1.5}, [2]),
        ({"cost": Decimal("9.5")}, [1]),
        ({"cost__gt": 20}, [2, 4]),
        ({"cost__lte": Decimal("24.99")}, [1, 2]),
        ({"urgent": True}, [3]),
        ({"urgent": "true"}, [3]),
        ({"urgent": "perhaps"}, []),
        ({"urgent": None}, []),
        ({"urgent": False}, [1, 2, 4]),
        ({"urgent__in": [True, False]}, [1, 2, 3, 4]),
        ({"written_on": datetime.date(2024, 2, 1)}, [2]),
        ({"written_on__in": [datetime.date(2024, 2, 1), "2025-01-01"]}, [2, 3]),
        ({"written_on__gte": datetime.date(2024, 2, 1)}, [2, 3]),
        ({"written_on__lt": datetime.datetime(2024, 2, 1)}, [1, 4]),
        ({"written_on__range": ("2024-02-01", "2025-01-01")}, [2, 3]),
        ({"written_on__gte": datetime.date(9999, 1, 1)}, []),
        ({"written_on__lte": datetime.date.max}, [1, 2, 3, 4]),
        ({"written_on__range": (datetime.date.min, datetime.date.max)}, [1, 2, 3, 4]),
        ({"sent_at__lt": datetime.datetime.max.replace(tzinfo=UTC)}, [1, 2]),
        ({"written_on": "yesterday"}, []),
        # The clock of this site's zone is eight hours ahead: it was two in the morning there.
        ({"sent_at": datetime.datetime(2024, 1, 2, 2)}, [1]),
        ({"sent_at__lt": datetime.datetime(2024, 1, 1, 2, tzinfo=UTC)}, [2]),
        ({"sent_at__gte": datetime.datetime(2024, 1, 1, 2, tzinfo=UTC)}, [1]),
        ({"id": "toy.note.4"}, [4]),
        ({"django_id__in": [1, 2]}, [1, 2]),
        ({"django_ct": "toy.note"}, [1, 2, 3, 4]),
    ],
)
def test_on_keywords_numbers_dates_yes_and_no(found: Found, lookups: dict[str, object], numbers: list[int]) -> None:
    assert found(**lookups) == numbers


@pytest.mark.parametrize(
    ("field", "typed", "numbers"),
    [
        ("completion", "win", [4]),
        ("completion", "no win", [4]),
        ("completion", "win ", [4]),
        ("completion", "int", []),
        ("any_part", "int", [4]),
        ("any_part", "ote", [1, 2, 3, 4]),
    ],
)
def test_fields_for_completion_answer_while_one_types(field: str, typed: str, numbers: list[int]) -> None:
    results = SearchQuerySet("toy").autocomplete(**{field: typed})

    assert sorted(int(result.pk) for result in results) == numbers


def test_a_field_may_weigh_more_than_another() -> None:
    results = SearchQuerySet("toy").filter(SQ(title="winter") | SQ(text="water"))

    assert results[0].score > 0


@pytest.mark.parametrize(
    ("lookups", "named"),
    [
        ({"colour": "red"}, "'colour'"),
        ({"text__gt": "a"}, "'text'"),
        ({"completion__gt": "a"}, "'completion'"),
        ({"secret": "lee"}, "'secret'"),
        ({"likes__startswith": 1}, "'startswith'"),
        ({"urgent__range": (False, True)}, "'urgent'"),
        ({"likes__fuzzy": 1}, "'fuzzy'"),
        ({"likes__range": "12"}, "'range'"),
        ({"likes__range": (1, 2, 3)}, "'range'"),
    ],
)
def test_what_is_not_there_is_named(found: Found, lookups: dict[str, object], named: str) -> None:
    with pytest.raises(Unsupported, match=named):
        found(**lookups)
