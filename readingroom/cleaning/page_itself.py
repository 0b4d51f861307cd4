"""
What a web page says of itself: its title element and its meta elements, which readers of the page never see.

They are no text and are always removed; what they say fills fields for which the page prints nothing, and tells the
printed title from everything else that looks like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from readingroom.cleaning import words
from readingroom.cleaning.blocks import Block, span_of
from readingroom.cleaning.characters import count_han, fold
from readingroom.cleaning.credits.values import read_value
from readingroom.cleaning.dates import find_dates
from readingroom.cleaning.evidence import Evidence, Found, Power
from readingroom.cleaning.pieces import Piece
from readingroom.cleaning.styles import PAGE_ITSELF, Styles
from readingroom.records import Line, Reading

RULE = "page_says"

SHORTEST_TITLE = 4
"""Han characters; a page that calls itself 首页 says nothing."""

SITE_SEPARATOR = re.compile(r"\s*(?:[_|–—]|-{1,2})\s*")
"""Between a title and the names of channel and site, in the title element."""

LONGEST_NAME = 40
"""Of a site or a channel; longer values are slogans."""

URL = re.compile(r"https?://[^\s<>\"'{}|\\^`]+")
"""Other addresses, of a script or a place on a disc, are none that a reader could follow."""


@dataclass(frozen=True)
class PageItself:
    """The lines that say something of the page, each as a block, and what was found in it."""

    blocks: tuple[Block, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def pieces(self) -> list[Piece]:
        return [Piece(span, RULE, reason="metadata") for block in self.blocks for span in block.spans]


def listen(reading: Reading, styles: Styles) -> PageItself:
    """What the page says of itself, apart from its text."""
    lines = [line for line in reading.lines if line.number in styles and styles[line.number].says_of_page]
    said = [(Block((span,)), styles[line.number].kind) for line in lines if (span := span_of(line))]
    found = [tuple(_found(kind, block)) for block, kind in said]
    titles = [one for block, kind in said if _entry(kind).get("field") == "title" for one in _titles(block.text, kind)]
    return PageItself(
        tuple(block for block, _ in said),
        tuple(Evidence(RULE, "metadata", Power.LABEL, each) for each in found),
        tuple(dict.fromkeys(bare(title) for title in titles)),
    )


def without_itself(reading: Reading, styles: Styles) -> Reading:
    """The reading as the page shows it; the other lines are blank, so that all keep their numbers."""
    if not any(style.says_of_page for style in styles.values()):
        return reading
    return replace(reading, lines=tuple(_blank(line, styles) for line in reading.lines))


def _blank(line: Line, styles: Styles) -> Line:
    said = line.number in styles and styles[line.number].says_of_page
    return replace(line, text="") if said else line


def bare(text: str) -> str:
    """
    The text without marks and blanks, for comparing titles.

    >>> bare("党建引领，（一）网格")
    '党建引领一网格'
    """
    return re.sub(r"[\W_]", "", fold(text))


@cache
def _entries() -> dict[str, dict[str, Any]]:
    return {name: entry for entry in words.load("markup")["meta"] for name in entry["names"]}


def _entry(kind: str) -> dict[str, Any]:
    return _entries().get(kind, {})


def _found(kind: str, block: Block) -> Iterator[Found]:
    entry = _entry(kind)
    if "label" in entry:
        label = words.labels()[entry["label"]]
        # Some sites write the label into the value, too: content="来源：清河日报".
        value = block.plain.removeprefix(entry["label"]).lstrip(": ")
        yield from (_dated(found) for credit in read_value(label, value) for found in credit.found)
    elif entry.get("field") == "title":
        title = next(_titles(block.text, kind), "")
        if title:
            yield Found("title", title, title, sure=not entry.get("unsure", False))
    elif entry.get("field") == "url":
        if match := URL.match(block.text):
            yield Found("url", match[0], match[0])
    elif entry and len(block.text) <= LONGEST_NAME:
        yield Found(entry["field"], block.text, block.text)


def _dated(found: Found) -> Found:
    """A date to the day, whatever precision a machine's time has."""
    if found.field != "date":
        return found
    dates = find_dates(found.value[:10])
    return replace(found, value=dates[0].value) if dates else found


def _titles(text: str, kind: str) -> Iterator[str]:
    """The title as said, and what stands before the names of channel and site, the shortest first; a site's name is none."""
    parts = SITE_SEPARATOR.split(text) if kind == PAGE_ITSELF else [text]
    if count_han(parts[0]) < SHORTEST_TITLE:
        return
    if kind == PAGE_ITSELF and fold(parts[0]).endswith(words.site_endings()):
        return
    starts = [text[: _end_of(text, parts, upto)] for upto in range(1, len(parts) + 1)]
    yield from starts


def _end_of(text: str, parts: Sequence[str], upto: int) -> int:
    at = 0
    for part in parts[:upto]:
        at = text.index(part, at) + len(part)
    return at
