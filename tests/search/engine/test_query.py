from __future__ import annotations

import datetime
import pickle
from collections.abc import Callable

import pytest
from haystack.inputs import AltParser, AutoQuery, Clean, Exact, Not, PythonData, Raw
from haystack.query import SQ, SearchQuerySet

from readingroom.search.engine import Unsupported
from readingroom.search.engine.backend import TantivySearchBackend
from readingroom.search.engine.inputs import Condition, Near
from tests.search.engine.toy import NoteIndex, note

Found = Callable[..., list[int]]


class OwnQuery(AutoQuery):  # type: ignore[misc]
    """An input type of a site's own."""


@pytest.fixture(autouse=True, scope="module")
def notes(lasting_toy: TantivySearchBackend) -> None:
    notes = [
        note(1, "red apples and pears", tags=["fruit"], likes=1),
        note(2, "red wine", tags=["drink"], likes=2, written_on=datetime.date(2024, 3, 1)),
        note(3, "white wine and apples", tags=["drink", "fruit"], likes=3),
        note(4, "water", likes=-4),
    ]
    lasting_toy.update(NoteIndex(), notes)


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        (Clean("red"), [1, 2]),
        (Exact("wine and"), [3]),
        (Not("red"), [3, 4]),
        (PythonData(7), []),
        (Raw("red NOT wine"), [1]),
        (Raw('tags:drink OR-like "red wine"'), []),
        (Raw('tags:drink "red wine"'), [2]),
        (Raw("NOT (red wine)"), [1, 3, 4]),
        (Raw("wa* OR pea*"), [1, 4]),
        (Raw("likes:[2 TO *]"), [2, 3]),
        (Raw("*"), [1, 2, 3, 4]),
        (AutoQuery("red -wine"), [1]),
        (AutoQuery('"wine and" apples'), [3]),
        (AutoQuery('-"red wine"'), [1, 3, 4]),
        (AutoQuery('unpaired" red'), []),
        (AutoQuery('"'), []),
        (AutoQuery(" "), [1, 2, 3, 4]),
        (OwnQuery("red -wine"), [1]),
        (Condition("apples"), [1, 3]),
        (Near("red wine"), [2]),
    ],
)
def test_every_kind_of_input_is_understood(found: Found, value: object, numbers: list[int]) -> None:
    assert found(content=value) == numbers


@pytest.mark.parametrize("typed", ["(", ")", "AND", "red AND (", "a:b:c", "*", "~1", "^", "\\", "[a TO b]", "+-!"])
def test_no_sign_is_an_error(found: Found, typed: str) -> None:
    found(content=AutoQuery(typed))
    found(content=typed)


RED, WINE, WATER = SQ(content="red"), SQ(content="wine"), SQ(content="water")


@pytest.mark.parametrize(
    ("condition", "numbers"),
    [
        (RED & WINE, [2]),
        (RED | WINE, [1, 2, 3]),
        (RED & ~WINE, [1]),
        (~RED, [3, 4]),
        (~RED & ~WINE, [4]),
        (~RED | ~WINE, [1, 3, 4]),
        (~(RED | WATER), [3]),
        (~(RED & WINE), [1, 3, 4]),
        (~(RED & ~WINE), [2, 3, 4]),
        (~(~RED & ~WINE), [1, 2, 3]),
        (~(~RED | ~WINE), [2]),
        (WATER | ~RED, [3, 4]),
        (WATER | ~(RED | ~WINE), [3, 4]),
        (~~WATER, [4]),
        (~~~WATER, [1, 2, 3]),
        ((RED | SQ(content="white")) & SQ(likes__gte=2), [2, 3]),
        (SQ(content="apples") & ~(SQ(tags="drink") & ~SQ(likes__in=[7])), [1]),
        (~SQ(content__contains="ed w"), [1, 3, 4]),
        (~SQ(content__exact="red wine"), [1, 3, 4]),
        (~SQ(content__startswith="wi"), [1, 4]),
        (~SQ(content__fuzzy="wind"), [1, 4]),
        (~SQ(content__in=["red", "wine"]), [4]),
        (~SQ(content=Exact("red wine")), [1, 3, 4]),
        (~SQ(content=Condition("red wine")), [1, 3, 4]),
        (~SQ(content=AutoQuery("red -wine")), [2, 3, 4]),
        (~SQ(content=Not("red")), [1, 2]),
        (~SQ(content=Raw("red OR wine")), [4]),
        (~SQ(likes__range=(1, 2)), [3, 4]),
        (~SQ(tags__in=["drink", "fruit"]), [4]),
        (~SQ(content=""), [1, 2, 3, 4]),
    ],
)
def test_conditions_combine_as_in_django(found: Found, condition: SQ, numbers: list[int]) -> None:
    assert found(condition) == numbers


def test_querysets_combine() -> None:
    def keys(results: SearchQuerySet) -> list[str]:
        return sorted(result.pk for result in results)

    everything = SearchQuerySet("toy").all()

    assert keys(everything.exclude(content="red").exclude(content="water")) == ["3"]
    assert keys(everything.exclude(content="red wine")) == ["1", "3", "4"]
    assert keys(everything.exclude(content="red", likes=2)) == ["1", "3", "4"]
    assert keys(everything.filter(content="water").filter_or(content="wine")) == ["2", "3", "4"]
    assert keys(everything.filter(content="red") & everything.filter(content="wine")) == ["2"]
    assert keys(everything.filter(content="red") | everything.filter(content="water")) == ["1", "2", "4"]


def test_the_best_answer_comes_first() -> None:
    results = SearchQuerySet("toy").filter(content="wine")

    assert [result.pk for result in results] == ["2", "3"]
    assert results[0].score > results[1].score > 0


def test_a_boost_is_no_condition_but_raises_an_answer() -> None:
    results = SearchQuerySet("toy").filter(content="wine").boost("apples", 3.0)

    assert [result.pk for result in results] == ["3", "2"]


def test_a_condition_says_nothing_about_the_order() -> None:
    results = SearchQuerySet("toy").filter(content=Condition("wine")).exclude(content="pears")

    assert {result.score for result in results} == {0.0}


def test_a_raw_search_takes_fields_phrases_and_everything() -> None:
    assert len(SearchQuerySet("toy").raw_search('text:"red wine"')) == 1
    assert len(SearchQuerySet("toy").raw_search("*")) == 4
    assert len(SearchQuerySet("toy").raw_search("text:*")) == 4
    assert len(SearchQuerySet("toy").narrow("*:*")) == 4
    assert len(SearchQuerySet("toy").raw_search("red OR *")) == 4
    assert len(SearchQuerySet("toy").raw_search("NOT *")) == 0


def test_the_backend_takes_a_string_too(lasting_toy: TantivySearchBackend) -> None:
    assert lasting_toy.search("red -wine")["hits"] == 1
    assert lasting_toy.search("*")["hits"] == lasting_toy.search("*:*")["hits"] == 4
    assert lasting_toy.search("") == {"results": [], "hits": 0}
    assert lasting_toy.search("()")["hits"] == 0


@pytest.mark.parametrize(
    ("condition", "numbers"),
    [
        (RED & ~WINE, ["1"]),
        (RED | WATER, ["1", "2", "4"]),
        (~SQ(likes__range=(1, 2)), ["3", "4"]),
        (SQ(tags__in=["drink", 'wi"th']), ["2", "3"]),
        (SQ(written_on__gte=datetime.date(2024, 2, 1)), ["2"]),
        (SQ(content=Exact("red wine")), ["2"]),
        (SQ(content=Not("red")), ["3", "4"]),
        (SQ(content=Raw("red OR water")), ["1", "2", "4"]),
        (SQ(content=AutoQuery("red -wine")), ["1"]),
        (SQ(text__contains="ed w"), ["2"]),
        (SQ(tags__in=[]), []),
        (~SQ(tags__in=[]), ["1", "2", "3", "4"]),
        (SQ(tags__in="drink"), ["2", "3"]),
        (SQ(tags=""), []),
        (SQ(tags=None), []),
        (SQ(likes__range=(2, None)), ["2", "3"]),
    ],
)
def test_a_condition_can_narrow_a_search(condition: SQ, numbers: list[str]) -> None:
    results = SearchQuerySet("toy").narrow(condition)

    assert sorted(result.pk for result in results) == numbers


def test_what_a_visitor_sends_does_not_break_out_of_its_quotes() -> None:
    chosen = SearchQuerySet("toy").query.clean('drink" OR tags:"fruit')

    assert len(SearchQuerySet("toy").narrow(f'tags:"{chosen}"')) == 0


def test_a_query_survives_pickling_and_can_be_shown() -> None:
    query = SearchQuerySet("toy").filter(content="wine").query

    assert len(pickle.loads(pickle.dumps(query)).get_results()) == 2
    assert "wine" in str(query)


def test_other_query_parsers_are_not_there(found: Found) -> None:
    with pytest.raises(Unsupported, match="AltParser"):
        found(content=AltParser("dismax", "red"))
