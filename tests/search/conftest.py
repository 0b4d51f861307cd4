from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from haystack import connections

from readingroom.search.engine.backend import TantivySearchBackend


@pytest.fixture(autouse=True)
def index_folder(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Each test has an index of its own, and none at first."""
    folder = tmp_path / "index"
    settings.HAYSTACK_CONNECTIONS = {"default": {**settings.HAYSTACK_CONNECTIONS["default"], "PATH": folder}}
    yield folder


@pytest.fixture
def backend() -> TantivySearchBackend:
    found: TantivySearchBackend = connections["default"].get_backend()
    return found
