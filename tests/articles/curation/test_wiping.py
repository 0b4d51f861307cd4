"""Whether the traces of a redaction were overwritten is asked at every start, and never forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError
from django.utils import timezone

from readingroom.articles import curation
from readingroom.articles.curation import wiping
from readingroom.articles.models import Article, Redaction
from readingroom.articles.vocabulary import load_vocabulary
from tests.library import draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db: None) -> Article:
    load_vocabulary()
    return draft()


@pytest.fixture
def wiped(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is sent to the database; within the transaction of a test nothing is wiped."""
    sent: list[str] = []

    class Cursor:
        def __enter__(self) -> Cursor:
            return self

        def __exit__(self, *args: object) -> None: ...

        def execute(self, statement: str) -> None:
            sent.append(statement)

        def fetchone(self) -> tuple[int, int, int]:
            return (0, 0, 0)

    class Connection:
        vendor = "sqlite"
        cursor = Cursor

    monkeypatch.setattr(wiping, "connection", Connection)
    return sent


def done(article: Article, asker: User) -> None:
    second, _ = User.objects.get_or_create(username="复核员")
    about = {"decided_by": second, "decided_at": timezone.now(), "is_agreed": True, "done_at": timezone.now()}
    Redaction.objects.create(article=article, places=[], reason="理由", asked_by=asker, **about)


def test_a_redaction_whose_traces_were_left_is_made_good_at_the_next_start(
    article: Article, curator: User, wiped: list[str], tmp_path: Path
) -> None:
    curation.wipe_what_is_due(tmp_path)
    assert wiped == []

    done(article, curator)
    curation.wipe_what_is_due(tmp_path)
    assert wiped == ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"]

    curation.wipe_what_is_due(tmp_path)
    assert len(wiped) == 2

    done(article, curator)
    curation.wipe_what_is_due(tmp_path)
    assert len(wiped) == 4


def test_what_could_not_be_done_is_tried_again(
    article: Article, curator: User, wiped: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(article, curator)
    with monkeypatch.context() as busy:
        busy.setattr(wiping, "wipe", lambda data: (_ for _ in ()).throw(DatabaseError("locked")))
        curation.wipe_what_is_due(tmp_path)
    assert wiped == []

    curation.wipe_what_is_due(tmp_path)

    assert wiped


def test_a_log_that_a_reader_holds_is_not_taken_for_emptied(
    article: Article, curator: User, wiped: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(article, curator)
    monkeypatch.setattr(wiping.connection.cursor, "fetchone", lambda self: (1, 5, 3))

    with pytest.raises(DatabaseError, match="in use"):
        wiping.wipe(tmp_path)

    assert not (tmp_path / wiping.NOTE).exists()


@pytest.mark.parametrize("note", ["", "二", "\x00"])
def test_a_note_that_is_damaged_says_nothing(
    note: str, article: Article, curator: User, wiped: list[str], tmp_path: Path
) -> None:
    done(article, curator)
    (tmp_path / wiping.NOTE).write_text(note, "utf-8")

    curation.wipe_what_is_due(tmp_path)

    assert (tmp_path / wiping.NOTE).read_text("ascii") == "1"
