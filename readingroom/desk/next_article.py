"""The way from one article that the machine is unsure about to the next."""

from __future__ import annotations

from readingroom.articles.models import Article

from .overview import IN_HAND


def doubtful(article: Article) -> Article | None:
    """The next in the order of the list, the newest first; after the last comes the first. None where it is alone."""
    others = Article.objects.filter(status__in=IN_HAND).doubtful().exclude(pk=article.pk).order_by("-number")
    others = others.only("number", "name")
    return others.filter(pk__lt=article.pk).first() or others.first()
