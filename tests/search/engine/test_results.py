from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from haystack import connections
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
        note(
            4,
            "water",
            title="another",
            author="Ann Lee",
            likes=1,
            cost=Decimal("9.50"),
            written_on=datetime.date(2024, 4, 1),
            sent_at=datetime.datetime(2024, 4, 1, 18, 30, tzinfo=datetime.UTC),
        ),
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
    assert result.written_on == datetime.datetime(2024, 1, 1)
    assert (result.cost, result.sent_at) == (None, None)


def test_moments_come_back_without_a_zone_and_decimals_as_they_were_written() -> None:
    (result,) = SearchQuerySet("toy").filter(content="water")

    assert result.sent_at == datetime.datetime(2024, 4, 2, 2, 30)
    assert result.cost == "9.50"
    assert (result.written_by, result.author_exact, result.secret) == ("Ann Lee", "Ann Lee", "Ann Lee")


def test_a_search_can_be_limited_to_models() -> None:
    assert keys(everything().filter(content="red").models(Reply)) == ["9"]
    assert len(everything().models(Note)) == 4
    assert len(everything().models(Note, Reply)) == 5


def test_models_that_are_registered_no_longer_are_left_out(lasting_toy: TantivySearchBackend, settings: Any) -> None:
    connections["toy"].get_unified_index().build(indexes=[NoteIndex()])
    try:
        assert lasting_toy.search("red")["hits"] == 2
        assert lasting_toy.search("red", limit_to_registered_models=False)["hits"] == 3
        settings.HAYSTACK_LIMIT_TO_REGISTERED_MODELS = False
        assert lasting_toy.search("red")["hits"] == 3
    finally:
        connections["toy"].get_unified_index().build(indexes=[NoteIndex(), ReplyIndex()])


def test_slices_and_counts_agree() -> None:
    results = everything().models(Note).order_by("likes", "-written_on")

    assert len(results) == 4
    assert [result.pk for result in results[1:3]] == [keys(results)[1], keys(results)[2]]
    assert results[4:6] == []
    assert results[0:0] == []
    assert results.latest("written_on").pk == "4"


@pytest.mark.parametrize(
    ("order", "numbers"),
    [
        (["written_on"], ["2", "3", "1", "4"]),
        (["-written_on"], ["4", "1", "3", "2"]),
        (["-id"], ["4", "3", "2", "1"]),
        (["title"], ["4", "1", "2", "3"]),
        (["-title", "id"], ["3", "2", "1", "4"]),
        (["-likes", "urgent"], ["2", "1", "3", "4"]),
        (["likes", "-urgent"], ["4", "3", "1", "2"]),
        (["likes", "-written_on"], ["4", "1", "3", "2"]),
        (["likes", "-id"], ["4", "3", "1", "2"]),
        (["urgent", "-likes", "id"], ["2", "1", "4", "3"]),
        (["cost", "id"], ["4", "1", "2", "3"]),
        (["-cost", "-id"], ["4", "3", "2", "1"]),
        (["author", "-id"], ["4", "3", "2", "1"]),
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


def test_narrowing_leaves_the_order_alone() -> None:
    wide = everything().filter(content="red")
    narrow = wide.narrow('tags:"drink"').narrow("likes:5")

    assert keys(narrow) == ["1"]
    assert narrow[0].score == next(result.score for result in wide if result.pk == "1")


def test_values_and_classes_of_results() -> None:
    apples = everything().filter(content="apples")

    assert list(apples.values_list("pk", "likes")) == [["2", 7]]
    assert apples.values_list("likes", flat=True)[0:5] == [7]
    assert list(apples.values("id")) == [{"id": "toy.note.2"}]
    assert isinstance(everything().result_class(Own)[0], Own)
    assert type(everything().result_class(Own).result_class(None)[0]) is SearchResult


def test_a_list_with_nothing_in_it_is_a_list() -> None:
    (reply,) = everything().models(Reply)
    (plain,) = everything().filter(id="toy.note.4")

    assert plain.tags == []
    assert reply.tags is None


def test_results_may_come_with_their_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    class Notes:
        def in_bulk(self, keys: list[str]) -> dict[int, Note]:
            asked.append(keys)
            return {int(key): note(int(key), "") for key in keys if key != "3"}

    monkeypatch.setattr(NoteIndex, "read_queryset", lambda self, using: Notes())
    monkeypatch.setattr(SearchResult, "model", Note)

    results = everything().models(Note).order_by("id").load_all()

    # What the database has no longer is left out.
    assert [result.object.pk for result in results[0:3]] == [1, 2, 4]
    assert asked[0] == ["1", "2", "3"]


@pytest.mark.parametrize("option", ["within", "dwithin", "distance_point", "collate"])
def test_what_is_not_there_is_named(option: str, lasting_toy: TantivySearchBackend) -> None:
    with pytest.raises(Unsupported, match=option):
        lasting_toy.search("*", **{option: {"field": "place"}})
