from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.chromium import chromium
from tests.running_room import Room, running_room


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with running_room(tmp_path_factory.mktemp("room") / "data") as room:
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
    """Nothing may be asked of any other server, and no cookie be set."""
    asked: list[str] = []
    with browser.new_context(base_url=room.address, locale="zh-CN", **about) as context:
        context.on("request", lambda request: asked.append(request.url))
        yield context
        assert context.cookies() == []
    assert asked
    assert [url for url in asked if not url.startswith(room.address)] == []
