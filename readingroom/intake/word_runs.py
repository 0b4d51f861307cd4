"""
What stands within a paragraph: text, signs, fields, marks of notes, formulas, whatever is wrapped around them.

Whatever is not known to be invisible is read: new elements come with every version of Word, and one that is skipped
takes its text along.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from mammoth.docx.dingbats import dingbats

from readingroom.intake.numerals import off_the_line
from readingroom.intake.word_fields import Fields
from readingroom.intake.word_formulas import formula_text
from readingroom.intake.word_lines import Account, Paragraph, Piece
from readingroom.intake.word_parts import alternative, child, child_value, is_on, local, text_of, value
from readingroom.intake.word_styles import Styles, has_ground

UNSEEN = frozenset(["pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "rt"])
"""Properties, and the small print over characters that says how they are pronounced."""

DATES = frozenset(["dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong"])
"""Parts of today's date, which Word writes anew."""

UNSEEN_SIZE = 2
"""Half points; nobody reads letters so small, and Word sets none smaller to hide them."""

UNREADABLE_SIGN = "\ufffd"

PRIVATE = range(0xE000, 0xF900)
"""Code points that mean something only in the font of a symbol."""


@dataclass(frozen=True)
class _Run:
    """What holds for the text that is read now."""

    properties: Any | None = None
    inserted: bool = False


class Runs:
    """Reads what is in paragraphs, one after the other: a field may go over several."""

    def __init__(self, styles: Styles, account: Account) -> None:
        self._styles = styles
        self._account = account
        self._fields = Fields()
        self._leaves: dict[str, Callable[[Any, Paragraph, _Run], None]] = {
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

    def read(self, element: Any, paragraph: Paragraph) -> None:
        """Put into the paragraph what its element holds."""
        self._fields.end_paragraph()
        self._take_all(element, paragraph, _Run())

    def delete(self, element: Any) -> None:
        """Text that is gone when tracked changes are accepted."""
        text = "".join(each.text or "" for each in element.iter("{*}delText", "{*}t"))
        if text.strip():
            self._account.deleted.append(text)

    def is_prompt(self, control: Any) -> bool:
        """
        Whether a content control still asks to be filled in. Programs that fill it in may leave the mark that it is
        empty; the words that ask are set in a style of their own.
        """
        if not is_on(child(control, "sdtPr", "showingPlcHdr")):
            return False
        runs = [run for run in control.iter("{*}r") if child(run, "t") is not None]
        return all(self._styles.is_of_prompts(child_value(run, "rPr", "rStyle")) for run in runs)

    def _take_all(self, parent: Any, paragraph: Paragraph, run: _Run) -> None:
        for element in parent:
            self._take(element, paragraph, run)

    def _take(self, element: Any, paragraph: Paragraph, run: _Run) -> None:
        tag = local(element)
        if leaf := self._leaves.get(tag):
            leaf(element, paragraph, run)
        elif tag in ("del", "moveFrom"):
            self.delete(element)
        elif tag == "sdt" and self.is_prompt(element):
            self._account.prompts.append(text_of(element))
        elif tag == "AlternateContent":
            self._take_all(alternative(element), paragraph, run)
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
        account.unknown_fields += tag in DATES
        account.charts += tag in ("chart", "relIds")

    def _add(self, text: str, paragraph: Paragraph, run: _Run) -> None:
        self._fields.add_result()
        if self._fields.in_code:
            return
        size = self._styles.size(paragraph.style, run.properties)
        if size <= UNSEEN_SIZE or self._styles.is_hidden(paragraph.style, run.properties):
            self._account.hidden.append(text.strip())
            return
        self._account.white += len(text.strip()) * self._is_white(paragraph, run)
        bold = self._styles.is_bold(paragraph.style, run.properties)
        struck = self._styles.is_struck(paragraph.style, run.properties)
        paragraph.pieces.append(Piece(text, bold, run.inserted, struck, size))

    def _is_white(self, paragraph: Paragraph, run: _Run) -> bool:
        """Whether it has the paper's colour, and nothing around it a ground of its own that would show it."""
        if not self._styles.is_white(paragraph.style, run.properties):
            return False
        around = () if run.properties is None else run.properties.iterancestors()
        return not any(local(each) == "txbxContent" or has_ground(child(each, f"{local(each)}Pr")) for each in around)

    def _text(self, element: Any, paragraph: Paragraph, run: _Run) -> None:
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

    def _fixed(self, text: str) -> Callable[[Any, Paragraph, _Run], None]:
        return lambda element, paragraph, run: self._add(text, paragraph, run)

    def _sign(self, element: Any, paragraph: Paragraph, run: _Run) -> None:
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

    def _field(self, element: Any, paragraph: Paragraph, run: _Run) -> None:
        shown = self._fields.mark(element)
        if shown is None:
            # One within the code of another is seen by nobody.
            self._account.unknown_fields += not self._fields.in_code
        elif shown:
            self._add(shown, paragraph, run)

    def _note(self, element: Any, paragraph: Paragraph, run: _Run) -> None:
        account, key = self._account, (local(element).removesuffix("Reference"), value(element, "id") or "")
        account.notes.append(key)
        if value(element, "customMarkFollows") in ("1", "true", "on"):
            account.own_marks.add(key)
        else:
            self._add(f"[{len(account.notes) - len(account.own_marks)}]", paragraph, run)

    def _formula(self, element: Any, paragraph: Paragraph, run: _Run) -> None:
        self._account.formulas += 1
        self._add(formula_text(element), paragraph, run)

    def _lettering(self, element: Any, paragraph: Paragraph, run: _Run) -> None:
        """Words that are drawn (WordArt) stand in an attribute."""
        self._add(value(element, "string") or "", paragraph, run)
