"""
Answers to questions: pages, API and benchmarks all use `find`.

The index says which documents answer; what is shown is loaded from `published()`. A document whose article has news
that the index was not told yet is left out unless it was made from the current edition, and one that turns out stale
all the same makes the search run again without it. So a withdrawn text cannot show, whatever the index says, and
counts and pages stay right.

`count` is the number of documents that hold all of the question. With fewer than `FEW` of them, those that hold only
some of its words follow; `partial_from` says where on this page. Without a question everything in the filter is
listed, newest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import and_, or_
from typing import Any

from haystack import connections
from haystack.backends import SQ
from haystack.constants import DEFAULT_ALIAS
from haystack.query import SearchQuerySet

from readingroom.articles.models import Article, Change

from .engine import IndexUnusable
from .engine.inputs import Near
from .facets import FACETS, name_facets
from .hits import MODELS, Hit, Row, load_rows, make_hits
from .questions import Kind, Question, Sort, Term, read_question

FEW = 10
"""With fewer full answers than this, partial ones are shown too."""

# Phrases in quotes are exact about the text itself; words may also stand in the heading right above it.
_WORD_FIELDS = ("text", "heading")
_PHRASE_FIELDS = ("text",)


class IndexUnavailable(Exception):
    """The index cannot answer now; it is being made anew."""


class NoSuchPage(Exception):
    """There are fewer pages."""


@dataclass(frozen=True)
class Filter:
    """What an answer must be, apart from the question; None: whatever it is. Each name is a facet's."""

    theme: tuple[str, ...] | None
    source: int | None
    year: str | None

    def conditions(self) -> list[SQ]:
        chosen = {"theme__in": self.theme, "source__exact": self.source, "year__exact": self.year}
        return [SQ(**{lookup: value}) for lookup, value in chosen.items() if value]


@dataclass(frozen=True)
class Results:
    """One page of answers; see the module's docstring for what is counted."""

    count: int
    hits: list[Hit]
    pages: int
    understood: list[str]
    dropped: list[str]
    partial_from: int | None = None
    facets: dict[str, list[Any]] = field(default_factory=dict)
    suggestion: str | None = None
    also: list[str] = field(default_factory=list)


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
) -> Results:
    """
    The answers to what somebody typed.

    `year` may be "none", for what has no date. Raises `IndexUnavailable`, and `NoSuchPage` beyond the last page.
    """
    try:
        filter = Filter(tuple(themes) or None, source, year)
        return _Search(understand(q), kind, filter, sort).results(page, size)
    except IndexUnusable as error:
        raise IndexUnavailable(str(error)) from error


def understand(q: str) -> Question:
    """A question cut as the index was cut; for marking its words on other pages too."""
    return read_question(q, connections[DEFAULT_ALIAS].get_backend().store.open().analyser)


@dataclass(frozen=True)
class _Answers:
    """What the index says: the documents of one page, how many there are in full and in part, and the facets."""

    documents: list[Any]
    full: int
    partial: int
    facets: Mapping[str, Mapping[Any, int]]


class _Search:
    """One question on its way to its answers."""

    def __init__(self, question: Question, kind: Kind, filter: Filter, sort: Sort) -> None:
        self.question = question
        self.filter = filter
        self.by_date = sort == "date" or not question.wanted
        self.kind = kind
        # Articles whose documents may be behind the database, each with the edition that is current now,
        self.moved = _current_editions(Change.objects.values_list("article", flat=True))
        # and single documents that turned out to show nothing that readers may see.
        self.stale: set[str] = set()

    def results(self, page: int, size: int) -> Results:
        if page < 1:
            raise NoSuchPage(page)
        if self.question.is_empty:
            return self._results(_Answers([], 0, 0, {}), {}, pages=1)
        answers, rows = self._settled((page - 1) * size, page * size)
        pages = max(-(-(answers.full + answers.partial) // size), 1)
        if page > pages:
            raise NoSuchPage(page)
        first_partial = max(answers.full - (page - 1) * size, 0)
        return self._results(
            answers, rows, pages=pages, partial_from=first_partial if first_partial < len(answers.documents) else None
        )

    def _settled(self, start: int, end: int) -> tuple[_Answers, dict[str, Row]]:
        """
        A stretch of the answers with the row of each.

        Where the database moved on without news, or since the news were read, what is stale is left out and all is
        counted anew: every turn leaves out more documents, so this ends.
        """
        while True:
            answers = self._answers(start, end)
            rows = load_rows(self.kind, answers.documents)
            stale = [document for document in answers.documents if document.pk not in rows]
            if not stale:
                return answers, rows
            self.stale |= {document.id for document in stale}
            self.moved |= _current_editions(document.article for document in stale)

    def _results(
        self, answers: _Answers, rows: Mapping[str, Row], *, pages: int, partial_from: int | None = None
    ) -> Results:
        return Results(
            count=answers.full,
            hits=make_hits([rows[document.pk] for document in answers.documents], self.question),
            pages=pages,
            understood=self.question.understood,
            dropped=list(self.question.dropped),
            partial_from=partial_from,
            facets=name_facets(answers.facets),
        )

    # ------------------------------------------------------------ asking the index

    def _answers(self, start: int, end: int) -> _Answers:
        """A stretch of the full answers with the partial ones after them. Slicing first: Haystack then asks once."""
        full = self._asking(self._all_terms(), facets=self._unfiltered())
        documents = list(full[start:end])
        count, partial_count = len(full), 0
        if count < FEW and (some := self._some_terms()):
            partial = self._asking(some)
            documents += partial[max(start - count, 0) : max(end - count, 0)]
            partial_count = len(partial)
        return _Answers(documents, count, partial_count, self._facets(full))

    def _all_terms(self) -> list[SQ]:
        return [*(_condition(term) for term in self.question.terms), *self._close_together()]

    def _close_together(self) -> list[SQ]:
        """The parts of a compound stand together, in the text or in the heading above it."""
        return [
            reduce(or_, (SQ((f"{name}__content", Near(compound))) for name in _WORD_FIELDS))
            for compound in self.question.compounds
        ]

    def _some_terms(self) -> list[SQ]:
        """Some of the words and not all of them together; nothing when there is but one."""
        telling = [term for term in self.question.wanted if term.telling]
        if len(self.question.wanted) < 2 or not telling:
            return []
        some = reduce(or_, map(_condition, telling))
        every = reduce(and_, [*map(_condition, self.question.wanted), *self._close_together()])
        return [some, ~every, *(_condition(term) for term in self.question.terms if term.excluded)]

    def _asking(
        self, conditions: Sequence[SQ], *, filter: Filter | None = None, facets: Iterable[str] = ()
    ) -> SearchQuerySet:
        chosen = self.filter if filter is None else filter
        found = SearchQuerySet().models(MODELS[self.kind])
        for condition in [*conditions, *chosen.conditions(), *self._fresh()]:
            found = found.filter(condition)
        for name in facets:
            found = found.facet(name)
        return found.order_by("-newest") if self.by_date else found.boost(self.question.words, 1.0)

    def _fresh(self) -> list[SQ]:
        fresh = [~SQ(id__in=self.stale)] if self.stale else []
        if self.moved:
            editions = [edition for edition in self.moved.values() if edition]
            fresh.append(~(SQ(article__in=list(self.moved)) & ~SQ(edition__in=editions)))
        return fresh

    def _unfiltered(self) -> list[str]:
        return [name for name in FACETS if not getattr(self.filter, name)]

    def _facets(self, full: SearchQuerySet) -> dict[str, dict[Any, int]]:
        """A facet is counted without its own filter, so that it says what choosing another value would give."""
        counts = dict(full.facet_counts().get("fields", {}))
        for name in set(FACETS) - set(counts):
            others = self._asking(self._all_terms(), filter=replace(self.filter, **{name: None}), facets=[name])
            others.query.set_limits(0, 0)
            counts |= others.facet_counts()["fields"]
        return {name: dict(counts[name]) for name in FACETS}


def _condition(term: Term) -> SQ:
    return term.condition(_PHRASE_FIELDS if term.exact else _WORD_FIELDS)


def _current_editions(articles: Iterable[int]) -> dict[int, int | None]:
    """The edition of each article that readers may see, None where they may see none."""
    numbers = set(articles)
    current = Article.objects.published().filter(pk__in=numbers).values_list("pk", "edition") if numbers else []
    return {**dict.fromkeys(numbers), **dict(current)}
