from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command

from readingroom import pipeline
from tests.seeds import ROOT

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def clean(*arguments: str, data: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("READINGROOM_")}
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "clean", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        env=environ | {"READINGROOM_DATA": str(data), "DJANGO_SETTINGS_MODULE": "readingroom.settings"},
    )


def test_one_object_a_line_in_the_order_of_the_arguments_and_nothing_is_written(tmp_path: Path) -> None:
    paths = [str(SEEDS[3]), str(SEEDS[0])]

    done = clean("--json", *paths, data=tmp_path / "data")

    articles = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert done.returncode == 0
    assert [article["file"] for article in articles] == paths
    assert not (tmp_path / "data").exists()


def test_a_file_too_long_to_be_one_article_is_said_and_not_cleaned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    long = tmp_path / "long.txt"
    long.write_text("小区里的事\n" * 5_001, "utf-8")
    monkeypatch.setattr(pipeline, "process", None)

    with pytest.raises(SystemExit):
        call_command("clean", str(long))

    assert capsys.readouterr().err == f"{long} 的文字超过 5000 行，请拆开后再收。\n"


def test_a_file_that_gives_no_article_is_said_and_the_others_are_printed(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")

    done = clean("--json", str(empty), str(SEEDS[3]), str(tmp_path / "missing.txt"), data=tmp_path / "data")

    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert "empty.txt" in done.stderr.decode()
    assert "missing.txt" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_the_files_of_an_archive_are_shown_under_its_name(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("内/b.txt", SEEDS[3].read_bytes())

    done = clean("--json", "-", str(archive), data=tmp_path / "data", stdin=archive.read_bytes())

    names = [json.loads(line)["file"] for line in done.stdout.decode("utf-8").splitlines()]
    assert names == ["-/内/b.txt", f"{archive}/内/b.txt"]


def test_standard_input_and_folders_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("b.txt", "a.txt"):
        (folder / name).write_bytes(SEEDS[3].read_bytes())

    done = clean("--json", "-", str(folder), data=tmp_path / "data", stdin=SEEDS[2].read_bytes())

    names = [json.loads(line)["file"] for line in done.stdout.decode("utf-8").splitlines()]
    assert names == ["-", str(folder / "a.txt"), str(folder / "b.txt")]


def test_a_person_sees_the_article_and_then_the_fate_of_every_line(tmp_path: Path) -> None:
    shown = clean(str(SEEDS[3]), data=tmp_path / "data").stdout.decode("utf-8")

    assert shown.index("坚持大抓基层的鲜明导向") < shown.index("各行去向")
    assert "移除·placeholder〔占位提示〕" in shown


@pytest.mark.parametrize("arguments", [[], ["--nonsense"]])
def test_wrong_usage_exits_with_two(arguments: list[str], tmp_path: Path) -> None:
    assert clean(*arguments, data=tmp_path / "data").returncode == 2


def test_a_name_from_an_old_archive_is_read_and_said(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / os.fsdecode("党建.txt".encode("gb18030"))).write_bytes(SEEDS[3].read_bytes())

    done = clean("--json", str(folder), data=tmp_path / "data")

    assert done.returncode == 0
    assert json.loads(done.stdout.decode("utf-8"))["file"].endswith("党建.txt")


def test_an_empty_folder_and_an_impossible_name_are_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    done = clean("--json", str(tmp_path / "empty"), "长" * 300, data=tmp_path / "data")

    assert done.returncode == 1
    assert "没有文件" in done.stderr.decode("utf-8")
    assert "Traceback" not in done.stderr.decode("utf-8")
