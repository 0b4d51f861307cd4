"""
The working copy: what the rules make of a reading and of all that curators decided about it.

It can always be made again, so only its latest form is stored. A decision that was made about an earlier
reading is looked for in the present one by its text; one that is not found is a reason to review the article.
"""

from __future__ import annotations

from collections.abc import Iterable

from readingroom import pipeline, records

from . import stored
from .models import Article, Decision, Reading
from .vocabulary import current_vocabulary


def working_copy(article: Article) -> records.CleanArticle:
    return stored.load(article.cleaning.result)


def clean_with_vocabulary(reading: records.Reading, decisions: Iterable[records.Decision] = ()) -> records.CleanArticle:
    """Cleans and themes with the words that the office has in use."""
    return pipeline.process(reading, tuple(decisions), current_vocabulary())


def make_working_copy(reading: Reading, decisions: Iterable[Decision]) -> records.CleanArticle:
    """The decisions may be about other readings; the anchors in them are looked for in this one."""
    return clean_with_vocabulary(as_record(reading), map(decision_record, decisions))


def as_record(reading: Reading) -> records.Reading:
    return records.Reading(
        lines=tuple(records.Line(number, *line) for number, line in enumerate(reading.lines, 1)),
        format=reading.original.format,
        encoding=reading.encoding,
        reader=reading.reader,
        doubts=tuple(reading.doubts),
    )


def decision_record(row: Decision) -> records.Decision:
    anchor = None
    if row.line is not None and row.start is not None and row.end is not None:
        anchor = records.Anchor(row.line, row.start, row.end, row.quote, row.before, row.after)
    return records.Decision(kind=row.kind, anchor=anchor, value=row.value)  # type: ignore[arg-type]  # a constraint sees to it
