"""
相关文章: the articles whose texts are most like an article's own, found ahead of any request.

Whoever looks after the index also looks after these: some articles a round, so that a hundred thousand never keep
the news waiting; a page reads one record (`neighbours`). Only texts count, not themes or sources in common: like are
those that share the words by which an article differs from the rest.

What is found is kept with the edition it was found for and with a stamp of the index. A new index, or a library that
grew to twice its size, in which other words are rare, makes all of it stale; a text that comes, changes or goes makes
stale what it is near to. What is stale stands until it is found anew: whether readers may see an article is asked
when it is shown, so a withdrawn one is never seen.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import Any

from haystack import connections
from haystack.constants import DEFAULT_ALIAS
from haystack.utils import get_model_ct

from readingroom.articles.models import Article

from ..engine import IndexBusy
from ..engine.locking import exclusive
from ..engine.similarity import similar
from ..engine.store import Opened
from . import holdings
from .neighbours import MOST, Neighbours, Record

LEAST_LIKENESS = 0.2
"""
Of the score that an article itself has for its own telling words.

Tried on a thousand articles, 310 of them about party building: those above a fifth are about the same matter (the
five seeds about each other, a law on libraries and one on reading, one kind of dinosaur and the next); below it they
share a place name or a turn of speech. Being a share, it holds in a library of ten and of a hundred thousand.
"""

REACH = 20
"""How many of the nearest to a new article may have it among their own five; rarely more, for likeness is mutual."""

_TOGETHER = 10
_REST_AFTER_PLANNING = 20.0
"""Comparing all records with the whole index takes a twentieth of the time, however often the index changes."""


def related_to(number: int) -> list[int]:
    """The numbers of the articles nearest to one, best first; some of them may not be published any more."""
    return list(_neighbours().of(number).near)


class RelatedArticles:
    """Finds them, some each round; knows what is left to do. One for each process that looks after the index."""

    def __init__(self) -> None:
        self._planned_for: object = None
        self._next_plan = 0.0
        self._stamp = 0
        # The edition of each article that is in the index,
        self._editions: Mapping[int, int] = {}
        # articles to find neighbours for, each with whether its text is news to them,
        self._waiting: dict[int, bool] = {}
        # and those found since the last plan: the texts that are news now were in the index already.
        self._found: set[int] = set()

    def look_after(self, *, seconds: float = 0.25) -> None:
        """Go on for about so long. Costs next to nothing when nothing changed; left to another process that is at it."""
        opened = holdings.backend().store.open()
        if not (self._is_plan_due(opened) or self._waiting):
            return
        opened.refuse_truncated()
        with suppress(IndexBusy), exclusive(holdings.backend().store.path / "related.lock", wait=0):
            if self._is_plan_due(opened):
                self._plan(opened)
            deadline = time.monotonic() + seconds
            while self._waiting and time.monotonic() < deadline:
                self._find(opened, list(islice(self._waiting, _TOGETHER)))

    def _is_plan_due(self, opened: Opened) -> bool:
        return self._planned_for != (opened.folder, opened.state) and time.monotonic() >= self._next_plan

    def _plan(self, opened: Opened) -> None:
        begun = time.monotonic()
        editions = dict(holdings.backend().numbers(["article", "edition"], [Article]))
        self._stamp, self._editions = _stamp(opened, len(editions)), editions
        records = _without_what_moved(editions)
        news = [number for number in editions if number not in records]
        stale = [number for number, record in records.items() if record.stamp != self._stamp]
        self._waiting = dict.fromkeys(news, True) | dict.fromkeys(stale, False)
        self._found = set()
        self._planned_for = (opened.folder, opened.state)
        self._next_plan = time.monotonic() + _REST_AFTER_PLANNING * (time.monotonic() - begun)

    def _find(self, opened: Opened, numbers: list[int]) -> None:
        neighbours = _neighbours()
        for article in _index().index_queryset().filter(pk__in=numbers):
            found = Record(article.edition_id, self._stamp)
            # Of a newer edition others are told when it is in the index, which the record must not hide.
            if neighbours.of(article.pk).is_like(found) or article.edition_id != self._editions[article.pk]:
                continue
            nearest = _nearest(opened, article)
            if self._waiting[article.pk]:
                self._tell(nearest)
            neighbours.put(article.pk, replace(found, near=tuple(nearest[:MOST])))
        for number in numbers:
            del self._waiting[number]
        self._found.update(numbers)

    def _tell(self, nearest: Iterable[int]) -> None:
        """Have articles found anew to which a text is news; noted in the file first, lest a kill loses it."""
        for number in nearest:
            if number not in self._found and number not in self._waiting:
                _neighbours().mark_stale(number)
                self._waiting[number] = False


def _without_what_moved(editions: Mapping[int, int]) -> dict[int, Record]:
    """The records of articles whose text is the one in the index; those that name other articles are marked stale."""
    neighbours = _neighbours()
    records = neighbours.all()
    moved = {number for number, record in records.items() if editions.get(number) != record.edition}
    for number, record in records.items():
        if any(near in moved or near not in editions for near in record.near):
            records[number] = neighbours.mark_stale(number)
    for number in moved:
        # Only now: until those that name it are marked, a killed process has to find it moved again.
        neighbours.put(number, Record())
        del records[number]
    return records


def _nearest(opened: Opened, article: Article) -> list[int]:
    """The articles that are like this one, best first."""
    index = _index()
    text = str(index.full_prepare(article)[index.get_content_field()])
    lookups = holdings.backend().lookups()
    articles = lookups.conditions.unscored(lookups.models([get_model_ct(Article)]))
    like = lookups.conditions.every_of([similar(opened, lookups, text, but_not=""), articles])
    hits = opened.snapshot.search(like, limit=REACH + 1).hits
    numbers = opened.snapshot.numbers("article", [address for _, address in hits])
    # The best is the article itself, or one that has more of the same words.
    least = LEAST_LIKENESS * hits[0][0] if hits else 0.0
    scored = zip(numbers, hits, strict=True)
    return [number for number, (score, _) in scored if score >= least and number != article.pk]


def _stamp(opened: Opened, articles: int) -> int:
    return zlib.crc32(f"{opened.folder.name} {articles.bit_length()}".encode()) or 1


def _neighbours() -> Neighbours:
    return Neighbours(holdings.backend().store.path / "related")


def _index() -> Any:
    return connections[DEFAULT_ALIAS].get_unified_index().get_index(Article)
