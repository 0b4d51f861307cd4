"""`prepare` and `serve` as an office starts them, each in a process of its own."""

from __future__ import annotations

import json
import signal
import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.made_once import prepared_data
from tests.running_room import PATIENCE, Room, finish, free_port, serving_room, start

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the tests find prepared, and leave so."""
    return prepared_data(tmp_path_factory, tmp_path_factory.mktemp("room") / "data")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another, with a server that runs."""
    return prepared_data(tmp_path_factory, tmp_path_factory.mktemp("served") / "data")


@pytest.fixture(scope="module")
def room(served: Path) -> Iterator[Room]:
    with serving_room(served) as room:
        yield room


def refusal(data: Path, command: str = "serve", **settings: str) -> str:
    """What a start that must fail says; one sentence and exit code 2."""
    code, shown, complaint = finish(start(command, data, **settings))
    assert (code, shown) == (2, "")
    assert complaint.count("\n") == 1
    return complaint


def count_articles(address: str) -> int:
    with urlopen(f"{address}api/articles") as answer:
        count: int = json.load(answer)["count"]
    return count


def rows(data: Path, table: str) -> int:
    with closing(sqlite3.connect(data / "readingroom.sqlite3")) as database:
        count: int = database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
    return count


def test_a_prepared_room_answers_and_shows_its_first_administrator(room: Room) -> None:
    assert count_articles(room.address) == 5
    assert room.user == "admin"
    assert len(room.password) == 19


def test_a_prepared_room_knows_words_that_stand_for_one_another(data: Path) -> None:
    assert rows(data, "search_synonymgroup WHERE in_use") > 10


def test_a_second_server_over_the_same_folder_is_refused(room: Room, served: Path) -> None:
    complaint = refusal(served, ADDRESS=f"127.0.0.1:{free_port()}")

    assert str(room.process.pid) in complaint


def test_a_port_in_use_is_one_sentence(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        complaint = refusal(data, ADDRESS=f"127.0.0.1:{other.getsockname()[1]}")

    assert "端口已被占用" in complaint


@pytest.mark.parametrize(
    ("command", "folder"),
    [
        ("import_articles seeds", "nowhere"),
        pytest.param("index", "nowhere", marks=pytest.mark.full),
        pytest.param("changepassword admin", "nowhere", marks=pytest.mark.full),
        ("load_seeds", "."),
        pytest.param("load_vocabulary", ".", marks=pytest.mark.full),
        pytest.param("reclean", ".", marks=pytest.mark.full),
    ],
)
def test_a_command_over_a_folder_that_was_not_prepared_is_one_sentence(
    tmp_path: Path, command: str, folder: str
) -> None:
    complaint = refusal(tmp_path / folder, command)

    assert f"数据文件夹 {tmp_path / folder} " in complaint
    assert "make run" in complaint


def test_a_server_over_a_folder_that_was_not_prepared_is_one_sentence(tmp_path: Path) -> None:
    assert "make run" in refusal(tmp_path)


def test_cleaning_needs_no_data_folder_and_makes_none(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("支部开会\n\n网格员走进院子，听居民说困难，当天就有了答复。\n")

    code, shown, complaint = finish(start(f"clean {tmp_path / 'article.txt'}", tmp_path / "nowhere"))

    assert (code, complaint) == (0, "")
    assert "网格员" in shown
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("command", ["prepare", "serve"])
def test_a_key_that_others_may_read_is_one_sentence(tmp_path: Path, command: str) -> None:
    key = tmp_path / "secret_key"
    key.write_text("k" * 67)
    key.chmod(0o644)

    assert f"chmod 600 {key}" in refusal(tmp_path, command)


@pytest.mark.parametrize("command", ["prepare", "serve"])
def test_a_database_that_does_not_answer_is_one_sentence(tmp_path: Path, command: str) -> None:
    url = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"

    assert "READINGROOM_DATABASE_URL" in refusal(tmp_path, command, DATABASE_URL=url)


@pytest.mark.parametrize("command", ["prepare", "serve", "check"])
def test_a_wrong_setting_is_one_sentence(tmp_path: Path, command: str) -> None:
    assert "READINGROOM_ADDRESS" in refusal(tmp_path, command, ADRESS="127.0.0.1:8000")


@pytest.mark.parametrize(("level", "lines"), [("WARNING", 1), ("ERROR", 0)])
def test_the_level_of_the_log_holds_for_django_too(data: Path, level: str, lines: int) -> None:
    port = free_port()
    with start("serve", data, ADDRESS=f"127.0.0.1:{port}", LOG=level) as server:
        assert server.stdout
        assert server.stdout.readline()
        with pytest.raises(HTTPError):
            urlopen(f"http://127.0.0.1:{port}/nowhere/")
        server.send_signal(signal.SIGTERM)
        _, complaint = server.communicate(timeout=PATIENCE)

    assert complaint.count("\n") == lines


def test_preparing_again_changes_nothing(data: Path) -> None:
    tables = ["articles_article", "articles_edition", "articles_term", "articles_change", "auth_user"]
    before = [rows(data, table) for table in tables]

    assert finish(start("prepare", data)) == (0, "", "")

    assert [rows(data, table) for table in tables] == before


def test_preparations_at_once_make_one_room(tmp_path: Path) -> None:
    preparations = [start("prepare", tmp_path / "data") for _ in range(2)]
    assert [finish(preparation) for preparation in preparations] == [(0, "", ""), (0, "", "")]

    assert rows(tmp_path / "data", "articles_article") == 5
    assert rows(tmp_path / "data", "articles_change") == 0


def test_a_server_that_is_told_to_stop_until_it_does_ends_in_order(data: Path) -> None:
    with start("serve", data, ADDRESS=f"127.0.0.1:{free_port()}") as server:
        assert server.stdout
        assert server.stdout.readline()
        while server.poll() is None:
            server.send_signal(signal.SIGINT)
            time.sleep(0.01)
        _, complaint = server.communicate()

    assert (server.returncode, complaint) == (0, "")
