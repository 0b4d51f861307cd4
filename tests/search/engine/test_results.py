from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from haystack.models import SearchResult
from haystack.query import SearchQuerySet

from readingroom.search.engine import Unsupported
from readingroom.search.engine.backend import TantivySearchBackend
from tests.search.engine.toy import Note, NoteIndex, Reply, ReplyIndex, note


class Own(SearchResult):  # type: ignore[misc]
    pass


@pytest.fixture(autouse=True, scope="module")
def documents(lasting_toy: TantivySearchBackend) -> None:
    notes = [
        note(1, "red <wine>", tags=["drink", "red"], likes=5, written_on=datetime.date(2024, 3, 1)),
        note(2, "red apples", tags=["fruit", "red"], likes=7, written_on=datetime.date(2024, 1, 1)),
        note(3, "white wine", tags=["drink"], likes=5, urgent=True, written_on=datetime.date(2024, 2, 1)),
    ]
    lasting_toy.update(NoteIndex(), notes)
    lasting_toy.update(ReplyIndex(), [Reply(pk=9, body="red")])


def everything() -> SearchQuerySet:
    return SearchQuerySet("toy").all()


def keys(results: SearchQuerySet) -> list[str]:
    return [result.pk for result in results]


def test_documents_come_back_as_they_were_put_in() -> None:
    (result,) = SearchQuerySet("toy").filter(content="apples")

    assert (result.app_label, result.model_name, result.pk) == ("toy", "note", "2")
    assert result.text == "red apples"
    assert result.tags == ["fruit", "red"]
    assert result.likes == 7
    assert result.urgent is False
    assert result.written_on.date() == datetime.date(2024, 1, 1)


def test_a_search_can_be_limited_to_models() -> None:
    assert keys(everything().filter(content="red").models(Reply)) == ["9"]
    assert len(everything().models(Note)) == 3
    assert len(everything().models(Note, Reply)) == 4


def test_slices_and_counts_agree() -> None:
    results = everything().models(Note).order_by("likes", "-written_on")

    assert len(results) == 3
    assert [result.pk for result in results[1:3]] == [keys(results)[1], keys(results)[2]]
    assert results[3:5] == []
    assert results[0:0] == []


@pytest.mark.parametrize(
    ("order", "numbers"),
    [
        (["written_on"], ["2", "3", "1"]),
        (["-written_on"], ["1", "3", "2"]),
        (["-id"], ["3", "2", "1"]),
        (["-likes", "urgent"], ["2", "1", "3"]),
        (["likes", "-urgent"], ["3", "1", "2"]),
        (["likes", "-written_on"], ["1", "3", "2"]),
        (["likes", "-id"], ["3", "1", "2"]),
    ],
)
def test_order(order: list[str], numbers: list[str]) -> None:
    assert keys(everything().models(Note).order_by(*order)) == numbers


@pytest.mark.parametrize(
    ("order", "named"), [(["text"], "'text'"), (["likes", "text"], "'text'"), (["colour"], "'colour'")]
)
def test_an_order_that_is_not_there_is_named(order: list[str], named: str) -> None:
    with pytest.raises(Unsupported, match=named):
        keys(everything().order_by(*order))


def test_facets_count_what_was_found_the_largest_first() -> None:
    facets = everything().filter(content="red").facet("tags").facet("likes").facet_counts()

    assert facets["fields"] == {"tags": [("red", 2), ("drink", 1), ("fruit", 1)], "likes": [(5, 1), (7, 1)]}


def test_facets_do_not_fetch_documents() -> None:
    results = everything().facet("tags")
    results.query.set_limits(0, 0)

    assert results.facet_counts()["fields"]["tags"] == [("drink", 2), ("red", 2), ("fruit", 1)]
    assert results.query.get_results() == []


def test_query_facets() -> None:
    counts = everything().query_facet("text", "wine").facet_counts()

    assert counts["queries"] == {"text_wine": 1}


def test_narrowing_leaves_the_order_alone() -> None:
    wide = everything().filter(content="red")
    narrow = wide.narrow('tags:"drink"').narrow("likes:5")

    assert keys(narrow) == ["1"]
    assert narrow[0].score == next(result.score for result in wide if result.pk == "1")


def test_matches_are_highlighted_in_the_whole_escaped_text() -> None:
    (result,) = everything().filter(content="red").filter(content="<wine>").highlight()

    assert result.highlighted == {"text": ["<mark>red</mark> <mark>&lt;wine&gt;</mark>"]}


def test_what_is_excluded_is_not_highlighted() -> None:
    (result,) = everything().models(Note).filter(content="red").exclude(content="apples").highlight()

    assert result.highlighted == {"text": ["<mark>red</mark> &lt;wine&gt;"]}


def test_values_and_classes_of_results() -> None:
    assert list(everything().filter(content="apples").values_list("pk", "likes")) == [["2", 7]]
    assert list(everything().filter(content="apples").values("id")) == [{"id": "toy.note.2"}]
    assert isinstance(everything().result_class(Own)[0], Own)


def test_more_like_this_finds_other_documents_that_share_telling_words() -> None:
    like_it = SearchQuerySet("toy").more_like_this(note(2, "red apples"))

    assert set(keys(like_it)) == {"1", "9"}


def test_more_like_this_keeps_to_what_was_filtered() -> None:
    like_it = SearchQuerySet("toy").models(Note).more_like_this(note(2, "red apples"))

    assert keys(like_it) == ["1"]


@pytest.mark.parametrize(
    ("search", "named"),
    [
        (
            lambda: (
                everything()
                .date_facet("written_on", datetime.date(2024, 1, 1), datetime.date(2025, 1, 1), "month")
                .facet_counts()
            ),
            "date_facets",
        ),
        (lambda: everything().highlight(max_length=10)[0], "max_length"),
        (lambda: everything().facet("text").facet_counts(), "'text'"),
    ],
)
def test_what_is_not_there_is_named(search: Callable[[], object], named: str) -> None:
    with pytest.raises(Unsupported, match=named):
        search()
