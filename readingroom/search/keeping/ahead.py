"""
What is found for articles ahead of any request: related articles, quotations that they share.

Whoever looks after the index also looks after these: some articles a round, so that a hundred thousand never keep the
news waiting; a page reads one record. What is found is kept with the edition it was found for and with a stamp of the
index. A new index, or a library that grew to twice its size, in which other words are rare, makes all of it stale; a
text that comes, changes or goes makes stale what it concerns. What is stale stands until it is found anew: whether
readers may see an article is asked when it is shown, so a withdrawn one is never seen.
"""

from __future__ import annotations

import time
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import islice
from typing import Any, ClassVar, Generic

from haystack import connections
from haystack.constants import DEFAULT_ALIAS

from readingroom.articles.models import Article

from ..engine import IndexBusy
from ..engine.locking import exclusive
from ..engine.store import Opened
from . import holdings
from .record_file import R, RecordFile

_TOGETHER = 10
_REST_AFTER_PLANNING = 20.0
"""Comparing all records with the whole index takes a twentieth of the time, however often the index changes."""


class FoundAhead(ABC, Generic[R]):
    """Finds it, for some articles each round; knows what is left to do. One for each process that looks after the index."""

    NAME: ClassVar[str]
    """Of the file beside the index, and of its lock."""

    RULES: ClassVar[int] = 1
    """Raised when the same texts would have something else found."""

    def __init__(self) -> None:
        self._planned_for: object = None
        self._next_plan = 0.0
        self._stamp = 0
        # The edition of each article that is in the index,
        self._editions: Mapping[int, int] = {}
        # articles to find something for, each with whether its text is news to others,
        self._waiting: dict[int, bool] = {}
        # and those that had it found since the last plan: the texts that are news now were in the index already.
        self._found: set[int] = set()

    @abstractmethod
    def file(self) -> RecordFile[R]: ...

    @abstractmethod
    def find(self, opened: Opened, article: Article, stamp: int) -> tuple[R, Iterable[int]]:
        """An article's record, and the articles that have to hear of its text if it is news. May be found as it is read."""

    def look_after(self, *, seconds: float = 0.25) -> None:
        """Go on for about so long. Costs next to nothing when nothing changed; left to another process that is at it."""
        store = holdings.backend().store
        opened = store.open()
        if not (self._is_plan_due(opened) or self._waiting):
            return
        opened.refuse_truncated()
        with suppress(IndexBusy), exclusive(store.path / f"{self.NAME}.lock", wait=0):
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
        self._stamp, self._editions = self._stamp_of(opened, len(editions)), editions
        records = self._without_what_moved(editions)
        news = [number for number in editions if number not in records]
        stale = [number for number, record in records.items() if record.stamp != self._stamp]
        self._waiting = dict.fromkeys(news, True) | dict.fromkeys(stale, False)
        self._found = set()
        self._planned_for = (opened.folder, opened.state)
        self._next_plan = time.monotonic() + _REST_AFTER_PLANNING * (time.monotonic() - begun)

    def _without_what_moved(self, editions: Mapping[int, int]) -> dict[int, R]:
        """The records of articles whose text is the one in the index; those that name other articles are marked stale."""
        file = self.file()
        records = file.all()
        moved = {number for number, record in records.items() if editions.get(number) != record.edition}
        for number, record in records.items():
            if any(other in moved or other not in editions for other in record.named):
                records[number] = file.mark_stale(number)
        for number in moved:
            # Only now: until those that name it are marked, a killed process has to find it moved again.
            file.forget(number)
            del records[number]
        return records

    def _find(self, opened: Opened, numbers: list[int]) -> None:
        file = self.file()
        for article in index().index_queryset().filter(pk__in=numbers):
            known = file.of(article.pk)
            is_known = (known.edition, known.stamp) == (article.edition_id, self._stamp)
            # Of a newer edition others are told when it is in the index, which the record must not hide.
            if is_known or article.edition_id != self._editions[article.pk]:
                continue
            record, others = self.find(opened, article, self._stamp)
            if self._waiting[article.pk]:
                self._tell(others)
            file.put(article.pk, record)
        for number in numbers:
            del self._waiting[number]
        self._found.update(numbers)

    def _tell(self, others: Iterable[int]) -> None:
        """Have articles found anew to which a text is news; noted in the file first, lest a kill loses it."""
        if len(self._waiting) + len(self._found) >= len(self._editions):
            return  # all of them are, as in a new room: nobody has to be looked for
        for number in others:
            if number not in self._found and number not in self._waiting:
                self.file().mark_stale(number)
                self._waiting[number] = False

    def _stamp_of(self, opened: Opened, articles: int) -> int:
        return zlib.crc32(f"{self.RULES} {opened.folder.name} {articles.bit_length()}".encode()) or 1


def index() -> Any:
    """The search index of articles."""
    return connections[DEFAULT_ALIAS].get_unified_index().get_index(Article)
