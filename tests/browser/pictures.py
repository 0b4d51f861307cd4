"""Takes the README's pictures: ``python -m tests.browser.pictures FOLDER``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.browser.chromium import chromium
from tests.running_room import running_room

PICTURES = {"first-page.png": "/", "article.png": "/articles/5/", "search.png": "/search/?q=党建引领"}


def main(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as data, running_room(Path(data)) as room, chromium() as browser:
        page = browser.new_page(base_url=room.address, viewport={"width": 1200, "height": 800}, locale="zh-CN")
        for name, address in PICTURES.items():
            page.goto(address)
            page.screenshot(path=folder / name)
            print(folder / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
