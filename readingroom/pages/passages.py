"""The passages of a theme as they are read on end: those of one article stand together below its title."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from readingroom.articles.models import Article, Paragraph


def by_article(passages: Iterable[Paragraph]) -> list[tuple[Article, list[Paragraph]]]:
    """In the order they come in; the list orders them by article."""
    return [(article, list(those)) for article, those in groupby(passages, key=lambda passage: passage.article)]
