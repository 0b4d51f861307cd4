from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connections

from readingroom.environment import CannotStart
from readingroom.serving import database
from readingroom.serving.database import migrate, refuse_unprepared, refuse_unreachable

pytestmark = pytest.mark.django_db


@contextmanager
def sqlite_file(monkeypatch: pytest.MonkeyPatch, path: Path) -> Iterator[None]:
    """A database of its own in the place of the tests' one."""
    own: Any = connections.create_connection("default")
    own.settings_dict = {**own.settings_dict, "ENGINE": "django.db.backends.sqlite3", "NAME": path}
    monkeypatch.setattr(database, "connection", own)
    yield
    own.close()


@pytest.mark.parametrize("name", ["nowhere/room.sqlite3", "notes.txt"])
def test_a_database_that_cannot_be_opened_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "notes.txt").write_text("no database " * 100)
    with sqlite_file(monkeypatch, tmp_path / name), pytest.raises(CannotStart, match="READINGROOM_DATA") as refusal:
        refuse_unreachable()

    assert "\n" not in str(refusal.value)


def test_a_database_without_tables_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite_file(monkeypatch, tmp_path / "empty"), pytest.raises(CannotStart, match="prepare"):
        refuse_unprepared()


def test_a_prepared_database_is_not_refused() -> None:
    refuse_unreachable()
    refuse_unprepared()


def test_tables_that_cannot_be_made_are_said_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(database, "call_command", fail)
    with pytest.raises(CannotStart, match=r"database or disk is full.*没有改动.*磁盘空间"):
        migrate()
