"""
What the index says about questions, kept true by the library.

The index names documents; what is shown is loaded from `published()`. A document whose article has news that the
index was not told yet is left out unless it was made from the current edition, and one that turns out stale all the
same makes the search run again without it. So a withdrawn text cannot show, whatever the index says, and counts and
pages stay right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import and_
from typing import Any

from haystack.backends import SQ
from haystack.query import SearchQuerySet

from readingroom.articles.models import Article, Change

from .conditions import full, partial
from .facets import FACETS
from .hits import MODELS, Row, load_rows
from .terms import Kind, Question, Sort

FEW = 10
"""With fewer full answers than this, partial ones are shown too, and a question may have been mistyped."""

SYNONYM_WEIGHT = 0.1
"""Of a synonym in the order, beside 1 for what was typed: it may be a longer word, of which there is more to be found."""

READING_WEIGHT = 0.001
"""Of a word that pinyin spells: below every answer that holds the letters themselves."""


@dataclass(frozen=True)
class Filter:
    """What an answer must be, apart from the question; None: whatever it is. Each name is a facet's."""

    theme: tuple[str, ...] | None = None
    source: int | None = None
    year: str | None = None

    def conditions(self) -> list[SQ]:
        chosen = {"theme__in": self.theme, "source__exact": self.source, "year__exact": self.year}
        return [SQ(**{lookup: value}) for lookup, value in chosen.items() if value]


@dataclass(frozen=True)
class Answers:
    """
    A stretch of the documents that answer, with the row of each by the document's key.

    `full` and `partial` are how many there are in all, of each kind; the full ones come first.
    """

    documents: Sequence[Any] = ()
    rows: Mapping[str, Row] = field(default_factory=dict)
    full: int = 0
    partial: int = 0
    facets: Mapping[str, Mapping[Any, int]] = field(default_factory=dict)


class Inquiry:
    """One request's questions to the index: they all see the same articles moved and the same documents stale."""

    def __init__(self, kind: Kind, filter: Filter, sort: Sort) -> None:
        self.kind = kind
        self.filter = filter
        self.sort = sort
        # Articles whose documents may be behind the database, each with the edition that is current now,
        self._moved = _current_editions(Change.objects.values_list("article", flat=True))
        # and single documents that turned out to show nothing that readers may see.
        self._stale: set[str] = set()

    def answers(self, question: Question, start: int, end: int) -> Answers:
        """
        The answers from `start` to `end`.

        Where the database moved on without news, or since the news were read, what is stale is left out and all is
        counted anew: every turn leaves out more documents, so this ends.
        """
        while True:
            answers = self._from_index(question, start, end)
            rows = load_rows(self.kind, answers.documents)
            stale = [document for document in answers.documents if document.pk not in rows]
            if not stale:
                return replace(answers, rows=rows)
            self._stale |= {document.id for document in stale}
            self._moved |= _current_editions(document.article for document in stale)

    def count(self, question: Question) -> int:
        """How many full answers there are in the whole library, whatever the filter."""
        return self._count(question, Filter())

    def count_chosen(self, question: Question) -> int:
        """How many there are in the filter."""
        return self._count(question, self.filter)

    def _count(self, question: Question, filter: Filter) -> int:
        found = self._asking(question, full(question), filter, in_order=False)
        found.query.set_limits(0, 0)
        count: int = found.query.get_count()
        return count

    def _from_index(self, question: Question, start: int, end: int) -> Answers:
        """Slicing first: Haystack then asks once."""
        whole = self._asking(question, full(question), self.filter, facets=self._unfiltered())
        documents = list(whole[start:end])
        count, in_part = len(whole), 0
        if count < FEW and (some := partial(question)):
            rest = self._asking(question, some, self.filter)
            documents += rest[max(start - count, 0) : max(end - count, 0)]
            in_part = len(rest)
        return Answers(documents, {}, count, in_part, self._facets(question, whole))

    def _asking(
        self,
        question: Question,
        conditions: Sequence[SQ],
        filter: Filter,
        *,
        facets: Iterable[str] = (),
        in_order: bool = True,
    ) -> SearchQuerySet:
        found = SearchQuerySet().models(MODELS[self.kind])
        for name in facets:
            found = found.facet(name)
        if in_order:
            by_date = self.sort == "date" or not question.wanted
            found = found.order_by("-newest") if by_date else _raised(found, question)
        # Last, for every step copies all conditions that are there.
        every = [*conditions, *filter.conditions(), *self._fresh()]
        return found.filter(reduce(and_, every)) if every else found

    def _fresh(self) -> list[SQ]:
        fresh = [~SQ(id__in=self._stale)] if self._stale else []
        if self._moved:
            editions = [edition for edition in self._moved.values() if edition]
            fresh.append(~(SQ(article__in=list(self._moved)) & ~SQ(edition__in=editions)))
        return fresh

    def _unfiltered(self) -> list[str]:
        return [name for name in FACETS if not getattr(self.filter, name)]

    def _facets(self, question: Question, whole: SearchQuerySet) -> dict[str, dict[Any, int]]:
        """A facet is counted without its own filter, so that it says what choosing another value would give."""
        counts = dict(whole.facet_counts().get("fields", {}))
        for name in set(FACETS) - set(counts):
            others = self._asking(
                question, full(question), replace(self.filter, **{name: None}), facets=[name], in_order=False
            )
            others.query.set_limits(0, 0)
            counts |= others.facet_counts()["fields"]
        return {name: dict(counts[name]) for name in FACETS}


def _raised(found: SearchQuerySet, question: Question) -> SearchQuerySet:
    """In the order of what was typed, and less of what is looked for beside it."""
    found = found.boost(question.words, 1.0)
    if question.also:
        found = found.boost(" ".join(question.also), READING_WEIGHT if question.is_pinyin else SYNONYM_WEIGHT)
    return found


def _current_editions(articles: Iterable[int]) -> dict[int, int | None]:
    """The edition of each article that readers may see, None where they may see none."""
    numbers = set(articles)
    current = Article.objects.published().filter(pk__in=numbers).values_list("pk", "edition") if numbers else []
    return {**dict.fromkeys(numbers), **dict(current)}
