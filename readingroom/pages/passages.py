"""The passages of a theme as they are read on end: those of one article stand together below its title."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from readingroom.articles.models import Article, Paragraph

from .citing import Citation, cite


@dataclass(frozen=True)
class Excerpt:
    """What one article says on the theme, in its order, and where it was printed."""

    article: Article
    passages: list[Paragraph]
    citation: Citation


def by_article(passages: Iterable[Paragraph]) -> list[Excerpt]:
    """In the order they come in; the list orders them by article."""
    return [_excerpt(list(those)) for _, those in groupby(passages, key=lambda passage: passage.article_id)]


def _excerpt(passages: list[Paragraph]) -> Excerpt:
    article = passages[0].article
    assert article.edition is not None  # what is published has one
    return Excerpt(article, passages, cite(article.edition, passages[0].leading_appearance))
