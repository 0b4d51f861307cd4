"""The passages of a theme as they are read on end: those of one article stand together below its title."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from readingroom.articles.models import Article, Paragraph
from readingroom.articles.models.library import EditionQuerySet

from .citing import Citation, cite


@dataclass(frozen=True)
class Excerpt:
    """What one article says on the theme, in its order, and where it was printed."""

    article: Article
    passages: list[Paragraph]
    citation: Citation


def read_passages(theme: str, editions: EditionQuerySet, start: int, stop: int) -> list[Paragraph]:
    """
    Those from `start` to `stop` that the editions' articles have on the theme, the newest article first.

    Each article has one at least, so they are among the passages of the first `stop` articles; and these are put in
    order by their keys alone, for on a late page they are thousands.
    """
    articles = editions.newest_first().values("article_id")[:stop]
    passages = Paragraph.objects.of_the_body().on_theme(theme).filter(article__in=articles)
    keys = passages.newest_first().values("key")[start:stop]
    return list(Paragraph.objects.filter(key__in=keys).with_articles().with_leading_appearance().newest_first())


def by_article(passages: Iterable[Paragraph]) -> list[Excerpt]:
    """In the order they come in; the list orders them by article."""
    return [_excerpt(list(those)) for _, those in groupby(passages, key=lambda passage: passage.article_id)]


def _excerpt(passages: list[Paragraph]) -> Excerpt:
    article = passages[0].article
    assert article.edition is not None  # what is published has one
    return Excerpt(article, passages, cite(article.edition, passages[0].leading_appearance))
