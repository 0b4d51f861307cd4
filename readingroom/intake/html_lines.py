"""
From the tree of a web page to lines as a reader sees them: one for each paragraph, heading, cell or line break.

Text within a line is joined as browsers do it. Elements that are not shown (scripts, hidden boxes, lists that open on
a click) give no line. What a line was in the page (element, bold, share of links, where it stood) goes into its style.

Some characters on the screen are the browser's: numbers of lists (`html_lists`), quotation marks around a `q`, the
place of a raised figure. They are given, for without them 10² reads 102; `HtmlLine.own` is the line without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any

from lxml import etree

from readingroom.intake.answers import MOST_LINES
from readingroom.intake.html_lists import LISTS, Lists
from readingroom.intake.numerals import blank_between, off_the_line
from readingroom.intake.stylesheets import GROUND, NUMBERED_BEFORE, OUT_OF_SIGHT, TEXT_AFTER, TEXT_BEFORE, WHITES, Sheet


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
STRUCK = _names("del s strike")
QUOTES = (("“", "”"), ("‘", "’"))
"""What browsers set around a quotation in a Chinese page, and around one within it."""

_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
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
    """
    One line and what the page says of it. `own` is the text without what a browser adds.

    `number` are the characters at the beginning that are the number of a list; `is_guess` where a sheet that is not in
    the file may hide it. `is_uncounted` says that a browser shows a number that is not given here, `white` how many
    characters have the paper's colour.
    """

    text: str
    kind: str
    bold: bool = False
    centered: bool = False
    links: int = 0
    path: str = ""
    own: str = ""
    number: int = 0
    is_guess: bool = False
    is_uncounted: bool = False
    is_struck: bool = False
    white: int = 0

    @property
    def style(self) -> str:
        """As `records.Line` describes it."""
        said = {
            "bold": self.bold,
            "centered": self.centered,
            "struck": self.is_struck,
            "guessed": self.is_guess,
            "uncounted": self.is_uncounted,
        }
        marks = [self.kind, *(name for name, is_so in said.items() if is_so)]
        marks += [f"number={self.number}"] if self.number else []
        marks += [f"links={self.links}"] if self.links else []
        return " ".join([*marks, *([f"path={self.path}"] if self.path else [])])


@dataclass(frozen=True)
class _Place:
    """Where the walk stands: what the elements around say of the text inside them."""

    kind: str = "div"
    path: tuple[str, ...] = ()
    bold: bool = False
    linked: bool = False
    struck: bool = False
    centered: bool = False
    in_pre: bool = False
    in_row: bool = False
    in_cells: bool = False
    quoted: int = 0
    raised: str = ""
    is_white: bool = False
    has_ground: bool = False
    is_shown: bool = True
    numbers_before: int = 0


@dataclass(frozen=True)
class _Piece:
    """A stretch of a line; `own` is what of it stands in the page."""

    text: str
    own: str
    place: _Place


@dataclass
class _Walk:
    """The lines so far, and the pieces of the one that is being written."""

    sheet: Sheet
    lists: Lists
    lines: list[HtmlLine] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)
    numbers: list[tuple[str, bool]] = field(default_factory=list)
    begun: _Place = field(default_factory=_Place)
    has_text: bool = False
    ended_named: bool = False
    is_uncounted: bool = False

    def add(self, text: str | None, place: _Place) -> None:
        if not text:
            return
        self._begin(text, place)
        # Within one piece of source; between two elements a line end is a blank.
        joined = text if place.in_pre else _BREAK_IN_CHINESE.sub("", text)
        shown = joined
        if place.raised:
            shown = off_the_line(joined, self._last(), is_above=place.raised == "sup")
        self.pieces.append(_Piece(shown, joined, place))

    def add_sign(self, text: str, place: _Place) -> None:
        """What a browser shows and the page does not have."""
        self._begin(text, place)
        self.pieces.append(_Piece(text, "", place))

    def _begin(self, text: str, place: _Place) -> None:
        if not self.has_text:
            self.begun, self.has_text = place, bool(text.strip())
        self.ended_named = False

    def _last(self) -> str:
        return next((piece.text[-1] for piece in reversed(self.pieces) if piece.text), "")

    def end_line(self) -> None:
        pieces, self.pieces, self.has_text = self.pieces, [], False
        whole = "".join(piece.text for piece in pieces)
        texts = [text for text in self._parted(whole) if text.strip()]
        if not texts:
            return
        own = self._parted("".join(piece.own for piece in pieces))
        own = [text for text in own if text.strip()] if len(texts) > 1 else own
        style = replace(_style_of(pieces), kind=self.begun.kind, path=">".join(self.begun.path[-PATH_STEPS:]))
        style = replace(style, centered=self.begun.centered)
        lines = [
            replace(style, text=text, own=its) for text, its in zip_longest(texts, own[: len(texts)], fillvalue="")
        ]
        self.lines += [self._numbered(lines[0]), *lines[1:]]

    def _parted(self, text: str) -> list[str]:
        return text.splitlines() if self.begun.in_pre else [_set_blanks(text)]

    def _numbered(self, line: HtmlLine) -> HtmlLine:
        """The first line of an entry has the numbers of all that begin there."""
        numbers, self.numbers = self.numbers, []
        is_uncounted, self.is_uncounted = self.is_uncounted, False
        number = "".join(text for text, _ in numbers)
        if not number:
            return replace(line, is_uncounted=is_uncounted)
        text = line.text.lstrip()
        number += blank_between(number, text)
        is_guess = not all(is_sure for _, is_sure in numbers)
        return replace(line, text=number + text, number=len(number), is_guess=is_guess, is_uncounted=is_uncounted)


class TooManyLines(Exception):
    """A page with more lines than any article has; it is not walked to its end."""


def lines_of(root: Any, sheet: Sheet, *, with_hidden: bool = False) -> list[HtmlLine]:
    """
    The lines of a page in the order of its text; `with_hidden` also those that the page hides by style.

    Raises TooManyLines.
    """
    walk, places = _Walk(sheet, Lists(sheet)), [_Place()]
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
            walk.add(element.tail, places[-1])
            if len(walk.lines) > MOST_LINES:
                raise TooManyLines
    walk.end_line()
    return walk.lines


def hidden_text(root: Any, sheet: Sheet) -> Iterator[str]:
    """The texts that a page hides by style, which a script may show later."""
    events = etree.iterwalk(root, events=("start",))
    for _, element in events:
        if element.tag in NEVER_SHOWN:
            events.skip_subtree()
        elif is_hidden(element, sheet):
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
        struck=around.struck or tag in STRUCK or bool(_STRUCK.search(style)),
        centered=tag != "table" and (around.centered or tag == "center" or _is_centered(element, style)),
        in_pre=around.in_pre or tag == "pre",
        in_row=around.in_row or (tag == "tr" and around.in_cells),
        in_cells=around.in_cells or is_data,
        quoted=around.quoted + (tag == "q"),
        raised=tag if tag in ("sup", "sub") else around.raised,
        is_white=_is_white(element, walk.sheet, around),
        has_ground=_has_ground(element, walk.sheet, around),
        numbers_before=len(walk.numbers),
    )


def _show(element: Any, place: _Place, walk: _Walk) -> None:
    """Begin an element that is shown, with what browsers set before its text."""
    tag = element.tag
    if tag in LISTS:
        walk.lists.begin(element)
    elif tag == "li" and (number := walk.lists.number_of(element)):
        if place.in_row:
            walk.add_sign(number.text, place)
        else:
            walk.numbers.append((number.text, number.is_sure))
    elif tag == "q":
        walk.add_sign(QUOTES[(place.quoted - 1) % 2][0], place)
    if walk.sheet.is_counting and walk.sheet.said(element, NUMBERED_BEFORE):
        walk.is_uncounted = True
    if words := walk.sheet.said(element, TEXT_BEFORE):
        walk.add_sign(words, place)
    walk.add(element.text, place)


def _leave(element: Any, place: _Place, walk: _Walk) -> None:
    tag = str(element.tag)
    if place.is_shown and (words := walk.sheet.said(element, TEXT_AFTER)):
        walk.add_sign(words, place)
    if tag in LISTS and place.is_shown:
        walk.lists.end()
    elif tag == "q" and place.is_shown:
        walk.add_sign(QUOTES[(place.quoted - 1) % 2][1], place)
    if tag in BLOCKS and (not place.in_row or tag == "tr"):
        walk.end_line()
    if tag == "li":
        # The number of an entry without a word stands alone on the screen; it is no text.
        del walk.numbers[place.numbers_before :]
    walk.ended_named = _is_named(element)


def _kind(tag: str, around: _Place) -> str:
    if around.in_row or (tag == "tr" and around.in_cells):
        return "tr"
    if tag in KINDS and not (tag == "p" and around.kind in ("li", "td", "th", "dd")):
        return tag
    return "div" if tag in BLOCKS and around.kind in ("p", "pre") else around.kind


def _is_named(element: Any) -> bool:
    return element.tag == "a" or (element.tag in ("span", "em", "i", "label") and bool(element.get("class")))


def is_hidden(element: Any, sheet: Sheet) -> bool:
    """Whether the page says of an element that it and what is in it are not to be seen."""
    if element.tag == "dialog" and element.get("open") is None:
        return True
    is_said = element.get("hidden") is not None or (element.get("aria-hidden") or "").lower() == "true"
    return is_said or sheet.said(element, "display") == "none" or _is_out_of_sight(element, sheet)


def _is_out_of_sight(element: Any, sheet: Sheet) -> bool:
    """
    Whether its style puts an element beside the screen, or sets it in no size.

    No size is also what removes the white between boxes, where those within have sizes of their own.
    """
    if sheet.said(element, OUT_OF_SIGHT):
        return True
    return sheet.said(element, "font-size") == "0" and not any(
        each.get("class") or "font" in (each.get("style") or "").lower() or each.tag == "font"
        for each in element.iterdescendants()
    )


def _is_white(element: Any, sheet: Sheet, around: _Place) -> bool:
    """Whether its letters have the paper's colour; a link's are those of a button most often."""
    said = sheet.said(element, "color")
    if said is None and (color := element.get("color")):
        said = "white" if WHITES.fullmatch(color.strip()) else "other"
    return around.is_white if said is None else said == "white" and element.tag != "a"


def _has_ground(element: Any, sheet: Sheet, around: _Place) -> bool:
    """Whether its letters stand on another colour than the paper's; white may be put over it again."""
    said = sheet.said(element, GROUND)
    if said == "white" or WHITES.fullmatch((element.get("bgcolor") or "").strip()):
        return False
    return around.has_ground or said == "some" or bool(element.get("bgcolor") or element.get("background"))


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


def _style_of(pieces: list[_Piece]) -> HtmlLine:
    # Brackets and dots around a link are no text of it.
    lengths = [(len(_NO_LETTERS.sub("", piece.own)), piece.place) for piece in pieces]
    whole = sum(length for length, _ in lengths)
    bold = sum(length for length, place in lengths if place.bold)
    linked = sum(length for length, place in lengths if place.linked)
    return HtmlLine(
        "",
        "",
        bold=whole > 0 and bold == whole,
        links=round(100 * linked / whole) if whole else 0,
        is_struck=any(length and place.struck for length, place in lengths),
        white=sum(length for length, place in lengths if place.is_white and not place.has_ground and not place.linked),
    )


def _set_blanks(text: str) -> str:
    """White space as browsers set it."""
    cells = [_BLANKS.sub(" ", cell).strip(" ") for cell in text.split("\t")]
    return "\t".join(cell for cell in cells if cell)
