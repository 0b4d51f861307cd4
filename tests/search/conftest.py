from __future__ import annotations

import pytest
from haystack import connections

from readingroom.search.engine.backend import TantivySearchBackend


@pytest.fixture
def backend() -> TantivySearchBackend:
    found: TantivySearchBackend = connections["default"].get_backend()
    return found
