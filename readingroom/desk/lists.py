"""What the article lists of the desk load: enough for their columns, never a text, a ledger or an original."""

from __future__ import annotations

from django.db.models import Prefetch

from readingroom.articles.models import Appearance, Article
from readingroom.articles.models.library import ArticleQuerySet


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
