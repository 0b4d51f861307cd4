"""The way from one article that the machine is unsure about to the next."""

from __future__ import annotations

from readingroom.articles.models import Article, Batch
from readingroom.articles.questioning import IN_HAND

from .batch_files import unsure_articles


def doubtful(article: Article, batch: Batch | None) -> Article | None:
    """
    The next of those that came in with it, in the order in which they came; after the last comes the first.

    Where none is left, the next in the order of the list, the newest first. None where it is alone.
    """
    if batch is not None:
        with_it = unsure_articles(batch).exclude(pk=article.pk).only("number", "name")
        if found := with_it.filter(pk__gt=article.pk).first() or with_it.first():
            return found
    others = Article.objects.filter(status__in=IN_HAND).doubtful().exclude(pk=article.pk).order_by("-number")
    others = others.only("number", "name")
    return others.filter(pk__lt=article.pk).first() or others.first()
