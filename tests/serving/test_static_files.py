from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from readingroom.serving import static_files


@pytest.fixture
def root(tmp_path: Path, settings: Any) -> Path:
    source = tmp_path / "source"
    source.mkdir()
    (source / "room.css").write_text("body { color: black }")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    return tmp_path / "static"


def hashed_name(root: Path) -> str:
    names: dict[str, str] = json.loads((root / "staticfiles.json").read_text("utf-8"))["paths"]
    return names["room.css"]


def test_files_are_collected_under_names_made_from_their_content(root: Path) -> None:
    assert static_files.collect(root)

    assert (root / hashed_name(root)).read_text() == "body { color: black }"


def test_the_second_time_changes_nothing(root: Path) -> None:
    static_files.collect(root)
    before = root.stat().st_ino

    assert not static_files.collect(root)
    assert root.stat().st_ino == before


def test_a_changed_file_is_collected_and_the_old_one_goes(root: Path, tmp_path: Path) -> None:
    static_files.collect(root)
    old = hashed_name(root)
    (tmp_path / "source" / "room.css").write_text("body { color: darkred }")

    assert static_files.collect(root)

    assert hashed_name(root) != old
    assert not (root / old).exists()


@pytest.mark.parametrize("moment", ["collected aside", "the old folder moved away", "no fingerprint yet"])
def test_what_a_killed_preparation_left_is_made_good(root: Path, moment: str) -> None:
    static_files.collect(root)
    (root.parent / "static.made").unlink()
    match moment:
        case "collected aside":
            (root.parent / "static.new").mkdir()
            (root.parent / "static.new" / "half.css").touch()
        case "the old folder moved away":
            root.rename(root.parent / "static.old")

    assert static_files.collect(root)

    assert (root / hashed_name(root)).exists()
    assert not (root / "half.css").exists()
    assert sorted(path.name for path in root.parent.iterdir()) == ["source", "static", "static.made"]
