"""
A page that can be edited in every way a curator or a newer rule may edit one, and that knows what became of what.

Every character of it occurs once, so two texts that share characters are the same text, and lineage can be told
from the texts alone, whatever the readings and line numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from readingroom.articles.keys import Place, Unkeyed
from readingroom.records import CleanArticle, Item, ItemKind, LedgerLine, Segment, Theming
from tests.library import clean_article

LINES, LENGTH = 6, 24
FIRST_CHARACTER, FIRST_CORRECTION = 0x4E00, 0x7000


@dataclass(frozen=True)
class Piece:
    """A stretch of a raw line; it belongs to the title, or `begins` an item, or goes on with the one before."""

    line: int
    start: int
    end: int
    kept: bool = True
    begins: bool = True
    entitles: bool = False
    kind: ItemKind = "paragraph"
    corrected: bool = False

    @property
    def raw(self) -> str:
        return "".join(_character(self.line, at) for at in range(self.start, self.end))

    @property
    def text(self) -> str:
        if not self.corrected:
            return self.raw
        return chr(FIRST_CORRECTION + self.line * LENGTH + self.start) + self.raw[1:]


def _character(line: int, at: int) -> str:
    return chr(FIRST_CHARACTER + line * LENGTH + at)


@dataclass
class Paper:
    """`reading` is read with `shift` empty lines above the text."""

    reading: int = 1
    shift: int = 0
    pieces: list[Piece] = field(default_factory=lambda: [Piece(line, 0, LENGTH) for line in range(LINES)])

    def edit(self, which: int, **changes: object) -> None:
        at = which % len(self.pieces)
        self.pieces[at] = replace(self.pieces[at], **changes)  # type: ignore[arg-type]

    def split(self, which: int, where: int) -> None:
        at = which % len(self.pieces)
        piece = self.pieces[at]
        if piece.end - piece.start > 1:
            cut = piece.start + 1 + where % (piece.end - piece.start - 1)
            first, second = replace(piece, end=cut), replace(piece, start=cut, begins=True, corrected=False)
            self.pieces[at : at + 1] = [first, second]

    def read_anew(self, shift: int) -> None:
        self.reading += 1
        self.shift = shift

    def items(self) -> list[list[Piece]]:
        items: list[list[Piece]] = []
        for piece in self.pieces:
            if not piece.kept or piece.entitles:
                continue
            if piece.begins or not items:
                items.append([])
            items[-1].append(piece)
        return items

    def unkeyed(self) -> list[Unkeyed]:
        return [Unkeyed(_text(pieces), self.place(pieces[0])) for pieces in self.items()]

    def place(self, piece: Piece) -> Place:
        return Place(self.reading, piece.line + 1 + self.shift, piece.start)

    def held_by(self, place: Place) -> int | Literal["title"] | None:
        """Which item, if not the title or nothing, holds a raw place of the present reading."""
        title = [piece for piece in self.pieces if piece.kept and piece.entitles]
        held: list[tuple[int | Literal["title"], list[Piece]]] = [("title", title), *enumerate(self.items())]
        for holder, pieces in held:
            for piece in pieces:
                here = self.place(piece)
                if (here.reading, here.line) == (place.reading, place.line) and 0 <= place.start - here.start < (
                    piece.end - piece.start
                ):
                    return holder
        return None

    def characters(self) -> list[set[str]]:
        """The raw characters of every item, corrections left out of account."""
        return [set("".join(piece.raw for piece in pieces)) for pieces in self.items()]

    def raw_lines(self) -> list[str]:
        return [""] * self.shift + ["".join(_character(line, at) for at in range(LENGTH)) for line in range(LINES)]

    def clean_article(self) -> CleanArticle:
        items = [self._item(pieces) for pieces in self.items()]
        return replace(clean_article(), items=tuple(items), ledger=tuple(self._ledger()), rules_version="paper")

    def _item(self, pieces: list[Piece]) -> Item:
        place, kind = self.place(pieces[0]), pieces[0].kind
        theming = None if kind == "front" else Theming("organization", None, near_tie=False)
        lines = tuple(sorted({self.place(piece).line for piece in pieces}))
        return Item(kind, _text(pieces), place.line, place.start, lines, theming=theming)

    def _ledger(self) -> Iterator[LedgerLine]:
        for line in range(LINES):
            segments = tuple(self._segment(piece) for piece in self.pieces if piece.line == line)
            to = tuple(one.to for one in segments if one.to is not None)
            yield LedgerLine(segments[0].line, "kept" if to else "removed", to, None, (), "paper", segments)

    def _segment(self, piece: Piece) -> Segment:
        to = self.held_by(self.place(piece))
        fate, reason = ("removed", "advertisement") if to is None else ("kept", None)
        return Segment(self.place(piece).line, piece.start, piece.end, fate, to, reason, "paper")  # type: ignore[arg-type]


def _text(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)
