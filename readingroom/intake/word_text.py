"""
The text of a Word document as it is seen in Word, block by block: paragraphs, tables, what is wrapped around them.

Tracked changes are read as if they were accepted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from readingroom.intake.word_chunks import Chunks
from readingroom.intake.word_lines import Account, Paragraph, Piece, WordLine, broken_into_lines, usual_size
from readingroom.intake.word_numbering import Numbering
from readingroom.intake.word_parts import alternative, child, child_value, is_on, local, text_of, value
from readingroom.intake.word_runs import UNSEEN, Runs
from readingroom.intake.word_styles import Styles
from readingroom.intake.word_tables import as_row, inside_of, is_data

MOST_LINES = 50_000

CONTENTS = "Table of Contents"


class TooLong(Exception):
    """More lines than any document has."""


class Story:
    """Reads one part: the body, a header, the notes. `account` is kept for the whole document."""

    def __init__(self, styles: Styles, numbering: Numbering, account: Account, chunks: Chunks) -> None:
        self._styles = styles
        self._numbering = numbering
        self._account = account
        self._chunks = chunks
        self._runs = Runs(styles, account)
        self._lines = 0
        self._carried: list[Piece] = []

    def lines_of(self, container: Any, kind: str = "p") -> Iterator[WordLine]:
        """The lines of everything in a container that holds paragraphs and tables."""
        for element in container:
            yield from self._block(element, kind)
        if self._carried:
            # There is no next paragraph.
            pieces, self._carried = self._carried, []
            yield from self._counted(self._as_lines(Paragraph(None, pieces), None, kind))

    def _block(self, element: Any, kind: str) -> Iterator[WordLine]:
        tag = local(element)
        if tag == "p":
            yield from self._counted(self._paragraph(element, kind))
        elif tag == "tbl":
            yield from self._table(element, kind)
        elif tag == "altChunk":
            yield from self._counted(self._chunks.lines_of(value(element, "id"), kind))
        elif tag in ("del", "moveFrom"):
            self._runs.delete(element)
        elif tag == "sdt" and self._runs.is_prompt(element):
            self._account.prompts.append(text_of(element))
        elif tag == "sdt" and child_value(element, "sdtPr", "docPartObj", "docPartGallery") == CONTENTS:
            yield from self.lines_of(element, "toc" if kind == "p" else kind)
        elif tag not in UNSEEN:
            yield from self.lines_of(alternative(element) if tag == "AlternateContent" else element, kind)

    def _counted(self, lines: Iterator[WordLine]) -> Iterator[WordLine]:
        for line in lines:
            self._lines += 1
            if self._lines > MOST_LINES:
                raise TooLong
            yield line

    def _paragraph(self, element: Any, kind: str) -> Iterator[WordLine]:
        properties = child(element, "pPr")
        paragraph = Paragraph(self._styles.of_paragraph(properties), self._carried)
        self._carried = []
        self._runs.read(element, paragraph)
        if _goes_on(properties):
            self._carried = paragraph.pieces
        else:
            number = self._numbering.number_of(properties, paragraph.style)
            text = "".join(piece.text for piece in paragraph.pieces).lstrip()
            shown = number.before(text) if number is not None and text else ""
            if number is not None and shown:
                self._account.unknown_numbers += number.is_unknown
                paragraph.pieces.insert(0, replace(paragraph.pieces[0], text=shown))
            as_list = kind == "p" and number is not None and number.is_bullet
            yield from self._as_lines(paragraph, properties, "li" if as_list else kind, number=len(shown))
        for box in paragraph.boxes:
            yield from self.lines_of(box, "textbox" if kind in ("p", "td") else kind)

    def _as_lines(
        self, paragraph: Paragraph, properties: Any | None, kind: str, *, number: int = 0
    ) -> Iterator[WordLine]:
        if kind == "p" and self._styles.is_of_contents(paragraph.style):
            kind = "toc"
        level = self._styles.heading_level(paragraph.style, properties) if kind in ("p", "li") else None
        centered = self._styles.is_centered(paragraph.style, properties)
        for place, pieces in enumerate(broken_into_lines(paragraph.pieces)):
            seen = [piece for piece in pieces if piece.text.strip()]
            yield WordLine(
                "".join(piece.text for piece in pieces),
                f"h{level}" if level else kind,
                bold=bool(seen) and all(piece.bold for piece in seen),
                centered=centered,
                inserted=any(piece.inserted for piece in seen),
                struck=any(piece.struck for piece in seen),
                size=usual_size(seen),
                number=0 if place else number,
            )

    def _table(self, table: Any, kind: str) -> Iterator[WordLine]:
        """A table of short cells gives a line for each row; one that lays out a page gives the lines of its cells."""
        rows = [self._row(row, kind) for row in self._rows(table)]
        as_rows = kind in ("p", "td") and is_data(rows)
        for row in rows:
            yield from as_row(row) if as_rows else (line for cell in row for line in cell)

    def _rows(self, table: Any) -> Iterator[Any]:
        """The rows that are left when tracked changes are accepted."""
        for row in inside_of(table, "tr"):
            if child(row, "trPr", "del") is None:
                yield row
            else:
                self._runs.delete(row)

    def _row(self, row: Any, kind: str) -> list[list[WordLine]]:
        return [
            [line for line in self.lines_of(cell, "td" if kind == "p" else kind) if line.text.strip()]
            for cell in inside_of(row, "tc")
        ]


def _goes_on(properties: Any | None) -> bool:
    """Whether the paragraph continues in the next: its end is deleted or hidden, or it is a large first letter."""
    frame = child(properties, "framePr")
    is_initial = frame is not None and value(frame, "dropCap") in ("drop", "margin")
    is_gone = any(child(properties, "rPr", name) is not None for name in ("del", "moveFrom"))
    is_hidden = any(is_on(child(properties, "rPr", name)) for name in ("vanish", "specVanish"))
    return is_initial or is_gone or is_hidden
