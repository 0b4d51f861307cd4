from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from haystack import connections
from haystack.query import SearchQuerySet

from readingroom.search.engine.backend import TantivySearchBackend
from tests.search.engine.toy import NoteIndex, ReplyIndex


@contextmanager
def toy_site(folder: Path) -> Iterator[TantivySearchBackend]:
    """A second connection, with an index of its own for the notes."""
    connection = {
        "ENGINE": "readingroom.search.engine.TantivyEngine",
        "PATH": folder,
    }
    with override_settings(HAYSTACK_CONNECTIONS={**settings.HAYSTACK_CONNECTIONS, "toy": connection}):
        connections.connections_info["toy"] = connection
        engine = connections.reload("toy")
        engine.get_unified_index().build(indexes=[NoteIndex(), ReplyIndex()])
        yield engine.get_backend()
        del connections.connections_info["toy"]
        del connections.thread_local.connections["toy"]


@pytest.fixture
def toy(tmp_path: Path) -> Iterator[TantivySearchBackend]:
    with toy_site(tmp_path / "toy") as backend:
        yield backend


@pytest.fixture(scope="module")
def lasting_toy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TantivySearchBackend]:
    """For tests that only read."""
    with toy_site(tmp_path_factory.mktemp("toy") / "toy") as backend:
        yield backend


@pytest.fixture
def put(toy: TantivySearchBackend) -> Callable[..., None]:
    return lambda *notes: toy.update(NoteIndex(), notes)


@pytest.fixture(scope="session")
def found() -> Callable[..., list[int]]:
    """The numbers of the notes that meet a filter, in the order of the numbers."""

    def find(*conditions: Any, **lookups: Any) -> list[int]:
        return sorted(int(result.pk) for result in SearchQuerySet("toy").filter(*conditions, **lookups))

    return find
