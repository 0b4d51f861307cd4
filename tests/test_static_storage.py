from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import ManifestFilesMixin

from readingroom.serving import static_files
from readingroom.static_storage import StaticStorage


@pytest.fixture
def collected(tmp_path: Path, settings) -> StaticStorage:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "readingroom.static_storage.StaticStorage"},
    }
    static_files.collect(tmp_path / "static")
    return StaticStorage(location=tmp_path / "static")


def test_a_file_is_named_by_its_content_and_looked_up_once(
    collected: StaticStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = collected.url("pages/pages.css")
    monkeypatch.setattr(ManifestFilesMixin, "stored_name", None)

    assert address.startswith("/static/pages/pages.")
    assert address != "/static/pages/pages.css"
    assert collected.url("pages/pages.css") == address


def test_a_file_that_is_not_there_is_an_error(collected: StaticStorage) -> None:
    with pytest.raises(ValueError, match=r"pages/nothing\.css"):
        collected.url("pages/nothing.css")
