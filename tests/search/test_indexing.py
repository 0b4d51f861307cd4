from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import tantivy
from django.conf import settings
from haystack import connections

from readingroom import search
from readingroom.articles import curation
from readingroom.articles.models import Article, Change, Paragraph, Status
from readingroom.search import indexing
from readingroom.search.analysis import Analyser
from readingroom.search.engine import IndexBusy, IndexDamaged, IndexNotWritten
from readingroom.search.engine.backend import TantivySearchBackend
from readingroom.search.engine.binding import Writer
from readingroom.search.engine.store import Store
from readingroom.search.models import Word
from tests.library import published_article, published_articles

pytestmark = pytest.mark.django_db


def count(q: str = "党支部") -> int:
    return search.find(q).count


def live(folder: Path) -> Path:
    return folder / "generations" / (folder / "current").read_text("utf-8")


# ------------------------------------------------------------------------------- news


def test_news_are_taken_in_once() -> None:
    published_articles(3)

    assert indexing.drain() >= 3
    assert not Change.objects.exists()
    assert count() == 3
    assert indexing.drain() == 0


def test_a_withdrawal_and_a_return_are_taken_in() -> None:
    article = published_article()
    indexing.drain()

    curation.withdraw(article, by=None)
    indexing.drain()
    assert indexed_articles() == set()

    curation.restore(article, by=None)
    indexing.drain()
    assert indexed_articles() == {article.number}


def test_news_stay_while_another_process_writes(backend: TantivySearchBackend) -> None:
    published_article()
    indexing.drain()
    article = published_article(["另一篇讲党支部。"], title="乙")

    with backend.store.writing(wait=0):
        assert indexing.drain() == 0
    assert Change.objects.filter(article=article).exists()

    indexing.drain()
    assert count() == 2


def test_news_that_arrive_while_writing_are_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    published_article()
    indexing.drain()
    first = published_article(["另一篇讲党支部。"], title="乙")
    write = indexing._write

    def write_and_withdraw(numbers: Any) -> None:
        write(numbers)
        if first.number in numbers:
            monkeypatch.setattr(indexing, "_write", write)
            curation.withdraw(first, by=None)

    monkeypatch.setattr(indexing, "_write", write_and_withdraw)
    indexing.drain()

    assert first.number not in indexed_articles()
    assert not Change.objects.exists()


def test_news_stay_when_writing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    published_article()
    indexing.drain()
    published_article(["另一篇讲党支部。"], title="乙")

    with monkeypatch.context() as patched:
        patched.setattr(indexing, "_add", fail)
        with pytest.raises(OSError, match="the disk is full"):
            indexing.drain()
    assert Change.objects.exists()
    assert count() == 1

    indexing.drain()
    assert count() == 2


# ------------------------------------------------------------------------------ truth


def test_reconciling_an_index_that_agrees_writes_nothing(index_folder: Path) -> None:
    published_articles(3)
    indexing.drain()
    before = (live(index_folder) / "meta.json").read_bytes()

    assert indexing.reconcile() == 0
    assert (live(index_folder) / "meta.json").read_bytes() == before


def test_reconciling_finds_what_nobody_told() -> None:
    kept, gone, late = published_articles(3)
    Article.objects.filter(pk=late.pk).update(status=Status.DRAFT)
    indexing.drain()
    Article.objects.filter(pk=late.pk).update(status=Status.PUBLISHED)
    Article.objects.filter(pk=gone.pk).update(status=Status.ARCHIVED)
    Change.objects.all().delete()

    assert indexing.reconcile() == 2
    assert indexed_articles() == {kept.number, late.number}


def test_reconciling_finds_a_new_edition_and_a_lost_document(backend: TantivySearchBackend) -> None:
    edited, lost, _ = published_articles(3)
    indexing.drain()
    curation.set_field(edited, "title", "改过的题名", by=None)
    curation.publish(edited, by=None)
    Change.objects.all().delete()
    backend.remove(f"articles.article.{lost.pk}")

    assert indexing.reconcile() == 2
    assert count("改过的题名") == 1
    assert indexing.reconcile() == 0


def test_reconciling_finds_paragraphs_of_articles_that_are_gone(backend: TantivySearchBackend) -> None:
    _, gone = published_articles(2)
    indexing.drain()
    Article.objects.filter(pk=gone.pk).update(status=Status.ARCHIVED)
    backend.remove(f"articles.article.{gone.pk}")

    assert indexing.reconcile() == 1
    assert backend.numbers(["article"], [Paragraph]).count((gone.pk,)) == 0


# --------------------------------------------------------------------------- rebuilding


def test_what_changes_during_a_rebuild_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    stays, goes = published_articles(2)
    indexing.drain()
    add = indexing._add

    def add_and_change(numbers: Any) -> None:
        add(numbers)
        monkeypatch.setattr(indexing, "_add", add)
        curation.withdraw(goes, by=None)
        published_article(["新来的一篇讲党支部。"], title="新")

    monkeypatch.setattr(indexing, "_add", add_and_change)
    indexing.rebuild()

    assert len(indexed_articles()) == 2
    assert goes.number not in indexed_articles()
    assert stays.number in indexed_articles()


def test_news_that_went_into_the_old_index_during_a_rebuild_are_in_the_new_one_when_it_goes_live(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stays, goes = published_articles(2)
    indexing.drain()
    add = indexing._add

    def add_and_drain_elsewhere(numbers: Any) -> None:
        add(numbers)
        monkeypatch.setattr(indexing, "_add", add)
        curation.withdraw(goes, by=None)
        published_article(["重建期间发布的独角兽。"], title="新")
        drain_with_a_backend_of_its_own()

    def die(store: Store, folder: Path) -> None:
        make_live(store, folder)
        raise KeyboardInterrupt

    make_live = Store.make_live
    monkeypatch.setattr(indexing, "_add", add_and_drain_elsewhere)
    monkeypatch.setattr(Store, "make_live", die)
    with pytest.raises(KeyboardInterrupt):
        indexing.rebuild()

    assert not Change.objects.exists()
    assert count("独角兽") == 1
    assert indexed_articles() >= {stays.number}
    assert goes.number not in indexed_articles()


def drain_with_a_backend_of_its_own() -> None:
    """As the server does while a command rebuilds."""
    backend = TantivySearchBackend("default", **settings.HAYSTACK_CONNECTIONS["default"])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(indexing, "_backend", lambda: backend)
        indexing.drain()


def test_readers_are_answered_during_a_rebuild(monkeypatch: pytest.MonkeyPatch) -> None:
    published_articles(2)
    indexing.drain()
    add, seen = indexing._add, []

    def add_and_ask(numbers: Any) -> None:
        seen.append((count(), indexing.state()))
        add(numbers)

    monkeypatch.setattr(indexing, "_add", add_and_ask)
    indexing.rebuild()

    assert seen == [(2, "ok")]


def test_without_an_index_the_first_rebuild_is_said_to_be_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    published_articles(2)
    assert indexing.state() == "broken"
    add, seen = indexing._add, []

    def add_and_ask(numbers: Any) -> None:
        seen.append(indexing.state())
        add(numbers)

    monkeypatch.setattr(indexing, "_add", add_and_ask)
    indexing.drain()

    assert seen == ["rebuilding"]
    assert indexing.state() == "ok"


def test_a_failed_rebuild_leaves_the_live_index(monkeypatch: pytest.MonkeyPatch, index_folder: Path) -> None:
    published_articles(2)
    indexing.drain()
    before = live(index_folder)

    monkeypatch.setattr(indexing, "_add", fail)
    with pytest.raises(OSError, match="the disk is full"):
        indexing.rebuild()

    assert count() == 2
    assert list((index_folder / "generations").iterdir()) == [before]


def test_two_processes_do_not_rebuild_at_once(backend: TantivySearchBackend) -> None:
    published_articles(1)

    with backend.store.rebuilding(wait=0):
        assert indexing.drain() == 0
        with pytest.raises(IndexBusy):
            indexing.rebuild()


def test_another_vocabulary_makes_the_index_anew(backend: TantivySearchBackend) -> None:
    published_articles(1)
    indexing.drain()
    indexing.verify()
    assert not backend.store.is_outdated()

    curation.save(Word(text="楼道议事会"), by=None)
    assert backend.store.is_outdated()
    assert count() == 1
    indexing.verify()

    assert backend.store.open().analyser.vocabulary.endswith("\n楼道议事会")
    assert count() == 1


# ------------------------------------------------------------------------------ damage


def spoil_a_byte(folder: Path) -> None:
    file = next(live(folder).glob("*.term"))
    content = bytearray(file.read_bytes())
    content[0] ^= 1
    # In another file of that name: the old one is mapped into the memory of open readers.
    other = file.with_suffix(".other")
    other.write_bytes(content)
    other.replace(file)


def remove_the_pointer(folder: Path) -> None:
    (folder / "current").unlink()


def remove_a_file(folder: Path) -> None:
    next(live(folder).glob("*.idx")).unlink()


def empty_the_list_of_segments(folder: Path) -> None:
    (live(folder) / "meta.json").write_text("")


def forget_the_segments(folder: Path) -> None:
    """Valid, and empty."""
    meta = live(folder) / "meta.json"
    meta.write_text(json.dumps({**json.loads(meta.read_text()), "segments": []}))


def put_a_foreign_index_in_its_place(folder: Path) -> None:
    for file in live(folder).iterdir():
        if file.name not in ("facts.json", "vocabulary.txt"):
            file.unlink()
    foreign = tantivy.SchemaBuilder().add_text_field("t").build()
    tantivy.Index(foreign, path=str(live(folder)))


def point_nowhere(folder: Path) -> None:
    (folder / "current").write_text("somewhere")


DAMAGES = [
    remove_the_pointer,
    remove_a_file,
    empty_the_list_of_segments,
    forget_the_segments,
    put_a_foreign_index_in_its_place,
    point_nowhere,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_unavailable_rather_than_empty(damage: Any, index_folder: Path) -> None:
    published_articles(2)
    indexing.drain()
    assert count() == 2

    damage(index_folder)
    connections["default"].get_backend().store._opened = None

    assert indexing.state() == "broken"
    with pytest.raises(search.IndexUnavailable):
        count()


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_command_makes_a_damaged_index_anew(damage: Any, index_folder: Path) -> None:
    published_articles(2)
    indexing.drain()

    damage(index_folder)

    assert indexing.update() == 2
    assert count() == 2


@pytest.mark.parametrize("damage", [spoil_a_byte, *DAMAGES])
def test_a_damaged_index_is_found_out_and_made_anew(
    damage: Any, index_folder: Path, backend: TantivySearchBackend
) -> None:
    published_articles(2)
    indexing.drain()

    damage(index_folder)
    backend.store._opened = None
    indexing.IndexKeeper()._look_after(thoroughly=True)

    assert indexing.state() == "ok"
    assert count() == 2
    assert len(list((index_folder / "generations").iterdir())) == 1


def test_an_index_by_other_code_is_unavailable_until_it_is_made_anew(
    backend: TantivySearchBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    published_articles(2)
    indexing.drain()
    monkeypatch.setattr(Analyser, "fingerprint", property(lambda self: "2 · of tomorrow"))
    backend.store._opened = None

    assert indexing.state() == "broken"
    with pytest.raises(search.IndexUnavailable):
        count()

    indexing.IndexKeeper()._look_after(thoroughly=False)
    assert count() == 2


def test_a_search_that_failed_makes_the_keeper_look_closer(backend: TantivySearchBackend, index_folder: Path) -> None:
    published_articles(2)
    indexing.drain()
    spoil_a_byte(index_folder)

    backend.store.suspect()
    indexing.IndexKeeper()._look_after(thoroughly=False)

    backend.store.verify()
    assert count() == 2


def test_damage_that_news_meet_first_is_mended_at_once(index_folder: Path) -> None:
    published_articles(2)
    indexing.drain()
    truncate(max(live(index_folder).glob("*.idx"), key=lambda file: file.stat().st_size))
    published_article(["新来的一篇讲党支部。"], title="新")

    indexing.IndexKeeper()._look_after(thoroughly=False)

    assert count() == 3


def test_damage_that_reconciliation_meets_first_is_noted(index_folder: Path, backend: TantivySearchBackend) -> None:
    published_articles(2)
    indexing.drain()
    truncate(max(live(index_folder).glob("*.idx"), key=lambda file: file.stat().st_size))

    with pytest.raises(IndexDamaged):
        indexing.reconcile()

    assert backend.store.is_suspect()


def truncate(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def test_a_write_that_fails_makes_the_keeper_look_closer_and_tries_again(
    backend: TantivySearchBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    published_articles(2)
    indexing.drain()
    published_article(["新来的一篇讲党支部。"], title="新")
    before = (backend.store.path / "current").read_text("utf-8")

    with monkeypatch.context() as patched:
        patched.setattr(Writer, "commit", out_of_space)
        with pytest.raises(IndexNotWritten):
            indexing.drain()
    assert backend.store.is_suspect()
    assert count() == 3 - 1

    indexing.IndexKeeper()._look_after(thoroughly=False)
    assert count() == 3
    assert (backend.store.path / "current").read_text("utf-8") == before


def test_a_rebuild_that_fails_at_its_first_file_leaves_no_folder(
    index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published_articles(2)
    indexing.drain()
    (index_folder / "generations" / "left by a killed rebuild").mkdir()

    with monkeypatch.context() as patched:
        patched.setattr(Store, "_facts", out_of_space)
        with pytest.raises(IndexNotWritten):
            indexing.rebuild()

    assert list((index_folder / "generations").iterdir()) == [live(index_folder)]
    assert count() == 2


def test_where_no_lock_can_be_made_the_index_is_broken_and_nothing_fails(
    index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "open", read_only)

    assert indexing.state() == "broken"


# ------------------------------------------------------------------------------ keeper


@pytest.mark.django_db(transaction=True)
def test_the_keeper_makes_the_index_and_takes_in_news_until_it_is_stopped() -> None:
    published_article()
    keeper = indexing.IndexKeeper(pause=0.02)

    keeper.start()
    wait_until(lambda: indexing.state() == "ok" and count() == 1)
    published_article(["另一篇讲党支部。"], title="乙")
    wait_until(lambda: count() == 2)
    keeper.stop()

    assert not keeper.is_alive()


@pytest.mark.django_db(transaction=True)
def test_the_keeper_says_in_one_line_that_the_folder_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(indexing, "drain", read_only)
    keeper = indexing.IndexKeeper(pause_after_failure=3600)

    keeper.start()
    wait_until(lambda: "read-only" in caplog.text)

    assert keeper.is_alive()
    assert "Traceback" not in caplog.text
    keeper.stop()


@pytest.mark.django_db(transaction=True)
def test_the_keeper_survives_a_failure_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    published_article()
    drain, failures = indexing.drain, iter([True])

    def fail_once() -> int:
        if next(failures, False):
            raise OSError("the disk is full")
        return drain()

    monkeypatch.setattr(indexing, "drain", fail_once)
    keeper = indexing.IndexKeeper(pause=0.02, pause_after_failure=0.02)

    keeper.start()
    wait_until(lambda: not Change.objects.exists())
    keeper.stop()

    assert "the disk is full" in caplog.text
    assert count() == 1


# ------------------------------------------------------------------------------- start


def test_a_start_says_and_takes_in_the_news_of_the_last_run(caplog: pytest.LogCaptureFixture) -> None:
    published_articles(2)

    with caplog.at_level("INFO", logger="readingroom.search.indexing"):
        indexing.make_up()

    assert "有 2 项变动还没有写进检索库" in caplog.text
    assert count() == 2


def test_a_start_says_and_sweeps_what_a_killed_rebuild_left(
    index_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    published_article()
    indexing.drain()
    (index_folder / "generations" / "left by a killed rebuild").mkdir()
    (index_folder / "current.new").touch()

    indexing.make_up()

    assert "上次重建检索库没有做完" in caplog.text
    assert list((index_folder / "generations").iterdir()) == [live(index_folder)]
    assert not (index_folder / "current.new").exists()


def test_a_rebuild_that_is_under_way_is_no_killed_one(
    index_folder: Path, backend: TantivySearchBackend, caplog: pytest.LogCaptureFixture
) -> None:
    indexing.rebuild()
    caplog.clear()

    with backend.store.rebuilding(wait=0):
        (index_folder / "generations" / "being made").mkdir()
        indexing.make_up()

    assert caplog.messages == []
    assert (index_folder / "generations" / "being made").exists()


def test_a_start_after_an_orderly_end_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    published_article()
    indexing.drain()
    caplog.clear()

    with caplog.at_level("INFO", logger="readingroom.search.indexing"):
        indexing.make_up()

    assert caplog.messages == []


# ----------------------------------------------------------------------------- killing

# Fills the index of a room on disk and is killed at a moment of the writing.
DYING = """
import os, sys
import django
django.setup()
from readingroom.search import indexing
from readingroom.search.engine import binding, store, writing

def die(*args, **kwargs):
    os.kill(os.getpid(), 9)

place, name = {
    "while adding": (indexing, "_add"),
    "before the commit": (binding.Writer, "commit"),
    "after the commit": (binding.Writer, "close"),
    "before the swap": (store.Store, "make_live"),
    "before the sweep": (store.Store, "sweep"),
    "before the rows go": (indexing.Change.objects, "filter"),
}[sys.argv[2]]
setattr(place, name, die)
getattr(indexing, sys.argv[1])()
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("act", "moment"),
    [
        ("drain", "while adding"),
        ("drain", "before the commit"),
        ("drain", "after the commit"),
        ("drain", "before the rows go"),
        ("rebuild", "while adding"),
        ("rebuild", "after the commit"),
        ("rebuild", "before the swap"),
        ("rebuild", "before the sweep"),
    ],
)
def test_whatever_moment_it_is_killed_at_the_next_start_finds_everything(act: str, moment: str, tmp_path: Path) -> None:
    environment = {**os.environ, "READINGROOM_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "readingroom.settings"}
    environment.pop("READINGROOM_DATABASE_URL", None)

    def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *arguments], env=environment, capture_output=True, text=True, check=False
        )

    assert run(PREPARE).returncode == 0
    killed = run(DYING, act, moment)
    assert killed.returncode == -signal.SIGKILL, killed.stderr

    after = run(NEXT_START)

    assert after.returncode == 0, after.stderr
    assert after.stdout.split() == ["4", "0", "1"]


PREPARE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from readingroom.search import indexing
from tests.library import published_articles, published_article
published_articles(3)
indexing.drain()
published_article(["新来的一篇讲党支部。"], title="新")
"""

# Answers found, documents that differ, generations left.
NEXT_START = """
import django
django.setup()
from django.conf import settings
from readingroom import search
from readingroom.search import indexing
indexing.IndexKeeper()._look_after(thoroughly=True)
generations = list((settings.ENVIRONMENT.data / "index" / "generations").iterdir())
print(search.find("党支部").count, indexing.reconcile(), len(generations))
"""


def indexed_articles() -> set[int]:
    return {article for article, _ in indexing._backend().numbers(["article", "edition"], [Article])}


def fail(*args: Any) -> None:
    raise OSError("the disk is full")


def out_of_space(*args: Any) -> None:
    raise IndexNotWritten("No space left on device")


def read_only(*args: Any, **kwargs: Any) -> None:
    raise PermissionError("the folder is read-only")


def wait_until(true: Any, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_the_first_index_of_a_room_is_no_fault(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger="readingroom.search.indexing"):
        indexing.drain()

    assert {record.levelname for record in caplog.records} == {"INFO"}
