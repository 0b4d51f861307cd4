from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.chromium import chromium
from tests.browser.page_kinds import FurnishedRoom, furnished_room
from tests.browser.watching import Watch
from tests.running_room import Room, running_room


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with running_room(tmp_path_factory.mktemp("room") / "data") as room:
        yield room


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FurnishedRoom]:
    """A room with every kind of page in it, for tests that only read."""
    with furnished_room(tmp_path_factory.mktemp("furnished")) as room:
        yield room


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def reader(browser: Browser, room: Room) -> Iterator[BrowserContext]:
    """A reader whose browser runs no scripts."""
    with _reader(browser, room, java_script_enabled=False) as reader:
        yield reader


@pytest.fixture
def reader_with_scripts(browser: Browser, room: Room) -> Iterator[BrowserContext]:
    with _reader(browser, room) as reader:
        yield reader


@contextmanager
def _reader(browser: Browser, room: Room, **about: Any) -> Iterator[BrowserContext]:
    """Nothing may be asked of any other server, no cookie be set, and the browser have nothing to complain of."""
    with browser.new_context(base_url=room.address, locale="zh-CN", **about) as context:
        watch = Watch(context, room.address)
        yield context
        assert context.cookies() == []
    assert watch.asked
    assert watch.asked_outside == []
    assert watch.complaints == []
