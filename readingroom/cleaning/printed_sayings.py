"""
What is said of the boxes, notes and tables that were found on a printed page.

A reason on every page with a box is read on none. Where one sign alone speaks (white, size, the words of a note) a
person is asked; where what is drawn and how the rows stand say the same, it is noted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from readingroom.cleaning.characters import NUMBERED, SENTENCE_ENDS, ends_with
from readingroom.cleaning.printed_measures import Measures
from readingroom.cleaning.printed_notes import interrupts, is_citation, marks_of_note
from readingroom.cleaning.printed_rows import Row
from readingroom.cleaning.printed_tables import FEWEST_CELLS

FEWEST_BESIDE, FEWEST_AROUND = 2, 3
"""Rows of the text that give way to a box that is drawn, and to one that is known by its type alone."""

LARGEST_BOX = 0.2
"""Of the characters of the text: more may be an article of its own."""

LIST_MARKS = "：:；;，,、"

LONGEST_CELL = 10
"""Characters of a cell that surely stands in one row."""


@dataclass(frozen=True)
class Saying:
    """A sentence for curators: a reason to look, or no more than a note."""

    text: str
    is_note: bool = False


def about_boxes(boxes: Sequence[Sequence[Row]], text: Sequence[Row], measures: Measures) -> Iterator[Saying]:
    for box in boxes:
        said = f"{_begin(box)}是文字旁边的方框或图片说明，没有收入正文"
        yield _noted(said) if _is_sure_box(box, text, measures) else _asked(said)


def _is_sure_box(box: Sequence[Row], text: Sequence[Row], measures: Measures) -> bool:
    """The text goes on around it, and it is drawn, or it is a sentence in another size."""
    if _may_be_heading(box) or _length(box) > LARGEST_BOX * _length(text):
        return False
    page, number = box[0].box.page, str(box[0].box_number)
    beside = sum(row.box.page == page and row.beside == number for row in text)
    if not all(row.is_drawn for row in box):
        return _is_sentence(box) and beside >= FEWEST_AROUND and all(row.is_larger or row.is_smaller for row in box)
    above = next((row for row in reversed(text) if row.span.line < box[0].span.line), None)
    below = next((row for row in text if row.span.line > box[-1].span.line), None)
    return beside >= FEWEST_BESIDE or bool(above and below and interrupts(above, box, below, measures))


def _may_be_heading(box: Sequence[Row]) -> bool:
    """A heading may stand at the side, in whatever frame."""
    stands_out = all(row.is_larger or row.bold for row in box) and not _is_sentence(box)
    return stands_out or NUMBERED.match(box[0].span.text) is not None


def _is_sentence(rows: Sequence[Row]) -> bool:
    return ends_with(rows[-1].span.text, SENTENCE_ENDS)


def _length(rows: Sequence[Row]) -> int:
    return sum(len(row.span.text) for row in rows)


def about_notes(notes: Sequence[Sequence[Row]], text: Sequence[Row]) -> Iterator[Saying]:
    for note in notes:
        said = f"{_begin(note)}像是页下的注释，没有收入正文"
        yield _noted(said) if _is_sure_note(note, text) else _asked(said)


def _is_sure_note(note: Sequence[Row], text: Sequence[Row]) -> bool:
    """A line is drawn above, and its mark stands in the text or it names a book's page."""
    above = [row.span.text for row in text if row.span.line < note[0].span.line]
    is_cited = any(_is_cited(mark, words) for mark in marks_of_note(note[0]) for words in above)
    return note[0].is_ruled and (is_cited or is_citation(note))


def _is_cited(mark: str, words: str) -> bool:
    """Whether a mark stands behind words; behind a colon it begins an entry of a list: 分三类：①出工的，②出料的。"""
    at = words.find(mark)
    return at > 0 and words[at - 1] not in LIST_MARKS


def about_tables(tables: Sequence[Sequence[Row]], text: Sequence[Row], measures: Measures) -> Iterator[Saying]:
    for table in tables:
        rows = f"第 {table[0].span.line} 到 {table[-1].span.line} 行"
        if _is_sure_table(table, text, measures):
            yield Saying(f"{rows}是表格，一行一段，各格之间是空格", is_note=True)
        else:
            yield _asked(f"{rows}像是表格，一行一段，各格连在了一起")


def _is_sure_table(table: Sequence[Row], text: Sequence[Row], measures: Measures) -> bool:
    """As many cells in each row, none of them long, and no cell goes on below the last row."""
    if table[0].cells < FEWEST_CELLS or len({row.cells for row in table}) > 1 or any(row.is_parted for row in table):
        return False
    below = next((row for row in text if row.span.line > table[-1].span.line), None)
    is_beyond = below is None or below.place != table[-1].place
    is_text = below is not None and (measures.is_indented(below) or measures.is_full(below) or below.is_larger)
    return all(len(cell) <= LONGEST_CELL for row in table for cell in row.split) and (is_beyond or is_text)


def _begin(rows: Sequence[Row]) -> str:
    return f"第 {rows[0].span.line} 行起“{rows[0].span.text[:20]}”"


def _noted(said: str) -> Saying:
    return Saying(said, is_note=True)


def _asked(said: str) -> Saying:
    return Saying(f"{said}，请核对")
