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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from haystack.constants import DJANGO_ID
from haystack.utils import get_model_ct

from readingroom.articles.models import Article, Paragraph

from ..engine.schema import channel_column
from ..engine.store import Opened
from ..language.folding import fold
from ..language.passages import SHINGLE, letters, shared_passage, shingles, stretch
from ..language.quotations import quotations
from . import holdings
from .ahead import FoundAhead
from .shared import MOST, Place, QuotationFile, Quotations, SharedQuotation

LEAST_SAME = 20
"""
Letters that have to be the same, and half of the quotation besides, of the shorter one if both are marked.

The longest formula that two of the seeds share, 健全基层党组织领导的基层群众自治机制, has eighteen, and stands in a
quotation six times as long. What is shorter counts only where both mark it as a quotation and the letters of one are
all in the other.
"""

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
# A few characters up to the nearest mark of punctuation.
_CLAUSE_BEFORE = re.compile(r"(?:\A|(?<=[^\w\s]))[\w\s]{1,12}\Z")
_CLAUSE_AFTER = re.compile(r"[\w\s]{1,12}(?=[^\w\s]|\Z)")
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


@dataclass(frozen=True)
class _Quoted:
    """A quotation of the article that others are looked at for."""

    place: Place
    text: str
    letters: str


@dataclass(frozen=True)
class _Candidate:
    key: str
    text: str
    article: int
    edition: int


@dataclass(frozen=True)
class _Met:
    """A quotation met in a candidate; the more letters are the same, and the less stands around them, the better."""

    candidate: _Candidate
    start: int
    end: int
    same: int

    @property
    def goodness(self) -> tuple[int, int, int]:
        return self.same, self.start - self.end, self.candidate.article


def _shared(opened: Opened, article: Article) -> list[SharedQuotation]:
    quoted = list(_quoted(article))[:_MOST_QUOTATIONS]
    keys = [_candidates(opened, one.text, article.pk) for one in quoted]
    candidates = _read({key for some in keys for key in some})
    shared: list[SharedQuotation] = []
    for one, some in zip(quoted, keys, strict=True):
        met = _met(one, [candidates[key] for key in some if key in candidates])
        named = list(_named(one, [each for each in met if not _is_within(one, each, shared)]))
        if len(shared) + len(named) > MOST:
            break
        shared += named
    return shared


def _quoted(article: Article) -> Iterator[_Quoted]:
    for paragraph in article.paragraphs.all():
        for start, end in quotations(paragraph.text):
            text = paragraph.text[start:end][:_LONGEST]
            yield _Quoted(Place(paragraph.key, start, start + len(text)), text, letters(text))


def _candidates(opened: Opened, text: str, article: int) -> list[str]:
    """Keys of other articles' paragraphs that may have a quotation, the most likely first."""
    lookups = holdings.backend().lookups()
    column = channel_column(lookups.document_field, _BIGRAMS)
    pairs = [lookups.conditions.term(column, pair) for pair in _rare_pairs(opened, column, text)]
    paragraphs = lookups.conditions.unscored(lookups.models([get_model_ct(Paragraph)]))
    itself = lookups.conditions.one_of("article", [article])
    likely = lookups.conditions.every_of([lookups.conditions.any_of(pairs), paragraphs], but_not=[itself])
    hits = opened.snapshot.search(likely, limit=_CANDIDATES).hits
    return [str(document[DJANGO_ID][0]) for document in opened.snapshot.stored([address for _, address in hits])]


def _rare_pairs(opened: Opened, column: str, text: str) -> list[str]:
    """The rarest of every few pairs of characters, so that a part of the quotation is enough."""
    pairs = [a + b for run in _RUN_OF_LETTERS.findall(fold(text)) for a, b in pairwise(run)]
    rarity = {pair: opened.snapshot.frequency(column, pair) for pair in set(pairs)}
    known = [pair for pair in pairs if rarity[pair]]
    groups = [known[at : at + SHINGLE] for at in range(0, len(known), SHINGLE)]
    return list(dict.fromkeys(min(group, key=rarity.__getitem__) for group in groups))


def _read(keys: set[str]) -> dict[str, _Candidate]:
    """As they are published now, whatever the index says. Two queries: SQLite would begin a joint one at the articles."""
    rows = Paragraph.objects.filter(pk__in=keys).values_list("key", "text", "article")
    texts = {key: (text, article) for key, text, article in rows}
    articles = Article.objects.published().filter(pk__in={article for _, article in texts.values()})
    editions = dict(articles.values_list("pk", "edition"))
    return {
        key: _Candidate(key, text, article, editions[article])
        for key, (text, article) in texts.items()
        if article in editions
    }


def _met(one: _Quoted, candidates: Sequence[_Candidate]) -> list[_Met]:
    """At most once in an article, the best first."""
    best: dict[int, _Met] = {}
    for candidate in candidates:
        for met in _places(one, candidate):
            known = best.get(candidate.article)
            if known is None or met.goodness > known.goodness:
                best[candidate.article] = met
    return sorted(best.values(), key=lambda met: met.goodness, reverse=True)


def _places(one: _Quoted, candidate: _Candidate) -> Iterator[_Met]:
    """Where the quotation is quoted, else where it is said."""
    is_quoted = False
    for start, end in quotations(candidate.text):
        other = letters(candidate.text[start:end])
        passage = shared_passage(one.letters, other)
        if passage and _is_the_same(passage.same, one.letters, other):
            is_quoted = True
            yield _Met(candidate, start, end, passage.same)
    if is_quoted:
        return
    passage = shared_passage(one.letters, letters(candidate.text))
    if passage and passage.same >= max(LEAST_SAME, len(one.letters) / 2):
        start, end = stretch(candidate.text, passage.other_start, passage.other_end)
        begin = _beginning(candidate.text, start) if passage.start else start
        end = _ending(candidate.text, end) if passage.end < len(one.letters) else end
        yield _Met(candidate, begin, end, passage.same)


def _is_the_same(same: int, one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    return same == shorter or same >= max(LEAST_SAME, shorter / 2)


def _beginning(text: str, start: int) -> int:
    """Of the clause that a passage stands in, if it is near: there the quotation begins in other words."""
    before = _CLAUSE_BEFORE.search(text, 0, start)
    return before.start() if before else start


def _ending(text: str, end: int) -> int:
    after = _CLAUSE_AFTER.match(text, end)
    return after.end() if after else end


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
        there = Place(each.candidate.key, each.start, each.end)
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
