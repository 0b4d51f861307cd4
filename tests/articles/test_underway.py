from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from readingroom.articles.importing import import_file
from readingroom.articles.refusal import Refused
from readingroom.articles.underway import FOLDER, UnderWay, say_what_was_cut_off, under_way
from readingroom.articles.vocabulary import load_vocabulary
from tests.articles.page import PAGE

pytestmark = pytest.mark.django_db


def cut_off(data: Path, *files: tuple[str, bytes]) -> None:
    """What an import of three files leaves that was killed after it began these."""
    path = data / FOLDER / "4711"
    path.parent.mkdir(parents=True)
    with path.open("wb", buffering=0) as file:
        notes = UnderWay(file, of=3)
        for name, content in files:
            notes.begin(name, content)


def test_an_import_that_ended_leaves_nothing_to_say(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with under_way(tmp_path, 3) as notes:
        notes.begin("a.txt", b"a")

    say_what_was_cut_off(tmp_path)

    assert caplog.messages == []
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_of_an_import_that_was_killed_is_said_how_far_it_came(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    cut_off(tmp_path, ("a.txt", b"a"), ("b.txt", b"b"))

    say_what_was_cut_off(tmp_path)

    (said,) = caplog.messages
    assert "进程 4711" in said
    assert "3 个文件中的第 2 个“b.txt”，它没有收入" in said


def test_a_file_that_was_in_before_the_kill_is_said_to_be_in(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    load_vocabulary()
    number = import_file(PAGE.encode(), "a.txt").number
    cut_off(tmp_path, ("a.txt", PAGE.encode()))

    say_what_was_cut_off(tmp_path)

    assert f"它已收入，是第 {number} 号文章" in caplog.text


def test_an_import_that_was_killed_before_its_first_file_is_told_too(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cut_off(tmp_path)

    say_what_was_cut_off(tmp_path)

    assert "一个文件也没有收入" in caplog.text


def test_it_is_said_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    cut_off(tmp_path)

    say_what_was_cut_off(tmp_path)
    say_what_was_cut_off(tmp_path)

    assert len(caplog.messages) == 1


def test_a_line_that_was_cut_off_spoils_no_other(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    cut_off(tmp_path, ("a.txt", b"a"))
    with (tmp_path / FOLDER / "4711").open("ab") as file:
        file.write(b'\n{"file": "\xe5')

    say_what_was_cut_off(tmp_path)

    assert "第 1 个“a.txt”" in caplog.text


# Holds an import open until it is told to end.
IMPORTING = """
import sys
from pathlib import Path
import django
django.setup()
from readingroom.articles.underway import under_way
with under_way(Path(sys.argv[1]), 1) as notes:
    notes.begin("a.txt", b"a")
    print("begun", flush=True)
    sys.stdin.read()
"""


def test_an_import_that_is_still_under_way_is_left_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", IMPORTING, str(tmp_path)],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "readingroom.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as importing:
        assert importing.stdout
        assert importing.stdout.readline() == b"begun\n"

        say_what_was_cut_off(tmp_path)

        assert caplog.messages == []
        assert (tmp_path / FOLDER / str(importing.pid)).exists()


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("no folder")

    with pytest.raises(Refused, match="请检查磁盘空间和文件夹权限"), under_way(tmp_path, 1):
        pass
