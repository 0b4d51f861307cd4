"""
How a reader wants the pages shown: the size of the letters, their colours, and 长辈版.

Nothing is kept until a reader chooses, and then in one cookie that says in words what was chosen: large.day.elder.
A page says the same whatever was chosen; only its root element carries the choice, and the style sheet does the
rest. So a script can change it in place, and without a script the page is sent anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from django.http import HttpRequest
from django.utils.encoding import uri_to_iri
from django.utils.functional import SimpleLazyObject

COOKIE = "reading"

SIZES = {"small": "小", "medium": "中", "large": "大", "huge": "超大"}
LOOKS = {"day": "日间", "eyecare": "护眼", "dark": "夜间", "contrast": "高对比"}
SWITCH = {"on": True, "off": False}
PRINT_TYPES = ("normal", "large")


@dataclass(frozen=True)
class Option:
    """One button. Pressing 长辈版 once more takes it back, so its value is what pressing makes of it."""

    value: str
    name: str
    is_chosen: bool


@dataclass(frozen=True)
class Choice:
    name: str
    label: str
    advice: str
    options: Sequence[Option]

    @property
    def is_switch(self) -> bool:
        """A single button says by itself what it is for."""
        return len(self.options) == 1


@dataclass(frozen=True)
class Preferences:
    size: str = "medium"
    look: str = "day"
    elder: bool = False

    @property
    def token(self) -> str:
        """What the cookie says, and what tells pages apart that are shown differently; empty if nothing was chosen."""
        return "" if self == Preferences() else ".".join([self.size, self.look, *["elder"] * self.elder])

    @property
    def choices(self) -> Sequence[Choice]:
        return (
            Choice("size", "字号", "文字看不清，就选大一些的。", _options(SIZES, self.size)),
            Choice("look", "背景", "久读用护眼，暗处用夜间，分不清深浅用高对比。", _options(LOOKS, self.look)),
            Choice(
                "elder",
                "长辈版",
                "字大行宽，一栏到底，按钮也大，适合年长的读者；再按一次恢复平常的版式。",
                [Option("off" if self.elder else "on", "长辈版", self.elder)],
            ),
        )

    def changed(self, asked: Mapping[str, str]) -> Preferences:
        """With what is asked for; what nobody offers is let be."""
        return replace(
            self,
            size=asked["size"] if asked.get("size") in SIZES else self.size,
            look=asked["look"] if asked.get("look") in LOOKS else self.look,
            elder=SWITCH.get(asked.get("elder", ""), self.elder),
        )


POSSIBLE = {each.token: each for each in (Preferences(*one) for one in product(SIZES, LOOKS, SWITCH.values()))}
"""All that a cookie can say. One that says something else, damaged or forged, is as good as none."""


def preferences_of(request: HttpRequest) -> Preferences:
    """
    What the reader of this page chose.

    That it was asked for stays on the request: the answer then varies by the cookie, see `reading_only`.
    """
    chosen: Preferences | None = getattr(request, "preferences", None)
    if chosen is None:
        chosen = POSSIBLE.get(request.COOKIES.get(COOKIE, ""), Preferences())
        request.preferences = chosen  # type: ignore[attr-defined]  # as Django's middleware leaves `user`
    return chosen


def print_type(request: HttpRequest) -> str:
    """`?print=normal` or `?print=large`: a page to be printed as it stands, in the letters asked for."""
    asked = request.GET.get("print", "")
    return asked if asked in PRINT_TYPES else ""


def display(request: HttpRequest) -> dict[str, Any]:
    """
    Context processor. Nothing is looked at until a template asks for it, so feeds do not vary by the cookie.

    `here` is the address to come back to, with its Chinese left as characters: written in a form's field it is
    encoded once more, and three times three bytes a character would be too long for some proxies.
    """
    return {
        "preferences": SimpleLazyObject(lambda: preferences_of(request)),
        "here": SimpleLazyObject(lambda: uri_to_iri(request.get_full_path())),
    }


def _options(names: Mapping[str, str], chosen: str) -> Sequence[Option]:
    return [Option(value, name, value == chosen) for value, name in names.items()]
