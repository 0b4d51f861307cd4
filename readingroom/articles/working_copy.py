"""
The working copy: what the rules make of a reading and of all that curators decided about it.

It can always be made again, so only its latest form is stored. A decision that was made about an earlier
reading is looked for in the present one by its text; one that is not found is a reason to review the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import Any

from readingroom import pipeline, records

from . import stored
from .models import Article, Decision, Reading
from .questioning import questioned_rules
from .rehearsing import worked_out
from .vocabulary import current_vocabulary, current_words


def working_copy(article: Article) -> records.CleanArticle:
    return worked_out(stored.load, article.cleaning.result)


def clean_with_vocabulary(reading: records.Reading, decisions: Iterable[records.Decision] = ()) -> records.CleanArticle:
    """Cleans and themes with the words that the office has in use."""
    return worked_out(
        pipeline.process, reading, tuple(decisions), current_vocabulary(), current_words(), questioned_rules()
    )


def make_working_copy(reading: Reading, decisions: Iterable[Decision]) -> records.CleanArticle:
    """The decisions may be about other readings; the anchors in them are looked for in this one. Neither is stored."""
    return clean_with_vocabulary(as_record(reading), map(decision_record, decisions))


def as_record(reading: Reading) -> records.Reading:
    return records.Reading(
        lines=tuple(line_of_row(number, row) for number, row in enumerate(reading.lines, 1)),
        format=reading.original.format,
        encoding=reading.encoding,
        reader=reading.reader,
        doubts=tuple(reading.doubts),
    )


def lines_as_rows(lines: Iterable[records.Line]) -> list[list[Any]]:
    """As `Reading.lines` holds them: [text, style], and [page, left, top, right, bottom] where there is a box."""
    return [[line.text, line.style, *([list(astuple(line.box))] if line.box else [])] for line in lines]


def line_of_row(number: int, row: Sequence[Any]) -> records.Line:
    text, style, *box = row
    return records.Line(number, text, style, records.Box(*box[0]) if box else None)


def decision_record(row: Decision) -> records.Decision:
    anchor = None
    if row.line is not None and row.start is not None and row.end is not None:
        anchor = records.Anchor(row.line, row.start, row.end, row.quote, row.before, row.after)
    return records.Decision(kind=row.kind, anchor=anchor, value=row.value)  # type: ignore[arg-type]  # a constraint sees to it
