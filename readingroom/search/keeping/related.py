"""
相关文章: the articles whose texts are most like an article's own, found ahead of any request.

Only texts count, not themes or sources in common: like are those that share the words by which an article differs
from the rest.
"""

from __future__ import annotations

from collections.abc import Iterable

from haystack.utils import get_model_ct

from readingroom.articles.models import Article

from ..engine.similarity import similar
from ..engine.store import Opened
from . import holdings
from .ahead import FoundAhead, index
from .near import MOST, Near, NearFile

LEAST_LIKENESS = 0.2
"""
Of the score that an article itself has for its own telling words.

Tried on a thousand articles, 310 of them about party building: those above a fifth are about the same matter (the
five seeds about each other, a law on libraries and one on reading, one kind of dinosaur and the next); below it they
share a place name or a turn of speech. Being a share, it holds in a library of ten and of a hundred thousand.
"""

REACH = 20
"""How many of the nearest to a new article may have it among their own five; rarely more, for likeness is mutual."""


def related_to(number: int) -> list[int]:
    """The numbers of the articles nearest to one, best first; some of them may not be published any more."""
    return list(_file().of(number).near)


class RelatedArticles(FoundAhead[Near]):
    NAME = "related"

    def file(self) -> NearFile:
        return _file()

    def find(self, opened: Opened, article: Article, stamp: int) -> tuple[Near, Iterable[int]]:
        nearest = _nearest(opened, article)
        assert article.edition_id is not None
        return Near(article.edition_id, stamp, tuple(nearest[:MOST])), nearest


def _nearest(opened: Opened, article: Article) -> list[int]:
    """The articles that are like this one, best first."""
    text = str(index().full_prepare(article)[index().get_content_field()])
    lookups = holdings.backend().lookups()
    articles = lookups.conditions.unscored(lookups.models([get_model_ct(Article)]))
    like = lookups.conditions.every_of([similar(opened, lookups, text, but_not=""), articles])
    hits = opened.snapshot.search(like, limit=REACH + 1).hits
    numbers = opened.snapshot.numbers("article", [address for _, address in hits])
    # The best is the article itself, or one that has more of the same words.
    least = LEAST_LIKENESS * hits[0][0] if hits else 0.0
    scored = zip(numbers, hits, strict=True)
    return [number for number, (score, _) in scored if score >= least and number != article.pk]


def _file() -> NearFile:
    return NearFile(holdings.backend().store.path / "related")
