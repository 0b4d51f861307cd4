"""
Pages of which it is known where each row stands, as in a PDF: from rows to paragraphs, headings and what stands around.

The page says by place and size what plain text has to guess: a row that stands in begins a paragraph, one that stops
short ends it, one in larger or bolder type is a heading, and what stands on every page in the same place is no text.
A paragraph goes on over the end of a column or a page, and past a caption or a note that comes between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from readingroom.cleaning.blocks import HEADING, RUNNING, TABLE_ROW, Block, go_on
from readingroom.cleaning.characters import NUMBERED, SENTENCE_ENDS, count_han, ends_with, fold
from readingroom.cleaning.printed_margins import asides, part
from readingroom.cleaning.printed_measures import FULL, Measures
from readingroom.cleaning.printed_rows import LARGER, Row, row_of
from readingroom.cleaning.printed_sayings import about_tables
from readingroom.cleaning.printed_tables import doubts_about_sides, find_tables
from readingroom.records import Line

SHORT = 2.6
"""Characters by which a row ends before its column that is the last one of its paragraph."""

BLANK = 0.9
"""Of the size: white above a row, over the usual, that is a blank line."""

PARAGRAPH_WHITE = 0.4
"""The same where paragraphs are not indented: white parts them then, where the last row of one happens to be full."""

PARTED = 2
"""So many paragraphs that are parted by white: the page parts them so."""

HEADING_ROWS, LONGEST_HEADING = 3, 70
"""Rows and Han characters of a heading at most; more in another type is a foreword."""

LEAD_ENDS = "。：:，,；;！？!?"
"""How a sentence ends that is bold at the beginning of a paragraph; a heading has no mark."""


COLONS = "：:"


@dataclass(frozen=True)
class Printed:
    """The blocks of printed pages in reading order, doubts, notes, and whether the text goes on from an earlier page."""

    blocks: tuple[Block, ...]
    doubts: tuple[str, ...]
    notes: tuple[str, ...]
    starts_on_earlier_page: bool


def lay_out_pages(lines: Sequence[Line], stands_alone: Callable[[Block], bool]) -> Printed:
    rows = [row for line in lines if (row := row_of(line))]
    parted = part(rows)
    measures = parted.measures
    tables = list(find_tables(parted.text))
    lines_of_tables = {row.span.line for table in tables for row in table}
    # A sentence goes on below a table as it does below a caption.
    flow = [row for row in parted.text if row.span.line not in lines_of_tables]
    groups = [(group, _role(group, measures)) for group in _groups(flow, measures, stands_alone)]
    blocks = [_block(group, role, measures, stands_alone) for group, role in groups]
    blocks += [Block((row.span,), printed=True, role=TABLE_ROW) for table in tables for row in table]
    in_order = sorted([*blocks, *asides(rows, parted.roles)], key=lambda block: block.spans[0].line)
    sayings = [*parted.sayings, *about_tables(tables, flow, measures)]
    doubts = (
        *(one.text for one in sayings if not one.is_note),
        *doubts_about_sides(flow),
        *_doubts_about_breaks([group for group, _ in groups], measures),
    )
    notes = tuple(one.text for one in sayings if one.is_note)
    return Printed(tuple(in_order), doubts, notes, bool(groups) and _goes_on(*groups[0], measures))


def _goes_on(first: Sequence[Row], role: str, measures: Measures) -> bool:
    """Whether the first rows of a document are the end of a paragraph that begins on an earlier page."""
    begins = measures.is_indented(first[0]) or first[0].initial
    return measures.indents and not role and not begins and len(first) > 1


def _groups(rows: Sequence[Row], measures: Measures, stands_alone: Callable[[Block], bool]) -> list[list[Row]]:
    """The rows of one paragraph or heading each."""
    groups: list[list[Row]] = []
    is_closed = True
    for row in rows:
        last = groups[-1][-1] if groups else None
        begins = last is None or is_closed or _begins(last, row, groups[-1], measures)
        is_end = last is not None and not begins and _is_end(last, row, measures)
        is_closed = not measures.is_full(row) and not is_end and stands_alone(Block((row.span,)))
        if begins or is_closed:
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _is_end(last: Row, row: Row, measures: Measures) -> bool:
    """Whether a short row ends the sentence of the full one above: 报纸。 is a button's word elsewhere."""
    is_broken = measures.is_full(last) and not ends_with(last.span.text, SENTENCE_ENDS)
    return is_broken and ends_with(row.span.text, SENTENCE_ENDS) and not _is_blank_between(last, row, measures)


def _begins(last: Row, row: Row, group: Sequence[Row], measures: Measures) -> bool:
    """Whether a row begins something new: another type, or another paragraph."""
    if abs(row.size - last.size) > LARGER - 1 or row.initial:
        return True
    if len(group) < group[0].initial:
        return False
    stands_out = (row.is_larger or row.bold) and row.bold == last.bold
    # The last row of a heading that takes several stands in the middle, the full ones above do not.
    if row.centered != last.centered and not (stands_out and measures.is_full(last)):
        return True
    if row.centered and not row.is_larger and not row.bold:
        return measures.ends_before(last) > FULL
    if row.is_larger or row.centered:
        return row.place != last.place or _is_blank_between(last, row, measures) or row.bold != last.bold
    return _begins_in_bold(last, row, group, measures) or _begins_paragraph(last, row, group, measures)


def _begins_in_bold(last: Row, row: Row, group: Sequence[Row], measures: Measures) -> bool:
    """Whether a heading ends above the row, or begins with it."""
    if row.bold == last.bold:
        return False
    ended = ends_with(last.span.text, SENTENCE_ENDS)
    return _is_bold_heading(group, row, measures) or (row.bold and (ended or not measures.is_full(last)))


def _begins_paragraph(last: Row, row: Row, group: Sequence[Row], measures: Measures) -> bool:
    ended = ends_with(last.span.text, SENTENCE_ENDS)
    if measures.is_indented(row):
        # The rows of a quotation all stand in.
        is_set_in = measures.is_indented(last) and abs(row.box.left - last.box.left) < 0.3 * measures.em
        return not (is_set_in and len(group) > 1 and measures.is_full(last) and not ended)
    is_last = measures.ends_before(last) >= SHORT or NUMBERED.match(row.span.text) is not None
    least = BLANK if measures.indents else PARAGRAPH_WHITE
    if ended and (is_last or _is_blank_between(last, row, measures, least)):
        return True
    return not measures.indents and not measures.is_full(last)


def _is_blank_between(last: Row, row: Row, measures: Measures, least: float = BLANK) -> bool:
    white = row.box.top - last.box.bottom
    return row.place == last.place and white > max(measures.white, 0) + least * measures.em


def _is_bold_heading(group: Sequence[Row], row: Row, measures: Measures) -> bool:
    """Rows all in bold, before one that is not: a heading, unless its first sentence alone is bold and runs on."""
    if not all(one.bold for one in group) or row.lead:
        return False
    runs_on = measures.is_full(group[-1]) and ends_with(group[-1].span.text, LEAD_ENDS)
    return not runs_on or measures.is_indented(row)


def _role(group: Sequence[Row], measures: Measures) -> str:
    """A heading is set larger, bold or in the middle, and is short."""
    text = "".join(row.span.text for row in group)
    stands_out = all(row.is_larger or row.bold or row.centered for row in group)
    if not stands_out or len(group) > HEADING_ROWS or count_han(text) > LONGEST_HEADING or not count_han(text):
        return ""
    stands_alone = any(row.centered for row in group) and all(row.bold for row in group)
    is_sentence = ends_with(text, "。；;，,") and not stands_alone and not all(row.is_larger for row in group)
    return "" if is_sentence or (len(group) > 1 and "。" in fold(text)[:-1]) else HEADING


def _block(group: Sequence[Row], role: str, measures: Measures, stands_alone: Callable[[Block], bool]) -> Block:
    spans = tuple(go_on([row.span for row in group], [measures.is_full(row) for row in group]))
    plain = Block(spans, role=role)
    if role or len(spans) == 1 or stands_alone(plain):
        return plain
    return Block(spans, printed=True, indented=measures.is_indented(group[0]), role=RUNNING)


def _doubts_about_breaks(groups: Sequence[Sequence[Row]], measures: Measures) -> Iterator[str]:
    """
    Places in paragraphs where another one may begin: nothing is indented, and a full row ends with its sentence or
    with a colon.

    Where white parts the paragraphs it says so too, but for the end of a column or page.
    """
    if measures.indents:
        return
    is_white = sum(
        above[-1].place == below[0].place and _is_blank_between(above[-1], below[0], measures, PARAGRAPH_WHITE)
        for above, below in pairwise(groups)
        if not any(row.is_larger or row.bold or row.centered for row in (above[-1], below[0]))
    )
    places = [
        last.span.line
        for group in groups
        for last, row in pairwise(group)
        if ends_with(last.span.text, SENTENCE_ENDS + COLONS)
        and not (is_white >= PARTED and last.place == row.place)
        and not (row.is_larger or row.centered or row.bold)
    ]
    if places:
        yield (
            f"段首没有缩进，第 {'、'.join(map(str, places))} 行排满、又正好是一句的末尾或冒号，"
            "后面可能另起一段，现在连在一起，请对照原件"
        )
