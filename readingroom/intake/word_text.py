"""
The text of a Word document as it is seen in Word, paragraph by paragraph, with an account of what is not text.

Whatever is not known to be invisible is read: new elements come with every version of Word, and one that is skipped
takes its text along. Tracked changes are read as if they were accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from mammoth.docx.dingbats import dingbats

from readingroom.intake.numerals import off_the_line
from readingroom.intake.word_fields import Fields
from readingroom.intake.word_formulas import formula_text
from readingroom.intake.word_numbering import Numbering
from readingroom.intake.word_parts import child, child_value, is_on, local, value
from readingroom.intake.word_styles import Styles

UNSEEN = frozenset(["pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "rt"])
"""Properties, and the small print over characters that says how they are pronounced."""

MOST_CELL_CHARACTERS = 200
"""A table with a longer cell was made to lay out a page or to frame a text; its cells are no table's."""
CELL_GAP = "\u3000"
MOST_LINES = 50_000
CONTENTS = "Table of Contents"
UNREADABLE_SIGN = "\ufffd"
PRIVATE = range(0xE000, 0xF900)
"""Code points that mean something only in the font of a symbol."""


class TooLong(Exception):
    """More lines than any document has."""


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
    hidden: int = 0
    pictures: int = 0
    formulas: int = 0
    charts: int = 0
    objects: int = 0
    embedded: int = 0
    unknown_signs: int = 0
    unknown_numbers: int = 0
    unknown_fields: int = 0
    prompts: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Of the footnotes and endnotes referred to: which sort, and its id."""
    own_marks: set[tuple[str, str]] = field(default_factory=set)
    """Those of them that have a mark of their own, as * , and no number."""


@dataclass(frozen=True)
class _Piece:
    text: str
    bold: bool
    inserted: bool
    struck: bool
    size: int


@dataclass
class _Paragraph:
    """A paragraph while it is read; text boxes that hang on it come after it."""

    style: str | None
    pieces: list[_Piece] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class _Run:
    """What holds for the text that is read now."""

    properties: Any | None = None
    inserted: bool = False


class Story:
    """Reads one part: the body, a header, the notes. `account` is kept for the whole document."""

    def __init__(self, styles: Styles, numbering: Numbering, account: Account) -> None:
        self._styles = styles
        self._numbering = numbering
        self._account = account
        self._fields = Fields()
        self._lines = 0
        self._carried: list[_Piece] = []
        self._leaves: dict[str, Callable[[Any, _Paragraph, _Run], None]] = {
            "t": self._text,
            "tab": self._fixed("\t"),
            "ptab": self._fixed("\t"),
            "br": self._fixed("\n"),
            "cr": self._fixed("\n"),
            "noBreakHyphen": self._fixed("-"),
            "sym": self._sign,
            "fldChar": self._field,
            "instrText": lambda element, paragraph, run: self._fields.add_code(element.text or ""),
            "footnoteReference": self._note,
            "endnoteReference": self._note,
            "oMath": self._formula,
            "txbxContent": lambda element, paragraph, run: paragraph.boxes.append(element),
            "textpath": self._lettering,
        }

    def lines_of(self, container: Any, kind: str = "p") -> Iterator[WordLine]:
        """The lines of everything in a container that holds paragraphs and tables."""
        for element in container:
            yield from self._block(element, kind)
        if self._carried:
            # There is no next paragraph.
            pieces, self._carried = self._carried, []
            yield from self._counted(self._as_lines(_Paragraph(None, pieces), None, kind))

    def _block(self, element: Any, kind: str) -> Iterator[WordLine]:
        tag = local(element)
        if tag == "p":
            yield from self._counted(self._paragraph(element, kind))
        elif tag == "tbl":
            yield from self._table(element, kind)
        elif tag == "altChunk":
            self._account.embedded += 1
        elif tag in ("del", "moveFrom"):
            self._delete(element)
        elif tag == "sdt" and self._is_prompt(element):
            self._account.prompts.append(_text_of(element))
        elif tag == "sdt" and child_value(element, "sdtPr", "docPartObj", "docPartGallery") == CONTENTS:
            yield from self.lines_of(element, "toc" if kind == "p" else kind)
        elif tag not in UNSEEN:
            yield from self.lines_of(_alternative(element) if tag == "AlternateContent" else element, kind)

    def _counted(self, lines: Iterator[WordLine]) -> Iterator[WordLine]:
        for line in lines:
            self._lines += 1
            if self._lines > MOST_LINES:
                raise TooLong
            yield line

    # ------------------------------------------------------------- paragraphs

    def _paragraph(self, element: Any, kind: str) -> Iterator[WordLine]:
        properties = child(element, "pPr")
        paragraph = _Paragraph(self._styles.of_paragraph(properties), self._carried)
        self._carried = []
        self._fields.end_paragraph()
        self._take_all(element, paragraph, _Run())
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
        self, paragraph: _Paragraph, properties: Any | None, kind: str, *, number: int = 0
    ) -> Iterator[WordLine]:
        if kind == "p" and self._styles.is_of_contents(paragraph.style):
            kind = "toc"
        level = self._styles.heading_level(paragraph.style, properties) if kind in ("p", "li") else None
        centered = self._styles.is_centered(paragraph.style, properties)
        for place, pieces in enumerate(_broken_into_lines(paragraph.pieces)):
            seen = [piece for piece in pieces if piece.text.strip()]
            yield WordLine(
                "".join(piece.text for piece in pieces),
                f"h{level}" if level else kind,
                bold=bool(seen) and all(piece.bold for piece in seen),
                centered=centered,
                inserted=any(piece.inserted for piece in seen),
                struck=any(piece.struck for piece in seen),
                size=_usual_size(seen),
                number=0 if place else number,
            )

    def _take_all(self, parent: Any, paragraph: _Paragraph, run: _Run) -> None:
        for element in parent:
            self._take(element, paragraph, run)

    def _take(self, element: Any, paragraph: _Paragraph, run: _Run) -> None:
        tag = local(element)
        if leaf := self._leaves.get(tag):
            leaf(element, paragraph, run)
        elif tag in ("del", "moveFrom"):
            self._delete(element)
        elif tag == "sdt" and self._is_prompt(element):
            self._account.prompts.append(_text_of(element))
        elif tag == "AlternateContent":
            self._take_all(_alternative(element), paragraph, run)
        elif tag not in UNSEEN:
            self._notice(tag)
            self._take_all(element, paragraph, self._inside(element, tag, run))

    def _inside(self, element: Any, tag: str, run: _Run) -> _Run:
        if tag == "r":
            return replace(run, properties=child(element, "rPr"))
        if tag in ("ins", "moveTo"):
            self._account.insertions += next(element.iter("{*}t"), None) is not None
            return replace(run, inserted=True)
        return run

    def _notice(self, tag: str) -> None:
        """What is seen in Word and has no text that could be read."""
        account = self._account
        account.pictures += tag in ("blip", "imagedata")
        account.objects += tag == "object"
        account.charts += tag in ("chart", "relIds")

    def _is_prompt(self, control: Any) -> bool:
        """
        Whether a content control still asks to be filled in. Programs that fill it in may leave the mark that it is
        empty; the words that ask are set in a style of their own.
        """
        if not is_on(child(control, "sdtPr", "showingPlcHdr")):
            return False
        runs = [run for run in control.iter("{*}r") if child(run, "t") is not None]
        return all(self._styles.is_of_prompts(child_value(run, "rPr", "rStyle")) for run in runs)

    # ----------------------------------------------------------------- leaves

    def _add(self, text: str, paragraph: _Paragraph, run: _Run) -> None:
        if self._fields.in_code:
            return
        self._fields.add_result()
        if self._styles.is_hidden(paragraph.style, run.properties):
            self._account.hidden += len(text.strip())
            return
        bold = self._styles.is_bold(paragraph.style, run.properties)
        size = self._styles.size(paragraph.style, run.properties)
        struck = self._styles.is_struck(paragraph.style, run.properties)
        paragraph.pieces.append(_Piece(text, bold, run.inserted, struck, size))

    def _text(self, element: Any, paragraph: _Paragraph, run: _Run) -> None:
        text = (element.text or "").replace("\r", "").replace("\n", " ")
        place = self._styles.place(paragraph.style, run.properties)
        if place in ("superscript", "subscript"):
            before = next((piece.text[-1] for piece in reversed(paragraph.pieces) if piece.text), "")
            text = off_the_line(text, before, is_above=place == "superscript")
        elif font := self._styles.symbol_font(paragraph.style, run.properties):
            text = "".join(self._in_font(font, sign) for sign in text)
        self._add(text, paragraph, run)

    def _in_font(self, font: str, sign: str) -> str:
        """What a character looks like in a font of symbols: ü is a tick in Wingdings."""
        code = ord(sign) - 0xF000 if ord(sign) in PRIVATE else ord(sign)
        known = dingbats.get((font, code))
        if known is None and ord(sign) in PRIVATE:
            self._account.unknown_signs += 1
        return chr(known) if known else sign

    def _fixed(self, text: str) -> Callable[[Any, _Paragraph, _Run], None]:
        return lambda element, paragraph, run: self._add(text, paragraph, run)

    def _sign(self, element: Any, paragraph: _Paragraph, run: _Run) -> None:
        """A sign of a symbol font. Those that were put into Unicode are read as what they look like."""
        try:
            code = int(value(element, "char") or "", 16)
        except ValueError:
            return
        known = dingbats.get((value(element, "font"), code - 0xF000 if code in PRIVATE else code))
        if known is None and (code in PRIVATE or not 0x20 <= code < 0xD800):
            self._account.unknown_signs += 1
        text = chr(known) if known else chr(code) if 0x20 <= code < 0xD800 else UNREADABLE_SIGN
        self._add(text, paragraph, run)

    def _field(self, element: Any, paragraph: _Paragraph, run: _Run) -> None:
        shown = self._fields.mark(element)
        if shown is None:
            self._account.unknown_fields += 1
        elif shown:
            self._add(shown, paragraph, run)

    def _note(self, element: Any, paragraph: _Paragraph, run: _Run) -> None:
        account, key = self._account, (local(element).removesuffix("Reference"), value(element, "id") or "")
        account.notes.append(key)
        if value(element, "customMarkFollows") in ("1", "true", "on"):
            account.own_marks.add(key)
        else:
            self._add(f"[{len(account.notes) - len(account.own_marks)}]", paragraph, run)

    def _formula(self, element: Any, paragraph: _Paragraph, run: _Run) -> None:
        self._account.formulas += 1
        self._add(formula_text(element), paragraph, run)

    def _lettering(self, element: Any, paragraph: _Paragraph, run: _Run) -> None:
        """Words that are drawn (WordArt) stand in an attribute."""
        self._add(value(element, "string") or "", paragraph, run)

    def _delete(self, element: Any) -> None:
        text = "".join(each.text or "" for each in element.iter("{*}delText", "{*}t"))
        if text.strip():
            self._account.deleted.append(text)

    # ----------------------------------------------------------------- tables

    def _table(self, table: Any, kind: str) -> Iterator[WordLine]:
        """A table of short cells gives a line for each row; one that lays out a page gives the lines of its cells."""
        rows = [self._row(row, kind) for row in self._rows(table)]
        cells = [cell for row in rows for cell in row]
        longest = max((sum(len(line.text) for line in cell) for cell in cells), default=0)
        is_data = longest <= MOST_CELL_CHARACTERS and any(sum(map(bool, row)) > 1 for row in rows)
        for row in rows:
            if is_data and kind in ("p", "td"):
                yield from _as_row(row)
            else:
                yield from (line for cell in row for line in cell)

    def _rows(self, table: Any) -> Iterator[Any]:
        """The rows that are left when tracked changes are accepted."""
        for row in _inside_of(table, "tr"):
            if child(row, "trPr", "del") is None:
                yield row
            else:
                self._delete(row)

    def _row(self, row: Any, kind: str) -> list[list[WordLine]]:
        return [
            [line for line in self.lines_of(cell, "td" if kind == "p" else kind) if line.text.strip()]
            for cell in _inside_of(row, "tc")
        ]


def _goes_on(properties: Any | None) -> bool:
    """Whether the paragraph continues in the next: its end is deleted or hidden, or it is a large first letter."""
    frame = child(properties, "framePr")
    is_initial = frame is not None and value(frame, "dropCap") in ("drop", "margin")
    is_gone = any(child(properties, "rPr", name) is not None for name in ("del", "moveFrom"))
    is_hidden = any(is_on(child(properties, "rPr", name)) for name in ("vanish", "specVanish"))
    return is_initial or is_gone or is_hidden


def _text_of(element: Any) -> str:
    return "".join(each.text or "" for each in element.iter("{*}t"))


def _inside_of(parent: Any, tag: str) -> Iterator[Any]:
    """Rows or cells, however they are wrapped in content controls."""
    for element in parent:
        if local(element) == tag:
            yield element
        elif local(element) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _inside_of(element, tag)


def _as_row(row: list[list[WordLine]]) -> Iterator[WordLine]:
    cells = [" ".join(line.text.strip() for line in cell) for cell in row if cell]
    if not cells:
        return
    lines = [line for cell in row for line in cell]
    yield WordLine(
        CELL_GAP.join(cells),
        "tr",
        bold=all(line.bold for line in lines),
        inserted=any(line.inserted for line in lines),
        struck=any(line.struck for line in lines),
        size=lines[0].size,
    )


def _alternative(element: Any) -> Any:
    """Of what is said twice, for new programs and for old ones, the one that has the more text."""
    ways = [each for each in element if local(each) in ("Choice", "Fallback")]
    return max(ways, key=lambda way: sum(len(each.text or "") for each in way.iter("{*}t")), default=())


def _broken_into_lines(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    line: list[_Piece] = []
    for piece in pieces:
        first, *others = piece.text.split("\n")
        line.append(replace(piece, text=first))
        for text in others:
            yield line
            line = [replace(piece, text=text)]
    yield line


def _usual_size(pieces: list[_Piece]) -> int:
    lengths: dict[int, int] = {}
    for piece in pieces:
        lengths[piece.size] = lengths.get(piece.size, 0) + len(piece.text)
    return max(lengths, key=lambda size: lengths[size], default=0)
