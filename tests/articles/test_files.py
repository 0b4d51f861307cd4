"""Which files the paths of a command line mean (`articles.management.files`)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from readingroom.articles.management.files import LARGEST, File, files_in, read_bytes, unpacked
from readingroom.records import Unreadable
from tests.intake.zips import zip_of


def names(folder: Path) -> list[str]:
    return [str(Path(path).relative_to(folder)) for path in files_in(str(folder))]


def test_a_folder_gives_its_files_and_those_of_its_folders_in_name_order(tmp_path: Path) -> None:
    for name in ("乙.txt", "甲.txt", "丙/一.txt", ".隐.txt", "页.html", "页_files/样式.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    assert names(tmp_path) == ["丙/一.txt", "乙.txt", "甲.txt", "页.html"]


def test_what_has_no_end_is_left_alone_and_a_link_to_nothing_is_not(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道")
    (tmp_path / "回头").symlink_to(tmp_path)
    (tmp_path / "断链.txt").symlink_to(tmp_path / "没有")

    assert names(tmp_path) == ["断链.txt"]


def test_what_is_too_large_for_every_format_is_not_read(tmp_path: Path) -> None:
    disk = tmp_path / "disk.img"
    disk.touch()
    os.truncate(disk, LARGEST + 1)

    with pytest.raises(Unreadable, match=r"disk\.img 超过 32 MB"):
        read_bytes(str(disk))


def test_what_an_archive_holds_beside_articles_is_said(caplog: pytest.LogCaptureFixture) -> None:
    archive = zip_of({"页.html": "<p>", "页_files/样式.css": "p {}"})

    assert [file.name for file in unpacked(File("一.zip", archive))] == ["一.zip/页.html"]
    assert "一.zip 没有收：网页附带的图片、样式等 1 个文件。" in caplog.text
