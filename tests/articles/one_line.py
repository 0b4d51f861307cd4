"""The line of one article, out of the file that holds it alone."""

from __future__ import annotations

from readingroom.articles.exchange import export_lines
from readingroom.articles.models import Article


def export_line(article: Article) -> str:
    return list(export_lines([article.pk]))[1]
