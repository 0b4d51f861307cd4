"""
本文引语亦见于: what an article quotes that stands in other published articles too, found ahead of any request.

There it may be quoted or said without marks, and not to the letter. Candidates come from the index: the paragraphs
that share the rarest pairs of characters of a quotation. Whether they have the passage, the texts themselves say.
The other way round, whom a new text concerns, the index is asked too: it keeps of every article the short runs that
its quotations are made of (`ArticleIndex.quoted`).

The records lie beside the index like those of related articles and are as easily made again. They would be a table if
anything but an article's own page asked for them; as it is, a page that nothing is found for costs one look at a file
and no query, and no migration stands behind what is only derived.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from haystack.constants import DJANGO_ID
from haystack.utils import get_model_ct

from readingroom.articles.models import Article, Paragraph

from ..engine.schema import channel_column
from ..engine.store import Opened
from ..language.echoes import Echo, echoes
from ..language.folding import fold
from ..language.passages import SHINGLE, letters, shingles
from ..language.quotations import quotations
from . import holdings
from .ahead import FoundAhead
from .shared import MOST, QuotationFile, Quotations, SharedQuotation, Stretch

MOST_OF_ONE = 5
"""Articles that are named for one quotation."""

_CANDIDATES = 30
_MOST_QUOTATIONS = 200
"""Of one article are looked for. A book of sayings has more, and would hold up the others."""

_LONGEST = 1_000
"""Characters by which a quotation is looked for; one that is longer is a reprint, known by its beginning."""

_REACH = 20
"""Of the articles that quote what a new one may have; each is looked at anew, which takes a hundredth of a second."""

_STEP = 4
"""Every fourth shingle of a new text is asked for: a passage of twenty letters has three of them."""

_BIGRAMS = "bigrams"
_RUN_OF_LETTERS = re.compile(r"[^\W_]+")


def shared_quotations(number: int) -> Quotations:
    """What was found for an article; of its own edition and of those that are named others may be current by now."""
    return _file().of(number)


def stamp_of(number: int) -> str:
    """For an ETag: another one when `shared_quotations` says something else."""
    return _file().stamp_of(number)


class FoundQuotations(FoundAhead[Quotations]):
    NAME = "quotations"

    def file(self) -> QuotationFile:
        return _file()

    def find(self, opened: Opened, article: Article, stamp: int) -> tuple[Quotations, Iterable[int]]:
        assert article.edition_id is not None
        return Quotations(article.edition_id, stamp, tuple(_shared(opened, article))), _who_quotes(opened, article)


class _Quoted(NamedTuple):
    """A quotation of the article that others are looked at for."""

    place: Stretch
    text: str


class _Candidate(NamedTuple):
    """A paragraph as it is published."""

    key: str
    text: str
    article: int
    edition: int


class _Met(NamedTuple):
    """A quotation met in a candidate."""

    candidate: _Candidate
    echo: Echo

    @property
    def goodness(self) -> tuple[int, int, int]:
        """The more letters are the same, and the less stands around them, the better; at last the newer article."""
        return self.echo.same, self.echo.start - self.echo.end, self.candidate.article


def _shared(opened: Opened, article: Article) -> list[SharedQuotation]:
    quoted = list(_quoted(article))[:_MOST_QUOTATIONS]
    likely = [_likely(opened, one.text, article.pk) for one in quoted]
    candidates = _read(dict(ChainMap(*likely)))
    shared: list[SharedQuotation] = []
    for one, keys in zip(quoted, likely, strict=True):
        met = _met(one, [candidates[key] for key in keys if key in candidates])
        named = list(_named(one, [each for each in met if not _is_within(one, each, shared)]))
        if len(shared) + len(named) > MOST:
            break
        shared += named
    return shared


def _quoted(article: Article) -> Iterator[_Quoted]:
    """An article that quotes the same words again, below its abstract, say, quotes them once."""
    known: set[str] = set()
    for paragraph in article.paragraphs.all():
        for start, end in quotations(paragraph.text):
            text = paragraph.text[start:end][:_LONGEST]
            if (words := letters(text)) not in known:
                known.add(words)
                yield _Quoted(Stretch(paragraph.key, start, start + len(text)), text)


def _likely(opened: Opened, text: str, article: int) -> dict[str, int]:
    """Other articles' paragraphs that may have a quotation: their keys, each with its article."""
    lookups = holdings.backend().lookups()
    column = channel_column(lookups.document_field, _BIGRAMS)
    pairs = [lookups.conditions.term(column, pair) for pair in _rare_pairs(opened, column, text)]
    paragraphs = lookups.conditions.unscored(lookups.models([get_model_ct(Paragraph)]))
    itself = lookups.conditions.one_of("article", [article])
    likely = lookups.conditions.every_of([lookups.conditions.any_of(pairs), paragraphs], but_not=[itself])
    found = [address for _, address in opened.snapshot.search(likely, limit=_CANDIDATES).hits]
    keys = [str(document[DJANGO_ID][0]) for document in opened.snapshot.stored(found)]
    return dict(zip(keys, opened.snapshot.numbers("article", found), strict=True))


def _rare_pairs(opened: Opened, column: str, text: str) -> list[str]:
    """The rarest of every few pairs of characters, so that a part of the quotation is enough."""
    pairs = [a + b for run in _RUN_OF_LETTERS.findall(fold(text)) for a, b in pairwise(run)]
    rarity = {pair: opened.snapshot.frequency(column, pair) for pair in set(pairs)}
    known = [pair for pair in pairs if rarity[pair]]
    groups = [known[at : at + SHINGLE] for at in range(0, len(known), SHINGLE)]
    return list(dict.fromkeys(min(group, key=rarity.__getitem__) for group in groups))


def _read(likely: Mapping[str, int]) -> dict[str, _Candidate]:
    """
    As they are published now, whatever the index says.

    In two queries, for SQLite would begin a joint one at all published articles; editions first, so that a text that
    is published in between has an edition that is not shown any more.
    """
    editions = dict(Article.objects.published().filter(pk__in=set(likely.values())).values_list("pk", "edition"))
    rows = Paragraph.objects.filter(pk__in=likely).values_list("key", "text", "article")
    return {key: _Candidate(key, text, number, editions[number]) for key, text, number in rows if number in editions}


def _met(one: _Quoted, candidates: Sequence[_Candidate]) -> list[_Met]:
    """At most once in an article, the best first."""
    best: dict[int, _Met] = {}
    for met in (_Met(candidate, echo) for candidate in candidates for echo in echoes(one.text, candidate.text)):
        known = best.get(met.candidate.article)
        if known is None or met.goodness > known.goodness:
            best[met.candidate.article] = met
    return sorted(best.values(), key=lambda met: met.goodness, reverse=True)


def _is_within(one: _Quoted, met: _Met, shared: Iterable[SharedQuotation]) -> bool:
    """Whether an article was named for the quotation that this one stands in."""
    return any(
        each.article == met.candidate.article
        and each.quoted.key == one.place.key
        and each.quoted.start <= one.place.start
        and one.place.end <= each.quoted.end
        for each in shared
    )


def _named(one: _Quoted, met: Sequence[_Met]) -> Iterator[SharedQuotation]:
    for each in met[:MOST_OF_ONE]:
        there = Stretch(each.candidate.key, each.echo.start, each.echo.end)
        has_more = len(met) > MOST_OF_ONE
        yield SharedQuotation(one.place, has_more, each.candidate.article, each.candidate.edition, there)


def _who_quotes(opened: Opened, article: Article) -> Iterator[int]:
    """The articles whose quotations an article's text may have; asked only for a text that is news."""
    lookups = holdings.backend().lookups()
    runs = {run for paragraph in article.paragraphs.all() for run in shingles(letters(paragraph.text), step=_STEP)}
    wanted = lookups.conditions.any_of([lookups.conditions.term("quoted", run) for run in sorted(runs)])
    hits = opened.snapshot.search(wanted, limit=_REACH + 1).hits
    numbers = opened.snapshot.numbers("article", [address for _, address in hits])
    yield from (number for number in numbers if number != article.pk)


def _file() -> QuotationFile:
    return QuotationFile(holdings.backend().store.path / "quotations")
