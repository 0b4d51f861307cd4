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
from typing import Any, Literal, TypeVar

from haystack import connections
from haystack.backends import SQ
from haystack.constants import DEFAULT_ALIAS
from haystack.query import SearchQuerySet

from readingroom.articles.models import Article, Change, Paragraph, Source, Theme

from .engine import IndexUnusable
from .highlighting import Pieces, mark, passage
from .questions import Question, Term, read_question

Kind = Literal["article", "paragraph"]
Sort = Literal["relevance", "date"]

FEW = 10
"""With fewer full answers than this, partial ones are shown too."""

# Phrases in quotes are exact about the text itself; words may also stand in the heading right above it.
_WORD_FIELDS = ("text", "heading")
_PHRASE_FIELDS = ("text",)

_Row = TypeVar("_Row", Article, Paragraph)


class IndexUnavailable(Exception):
    """The index cannot answer now; it is being made anew."""


class NoSuchPage(Exception):
    """There are fewer pages."""


@dataclass(frozen=True)
class Filter:
    """What an answer must be, apart from the question."""

    themes: tuple[str, ...] = ()
    source: int | None = None
    year: str | None = None

    def conditions(self) -> list[SQ]:
        chosen = {"theme__in": self.themes, "source__exact": self.source, "year__exact": self.year}
        return [SQ(**{lookup: value}) for lookup, value in chosen.items() if value]


@dataclass(frozen=True)
class Hit:
    """One answer. `title` and `snippet` are pieces with their matches; `paragraph` is None for an article."""

    kind: Kind
    article: Article
    paragraph: Paragraph | None
    title: Pieces
    snippet: Pieces
    themes: list[Theme]

    @property
    def url(self) -> str:
        return (self.paragraph or self.article).get_absolute_url()

    @property
    def source(self) -> str:
        """As printed; empty when no source is."""
        assert self.article.edition is not None
        edition = self.article.edition
        return edition.fields.get("source") or (edition.source.name if edition.source else "")

    @property
    def date(self) -> str:
        assert self.article.edition is not None
        return self.article.edition.date


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
    """The answers to what somebody typed. Raises `IndexUnavailable`, and `NoSuchPage` beyond the last page."""
    try:
        analyser = connections[DEFAULT_ALIAS].get_backend().store.open().analyser
        question = read_question(q, analyser)
        search = _Search(question, kind, Filter(tuple(themes), source, year), sort)
        return search.results(page, size)
    except IndexUnusable as error:
        raise IndexUnavailable(str(error)) from error


class _Search:
    """One question on its way to its answers."""

    def __init__(self, question: Question, kind: Kind, filter: Filter, sort: Sort) -> None:
        self.question = question
        self.kind = kind
        self.filter = filter
        self.by_date = sort == "date" or not question.wanted
        self.model = Article if kind == "article" else Paragraph
        # Articles whose documents may be behind the database, with the edition that is current now.
        self.current = _current_editions(Change.objects.values_list("article", flat=True))

    def results(self, page: int, size: int) -> Results:
        if self.question.is_empty:
            return self._results(0, [], pages=1)
        full = self._full()
        partial = self._partial() if len(full) < FEW else None
        total = len(full) + (len(partial) if partial is not None else 0)
        pages = max(-(-total // size), 1)
        if not 1 <= page <= pages:
            raise NoSuchPage(page)
        found = _slice(full, partial, (page - 1) * size, page * size)
        rows = self._rows(found)
        if len(rows) < len(found):
            return self._again(found, rows, page, size)
        first_partial = max(len(full) - (page - 1) * size, 0)
        return self._results(
            len(full),
            [self._hit(rows[result.pk]) for result in found],
            pages=pages,
            partial_from=first_partial if first_partial < len(found) else None,
        )

    def _again(self, found: Sequence[Any], rows: Mapping[Any, Any], page: int, size: int) -> Results:
        """The database moved on without news, or since the news were read: leave out what is stale and count anew."""
        stale = {result.article for result in found if result.pk not in rows}
        self.current |= _current_editions(stale)
        return self.results(page, size)

    def _results(self, count: int, hits: list[Hit], *, pages: int, partial_from: int | None = None) -> Results:
        return Results(
            count=count,
            hits=hits,
            pages=pages,
            understood=self.question.understood,
            dropped=list(self.question.dropped),
            partial_from=partial_from,
            facets=self._facets() if count else {"theme": [], "source": [], "year": []},
        )

    # ------------------------------------------------------------ asking the index

    def _full(self) -> SearchQuerySet:
        return self._asking([_condition(term) for term in self.question.terms])

    def _partial(self) -> SearchQuerySet | None:
        """Documents with some of the words, without those that have all."""
        telling = [term for term in self.question.wanted if term.telling]
        if len(self.question.wanted) < 2 or not telling:
            return None
        some = reduce(or_, map(_condition, telling))
        every = reduce(and_, map(_condition, self.question.wanted))
        excluded = [_condition(term) for term in self.question.terms if term.excluded]
        return self._asking([some, ~every, *excluded])

    def _asking(self, conditions: Sequence[SQ], filter: Filter | None = None) -> SearchQuerySet:
        chosen = self.filter if filter is None else filter
        found = SearchQuerySet().models(self.model)
        for condition in [*conditions, *chosen.conditions(), *self._fresh()]:
            found = found.filter(condition)
        if self.by_date:
            return found.order_by("-newest")
        return found.boost(self.question.words, 1.0)

    def _fresh(self) -> list[SQ]:
        if not self.current:
            return []
        moved, editions = list(self.current), [edition for edition in self.current.values() if edition]
        return [~(SQ(article__in=moved) & ~SQ(edition__in=editions))]

    def _facets(self) -> dict[str, list[Any]]:
        """Each is counted without its own filter, so that it says what choosing another value would give."""
        conditions = [_condition(term) for term in self.question.terms]

        def counts(name: str, **own: Any) -> dict[Any, int]:
            found = self._asking(conditions, replace(self.filter, **own)).facet(name)
            return dict(found.facet_counts()["fields"][name])

        themes = counts("theme", themes=())
        sources = counts("source", source=None)
        years = counts("year", year=None)
        return {
            "theme": [
                (slug, name, themes[slug]) for slug, name in Theme.objects.values_list("slug", "name") if slug in themes
            ],
            "source": _largest_first(
                (number, name, sources[number])
                for number, name in Source.objects.filter(pk__in=sources).values_list("pk", "name")
            ),
            "year": [(year, years[year]) for year in sorted(years, reverse=True) if year.isdigit()],
        }

    # --------------------------------------------------------- loading what is shown

    def _rows(self, found: Sequence[Any]) -> dict[Any, Any]:
        """The rows behind documents, by the documents' keys; those are missing that are not what readers may see."""
        rows = self._articles(found) if self.kind == "article" else self._paragraphs(found)
        return {
            result.pk: rows[result.pk]
            for result in found
            if result.pk in rows and _article(rows[result.pk]).edition_id == result.edition
        }

    def _articles(self, found: Sequence[Any]) -> dict[str, Article]:
        numbers = [result.article for result in found]
        articles = Article.objects.published().with_themes().prefetch_related("paragraphs")
        return {str(article.pk): article for article in articles.filter(pk__in=numbers)}

    def _paragraphs(self, found: Sequence[Any]) -> dict[str, Paragraph]:
        keys = [result.pk for result in found]
        paragraphs = Paragraph.objects.published().with_articles().select_related("theme")
        return {paragraph.pk: paragraph for paragraph in paragraphs.filter(pk__in=keys)}

    def _hit(self, row: Article | Paragraph) -> Hit:
        article = _article(row)
        assert article.edition is not None
        paragraph = row if isinstance(row, Paragraph) else None
        texts = [paragraph.text] if paragraph else [each.text for each in article.paragraphs.all()]
        return Hit(
            kind=self.kind,
            article=article,
            paragraph=paragraph,
            title=mark(article.edition.title, self.question),
            snippet=passage(texts, self.question),
            themes=_themes(row),
        )


def _condition(term: Term) -> SQ:
    return term.condition(_PHRASE_FIELDS if term.exact or term.excluded else _WORD_FIELDS)


def _slice(full: SearchQuerySet, partial: SearchQuerySet | None, start: int, end: int) -> list[Any]:
    """A stretch of the full answers with the partial ones after them."""
    found = list(full[start:end]) if start < len(full) else []
    if partial is not None and len(found) < end - start:
        found += partial[max(start - len(full), 0) : end - len(full)]
    return found


def _current_editions(articles: Iterable[int]) -> dict[int, int | None]:
    """The edition of each article that readers may see, None where they may see none."""
    numbers = set(articles)
    current = Article.objects.published().filter(pk__in=numbers).values_list("pk", "edition") if numbers else []
    return {**dict.fromkeys(numbers), **dict(current)}


def _article(row: Article | Paragraph) -> Article:
    return row.article if isinstance(row, Paragraph) else row


def _themes(row: Article | Paragraph) -> list[Theme]:
    if isinstance(row, Paragraph):
        return [row.theme] if row.theme else []
    assert row.edition is not None
    return [place.theme for place in row.edition.edition_themes.all()]


def _largest_first(rows: Iterable[tuple[int, str, int]]) -> list[tuple[int, str, int]]:
    return sorted(rows, key=lambda row: (-row[2], row[1]))
