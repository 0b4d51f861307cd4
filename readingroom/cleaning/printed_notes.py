"""
Notes, captions and boxes of a printed page: what is set smaller than the text, apart from it, or beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from readingroom.cleaning.characters import SENTENCE_ENDS, count_han, ends_with
from readingroom.cleaning.printed_measures import RUNNING_ROWS, Measures
from readingroom.cleaning.printed_rows import Row

SMALL_ROWS, LONGEST_SMALL = 4, 120
"""Rows and characters of a caption at most."""

INSET_ROWS = 30
"""Rows of another text that interrupts a sentence; more is an article."""

NOTE = re.compile(r"[①-⑳]|[\[〔［(（]\d{1,2}[\]〕］)）]|[*＊※†]|注(?:释)?(?:[:：]|\d|\s|$)|\d{1,2}\s*(?=[《\[“])")
"""How the notes at the foot of a page begin."""

RULED_NOTE = re.compile(rf"{NOTE.pattern}|\d{{1,2}}(?!\d|[年月日])")
"""The same below a ruled line: a bare number will do."""

CITATION = re.compile(r"《[^》]+》.*(?:\d{4}\s*年|第\s*\d+(?:-\d+)?\s*[页期])")
"""A book or journal with its year or page."""

NOTE_WHITE = 0.4
"""Of the size, white above the first note over that between two rows."""

NOTE_ROWS = 12
"""Rows of a column's notes at most."""

SAME_SIZE = 0.04


def small_print(rows: Sequence[Row], measures: Measures) -> Iterator[tuple[str, list[Row]]]:
    """Notes at the foot of a column, and captions between its rows; both are set smaller than the text."""
    started = False
    runs = [(small, list(found)) for small, found in groupby(rows, key=lambda row: row.is_smaller)]
    last = max((at for at, (small, found) in enumerate(runs) if not small), default=0)
    for at, (small, found) in enumerate(runs):
        if not small:
            started = started or any(map(measures.is_running, found))
            continue
        note = next((index for index, row in enumerate(found) if NOTE.match(row.span.text)), None)
        if note is not None and started:
            yield "footnote", found[note:]
            found = found[:note]
        if not started or not found or at > last:
            continue
        if runs[at + 1][1][0].place != found[-1].place:
            yield "footnote", found
        elif _is_caption(found) or interrupts(runs[at - 1][1][-1], found, runs[at + 1][1][0], measures):
            yield "small_print", found


def _is_caption(rows: Sequence[Row]) -> bool:
    return len(rows) <= SMALL_ROWS and sum(len(row.span.text) for row in rows) <= LONGEST_SMALL


def interrupts(above: Row, rows: Sequence[Row], below: Row, measures: Measures) -> bool:
    """Whether a sentence of the text goes on below: what stands between is another text, however long."""
    goes_on = not measures.is_indented(below) and not (below.is_larger or below.bold or below.centered)
    return (
        len(rows) <= INSET_ROWS
        and goes_on
        and measures.is_running(above)
        and not ends_with(above.span.text, SENTENCE_ENDS)
    )


def large_insets(rows: Sequence[Row], measures: Measures) -> Iterator[list[Row]]:
    """Pull quotes between the rows of a sentence: a heading stands where one has ended."""
    runs = [list(found) for _, found in groupby(rows, key=lambda row: (row.place, row.is_larger))]
    for above, found, below in zip(runs, runs[1:], runs[2:], strict=False):
        is_one_column = above[-1].place == found[0].place == below[0].place
        if found[0].is_larger and is_one_column and interrupts(above[-1], found, below[0], measures):
            yield found


def notes_in_text_size(rows: Sequence[Row], measures: Measures) -> Iterator[list[Row]]:
    """
    Notes at the foot of a column that are set nearly as large as the text.

    What tells them: a line is drawn above, or white is left there and they name books or their mark stands in a row
    above. Marks that no row above has are those of a list.
    """
    for _, page in groupby(rows, key=lambda row: row.box.page):
        above: list[Row] = []
        for _, found in groupby(page, key=lambda row: row.place):
            column = list(found)
            for at in range(max(0, len(column) - NOTE_ROWS), len(column)):
                if _begin_notes(column[at:], [*above, *column[:at]], measures):
                    yield column[at:]
                    break
            above += column


def _begin_notes(notes: Sequence[Row], before: Sequence[Row], measures: Measures) -> bool:
    row = notes[0]
    ends = [one.box.bottom for one in before if one.box.bottom <= row.box.top]
    if not ends or row.is_larger or row.bold or any(abs(one.size - row.size) > SAME_SIZE for one in notes):
        return False
    if row.is_ruled:
        return RULED_NOTE.match(row.span.text) is not None
    mark = NOTE.match(row.span.text)
    stands_off = row.box.top - max(ends) > max(measures.white, 0) + NOTE_WHITE * measures.em
    if mark is None or not stands_off:
        return False
    is_cited = any(one.span.text.find(mark[0]) > 0 for one in before)
    return is_cited or is_citation(notes)


def is_citation(notes: Sequence[Row]) -> bool:
    return CITATION.search("".join(one.span.text for one in notes)) is not None


def marks_of_note(note: Row) -> tuple[str, ...]:
    """The mark that a note begins with, as it may stand in the text: a raised figure is in brackets there."""
    mark = RULED_NOTE.match(note.span.text)
    if mark is None:
        return ()
    figure = mark[0].strip()
    return (f"[{figure}]",) if figure.isdecimal() else (figure,)


def boxes(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """
    Rows of boxes beside a text that has begun; what is framed above it belongs to its head.

    Each box by itself: rows that follow one another on a page.
    """
    text = 0
    for is_boxed, found in groupby(rows, key=lambda row: row.is_boxed):
        group = list(found)
        if is_boxed and text >= RUNNING_ROWS:
            yield from _each_box(group)
        elif not is_boxed:
            text += sum(not (row.is_larger or row.centered) and count_han(row.span.text) > 1 for row in group)


def _each_box(rows: Sequence[Row]) -> Iterator[list[Row]]:
    for _, found in groupby(rows, key=lambda row: (row.box.page, row.box_number)):
        yield list(found)
