"""
Lines of a web page, put together from the stretches of text that stand side by side on the screen.

Text within a line is joined as browsers do it. Some characters on the screen are the browser's: numbers of lists,
quotation marks around a `q`, words out of a style sheet, the place of a raised figure. They are given, for without them
10² reads 102; `HtmlLine.own` is the line without them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from readingroom.intake.numerals import blank_between, off_the_line

PATH_STEPS = 5
"""Of the elements around a line that have a name of their own; the nearest say most."""

_WIDE = "\u2018-\u201f\u2026\u2014\u3000-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_BREAK_IN_CHINESE = re.compile(rf"(?<=[{_WIDE}])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[{_WIDE}])")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_NO_LETTERS = re.compile(r"[\W_]+")


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
class Place:
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
class Piece:
    """A stretch of a line; `own` is what of it stands in the page."""

    text: str
    own: str
    place: Place


@dataclass
class LineWriter:
    """The lines so far, and the pieces of the one that is being written."""

    lines: list[HtmlLine] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    numbers: list[tuple[str, bool]] = field(default_factory=list)
    begun: Place = field(default_factory=Place)
    has_text: bool = False
    ended_named: bool = False
    is_uncounted: bool = False

    def add(self, text: str | None, place: Place) -> None:
        if not text:
            return
        self._begin(text, place)
        # Within one piece of source; between two elements a line end is a blank.
        joined = text if place.in_pre else _BREAK_IN_CHINESE.sub("", text)
        shown = joined
        if place.raised:
            shown = off_the_line(joined, self._last(), is_above=place.raised == "sup")
        self.pieces.append(Piece(shown, joined, place))

    def add_sign(self, text: str, place: Place) -> None:
        """What a browser shows and the page does not have."""
        self._begin(text, place)
        self.pieces.append(Piece(text, "", place))

    def _begin(self, text: str, place: Place) -> None:
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


def _style_of(pieces: list[Piece]) -> HtmlLine:
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
