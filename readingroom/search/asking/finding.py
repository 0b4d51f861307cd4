"""
Answers to questions: pages, API and benchmarks all use `find`.

`count` is the number of documents that hold all of the question. With fewer than `FEW` of them, those that hold only
some of its words follow; `partial_from` says where on this page. Without a question everything in the filter is
listed, newest first. A question that finds little may have been mistyped, and one that finds nothing is explained.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from haystack import connections
from haystack.constants import DEFAULT_ALIAS

from ..engine import IndexUnusable
from ..suggestions.pinyin import readings
from ..vocabulary import synonyms
from .answers import FEW, Answers, Filter, Inquiry
from .explaining import Explanation, corrected, explain
from .facets import name_facets
from .hits import Hit, make_hits
from .questions import read_question
from .terms import NOTHING_ELSE, Kind, Question, Sort, Widening


class IndexUnavailable(Exception):
    """The index cannot answer now; it is being made anew."""


class NoSuchPage(Exception):
    """There are fewer pages."""


@dataclass(frozen=True)
class Results:
    """
    One page of answers; see the module's docstring for what is counted.

    `also`: words looked for beside those that were typed. `suggestion`: what may have been meant.
    """

    count: int
    hits: list[Hit]
    pages: int
    understood: list[str]
    dropped: list[str]
    partial_from: int | None = None
    facets: dict[str, list[Any]] = field(default_factory=dict)
    also: list[str] = field(default_factory=list)
    suggestion: str | None = None
    explanation: Explanation | None = None


def find(
    q: str,
    *,
    kind: Kind = "article",
    themes: Sequence[str] = (),
    source: int | None = None,
    year: str | None = None,
    sort: Sort = "relevance",
    page: int = 1,
    size: int = 10,
    also: bool = True,
) -> Results:
    """
    The answers to what somebody typed.

    `year` may be "none", for what has no date. `also`: look for synonyms and for what pinyin spells, too. Raises
    `IndexUnavailable`, and `NoSuchPage` beyond the last page.
    """
    if page < 1:
        raise NoSuchPage(page)
    try:
        inquiry = Inquiry(kind, Filter(tuple(themes) or None, source, year), sort)
        return _results(_read(q, also=also), inquiry, page, size)
    except IndexUnusable as error:
        raise IndexUnavailable(str(error)) from error


def understand(q: str, *, also: bool = True) -> Question:
    """A question cut as the index was cut; for marking its words on other pages too. May raise `IndexUnavailable`."""
    try:
        return _read(q, also=also)
    except IndexUnusable as error:
        raise IndexUnavailable(str(error)) from error


def _read(q: str, *, also: bool) -> Question:
    widening = Widening(synonyms(), readings) if also else NOTHING_ELSE
    return read_question(q, connections[DEFAULT_ALIAS].get_backend().store.open().analyser, widening)


def _results(question: Question, inquiry: Inquiry, page: int, size: int) -> Results:
    start = (page - 1) * size
    answers = Answers() if question.is_empty else inquiry.answers(question, start, start + size)
    pages = max(-(-(answers.full + answers.partial) // size), 1)
    if page > pages:
        raise NoSuchPage(page)
    first_partial = max(answers.full - start, 0)
    return Results(
        count=answers.full,
        hits=make_hits([answers.rows[document.pk] for document in answers.documents], question),
        pages=pages,
        understood=question.understood,
        dropped=list(question.dropped),
        partial_from=first_partial if first_partial < len(answers.documents) else None,
        facets=name_facets(answers.facets),
        also=question.also,
        suggestion=_suggestion(question, inquiry) if answers.full < FEW else None,
        explanation=explain(question, inquiry.count) if question.terms and not answers.full else None,
    )


def _suggestion(question: Question, inquiry: Inquiry) -> str | None:
    return corrected(question, lambda typed: _read(typed, also=False), inquiry.count, inquiry.count_chosen)
