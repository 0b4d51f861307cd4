"""What is read out of a Word document: lines, the pieces they are made of, and an account of what is not in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class WordLine:
    """One line and what the document says of it. `size` is in half points, of most of its characters."""

    text: str
    kind: str = "p"
    bold: bool = False
    centered: bool = False
    inserted: bool = False
    struck: bool = False
    size: int = 0
    number: int = 0


@dataclass
class Account:
    """What is in the document and not, or not quite, in its lines."""

    insertions: int = 0
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    white: int = 0
    pictures: int = 0
    formulas: int = 0
    charts: int = 0
    objects: int = 0
    embedded: int = 0
    unknown_signs: int = 0
    unknown_numbers: int = 0
    unknown_fields: int = 0
    prompts: list[str] = field(default_factory=list)
    chunk_doubts: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Of the footnotes and endnotes referred to: which sort, and its id."""
    own_marks: set[tuple[str, str]] = field(default_factory=set)
    """Those of them that have a mark of their own, as * , and no number."""


@dataclass(frozen=True)
class Piece:
    text: str
    bold: bool
    inserted: bool
    struck: bool
    size: int


@dataclass
class Paragraph:
    """A paragraph while it is read; text boxes that hang on it come after it."""

    style: str | None
    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)


def broken_into_lines(pieces: list[Piece]) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    for piece in pieces:
        first, *others = piece.text.split("\n")
        line.append(replace(piece, text=first))
        for text in others:
            yield line
            line = [replace(piece, text=text)]
    yield line


def usual_size(pieces: list[Piece]) -> int:
    lengths: dict[int, int] = {}
    for piece in pieces:
        lengths[piece.size] = lengths.get(piece.size, 0) + len(piece.text)
    return max(lengths, key=lambda size: lengths[size], default=0)
