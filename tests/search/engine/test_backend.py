from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from haystack import connections, indexes
from haystack.exceptions import SkipDocument
from haystack.inputs import AutoQuery
from haystack.query import SQ, SearchQuerySet

from readingroom.search.engine import IndexBusy, IndexMissing, Unsupported
from readingroom.search.engine.backend import TantivySearchBackend
from readingroom.search.engine.schema import plan_fields
from readingroom.search.engine.store import Opened
from tests.search.engine.toy import Note, NoteIndex, Reply, ReplyIndex, note

Put = Callable[..., None]

# Writes into the live generation and dies, before or after the commit, without closing anything.
DYING_WRITER = """
import os, sys
from pathlib import Path
from readingroom.search.engine.binding import Writer
writer = Writer(Path(sys.argv[1]))
for number in range(2000):
    writer.add({"keyword": [("id", f"toy.note.{number}"), ("django_ct", "toy.note"), ("django_id", str(number))]})
writer.delete("id", "toy.note.1")
if sys.argv[2] == "after":
    writer.commit()
os.kill(os.getpid(), 9)
"""


def found(text: str) -> list[str]:
    return sorted(result.pk for result in SearchQuerySet("toy").filter(content=text))


def test_a_document_is_put_in_replaced_and_removed(toy: TantivySearchBackend, put: Put) -> None:
    put(note(1, "red"), note(2, "white"))
    assert found("red") == ["1"]

    put(note(1, "green"))
    assert (found("red"), found("green"), found("white")) == ([], ["1"], ["2"])

    toy.remove(note(1, ""))
    toy.remove("toy.note.2")
    assert len(SearchQuerySet("toy").all()) == 0


def test_documents_are_removed_by_field_and_by_model(toy: TantivySearchBackend, put: Put) -> None:
    put(note(1, "red", likes=1), note(2, "red", likes=2), note(3, "red", likes=3))
    toy.update(ReplyIndex(), [Reply(pk=1, body="red")])

    toy.delete("likes", [1, 2])
    assert len(SearchQuerySet("toy").models(Note)) == 1

    toy.clear(models=[Note])
    assert found("red") == ["1"]
    with pytest.raises(Unsupported, match="'text'"):
        toy.delete("text", ["red"])


def test_a_document_may_be_skipped(toy: TantivySearchBackend, put: Put) -> None:
    class Choosy(NoteIndex):
        def prepare_text(self, obj: Note) -> str:
            if obj.likes < 0:
                raise SkipDocument
            return str(obj.body)

    put(note(1, "red"), note(2, "red"))

    toy.update(Choosy(), [note(1, "red", likes=-1), note(2, "white")])

    assert (found("red"), found("white")) == ([], ["2"])


def test_a_batch_is_seen_whole_or_not_at_all(toy: TantivySearchBackend, put: Put) -> None:
    put(note(1, "red"))

    with toy.batch():
        put(note(2, "red"))
        toy.remove("toy.note.1")
        assert found("red") == ["1"]
    assert found("red") == ["2"]

    with pytest.raises(AttributeError, match="no note"), toy.batch():
        put(note(3, "red"), "no note")
    assert found("red") == ["2"]


def test_what_is_written_aside_is_seen_only_at_the_end_and_replaces_everything(
    toy: TantivySearchBackend, put: Put
) -> None:
    put(note(1, "red"))

    with toy.aside():
        put(note(2, "red"))
        assert found("red") == ["1"]

    assert found("red") == ["2"]


def test_a_failure_aside_leaves_the_live_index_and_no_folder(toy: TantivySearchBackend, put: Put) -> None:
    put(note(1, "red"))

    with pytest.raises(AttributeError, match="no note"), toy.aside():
        put(note(2, "red"), "no note")

    assert found("red") == ["1"]
    assert len(list((toy.store.path / "generations").iterdir())) == 1


def test_two_do_not_rebuild_at_once(toy: TantivySearchBackend) -> None:
    with toy.store.rebuilding(wait=0):
        assert toy.store.is_rebuilding()
        with pytest.raises(IndexBusy), toy.aside():
            pytest.fail("two rebuild")

    assert not toy.store.is_rebuilding()


def test_the_live_index_takes_changes_while_another_is_made(toy: TantivySearchBackend, put: Put) -> None:
    put(note(1, "red"))

    with toy.store.rebuilding(wait=0):
        put(note(2, "red"))

    assert found("red") == ["1", "2"]


def test_writers_of_several_threads_wait_for_each_other(toy: TantivySearchBackend, put: Put) -> None:
    put(note(0, "red"))
    failures: list[BaseException] = []

    def write(first: int) -> None:
        # Haystack has connections, and so backends, for each thread.
        connections["toy"].get_unified_index().build(indexes=[NoteIndex(), ReplyIndex()])
        try:
            for number in range(first, first + 10):
                connections["toy"].get_backend().update(NoteIndex(), [note(number, "red")])
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(first,)) for first in (100, 200, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failures
    assert len(found("red")) == 31


def test_of_several_writers_that_find_no_index_one_makes_it(
    toy: TantivySearchBackend, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who looked before there was one must not empty it when it is his turn."""
    look, looked = toy.store.open, []

    def look_before_another_writes() -> Opened:
        if looked:
            return look()
        looked.append(True)
        put(note(1, "red"))
        raise IndexMissing("There was none a moment ago.")

    monkeypatch.setattr(toy.store, "open", look_before_another_writes)

    put(note(2, "red"))

    assert found("red") == ["1", "2"]


def test_what_cannot_be_written_is_named_and_leaves_what_was_there(toy: TantivySearchBackend, put: Put) -> None:
    put(note(1, "red"))

    with (
        toy.batch(),
        pytest.raises(ValueError, match=r"toy\.note\.1 cannot be written, its likes is 36893488147419103232"),
    ):
        put(note(1, "white", likes=2**65))

    assert found("red") == ["1"]


def test_many_small_updates_neither_hang_nor_litter(toy: TantivySearchBackend, put: Put) -> None:
    """A writer dropped without waiting for its merges hung within some hundred updates."""
    for number in range(40):
        put(note(number % 7, "red"))

    (folder,) = (toy.store.path / "generations").iterdir()
    assert len(found("red")) == 7
    assert len(list(folder.iterdir())) < 80


@pytest.mark.parametrize(("moment", "documents"), [("before", 20), ("after", 2018)])
def test_a_killed_writer_leaves_a_consistent_index_that_can_be_written(
    toy: TantivySearchBackend, put: Put, moment: str, documents: int
) -> None:
    put(*(note(number, "red") for number in range(20)))
    (folder,) = (toy.store.path / "generations").iterdir()

    killed = subprocess.run([sys.executable, "-c", DYING_WRITER, str(folder), moment])

    assert killed.returncode == -9
    toy.store.verify()
    assert len(SearchQuerySet("toy").all()) == documents
    put(note(5000, "green"))
    assert found("green") == ["5000"]


def test_columns_of_numbers_can_be_read_without_the_documents(toy: TantivySearchBackend, put: Put) -> None:
    put(note(1, "red", likes=4), note(2, "red", likes=5))

    assert sorted(toy.numbers(["likes"], [Note])) == [(4,), (5,)]
    assert toy.numbers(["likes"], [Reply]) == []


@pytest.mark.parametrize("fields", [{"text": 1.0}, {"text": 1.0, "title": 0.5}])
def test_what_is_excluded_is_excluded_in_every_field_that_is_looked_in(
    toy: TantivySearchBackend, fields: dict[str, float]
) -> None:
    toy._content_fields = fields
    toy.update(NoteIndex(), [note(1, "red", title="wine"), note(2, "wine", title="red"), note(3, "red", title="red")])

    def matching(condition: SQ) -> list[int]:
        return sorted(int(result.pk) for result in SearchQuerySet("toy").filter(condition))

    with_title = "title" in fields
    assert matching(SQ(content="wine")) == ([1, 2] if with_title else [2])
    assert matching(~SQ(content="wine")) == ([3] if with_title else [1, 3])
    assert matching(SQ(content="red") & ~SQ(content="wine")) == ([3] if with_title else [1, 3])
    assert matching(SQ(content=AutoQuery("red -wine"))) == ([3] if with_title else [1, 3])
    assert matching(SQ(content__contains="wine")) == ([1, 2] if with_title else [2])


def test_setting_up_makes_an_index_where_none_can_be_used(toy: TantivySearchBackend, put: Put) -> None:
    toy.setup()
    put(note(1, "red"))
    toy.setup()
    assert found("red") == ["1"]

    # Another set of search indexes wants other columns.
    connections["toy"].get_unified_index().build(indexes=[ReplyIndex()])
    toy.setup()
    toy.update(ReplyIndex(), [Reply(pk=7, body="red")])
    assert found("red") == ["7"]


def test_the_schema_can_be_looked_at(toy: TantivySearchBackend) -> None:
    name, columns = toy.build_schema(connections["toy"].get_unified_index().all_searchfields())

    assert name == toy.content_field_name == "text"
    assert {"likes": "integer", "cost__value": "float", "title__value": "keyword"}.items() <= {
        column.name: column.kind for column in columns
    }.items()


@pytest.mark.parametrize(("name", "said"), [("boost", "boost a document"), ("colour", "'colour'")])
def test_what_no_field_is_there_for_is_named(toy: TantivySearchBackend, name: str, said: str) -> None:
    class Free(NoteIndex):
        def prepare(self, obj: Note) -> dict[str, Any]:
            return {**super().prepare(obj), name: 2}

    with pytest.raises(Unsupported, match=said):
        toy.update(Free(), [note(1, "red")])


def test_an_analyzer_of_a_single_field_is_passed_over_aloud() -> None:
    with pytest.warns(UserWarning, match="'title'"):
        plan_fields({"title": indexes.CharField(index_fieldname="title", analyzer="snowball")})


def test_a_missing_path_is_named() -> None:
    with pytest.raises(ImproperlyConfigured, match="PATH"):
        TantivySearchBackend("toy")


def test_a_field_that_cannot_be_kept_is_named() -> None:
    with pytest.raises(Unsupported, match="place"):
        plan_fields({"place": indexes.LocationField(index_fieldname="place")})
