"""
From the tree of a web page to lines as a reader sees them: one for each paragraph, heading, cell or line break.

The tree is walked here, and each text is handed to the writer of lines (`html_pieces`) with its place. Elements that
are not shown (scripts, hidden boxes, lists that open on a click; `html_looks`) give no line. What a line was in the page
(element, bold, share of links, where it stood) goes into its style; numbers of lists are those of `html_lists`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from readingroom.intake.answers import MOST_LINES
from readingroom.intake.declarations import NUMBERED_BEFORE, TEXT_AFTER, TEXT_BEFORE
from readingroom.intake.html_lists import LISTS, Lists
from readingroom.intake.html_looks import has_ground, is_bold, is_centered, is_hidden, is_struck, is_white
from readingroom.intake.html_pieces import PATH_STEPS, HtmlLine, LineWriter, Place
from readingroom.intake.stylesheets import Sheet


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

QUOTES = (("“", "”"), ("‘", "’"))
"""What browsers set around a quotation in a Chinese page, and around one within it."""


STEP_LENGTH, MOST_CLASSES = 32, 3
"""Characters of an element's names that are kept, and how many names."""

MOST_CELL_CHARACTERS = 200
"""A table with a longer cell was made to lay out a page; its cells are no table's."""

_NO_NAME = re.compile(r"[^\w-]+")


@dataclass(frozen=True)
class _Walk:
    """What the walk asks, and whom it tells."""

    sheet: Sheet
    lists: Lists
    writer: LineWriter = field(default_factory=LineWriter)


class TooManyLines(Exception):
    """A page with more lines than any article has; it is not walked to its end."""


def lines_of(root: Any, sheet: Sheet, *, with_hidden: bool = False) -> list[HtmlLine]:
    """
    The lines of a page in the order of its text; `with_hidden` also those that the page hides by style.

    Raises TooManyLines.
    """
    walk, places = _Walk(sheet, Lists(sheet)), [Place()]
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "start":
            place = _enter(element, places[-1], walk)
            if element.tag in NEVER_SHOWN or (not with_hidden and is_hidden(element, sheet)):
                place = replace(place, is_shown=False)
            places.append(place)
            if place.is_shown:
                _show(element, place, walk)
            else:
                events.skip_subtree()
        else:
            _leave(element, places.pop(), walk)
            walk.writer.add(element.tail, places[-1])
            if len(walk.writer.lines) > MOST_LINES:
                raise TooManyLines
    walk.writer.end_line()
    return walk.writer.lines


def hidden_text(root: Any, sheet: Sheet) -> Iterator[str]:
    """The texts that a page hides by style, which a script may show later."""
    events = etree.iterwalk(root, events=("start",))
    for _, element in events:
        if element.tag in NEVER_SHOWN:
            events.skip_subtree()
        elif is_hidden(element, sheet):
            yield "".join(element.itertext())
            events.skip_subtree()


def _enter(element: Any, around: Place, walk: _Walk) -> Place:
    tag = str(element.tag)
    if tag == "br" or (tag in BLOCKS and not (around.in_row and tag != "tr")):
        walk.writer.end_line()
    elif around.in_row and tag in BLOCKS:
        walk.writer.add("\t" if tag in ("td", "th") else " ", around)
    elif walk.writer.ended_named and _is_named(element):
        # Two links, or two parts of a line that have names, stand apart on the screen.
        walk.writer.add(" ", around)
    is_data = tag == "table" and not around.in_cells and _is_data(element)
    return Place(
        kind=_kind(tag, around),
        path=(*around.path[-PATH_STEPS:], step) if (step := _step(element, tag)) else around.path,
        bold=around.bold or is_bold(element),
        linked=around.linked or (tag == "a" and element.get("href") is not None),
        struck=around.struck or is_struck(element),
        centered=tag != "table" and (around.centered or tag == "center" or is_centered(element)),
        in_pre=around.in_pre or tag == "pre",
        in_row=around.in_row or (tag == "tr" and around.in_cells),
        in_cells=around.in_cells or is_data,
        quoted=around.quoted + (tag == "q"),
        raised=tag if tag in ("sup", "sub") else around.raised,
        is_white=is_white(element, walk.sheet, around=around.is_white),
        has_ground=has_ground(element, walk.sheet, around=around.has_ground),
        numbers_before=len(walk.writer.numbers),
    )


def _show(element: Any, place: Place, walk: _Walk) -> None:
    """Begin an element that is shown, with what browsers set before its text."""
    tag = element.tag
    if tag in LISTS:
        walk.lists.begin(element)
    elif tag == "li" and (number := walk.lists.number_of(element)):
        if place.in_row:
            walk.writer.add_sign(number.text, place)
        else:
            walk.writer.numbers.append((number.text, number.is_sure))
    elif tag == "q":
        walk.writer.add_sign(QUOTES[(place.quoted - 1) % 2][0], place)
    if walk.sheet.is_counting and walk.sheet.said(element, NUMBERED_BEFORE):
        walk.writer.is_uncounted = True
    if words := walk.sheet.said(element, TEXT_BEFORE):
        walk.writer.add_sign(words, place)
    walk.writer.add(element.text, place)


def _leave(element: Any, place: Place, walk: _Walk) -> None:
    tag = str(element.tag)
    if place.is_shown and (words := walk.sheet.said(element, TEXT_AFTER)):
        walk.writer.add_sign(words, place)
    if tag in LISTS and place.is_shown:
        walk.lists.end()
    elif tag == "q" and place.is_shown:
        walk.writer.add_sign(QUOTES[(place.quoted - 1) % 2][1], place)
    if tag in BLOCKS and (not place.in_row or tag == "tr"):
        walk.writer.end_line()
    if tag == "li":
        # The number of an entry without a word stands alone on the screen; it is no text.
        del walk.writer.numbers[place.numbers_before :]
    walk.writer.ended_named = _is_named(element)


def _kind(tag: str, around: Place) -> str:
    if around.in_row or (tag == "tr" and around.in_cells):
        return "tr"
    if tag in KINDS and not (tag == "p" and around.kind in ("li", "td", "th", "dd")):
        return tag
    return "div" if tag in BLOCKS and around.kind in ("p", "pre") else around.kind


def _is_named(element: Any) -> bool:
    return element.tag == "a" or (element.tag in ("span", "em", "i", "label") and bool(element.get("class")))


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
