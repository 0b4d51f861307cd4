"""
Pictures of every kind of page, to be looked at: ``python -m tests.browser.gallery FOLDER``.

Each is the whole page, named KIND.LOOK.WIDTH.png. ``--kinds``, ``--looks`` and ``--widths`` take fewer of them;
``--without-script`` shows what a reader without it sees.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Page

from tests.browser.chromium import chromium
from tests.browser.looks import LOOKS, WIDTHS, Look
from tests.browser.page_kinds import KINDS, FurnishedRoom, PageKind, furnished_room

Named = TypeVar("Named", PageKind, Look)


def main() -> None:
    asked = _read_arguments()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, furnished_room(Path(data)) as room, chromium() as browser:
        for kind in _named(KINDS, asked.kinds):
            # A page of its own for each: one on which colours were forced stays white, whatever it wears then.
            with browser.new_context(locale="zh-CN", java_script_enabled=not asked.without_script) as reader:
                _hang(room, reader.new_page(), kind, asked)


def _hang(room: FurnishedRoom, page: Page, kind: PageKind, asked: argparse.Namespace) -> None:
    answer = page.goto(room.url(kind))
    if answer is None or answer.status != kind.status:
        print(f"{kind.name}: answers {answer and answer.status}, not {kind.status}")
    for look in _named(LOOKS, asked.looks):
        look.put_on(page)
        for width in asked.widths:
            page.set_viewport_size({"width": width, "height": width if width < 500 else width * 9 // 16})
            page.screenshot(path=asked.folder / f"{kind.name}.{look.name}.{width}.png", full_page=True)


def _named(all_of_them: Sequence[Named], names: list[str] | None) -> list[Named]:
    return [one for one in all_of_them if names is None or one.name in names]


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kinds", nargs="+", choices=[kind.name for kind in KINDS], metavar="KIND")
    parser.add_argument("--looks", nargs="+", choices=[look.name for look in LOOKS])
    parser.add_argument("--widths", nargs="+", type=int, default=WIDTHS)
    parser.add_argument("--without-script", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
