"""
Lists of articles at the desk: which are told apart, and how one goes from a list to an act on many.

What they load is enough for their columns, never a text, a ledger or an original.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.http import urlencode

from readingroom.articles.models import Appearance, Article
from readingroom.articles.models.library import ArticleQuerySet

MOST = 200
"""Articles at a time: what a person can look through, and what is done within the time a browser waits."""


def without_doubts(articles: ArticleQuerySet) -> ArticleQuerySet:
    return articles.exclude(pk__in=Article.objects.doubtful())


def address_of(act: str, numbers: Iterable[int], back: str) -> str:
    """Of the page that asks before an act is done to all of these, and from which one goes `back`."""
    address = reverse("admin:articles_article_bulk", args=[act])
    return f"{address}?{urlencode({'numbers': ','.join(map(str, numbers)), 'back': back})}"


def for_lists(articles: ArticleQuerySet) -> ArticleQuerySet:
    """The columns of a list of articles in a constant number of queries; `leading` holds the leading appearance."""
    leading = Appearance.objects.filter(leads=True).select_related("source")
    return (
        articles.with_themes()
        .select_related("cleaning", "edition")
        .defer("cleaning__result", "edition__items", "edition__fields")
        .prefetch_related(Prefetch("appearances", queryset=leading, to_attr="leading"))
    )


def leading(article: Article) -> Appearance | None:
    """The appearance that fills the source line, as `for_lists` has loaded it."""
    prefetched: list[Appearance] = article.leading  # type: ignore[attr-defined]
    return next(iter(prefetched), None)
