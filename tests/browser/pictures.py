"""Takes the README's pictures: ``python -m tests.browser.pictures FOLDER``."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.chromium import chromium
from tests.browser.curators import log_in_first
from tests.running_room import running_room

PICTURES = {"first-page.png": "/", "article.png": "/articles/5/", "search.png": "/search/?q=党建引领"}
DESK = {"desk.png": "/desk/articles/article/4/change/"}


def main(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as data, running_room(Path(data)) as room, chromium() as browser:
        page = browser.new_page(base_url=room.address, viewport={"width": 1200, "height": 800}, locale="zh-CN")
        take(page, PICTURES, folder)
        log_in_first(page, room)
        take(page, DESK, folder)


def take(page: Page, addresses: Mapping[str, str], folder: Path) -> None:
    for name, address in addresses.items():
        page.goto(address)
        page.screenshot(path=folder / name)
        print(folder / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
