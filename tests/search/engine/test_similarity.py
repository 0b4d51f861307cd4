from __future__ import annotations

import pytest
from haystack.models import SearchResult
from haystack.query import SQ, SearchQuerySet

from readingroom.search.engine.backend import TantivySearchBackend
from tests.search.engine.toy import Note, NoteIndex, Reply, ReplyIndex, note


class Own(SearchResult):  # type: ignore[misc]
    pass


class Draft(Note):
    class Meta:
        app_label = "toy"
        proxy = True


@pytest.fixture(autouse=True, scope="module")
def documents(lasting_toy: TantivySearchBackend) -> None:
    notes = [
        note(1, "red wine", likes=1),
        note(2, "red apples", likes=2),
        note(3, "white wine", likes=3),
        note(4, "green apples and red apples", likes=4),
    ]
    lasting_toy.update(NoteIndex(), notes)
    lasting_toy.update(ReplyIndex(), [Reply(pk=9, body="red")])


def like(what: Note, results: SearchQuerySet | None = None) -> list[str]:
    found = SearchQuerySet("toy") if results is None else results
    return [result.pk for result in found.more_like_this(what)]


def test_what_shares_telling_words_comes_first_and_the_document_itself_not_at_all() -> None:
    assert like(note(2, "red apples"))[0] == "4"
    assert set(like(note(2, "red apples"))) == {"1", "4", "9"}


def test_what_is_not_in_the_index_may_be_asked_about_too() -> None:
    assert set(like(note(77, "apples"))) == {"2", "4"}
    assert like(note(77, "never heard of")) == []


def test_it_keeps_to_what_was_filtered() -> None:
    results = SearchQuerySet("toy")

    assert set(like(note(2, "red apples"), results.models(Note))) == {"1", "4"}
    assert like(note(2, "red apples"), results.filter(likes__gt=1)) == ["4"]
    assert like(note(2, "red apples"), results.exclude(SQ(content="green")).models(Note)) == ["1"]
    assert like(note(2, "red apples"), results.narrow("likes:1")) == ["1"]


def test_it_comes_in_slices() -> None:
    results = SearchQuerySet("toy").more_like_this(note(2, "red apples"))
    whole = [result.pk for result in results]

    assert len(results) == 3
    assert [result.pk for result in results[1:2]] == whole[1:2]
    assert isinstance(SearchQuerySet("toy").result_class(Own).more_like_this(note(2, "red apples"))[0], Own)


def test_a_proxy_of_a_model_is_like_the_model() -> None:
    draft = Draft(pk=2, title="note 2", body="red apples")

    assert "4" in like(draft)
