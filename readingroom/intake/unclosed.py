"""
Elements of a web page that were opened and never closed, and what they swallow.

A drawing, a search box or a comment without an end takes the rest of the page along. Browsers know where drawings end
by themselves; of the others they hide the rest. A text that is lost without a word is worse than one too many, so it is
read, and it is said that a browser may not show it.

The source is mended before it is parsed, where an element's content is no markup (`close`), and the tree after
(`release`), where it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml import etree


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


RAW = "script|style|textarea|title|iframe|noframes|noembed|xmp"
"""Elements in which everything up to their end is text."""

FALLBACK = "noscript|template|object|applet|audio|video|canvas|map|datalist"
"""Elements with markup that is not shown, or only instead of something else; they hold whole paragraphs rightly."""

MOST_CODE = 2**20
"""Characters of one script, sheet or comment; longer ones are left out, for a parser has limits."""

ENOUGH_HAN = 10
"""A sentence: fewer Han characters behind an element that was not closed are nothing anybody misses."""

_MARK = re.compile(rf"<(?:(?P<comment>!--)|(?P<end>/?)(?P<name>{RAW}|{FALLBACK})(?=[\s/>]))", re.IGNORECASE)
_RAW = frozenset(RAW.split("|"))
_CODE = frozenset({"script", "style"})
_RAW_END = re.compile(rf"</({RAW})(?=[\s/>])", re.IGNORECASE)
_BLOCK = re.compile(
    r"<(?:p|div|h[1-6]|article|section|main|table|ul|ol|li|td|tr|form|footer|center|blockquote)(?=[\s/>])",
    re.IGNORECASE,
)
_COMMENT_END = re.compile(r"--!?>")
_COMMENT_HEAD = re.compile(r"<!--[^<>]{0,200}>?")
_BULK = re.compile(r"data:[\w/+.;=-]{1,100},[\w/+=%-]{1000,}")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")

_FOREIGN = _names("svg math")
_INTEGRATED = _names("foreignobject annotation-xml desc title mtext")
"""Places within a drawing or a formula in which elements of a page stand rightly."""

_NO_DRAWING = _names(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta "
    "nobr ol p pre ruby s small span strong strike sub sup table tt u ul var"
)
"""With these a drawing or a formula is over, by the rules of HTML."""

_NO_PRONUNCIATION = _names("rb rtc p div")
_NO_TEXT = _names(
    "address article aside blockquote center div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header main nav ol p "
    "pre section table ul"
)
"""What no list to choose from holds, and no pronunciation."""


@dataclass(frozen=True)
class Repaired:
    """
    A source whose raw elements and comments end.

    `swallows` says that one had no end and a sentence behind it; `still_open` are elements to be looked at in the tree.
    """

    text: str
    swallows: bool
    still_open: frozenset[str]


class _Source:
    """Goes through a source once, and notes what is to be put in the place of which stretch."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._edits: list[tuple[int, int, str]] = []
        self._opened: Counter[str] = Counter()
        self._ends: defaultdict[str, list[int]] = defaultdict(list)
        self._swallowed_from = len(text)
        self._last_comment_end = max(text.rfind("-->"), text.rfind("--!>"))
        for end in _RAW_END.finditer(text):
            self._ends[end[1].lower()].append(end.start())

    def repaired(self) -> Repaired:
        at = 0
        while match := _MARK.search(self._text, at):
            name = (match["name"] or "").lower()
            if match["comment"]:
                at = self._comment(match)
            elif name in _RAW and not match["end"]:
                at = self._raw(match, name)
            else:
                self._opened[name] += -1 if match["end"] else 1
                at = match.end()
        still_open = frozenset(name for name, count in self._opened.items() if count > 0 and name not in _RAW)
        return Repaired("".join(self._pieces()), has_sentence(self._text, self._swallowed_from), still_open)

    def _comment(self, match: re.Match[str]) -> int:
        begin = match.start() + 2
        end = _COMMENT_END.search(self._text, begin) if begin <= self._last_comment_end else None
        if end is None:
            head = _COMMENT_HEAD.match(self._text, match.start()) or match
            self._edit(head.start(), head.end(), "", swallows=True)
            return head.end()
        if end.end() - match.start() > MOST_CODE:
            self._edit(match.start(), end.end(), "")
        return end.end()

    def _raw(self, match: re.Match[str], name: str) -> int:
        begin = self._text.find(">", match.end()) + 1
        if not begin:
            return len(self._text)
        ends = self._ends[name]
        place = bisect_left(ends, begin)
        if self._text[begin - 2] == "/":
            # Closed in itself, as XHTML may; HTML does not know that.
            self._edit(begin, begin, f"</{name}>")
            return begin
        if place == len(ends):
            block = _BLOCK.search(self._text, begin)
            stop = block.start() if block else len(self._text)
            self._edit(stop, stop, f"</{name}>", swallows=True)
            return stop
        if name in _CODE and ends[place] - begin > MOST_CODE:
            self._edit(begin, ends[place], "")
        return ends[place]

    def _edit(self, start: int, end: int, instead: str, *, swallows: bool = False) -> None:
        self._edits.append((start, end, instead))
        if swallows:
            self._swallowed_from = min(self._swallowed_from, end)

    def _pieces(self) -> Iterator[str]:
        at = 0
        for start, end, instead in self._edits:
            yield self._text[at:start]
            yield instead
            at = end
        yield self._text[at:]


def close(text: str) -> Repaired:
    """End what has no end, and leave out what is too bulky for a parser: pictures within the source, endless code."""
    return _Source(_BULK.sub("data:,", text)).repaired()


def release(root: Any, still_open: Collection[str] = ()) -> bool:
    """
    Let go what stands in elements that cannot hold it; whether that was a sentence that browsers do not show.

    Drawings let go what HTML says; a browser shows it, too.
    """
    for element in list(root.iter(*_FOREIGN)):
        _let_go(element, _NO_DRAWING, around=_INTEGRATED)
    released = [
        text for name in ("select", *still_open) for each in list(root.iter(name)) if (text := _let_go(each, _NO_TEXT))
    ]
    for element in list(root.iter("rt", "rp")):
        _let_go(element, _NO_PRONUNCIATION)
    return has_sentence("".join(released))


def has_sentence(text: str, start: int = 0) -> bool:
    return len(list(islice(_HAN.finditer(text, start), ENOUGH_HAN))) == ENOUGH_HAN


def _let_go(element: Any, kinds: frozenset[str], *, around: frozenset[str] = frozenset()) -> str:
    """Move the first descendant of such a kind, and all behind it, out of the element; their text."""
    first = _first(element, kinds, around)
    if first is None:
        return ""
    moved = []
    step = first
    while step is not element:
        moved += ([first] if step is first else []) + list(step.itersiblings())
        step = step.getparent()
    place = element
    for each in moved:
        place.addnext(each)
        place = each
    return "".join("".join(each.itertext()) + (each.tail or "") for each in moved)


def _first(element: Any, kinds: frozenset[str], around: frozenset[str]) -> Any | None:
    events = etree.iterwalk(element, events=("start",))
    for _, each in events:
        if each is not element and each.tag in around:
            events.skip_subtree()
        elif each is not element and each.tag in kinds:
            return each
    return None
