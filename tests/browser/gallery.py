"""
Pictures of every kind of page, to be looked at: ``python -m tests.browser.gallery FOLDER``.

Each is the whole page, named KIND.LOOK.WIDTH.png. ``--kinds``, ``--looks`` and ``--widths`` take fewer of them;
``--without-script`` shows what a reader without it sees. ``--old PROGRAM`` has them taken by a browser too old to be
driven, such as the Chromium 80 that `tests.pages.chrome_80` tells of: the first screens of each page.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Page

from tests.browser.chromium import chromium
from tests.browser.looks import LOOKS, WIDTHS, Look
from tests.browser.page_kinds import KINDS, FurnishedRoom, PageKind, furnish_room, furnished_room

OLD = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
FIRST_SCREENS = 2400
"""Pixels; more than a page needs is empty, and less cuts it."""

Named = TypeVar("Named", PageKind, Look)


def main() -> None:
    asked = _read_arguments()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        furnish_room(Path(data))
        with furnished_room(Path(data)) as room:
            (_hang_old if asked.old else _hang_all)(room, asked)


def _hang_all(room: FurnishedRoom, asked: argparse.Namespace) -> None:
    with chromium() as browser:
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


def _hang_old(room: FurnishedRoom, asked: argparse.Namespace) -> None:
    """Such a browser takes its look from the room's cookie, which choosing it sets on the way to the page."""
    options = [*OLD, *["--blink-settings=scriptEnabled=false"] * asked.without_script]
    for kind, look, width in product(_named(KINDS, asked.kinds), _named(LOOKS, asked.looks), asked.widths):
        if look.forced_colors == "none":
            picture = asked.folder / f"{kind.name}.{look.name}.{width}.png"
            size = f"--window-size={width},{FIRST_SCREENS}"
            command = [asked.old, *options, size, f"--screenshot={picture}", room.url_in(kind, look)]
            subprocess.run(command, check=True, capture_output=True)


def _named(all_of_them: Sequence[Named], names: list[str] | None) -> list[Named]:
    return [one for one in all_of_them if names is None or one.name in names]


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kinds", nargs="+", choices=[kind.name for kind in KINDS], metavar="KIND")
    parser.add_argument("--looks", nargs="+", choices=[look.name for look in LOOKS])
    parser.add_argument("--widths", nargs="+", type=int, default=WIDTHS)
    parser.add_argument("--without-script", action="store_true")
    parser.add_argument("--old", metavar="PROGRAM")
    return parser.parse_args()


if __name__ == "__main__":
    main()
