from __future__ import annotations

import pytest
from haystack.query import SearchQuerySet

from readingroom.search.engine import Unsupported
from readingroom.search.engine.backend import TantivySearchBackend
from tests.search.engine.toy import NoteIndex, Reply, ReplyIndex, note


@pytest.fixture(autouse=True, scope="module")
def documents(lasting_toy: TantivySearchBackend) -> None:
    notes = [
        note(1, "red", tags=["drink"], likes=2),
        note(2, "red", tags=["fruit", "drink"], likes=4),
        note(3, "white", likes=-100),
    ]
    lasting_toy.update(NoteIndex(), notes)
    lasting_toy.update(ReplyIndex(), [Reply(pk=9, body="red")])


def test_numbers_over_what_was_found() -> None:
    stats = SearchQuerySet("toy").filter(content="red").stats("likes").stats_results()

    assert stats == {
        "likes": {
            "min": 2.0,
            "max": 4.0,
            "sum": 6.0,
            "count": 2,
            "missing": 1,
            "sumOfSquares": 20.0,
            "mean": 3.0,
            "stddev": pytest.approx(2**0.5),
            "facets": {},
        }
    }


def test_numbers_for_each_value_of_another_field() -> None:
    for by in ("tags", ["tags"]):
        stats = SearchQuerySet("toy").filter(content="red").stats_facet("likes", by).stats_results()["likes"]

        assert {tag: each["sum"] for tag, each in stats["facets"]["tags"].items()} == {"drink": 6.0, "fruit": 4.0}


def test_over_nothing_there_is_no_mean() -> None:
    stats = SearchQuerySet("toy").filter(content="green").stats("likes").stats_results()["likes"]

    assert (stats["count"], stats["missing"], stats["mean"]) == (0, 0, None)


@pytest.mark.parametrize("field", ["text", "tags", "written_on", "colour"])
def test_only_numbers_have_them(field: str) -> None:
    with pytest.raises(Unsupported, match=field):
        SearchQuerySet("toy").stats(field).stats_results()
