"""
What the declarations of a style sheet say, where that changes which text a reader sees.

Only a few properties are looked at: those that show or hide an element, number it, set words before or behind it, or
give it the paper's colour. Of looks it only counts whether anything is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

STYLES = 64
"""Style attributes that are kept in mind."""

BEFORE = ("::before", ":before")
AFTER = ("::after", ":after")
TEXT_BEFORE, TEXT_AFTER = "text-before", "text-after"
"""Properties of our own: the words that are set there. Dots, strokes and signs of a font are no words."""
NUMBERED_BEFORE = "numbered-before"
"""A property of our own: the element shows a counter in front of its text."""

OUT_OF_SIGHT = "out-of-sight"
"""A property of our own: the element is taken out of the page and put far beside the screen."""

HIDES = ("none", "none!important")

_PROPERTIES = re.compile(
    r"(?:^|;)\s*(display|list-style-type|list-style|content|font-size|color|background|background-color|background-image)\s*:\s*"
    r"""((?:"[^"]{0,80}"|'[^']{0,80}'|[^;"']){1,200})""",
    re.IGNORECASE,
)

_TAKEN_OUT = re.compile(r"(?:^|;)\s*position\s*:\s*(?:absolute|fixed)", re.IGNORECASE)
_FAR_OFF = re.compile(r"(?:^|;)\s*(?:left|right|top)\s*:\s*-(?:[5-9]\d\d|\d{4,})(?:\.\d+)?(?:px|pt)", re.IGNORECASE)
_STRING = re.compile(r"""\s*(["'])((?:\\.|(?!\1)[^\\]){1,40})\1\s*(?:/.*)?""")
"""A string alone; behind a stroke stands what is read aloud instead."""

_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_COUNTER = re.compile(r"counters?\s*\(", re.IGNORECASE)
_NOUGHT = re.compile(r"0+(?:\.0*)?(?:px|pt|r?em|%)?")
WHITES = re.compile(r"#fff|#(?:f[a-f\d]){3}|white|rgba?\(25\d,25\d,25\d(?:,1)?\)", re.IGNORECASE)
_CLEAR = re.compile(r"transparent|rgba\((?:[\d.]+%?,){3}0(?:\.0*)?\)|#[a-f\d]{6}00")

GROUND = "ground"
_LOOKS = {
    "font-size": "font-size",
    "color": "color",
    "background": GROUND,
    "background-color": GROUND,
    "background-image": GROUND,
}
"""Properties of which it only counts whether something is seen; the three of the ground are one."""


@lru_cache(maxsize=STYLES)
def said_by(style: str) -> dict[str, str]:
    """An element is asked about many times, and many have one style."""
    return dict(declared(style))


def plain(value: str) -> str:
    """A value without what makes it count for more."""
    return value.removesuffix("!important").strip()


def declared(declarations: str) -> Iterator[tuple[str, str]]:
    """Properties and their values; what is important ends with `!important`."""
    for match in _PROPERTIES.finditer(declarations):
        name, value = match[1].lower(), re.sub(r"\s*!\s*important", "!important", match[2].strip())
        if name == "list-style":
            # The one property holds three: a type, a place and a picture.
            name, value = "list-style-type", re.sub(r"\b(?:inside|outside)\b|url\([^)]*\)", " ", value).strip()
        if name in _LOOKS:
            important = "!important" if value.endswith("!important") else ""
            name, value = _LOOKS[name], _look(name, plain(value).lower()) + important
        if value:
            yield name, value if name == "content" else value.lower()
    if _TAKEN_OUT.search(declarations) and _FAR_OFF.search(declarations):
        yield OUT_OF_SIGHT, "none"


def _look(name: str, value: str) -> str:
    """Of sizes and colours no more than whether anything can be seen; clear letters are as good as white."""
    value = value.replace(" ", "")
    if name == "font-size":
        return "0" if _NOUGHT.fullmatch(value) else "some"
    is_clear = _CLEAR.fullmatch(value) is not None
    if name == "color":
        return "white" if WHITES.fullmatch(value) or is_clear else "other"
    if WHITES.fullmatch(value):
        return "white"
    return "none" if is_clear or value in ("none", "inherit", "initial") else "some"


def around(said: dict[str, str], *, is_before: bool) -> Iterator[tuple[str, str]]:
    """What is shown before an element or behind it."""
    content = said.get("content", "")
    if is_before and _COUNTER.search(content):
        yield NUMBERED_BEFORE, "yes"
    elif (words := _words(content)) and said.get("display") not in HIDES and said.get("font-size") != "0":
        important = "!important" if content.endswith("!important") else ""
        yield TEXT_BEFORE if is_before else TEXT_AFTER, words + important


def _words(content: str) -> str:
    """
    The words of a string in a style sheet.

    >>> _words(r'"\\6765\\6e90："'), _words('"»"'), _words("attr(title)")
    ('来源：', '', '')
    """
    match = _STRING.fullmatch(plain(content))
    text = _ESCAPE.sub(_unescaped, match[2]) if match else ""
    return text if _HAN.search(text) else ""


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else 0
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else match[2] or ""
