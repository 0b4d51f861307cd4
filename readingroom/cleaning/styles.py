"""What a format says of a line, out of the marks that `records.Line.style` describes. Plain text says nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from readingroom.records import Reading

PAGE_ITSELF = "title"
META = "meta:"
LARGE = 1.3
"""Times the size of most characters; subheadings are set in the size of the text, or little larger."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_SIZE = re.compile(r"\d{1,2}(?:\.\d{1,2})?")
_LENGTH = re.compile(r"\d{1,3}")
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")


@dataclass(frozen=True)
class Style:
    """
    The marks of one line. `steps` are the elements around it that have a name, the nearest last; `number` is the length
    of the list's number at its beginning, which is a guess where the original may not show it.
    """

    kind: str = ""
    is_bold: bool = False
    is_centered: bool = False
    links: int = 0
    size: float = 1.0
    steps: tuple[str, ...] = ()
    witness: Literal["", "in", "out"] = ""
    number: int = 0
    is_guess: bool = False
    is_uncounted: bool = False
    is_struck: bool = False

    @property
    def says_of_page(self) -> bool:
        """Whether the line is no text of the page but what the page says of itself."""
        return self.kind == PAGE_ITSELF or self.kind.startswith(META)

    @cached_property
    def is_heading(self) -> bool:
        return self.kind in HEADINGS

    @cached_property
    def is_prominent(self) -> bool:
        """Set as titles are: the page's first heading, large, or bold in the middle."""
        return self.kind == "h1" or self.size >= LARGE or (self.is_bold and self.is_centered)


PLAIN = Style()

Styles = Mapping[int, Style]
"""The styles of a reading by line number; lines that have none are not in it."""


def read_styles(reading: Reading) -> dict[int, Style]:
    """Those of web pages and documents; rows of a printed page are `printed_pages`' business."""
    return {line.number: read_style(line.style) for line in reading.lines if line.style and line.box is None}


def read_style(marks: str) -> Style:
    """
    >>> read_style("p bold links=85 path=div.nav>p witness=out").steps
    ('div.nav', 'p')
    """
    kind, *others = marks.split(" ")
    values = dict(mark.split("=", 1) for mark in others if "=" in mark)
    witness = values.get("witness", "")
    return Style(
        kind,
        is_bold="bold" in others,
        is_centered="centered" in others,
        links=int(values["links"]) if values.get("links", "").isdecimal() else 0,
        size=float(values["size"]) if _SIZE.fullmatch(values.get("size", "")) else 1.0,
        steps=tuple(values["path"].split(">")) if values.get("path") else (),
        number=int(values["number"]) if _LENGTH.fullmatch(values.get("number", "")) else 0,
        is_guess="guessed" in others,
        is_uncounted="uncounted" in others,
        is_struck="struck" in others,
        witness="in" if witness == "in" else "out" if witness == "out" else "",
    )


def names_of(step: str) -> tuple[str, frozenset[str], frozenset[str]]:
    """
    The element of a step, its names whole, and their parts; all in small letters.

    >>> element, whole, parts = names_of("div.foot_nav.siteFooter")
    >>> element, sorted(whole), sorted(parts)
    ('div', ['foot_nav', 'sitefooter'], ['foot', 'footer', 'nav', 'site'])
    """
    element, *names = step.split(".")
    parts = {part.lower() for name in names for part in _NAME_PARTS.findall(name)}
    return element.lower(), frozenset(name.lower() for name in names), frozenset(parts)
