from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.chromium import chromium
from tests.browser.page_kinds import FurnishedRoom, furnish_room, furnished_room
from tests.browser.watching import Watch
from tests.made_once import made_once, prepared_data
from tests.running_room import PATIENCE, Room, serving_room

# A busy machine is no failure.
expect.set_options(timeout=PATIENCE / 5 * 1000)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with serving_room(prepared_data(tmp_path_factory, tmp_path_factory.mktemp("room") / "data")) as room:
        yield room


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FurnishedRoom]:
    """A room with every kind of page in it, for tests that only read."""
    folder = tmp_path_factory.mktemp("furnished") / "room"
    shutil.copytree(made_once(tmp_path_factory, "furnished", furnish_room), folder)
    with furnished_room(folder) as room:
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
