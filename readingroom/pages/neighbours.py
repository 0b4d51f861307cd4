"""
上一篇 and 下一篇: what stands before and after an article in the list it was found in.

The list is the one `newest_first` gives, so the order here repeats that order: undated articles last, for an empty date
is less than any other, and equal dates by number. It is asked for by comparison, not by reading the list; and it goes
along the editions' dates, which are indexed, asking of each edition whether it is one of the list, until the first is:
as quick among ten thousand articles as among ten.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from readingroom.articles.models import Article, Edition
from readingroom.articles.models.library import ArticleQuerySet


@dataclass(frozen=True)
class Neighbours:
    newer: Article | None
    older: Article | None


def newer(number: int, date: str, among: ArticleQuerySet) -> QuerySet[Edition, Any]:
    """The number of the article before this one, which has this date, as a subquery."""
    later = _editions(among).filter(date__gte=date).exclude(date=date, article_id__lte=number)
    return later.order_by("date", "article_id").values("article_id")[:1]


def older(number: int, date: str, among: ArticleQuerySet) -> QuerySet[Edition, Any]:
    """The number of the article after this one."""
    earlier = _editions(among).filter(date__lte=date).exclude(date=date, article_id__gte=number)
    return earlier.order_by("-date", "-article_id").values("article_id")[:1]


def _editions(among: ArticleQuerySet) -> QuerySet[Edition]:
    return Edition.objects.filter(Exists(among.filter(edition=OuterRef("pk"))))
