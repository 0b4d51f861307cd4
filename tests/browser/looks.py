"""How a page can look: what a reader chooses and what the system imposes, and on what it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Page

UNCHOSEN = {"size": "medium", "look": "day", "elder": None}
"""The data attributes of a page's root for a reader who chose nothing."""


@dataclass(frozen=True)
class Look:
    """`chosen` are the data attributes of the page's root that this reader's choice changes."""

    name: str
    chosen: dict[str, str]
    forced_colors: Literal["active", "none"] = "none"

    @property
    def cookie(self) -> str:
        """What the room's cookie holds for it; nothing if nothing was chosen."""
        worn = {**UNCHOSEN, **self.chosen}
        words = [worn["size"], worn["look"], *["elder"] * (worn["elder"] is not None)]
        return ".".join(map(str, words)) if self.chosen else ""

    def put_on(self, page: Page) -> None:
        """Without loading the page again, which `test_looks` proves to be the same."""
        page.emulate_media(forced_colors=self.forced_colors)
        page.evaluate(_PUT_ON, {**UNCHOSEN, **self.chosen})


LOOKS = (
    Look("day", {}),
    Look("eyecare", {"look": "eyecare"}),
    Look("dark", {"look": "dark"}),
    Look("contrast", {"look": "contrast"}),
    Look("elder", {"elder": ""}),
    Look("elder-contrast-huge", {"elder": "", "look": "contrast", "size": "huge"}),
    Look("forced-colors", {}, "active"),
)

WIDTHS = (320, 360, 768, 1366, 3840)
"""A small phone or 400 % zoom, a phone, a tablet upright, the office PC, a 4K screen."""

_PUT_ON = """(chosen) => {
  for (const [name, value] of Object.entries(chosen))
    if (value === null) delete document.documentElement.dataset[name];
    else document.documentElement.dataset[name] = value;
}"""
