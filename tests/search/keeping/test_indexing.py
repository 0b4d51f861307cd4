from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from haystack import connections

from readingroom import search
from readingroom.articles import curation
from readingroom.articles.models import Article, Change, Paragraph, Status
from readingroom.search.engine import IndexBusy, IndexNotWritten
from readingroom.search.engine.backend import TantivySearchBackend
from readingroom.search.engine.store import Store
from readingroom.search.keeping import holdings, indexing
from readingroom.search.models import Word
from tests.library import published_article, published_articles
from tests.search.damages import DAMAGES, live, truncate

pytestmark = pytest.mark.django_db


def count(q: str = "党支部") -> int:
    return search.find(q).count


# ------------------------------------------------------------------------------ news


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
    write = holdings.replace

    def write_and_withdraw(numbers: Any) -> None:
        write(numbers)
        if first.number in numbers:
            monkeypatch.setattr(holdings, "replace", write)
            curation.withdraw(first, by=None)

    monkeypatch.setattr(holdings, "replace", write_and_withdraw)
    indexing.drain()

    assert first.number not in indexed_articles()
    assert not Change.objects.exists()


def test_news_stay_when_writing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    published_article()
    indexing.drain()
    published_article(["另一篇讲党支部。"], title="乙")

    with monkeypatch.context() as patched:
        patched.setattr(holdings, "add", fail)
        with pytest.raises(OSError, match="the disk is full"):
            indexing.drain()
    assert Change.objects.exists()
    assert count() == 1

    indexing.drain()
    assert count() == 2


# ----------------------------------------------------------------------------- truth


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


# ------------------------------------------------------------------------ rebuilding


def test_what_changes_during_a_rebuild_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    stays, goes = published_articles(2)
    indexing.drain()
    add = holdings.add

    def add_and_change(numbers: Any) -> None:
        add(numbers)
        monkeypatch.setattr(holdings, "add", add)
        curation.withdraw(goes, by=None)
        published_article(["新来的一篇讲党支部。"], title="新")

    monkeypatch.setattr(holdings, "add", add_and_change)
    indexing.rebuild()

    assert len(indexed_articles()) == 2
    assert goes.number not in indexed_articles()
    assert stays.number in indexed_articles()


def test_news_that_went_into_the_old_index_during_a_rebuild_are_in_the_new_one_when_it_goes_live(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stays, goes = published_articles(2)
    indexing.drain()
    add = holdings.add

    def add_and_drain_elsewhere(numbers: Any) -> None:
        add(numbers)
        monkeypatch.setattr(holdings, "add", add)
        curation.withdraw(goes, by=None)
        published_article(["重建期间发布的独角兽。"], title="新")
        drain_with_a_backend_of_its_own()

    def die(store: Store, folder: Path) -> None:
        make_live(store, folder)
        raise KeyboardInterrupt

    make_live = Store.make_live
    monkeypatch.setattr(holdings, "add", add_and_drain_elsewhere)
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
        patched.setattr(holdings, "backend", lambda: backend)
        indexing.drain()


def test_readers_are_answered_during_a_rebuild(monkeypatch: pytest.MonkeyPatch) -> None:
    published_articles(2)
    indexing.drain()
    add, seen = holdings.add, []

    def add_and_ask(numbers: Any) -> None:
        seen.append((count(), indexing.state()))
        add(numbers)

    monkeypatch.setattr(holdings, "add", add_and_ask)
    indexing.rebuild()

    assert seen == [(2, "ok")]


def test_without_an_index_the_first_rebuild_is_said_to_be_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    published_articles(2)
    assert indexing.state() == "broken"
    add, seen = holdings.add, []

    def add_and_ask(numbers: Any) -> None:
        seen.append(indexing.state())
        add(numbers)

    monkeypatch.setattr(holdings, "add", add_and_ask)
    indexing.drain()

    assert seen == ["rebuilding"]
    assert indexing.state() == "ok"


def test_a_failed_rebuild_leaves_the_live_index(monkeypatch: pytest.MonkeyPatch, index_folder: Path) -> None:
    published_articles(2)
    indexing.drain()
    before = live(index_folder)

    monkeypatch.setattr(holdings, "add", fail)
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


# ---------------------------------------------------------------------------- damage
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


def test_damage_that_reconciliation_meets_first_is_mended_at_once(index_folder: Path) -> None:
    published_articles(2)
    indexing.drain()
    truncate(max(live(index_folder).glob("*.idx"), key=lambda file: file.stat().st_size))

    assert indexing.reconcile() == 2
    assert count() == 2


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


def test_the_first_index_of_a_room_is_no_fault(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger="readingroom.search.keeping.indexing"):
        indexing.drain()

    assert {record.levelname for record in caplog.records} == {"INFO"}


def indexed_articles() -> set[int]:
    return {article for article, _ in holdings.backend().numbers(["article", "edition"], [Article])}


def fail(*args: Any) -> None:
    raise OSError("the disk is full")


def out_of_space(*args: Any) -> None:
    raise IndexNotWritten("No space left on device")


def read_only(*args: Any, **kwargs: Any) -> None:
    raise PermissionError("the folder is read-only")


# ------------------------------------------------------------------------------ redactions


def test_what_was_taken_out_of_the_library_is_in_no_file_of_the_index(
    monkeypatch: pytest.MonkeyPatch, index_folder: Path
) -> None:
    """A deleted document stays in its segment; so the index is made anew."""
    monkeypatch.setattr(indexing, "REDACTION_IS_OVER", timedelta(0))
    article = published_article()
    curation.set_field(article, "author", "林晓晓", by=None)
    curation.publish(article, by=None)
    indexing.drain()
    older = live(index_folder)
    asker, second = (User.objects.create_user(name) for name in ("甲", "乙"))
    decision = article.decisions.get()
    place = {"decision": decision.pk, "start": 0, "end": 3, "kind": "selected"}

    indexing.verify()
    assert live(index_folder) == older
    curation.agree_to_redaction(curation.ask_redaction(article, [place], "本人要求", by=asker), by=second)
    indexing.verify()

    assert live(index_folder) != older
    assert not older.exists()
    newer = live(index_folder)
    indexing.verify()
    assert live(index_folder) == newer
    assert not [path for path in index_folder.rglob("*") if path.is_file() and "林晓晓".encode() in path.read_bytes()]
