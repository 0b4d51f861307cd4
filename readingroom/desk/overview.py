"""What waits for a curator, for the first page of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.urls import reverse
from django.utils.http import urlencode

from readingroom.articles.models import Article, Status

from .lists import for_lists

SHOWN = 8
"""Articles under each heading: the page stays on one screen, the rest is one click away in the list."""

IN_HAND = (Status.DRAFT.value, Status.PENDING.value)
"""A published article's doubts are settled: a person published it knowing them."""


@dataclass(frozen=True)
class Waiting:
    """One heading of the first page: how many there are, the first few, and where all of them stand."""

    title: str
    count: int
    articles: Sequence[Article]
    url: str
    nothing: str


def overview(user: AbstractBaseUser | AnonymousUser) -> list[Waiting]:
    if not (isinstance(user, AbstractBaseUser) and user.has_perm("articles.view_article")):  # type: ignore[attr-defined]
        return []
    articles = for_lists(Article.objects.all())
    return [
        _waiting(
            "待审", "没有等待审阅的文章。", articles.filter(status=Status.PENDING), status__exact=Status.PENDING.value
        ),
        _waiting(
            "有疑问",
            "没有机器拿不准的文章。",
            articles.filter(status__in=IN_HAND).doubtful(),
            doubts="yes",
            status__in=",".join(IN_HAND),
        ),
        _waiting("有待采纳的改动", "没有待采纳的改动。", articles.proposed(), proposal="yes"),
        _waiting("新近收入", "还没有文章。", articles.order_by("-added_at", "-number")),
    ]


def _waiting(title: str, nothing: str, articles: Any, **query: str) -> Waiting:
    url = reverse("admin:articles_article_changelist") + ("?" + urlencode(query) if query else "")
    return Waiting(title, articles.count(), articles[:SHOWN], url, nothing)
