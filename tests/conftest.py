from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests.running_room import PATIENCE

# Time is measured in benchmarks: a busy machine is no failure. CI tries the same examples each time, so that it says
# something about the change; at a desk each run tries others.
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(autouse=True)
def index_folder(settings: Any, tmp_path: Path) -> Path:
    """Each test has a search index of its own, and none at first."""
    folder = tmp_path / "index"
    others = settings.HAYSTACK_CONNECTIONS
    settings.HAYSTACK_CONNECTIONS = {**others, "default": {**others["default"], "PATH": folder}}
    return folder


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Each test begins with the revision that the one before began with, which in a room never comes back."""
    # Only now: a conftest is read before Django is set up.
    from django.conf import settings
    from django.core.cache import caches

    from readingroom.pages.counting import forget_counts
    from readingroom.pages.frame import forget_themes

    for cache in settings.CACHES:
        caches[cache].clear()
    forget_themes()
    forget_counts()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """
    First what waits for servers and browsers: while one worker waits the others work.

    And at the end, when there is little left to share out, no worker sits over a file that takes a minute.
    """
    for item in filter(_starts_something, items):
        if not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(2 * PATIENCE))
    items.sort(key=lambda item: not _starts_something(item))


def _starts_something(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(mark) for mark in ("slow", "browser"))


def pytest_xdist_auto_num_workers() -> int:
    """Three for two processors: some of the time is waiting for servers and browsers; four were no quicker."""
    processors = os.cpu_count() or 1
    return processors + processors // 2
