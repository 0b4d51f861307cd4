"""
上一篇 and 下一篇: what stands before and after an article in the list it was found in.

The list is the one `newest_first` gives, so the order here repeats that order: undated articles last, equal dates by
number. It is asked for by comparison, not by reading the list.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from readingroom.articles.models import Article
from readingroom.articles.models.library import ArticleQuerySet


@dataclass(frozen=True)
class Neighbours:
    newer: Article | None
    older: Article | None


def find_neighbours(article: Article, among: ArticleQuerySet) -> Neighbours:
    assert article.edition is not None
    date, number = article.edition.date, article.number
    older = Q(edition__date=date, number__lt=number)
    newer = Q(edition__date=date, number__gt=number)
    if date:
        older |= Q(edition__date__lt=date)  # the undated among them: an empty date is less than any other
        newer |= Q(edition__date__gt=date)
    else:
        newer |= Q(edition__date__gt="")
    return Neighbours(
        newer=among.filter(newer).newest_first().reverse().first(),
        older=among.filter(older).newest_first().first(),
    )
