from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest
from haystack.inputs import AutoQuery, Clean, Exact, Not, Raw
from haystack.query import SearchQuerySet

from readingroom.search.engine import Unsupported
from readingroom.search.engine.backend import TantivySearchBackend
from readingroom.search.engine.inputs import Condition
from tests.search.engine.toy import NoteIndex, note

Found = Callable[..., list[int]]


@pytest.fixture(autouse=True, scope="module")
def notes(lasting_toy: TantivySearchBackend) -> None:
    notes = [note(1, "red apples and pears"), note(2, "red wine", tags=["drink"]), note(3, "white wine and apples")]
    lasting_toy.update(NoteIndex(), notes)


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        (Clean("red"), [1, 2]),
        (Exact("wine and"), [3]),
        (Not("red"), [3]),
        (Raw("red NOT wine"), [1]),
        (Raw('tags:drink OR-like "red wine"'), []),
        (Raw('tags:drink "red wine"'), [2]),
        (Raw("NOT (red wine)"), [1, 3]),
        (AutoQuery("red -wine"), [1]),
        (AutoQuery('"wine and" apples'), [3]),
        (AutoQuery('unpaired" red'), []),
        (AutoQuery('"'), []),
        (Condition("apples"), [1, 3]),
    ],
)
def test_every_kind_of_input_is_understood(found: Found, value: object, numbers: list[int]) -> None:
    assert found(content=value) == numbers


@pytest.mark.parametrize("typed", ["(", ")", "AND", "red AND (", "a:b:c", "*", "~1", "^", "\\", "[a TO b]", "+-!"])
def test_no_sign_is_an_error(found: Found, typed: str) -> None:
    found(content=AutoQuery(typed))
    found(content=typed)


def test_the_best_answer_comes_first() -> None:
    results = SearchQuerySet("toy").filter(content="wine")

    assert [result.pk for result in results] == ["2", "3"]
    assert results[0].score > results[1].score > 0


def test_a_boost_is_no_condition_but_raises_an_answer() -> None:
    results = SearchQuerySet("toy").filter(content="wine").boost("apples", 3.0)

    assert [result.pk for result in results] == ["3", "2"]


def test_a_condition_says_nothing_about_the_order() -> None:
    results = SearchQuerySet("toy").filter(content=Condition("wine"))

    assert {result.score for result in results} == {0.0}


def test_a_raw_search_takes_fields_phrases_and_everything() -> None:
    assert len(SearchQuerySet("toy").raw_search('text:"red wine"')) == 1
    assert len(SearchQuerySet("toy").raw_search("*")) == 3


def test_the_backend_takes_a_string_too(lasting_toy: TantivySearchBackend) -> None:
    assert lasting_toy.search("red -wine")["hits"] == 1
    assert lasting_toy.search("*")["hits"] == 3


def test_a_query_survives_pickling_and_can_be_shown() -> None:
    query = SearchQuerySet("toy").filter(content="wine").query

    assert len(pickle.loads(pickle.dumps(query)).get_results()) == 2
    assert "wine" in str(query)


def test_statistics_are_not_there() -> None:
    with pytest.raises(Unsupported, match="likes"):
        SearchQuerySet("toy").stats("likes")
