from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from readingroom.articles import room
from readingroom.articles.curation import publishing
from readingroom.articles.importing import Outcome, import_file
from readingroom.articles.models import Original
from readingroom.articles.room import Busy, NoSpace, writing
from readingroom.articles.vocabulary import load_vocabulary
from tests.articles.page import PAGE

pytestmark = pytest.mark.django_db

BUSY = "现在有别的写入正在进行，请稍后再试。"


def refuse_the_lock(path: Path) -> None:
    """What SQLite says while somebody else writes."""
    holder, waiting = (sqlite3.connect(path, timeout=0, isolation_level=None) for _ in range(2))
    holder.execute("BEGIN IMMEDIATE")
    try:
        waiting.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise OperationalError(*error.args) from error
    finally:
        holder.close()
        waiting.close()


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else holds the room for longer than anybody waits."""
    monkeypatch.setattr(room, "_wait_no_longer_than", lambda seconds: refuse_the_lock(tmp_path / "held.sqlite3"))


def test_who_does_not_get_the_room_in_time_is_told_so(held: None) -> None:
    with pytest.raises(Busy, match=BUSY), writing():
        pass


def test_other_faults_of_the_database_stay_what_they_are() -> None:
    with pytest.raises(OperationalError, match="disk I/O error"), writing():
        raise OperationalError("disk I/O error") from sqlite3.OperationalError("disk I/O error")


def test_an_import_that_has_to_wait_too_long_is_refused(held: None) -> None:
    assert import_file(PAGE.encode(), "page.txt") == Outcome("refused", "page.txt", reason=BUSY)
    assert not Original.objects.exists()


@pytest.fixture
def full() -> Iterator[sqlite3.Connection]:
    """A database that may not grow."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE t (text)")
        pages = database.execute("PRAGMA page_count").fetchone()[0]
        database.execute(f"PRAGMA max_page_count = {pages}")
        yield database


def fill(database: sqlite3.Connection) -> None:
    try:
        database.execute("INSERT INTO t VALUES (?)", ["x" * 100_000])
    except sqlite3.OperationalError as error:
        raise OperationalError(*error.args) from error


def test_a_full_disk_is_told_with_what_to_do(full: sqlite3.Connection) -> None:
    with pytest.raises(NoSpace, match="请腾出空间"), writing():
        fill(full)


def test_an_article_whose_publication_finds_the_disk_full_is_not_there_as_a_draft_either(
    full: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_vocabulary()
    monkeypatch.setattr(publishing, "announce", lambda articles: fill(full))

    outcome = import_file(PAGE.encode(), "page.txt", publish=True)

    assert outcome == Outcome("refused", "page.txt", reason=NoSpace.sentence)
    assert not Original.objects.exists()


@pytest.mark.parametrize("command", ["load_vocabulary", "load_seeds"])
def test_a_command_that_has_to_wait_too_long_ends_with_the_sentence(held: None, command: str) -> None:
    with pytest.raises(CommandError, match=BUSY):
        call_command(command, stdout=io.StringIO())
