from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def index_folder(settings: Any, tmp_path: Path) -> Path:
    """Each test has a search index of its own, and none at first."""
    folder = tmp_path / "index"
    others = settings.HAYSTACK_CONNECTIONS
    settings.HAYSTACK_CONNECTIONS = {**others, "default": {**others["default"], "PATH": folder}}
    return folder
