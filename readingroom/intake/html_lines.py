"""
From the tree of a web page to lines as a reader sees them: one for each paragraph, heading, cell or line break.

Text within a line is joined as browsers do it. Elements that are not shown (scripts, hidden boxes, lists that open on
a click) give no line. What a line was in the page (element, bold, share of links, where it stood) goes into its style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from readingroom.intake.answers import MOST_LINES


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


NEVER_SHOWN = _names(
    "head script style noscript template svg math object applet audio video canvas map iframe frame frameset noframes "
    "select datalist textarea rp rt meta link title"
)
"""Elements whose text is code, an alternative that a browser does not show, or not part of the page's text."""

BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table "
    "tbody td tfoot th thead tr ul"
)
"""Elements that begin a line and end one."""

KINDS = _names("address blockquote caption dd dt figcaption h1 h2 h3 h4 h5 h6 legend li p pre summary td th")
"""Blocks that say what their lines are; a div or a section says nothing."""

SEMANTIC = _names("nav header footer aside main article form menu")
"""Elements that stand in a path even without a class."""

BOLD = _names("b strong")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_CENTERED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)

PATH_STEPS, STEP_LENGTH, MOST_CLASSES = 5, 32, 3
"""Of the elements around a line that have a name of their own; the nearest say most."""

MOST_CELL_CHARACTERS = 200
"""A table with a longer cell was made to lay out a page; its cells are no table's."""

_WIDE = "\u2018-\u201f\u2026\u2014\u3000-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_BREAK_IN_CHINESE = re.compile(rf"(?<=[{_WIDE}])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[{_WIDE}])")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_NO_LETTERS = re.compile(r"[\W_]+")
_NO_NAME = re.compile(r"[^\w-]+")


@dataclass(frozen=True)
class HtmlLine:
    """One line and what the page says of it."""

    text: str
    kind: str
    bold: bool = False
    centered: bool = False
    links: int = 0
    path: str = ""

    @property
    def style(self) -> str:
        """As `records.Line` describes it."""
        marks = [self.kind, *(["bold"] if self.bold else []), *(["centered"] if self.centered else [])]
        marks += [f"links={self.links}"] if self.links else []
        return " ".join([*marks, *([f"path={self.path}"] if self.path else [])])


@dataclass(frozen=True)
class _Place:
    """Where the walk stands: what the elements around say of the text inside them."""

    kind: str = "div"
    path: tuple[str, ...] = ()
    bold: bool = False
    linked: bool = False
    centered: bool = False
    in_pre: bool = False
    in_row: bool = False
    in_cells: bool = False


@dataclass
class _Walk:
    """The lines so far, and the pieces of the one that is being written: text, whether bold, whether in a link."""

    lines: list[HtmlLine] = field(default_factory=list)
    pieces: list[tuple[str, bool, bool]] = field(default_factory=list)
    begun: _Place = field(default_factory=_Place)
    has_text: bool = False
    ended_named: bool = False

    def add(self, text: str | None, place: _Place) -> None:
        if not text:
            return
        if not self.has_text:
            self.begun, self.has_text = place, bool(text.strip())
        self.ended_named = False
        # Within one piece of source; between two elements a line end is a blank.
        joined = text if place.in_pre else _BREAK_IN_CHINESE.sub("", text)
        self.pieces.append((joined, place.bold, place.linked))

    def end_line(self) -> None:
        pieces, self.pieces, self.has_text = self.pieces, [], False
        whole = "".join(text for text, _, _ in pieces)
        texts = whole.splitlines() if self.begun.in_pre else [_set_blanks(whole)]
        style = replace(_style_of(pieces), kind=self.begun.kind, path=">".join(self.begun.path[-PATH_STEPS:]))
        self.lines += [replace(style, text=text, centered=self.begun.centered) for text in texts if text.strip()]


class TooManyLines(Exception):
    """A page with more lines than any article has; it is not walked to its end."""


def lines_of(root: Any, *, with_hidden: bool = False) -> list[HtmlLine]:
    """
    The lines of a page in the order of its text; `with_hidden` also those that the page hides by style.

    Raises TooManyLines.
    """
    walk, places = _Walk(), [_Place()]
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "start":
            place = _enter(element, places[-1], walk)
            places.append(place)
            if _is_shown(element, with_hidden=with_hidden):
                walk.add(element.text, place)
            else:
                events.skip_subtree()
        else:
            _leave(element, places.pop(), walk)
            walk.add(element.tail, places[-1])
            if len(walk.lines) > MOST_LINES:
                raise TooManyLines
    walk.end_line()
    return walk.lines


def hidden_text(root: Any) -> Iterator[str]:
    """The texts that a page hides by style, which a script may show later."""
    events = etree.iterwalk(root, events=("start",))
    for _, element in events:
        if element.tag in NEVER_SHOWN:
            events.skip_subtree()
        elif _is_hidden(element):
            yield "".join(element.itertext())
            events.skip_subtree()


def _enter(element: Any, around: _Place, walk: _Walk) -> _Place:
    tag = str(element.tag)
    if tag == "br" or (tag in BLOCKS and not (around.in_row and tag != "tr")):
        walk.end_line()
    elif around.in_row and tag in BLOCKS:
        walk.add("\t" if tag in ("td", "th") else " ", around)
    elif walk.ended_named and _is_named(element):
        # Two links, or two parts of a line that have names, stand apart on the screen.
        walk.add(" ", around)
    style = element.get("style") or ""
    is_data = tag == "table" and not around.in_cells and _is_data(element)
    return _Place(
        kind=_kind(tag, around),
        path=(*around.path[-PATH_STEPS:], step) if (step := _step(element, tag)) else around.path,
        bold=around.bold or tag in BOLD or bool(_BOLD.search(style)),
        linked=around.linked or (tag == "a" and element.get("href") is not None),
        centered=tag != "table" and (around.centered or tag == "center" or _is_centered(element, style)),
        in_pre=around.in_pre or tag == "pre",
        in_row=around.in_row or (tag == "tr" and around.in_cells),
        in_cells=around.in_cells or is_data,
    )


def _leave(element: Any, place: _Place, walk: _Walk) -> None:
    tag = str(element.tag)
    if tag in BLOCKS and (not place.in_row or tag == "tr"):
        walk.end_line()
    walk.ended_named = _is_named(element)


def _kind(tag: str, around: _Place) -> str:
    if around.in_row or (tag == "tr" and around.in_cells):
        return "tr"
    if tag in KINDS and not (tag == "p" and around.kind in ("li", "td", "th", "dd")):
        return tag
    return "div" if tag in BLOCKS and around.kind in ("p", "pre") else around.kind


def _is_named(element: Any) -> bool:
    return element.tag == "a" or (element.tag in ("span", "em", "i", "label") and bool(element.get("class")))


def _is_shown(element: Any, *, with_hidden: bool) -> bool:
    return element.tag not in NEVER_SHOWN and (with_hidden or not _is_hidden(element))


def _is_hidden(element: Any) -> bool:
    if element.tag == "dialog" and element.get("open") is None:
        return True
    is_said = element.get("hidden") is not None or (element.get("aria-hidden") or "").lower() == "true"
    return is_said or bool(_HIDDEN.search(element.get("style") or ""))


def _is_centered(element: Any, style: str) -> bool:
    return (element.get("align") or "").lower() in ("center", "middle") or bool(_CENTERED.search(style))


def _step(element: Any, tag: str) -> str:
    names = [element.get("id") or "", *(element.get("class") or "").split(maxsplit=MOST_CLASSES)[:MOST_CLASSES]]
    named = ".".join([tag, *(bare for name in names if (bare := _NO_NAME.sub("", name)))])
    return named[:STEP_LENGTH] if "." in named or tag in SEMANTIC else ""


def _is_data(table: Any) -> bool:
    """Whether a table has rows and columns: most rows with several filled cells, none of them long."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = [[_bare_length(cell) for cell in row.iterchildren("td", "th")] for row in table.iter("tr")]
    filled = [row for row in rows if sum(length > 0 for length in row) > 1]
    longest = max((length for row in rows for length in row), default=0)
    return len(rows) > 1 and 2 * len(filled) >= len(rows) and longest <= MOST_CELL_CHARACTERS


def _bare_length(cell: Any) -> int:
    return len("".join("".join(cell.itertext()).split()))


def _style_of(pieces: list[tuple[str, bool, bool]]) -> HtmlLine:
    # Brackets and dots around a link are no text of it.
    lengths = [(len(_NO_LETTERS.sub("", text)), bold, linked) for text, bold, linked in pieces]
    whole = sum(length for length, _, _ in lengths)
    bold = sum(length for length, bold, _ in lengths if bold)
    linked = sum(length for length, _, linked in lengths if linked)
    return HtmlLine("", "", bold=whole > 0 and bold == whole, links=round(100 * linked / whole) if whole else 0)


def _set_blanks(text: str) -> str:
    """White space as browsers set it."""
    cells = [_BLANKS.sub(" ", cell).strip(" ") for cell in text.split("\t")]
    return "\t".join(cell for cell in cells if cell)
