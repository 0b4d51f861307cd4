from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from haystack.query import SQ

from readingroom.search.engine import Unsupported
from readingroom.search.engine.backend import TantivySearchBackend
from tests.search.engine.toy import NoteIndex, note

Found = Callable[..., list[int]]


@pytest.fixture(autouse=True, scope="module")
def notes(lasting_toy: TantivySearchBackend) -> None:
    notes = [
        note(
            1, "red apples and pears", tags=["fruit", "red"], likes=1, price=1.5, written_on=datetime.date(2024, 1, 1)
        ),
        note(2, "red wine", tags=["drink", "red"], likes=2, price=9.0, written_on=datetime.date(2024, 2, 1)),
        note(3, "white wine and apples", tags=["drink"], likes=3, urgent=True, written_on=datetime.date(2025, 1, 1)),
        note(4, "water", likes=-4),
    ]
    lasting_toy.update(NoteIndex(), notes)


@pytest.mark.parametrize(
    ("lookups", "numbers"),
    [
        ({"content": "red"}, [1, 2]),
        ({"content": "wine red"}, [2]),
        ({"content": "and"}, [1, 3]),
        ({"content": "ed"}, []),
        ({"text": "wine"}, [2, 3]),
        ({"text__contains": "ed app"}, [1]),
        ({"text__exact": "and apples"}, [3]),
        ({"text__exact": "apples and wine"}, []),
        ({"text__in": ["water", "pears"]}, [1, 4]),
        ({"text__startswith": "w"}, [2, 3, 4]),
        ({"text__endswith": "ine"}, [2, 3]),
        ({"text__fuzzy": "wind"}, [2, 3]),
        ({"title": "note"}, [1, 2, 3, 4]),
        ({"content": ""}, []),
        ({"text__contains": " "}, []),
    ],
)
def test_on_text(found: Found, lookups: dict[str, object], numbers: list[int]) -> None:
    assert found(**lookups) == numbers


@pytest.mark.parametrize(
    ("lookups", "numbers"),
    [
        ({"tags": "red"}, [1, 2]),
        ({"tags__exact": "drink"}, [2, 3]),
        ({"tags__in": ["fruit", "drink"]}, [1, 2, 3]),
        ({"tags__in": []}, []),
        ({"tags__startswith": "dr"}, [2, 3]),
        ({"tags__endswith": "it"}, [1]),
        ({"tags": "re"}, []),
        ({"likes": 2}, [2]),
        ({"likes": "2"}, [2]),
        ({"likes__in": [1, 3]}, [1, 3]),
        ({"likes__gt": 2}, [3]),
        ({"likes__gte": 2}, [2, 3]),
        ({"likes__lt": 1}, [4]),
        ({"likes__lte": 1}, [1, 4]),
        ({"likes__range": (1, 2)}, [1, 2]),
        ({"price__gt": 1.5}, [2]),
        ({"urgent": True}, [3]),
        ({"urgent": False}, [1, 2, 4]),
        ({"written_on": datetime.date(2024, 2, 1)}, [2]),
        ({"written_on__gte": datetime.date(2024, 2, 1)}, [2, 3]),
        ({"written_on__lt": datetime.datetime(2024, 2, 1)}, [1, 4]),
        ({"written_on__range": ("2024-02-01", "2025-01-01")}, [2, 3]),
        ({"id": "toy.note.4"}, [4]),
    ],
)
def test_on_keywords_numbers_and_dates(found: Found, lookups: dict[str, object], numbers: list[int]) -> None:
    assert found(**lookups) == numbers


@pytest.mark.parametrize(
    ("condition", "numbers"),
    [
        (SQ(content="red") & SQ(content="wine"), [2]),
        (SQ(content="red") | SQ(content="wine"), [1, 2, 3]),
        (SQ(content="red") & ~SQ(content="wine"), [1]),
        (~SQ(content="red"), [3, 4]),
        (~(SQ(content="red") | SQ(content="water")), [3]),
        (~(SQ(content="red") & SQ(content="wine")), [1, 3, 4]),
        (SQ(content="water") | ~SQ(content="red"), [3, 4]),
        ((SQ(content="red") | SQ(content="white")) & SQ(likes__gte=2), [2, 3]),
        (SQ(content="apples") & ~(SQ(tags="fruit") & ~SQ(likes__in=[7])), [3]),
        (~~SQ(content="water"), [4]),
    ],
)
def test_conditions_combine_as_in_django(found: Found, condition: SQ, numbers: list[int]) -> None:
    assert found(condition) == numbers


@pytest.mark.parametrize(
    ("lookups", "named"),
    [
        ({"colour": "red"}, "'colour'"),
        ({"text__gt": "a"}, "'gt'"),
        ({"likes__startswith": 1}, "'startswith'"),
        ({"tags__range": ("a", "b")}, "'range'"),
        ({"likes__fuzzy": 1}, "'fuzzy'"),
    ],
)
def test_what_is_not_there_is_named(found: Found, lookups: dict[str, object], named: str) -> None:
    with pytest.raises(Unsupported, match=named):
        found(**lookups)
