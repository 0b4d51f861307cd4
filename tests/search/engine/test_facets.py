from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from haystack.query import SearchQuerySet

from readingroom.search.engine import Unsupported
from readingroom.search.engine.backend import TantivySearchBackend
from tests.search.engine.toy import NoteIndex, Reply, ReplyIndex, note


@pytest.fixture(autouse=True, scope="module")
def documents(lasting_toy: TantivySearchBackend) -> None:
    notes = [
        note(1, "red wine", author="Ann Lee", tags=["drink", "red"], likes=5),
        note(2, "red apples", author="Ann Lee", tags=["fruit", "red"], likes=7),
        note(3, "white wine", author="Bo Ryan", tags=["drink"], likes=5, urgent=True),
    ]
    lasting_toy.update(NoteIndex(), notes)
    lasting_toy.update(ReplyIndex(), [Reply(pk=9, body="red")])


def everything() -> SearchQuerySet:
    return SearchQuerySet("toy").all()


def fields(results: SearchQuerySet) -> Mapping[str, Any]:
    found: Mapping[str, Any] = results.facet_counts()["fields"]
    return found


def test_what_was_found_is_counted_the_largest_first() -> None:
    facets = everything().filter(content="red").facet("tags").facet("likes").facet("urgent").facet_counts()

    assert facets == {
        "fields": {
            "tags": [("red", 2), ("drink", 1), ("fruit", 1)],
            "likes": [(5, 1), (7, 1)],
            "urgent": [(False, 2)],
        },
        "dates": {},
        "queries": {},
    }


def test_the_names_of_a_faceted_field_are_whole_and_its_own() -> None:
    assert fields(everything().facet("author")) == {"author": [("Ann Lee", 2), ("Bo Ryan", 1)]}


def test_a_short_text_can_be_counted_by_too() -> None:
    assert fields(everything().facet("title")) == {"title": [("note 1", 1), ("note 2", 1), ("note 3", 1)]}
    assert fields(everything().models(Reply).facet("title")) == {"title": []}


@pytest.mark.parametrize(
    ("options", "counts"),
    [
        ({"limit": 1}, [("drink", 2)]),
        ({"size": 1}, [("drink", 2)]),
        ({"limit": -1}, [("drink", 2), ("red", 2), ("fruit", 1)]),
        ({"mincount": 2}, [("drink", 2), ("red", 2)]),
        ({"sort": "index"}, [("drink", 2), ("fruit", 1), ("red", 2)]),
        ({"sort": "count", "limit": 2}, [("drink", 2), ("red", 2)]),
        ({"sort": "index", "limit": 2}, [("drink", 2), ("fruit", 1)]),
    ],
)
def test_options_of_a_facet(options: dict[str, Any], counts: list[tuple[str, int]]) -> None:
    assert fields(everything().facet("tags", **options)) == {"tags": counts}


def test_all_facets_of_a_search_are_one_walk_through_what_was_found(
    lasting_toy: TantivySearchBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = lasting_toy.store.open().snapshot
    walks: list[int] = []
    aggregate = type(snapshot).aggregate

    def counted(self: Any, query: Any, wanted: Mapping[str, Any]) -> Any:
        walks.append(len(wanted))
        return aggregate(self, query, wanted)

    monkeypatch.setattr(type(snapshot), "aggregate", counted)

    everything().facet("tags").facet("likes").facet("author").facet_counts()

    assert walks == [3]


def test_facets_do_not_fetch_documents() -> None:
    results = everything().facet("tags")
    results.query.set_limits(0, 0)

    assert fields(results) == {"tags": [("drink", 2), ("red", 2), ("fruit", 1)]}
    assert results.query.get_results() == []


def test_a_chosen_value_narrows_the_search() -> None:
    narrowed = everything().facet("tags").narrow('author_exact:"Ann Lee"').narrow("likes:5")

    assert fields(narrowed) == {"tags": [("drink", 1), ("red", 1)]}


def test_the_backend_may_be_asked_by_names_alone(lasting_toy: TantivySearchBackend) -> None:
    assert lasting_toy.search("wine", facets=["tags"])["facets"]["fields"] == {"tags": [("drink", 2), ("red", 1)]}
    assert lasting_toy.search("wine")["facets"] == {}


def test_query_facets() -> None:
    facets = everything().query_facet("text", "wi*").query_facet("likes", "[6 TO *]").query_facet("text", "()")

    assert facets.facet_counts()["queries"] == {"text:wi*": 2, "likes:[6 TO *]": 1, "text:()": 0}


@pytest.mark.parametrize(
    ("search", "named"),
    [
        (lambda: everything().facet("text"), "'text'"),
        (lambda: everything().facet("colour"), "'colour'"),
        (lambda: everything().facet("tags", prefix="d"), "prefix"),
        (lambda: everything().facet("tags", sort="random"), "random"),
    ],
)
def test_what_is_not_there_is_named(search: Any, named: str) -> None:
    with pytest.raises(Unsupported, match=named):
        search().facet_counts()
