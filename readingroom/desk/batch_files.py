"""What the page of a batch shows: each file with what became of it, and how far the whole is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from readingroom.articles.models import Article, Batch, Upload, UploadState
from readingroom.articles.models.library import ArticleQuerySet
from readingroom.articles.models.uploads import OPEN, PENDING, REPRINT, UNPACKED
from readingroom.articles.questioning import IN_HAND
from readingroom.articles.uploads import is_worked_off

from .lists import MOST, address_of, without_doubts
from .receiving import PlaceForm

FILES_A_PAGE = 100
"""As many as a batch has; an archive may bring more."""

SAID = {
    "created": "收为新文章",
    "updated": "是修订稿，工作稿已换成新的文字；读者看到的没有变，发布以后才变",
    "unchanged": "以前收过同一份文件，没有改动",
    "duplicate": "文字与已有的文章相同，没有重复收入",
    "unpacked": "压缩包，已展开",
    "refused": "没有收入",
    "reprint": "收为这篇文章的另一次刊登",
}

SAME_BYTES = "以前收过同一份文件，只是名字不同，没有改动"

MADE = ("created", "updated")
"""Outcomes of files whose text is an article's now: its doubts are the file's."""

IN_SHORT = {
    "created": "新文章",
    "updated": "修订稿",
    "unchanged": "以前收过",
    "duplicate": "文字已有",
    "reprint": "转载",
    "unpacked": "压缩包",
    "refused": "未收",
}

ACTIONS: Mapping[str, tuple[str, frozenset[UploadState]]] = {
    "reprint": ("收为转载", frozenset({UploadState.ASKS})),
    "retry": ("再试一次", frozenset({UploadState.REFUSED})),
    "drop": ("不要了", frozenset({UploadState.WAITING, UploadState.ASKS, UploadState.REFUSED})),
}
"""Their labels, and in which states they are offered; `articles.uploads` sees to it that they are done in no other."""

TO_DO = {
    "duplicate": "如果是别处的转载，可以记为这篇文章的另一次刊登；不是就点“不要了”。",
    "refused": "照说明处理以后再收一次；程序更新以后也可以点“再试一次”。不再需要的，点“不要了”。",
}


@dataclass(frozen=True)
class Row:
    """One file of the page."""

    upload: Upload

    @property
    def state(self) -> str:
        """What is said in one word, and coloured by."""
        return self.upload.state

    @property
    def outcome(self) -> str:
        if self.upload.is_pending:
            return "记为另一次刊登" if self.upload.outcome == REPRINT else ""
        if self.upload.outcome == "duplicate" and self.upload.original_id:
            return SAME_BYTES
        return SAID.get(self.upload.outcome, "")

    @property
    def to_do(self) -> str:
        return TO_DO.get(self.upload.outcome, "") if self.upload.state in OPEN else ""

    @property
    def doubts(self) -> Sequence[str]:
        """Those the article has now; a published one's are settled."""
        article = self.upload.article
        if article is None or article.status not in IN_HAND or self.upload.outcome not in MADE:
            return ()
        review: Sequence[str] = article.cleaning.review
        return review

    @property
    def actions(self) -> list[tuple[str, str]]:
        """Names and labels of what can be done about it."""
        return [(name, label) for name, (label, states) in ACTIONS.items() if self.upload.state in states]

    @property
    def takes_a_place(self) -> bool:
        return self.upload.state not in (UploadState.WORKING, UploadState.DROPPED) and self.upload.outcome != UNPACKED

    @property
    def place(self) -> PlaceForm:
        return PlaceForm(
            initial={"url": self.upload.url, "accessed_on": self.upload.accessed_on}, auto_id=f"u{self.upload.pk}-%s"
        )


class BatchView:
    """What the page shows of a batch."""

    def __init__(self, batch: Batch, page: str | None = None) -> None:
        self.batch = batch
        self._page = page

    @cached_property
    def page(self) -> Page[Upload]:
        return Paginator(self._uploads, FILES_A_PAGE).get_page(self._page)

    @property
    def rows(self) -> list[Row]:
        return [Row(upload) for upload in self.page]

    @cached_property
    def states(self) -> Mapping[str, int]:
        counts = dict(self.batch.uploads.order_by().values_list("state").annotate(Count("pk")))
        return {state: counts.get(state, 0) for state in UploadState.values}

    @property
    def outcomes(self) -> list[tuple[str, int]]:
        """How many of each, for a glance."""
        settled = self.batch.uploads.order_by().exclude(state__in=[*PENDING, UploadState.DROPPED])
        counts = dict(settled.values_list("outcome").annotate(Count("pk")))
        return [(words, counts[outcome]) for outcome, words in IN_SHORT.items() if outcome in counts]

    @property
    def total(self) -> int:
        return sum(self.states.values())

    @property
    def waiting(self) -> int:
        return sum(self.states[state] for state in PENDING)

    @cached_property
    def is_held_up(self) -> bool:
        """Files wait, and nobody is there to work them off: the server may be starting, or the process fails at once."""
        return self.waiting > 0 and not is_worked_off(settings.ENVIRONMENT.data)

    @property
    def done(self) -> int:
        return self.total - self.waiting

    @property
    def open(self) -> int:
        return sum(self.states[state] for state in OPEN)

    @cached_property
    def unsure(self) -> int:
        return unsure_articles(self.batch).count()

    @cached_property
    def sure(self) -> list[int]:
        return list(sure_articles(self.batch).values_list("pk", flat=True)[:MOST])

    @property
    def publishing(self) -> str:
        """To the page on which the sure ones are published together."""
        return address_of("publish", self.sure, reverse("admin:articles_batch_change", args=[self.batch.pk]))

    @property
    def first_open(self) -> Row | None:
        """Of this page, the one that waits for a curator."""
        return next((row for row in self.rows if row.state in OPEN), None)

    @property
    def version(self) -> str:
        """Another one whenever the page would look different."""
        shown = [(row.upload.pk, row.state, row.outcome, row.upload.url, len(row.doubts)) for row in self.rows]
        return hashlib.sha256(repr((shown, self.states, self.unsure, self.sure, self.is_held_up)).encode()).hexdigest()[
            :16
        ]

    @property
    def _uploads(self) -> QuerySet[Upload]:
        """An archive's files stand below it."""
        related = self.batch.uploads.select_related("archive", "article__cleaning")
        inside = related.defer("content", "archive__content", "article__cleaning__result", "article__proposal")
        return inside.order_by(Coalesce("archive", "pk"), "pk")


def unsure_articles(batch: Batch) -> ArticleQuerySet:
    """In the order in which they were brought in, which is that of their numbers."""
    return _in_hand(batch).doubtful()


def sure_articles(batch: Batch) -> ArticleQuerySet:
    return without_doubts(_in_hand(batch))


def _in_hand(batch: Batch) -> ArticleQuerySet:
    made = batch.uploads.filter(outcome__in=MADE).values("article")
    return Article.objects.filter(pk__in=made, status__in=IN_HAND).order_by("number")
