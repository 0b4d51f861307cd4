"""
From the documents that the index names to what a reader sees: rows loaded from `published()`, and their passages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from readingroom.articles.models import Article, Edition, Paragraph, Theme

from .highlighting import Pieces, mark, passage
from .questions import Question

Kind = Literal["article", "paragraph"]
Row = Article | Paragraph

MODELS: Mapping[Kind, type[Row]] = {"article": Article, "paragraph": Paragraph}


@dataclass(frozen=True)
class Hit:
    """One answer. `title` and `snippet` are pieces with their matches; `paragraph` is None for an article."""

    kind: Kind
    article: Article
    edition: Edition
    paragraph: Paragraph | None
    title: Pieces
    snippet: Pieces
    themes: list[Theme]

    @property
    def url(self) -> str:
        return (self.paragraph or self.article).get_absolute_url()

    @property
    def source(self) -> str:
        """As printed; empty when no source is."""
        return self.edition.fields.get("source") or (self.edition.source.name if self.edition.source else "")

    @property
    def date(self) -> str:
        return self.edition.date


def load_rows(kind: Kind, documents: Sequence[Any]) -> dict[str, Row]:
    """
    The rows behind documents, by the documents' keys.

    A document that was not made from what readers may see now has no row here.
    """
    keys = [document.pk for document in documents]
    rows = _articles(keys) if kind == "article" else _paragraphs(keys)
    return {
        document.pk: rows[document.pk]
        for document in documents
        if document.pk in rows and article_of(rows[document.pk]).edition_id == document.edition
    }


def make_hit(row: Row, question: Question) -> Hit:
    article = article_of(row)
    edition = article.edition
    assert edition is not None  # what is published has one
    if isinstance(row, Paragraph):
        return Hit(
            kind="paragraph",
            article=article,
            edition=edition,
            paragraph=row,
            title=mark(edition.title, question),
            snippet=passage([row.text], question),
            themes=[row.theme] if row.theme else [],
        )
    return Hit(
        kind="article",
        article=article,
        edition=edition,
        paragraph=None,
        title=mark(edition.title, question),
        snippet=passage([paragraph.text for paragraph in article.paragraphs.all()], question),
        themes=[place.theme for place in edition.edition_themes.all()],
    )


def article_of(row: Row) -> Article:
    return row.article if isinstance(row, Paragraph) else row


def _articles(keys: Sequence[str]) -> dict[str, Row]:
    articles = Article.objects.published().with_themes().prefetch_related("paragraphs")
    return {str(article.pk): article for article in articles.filter(pk__in=keys)}


def _paragraphs(keys: Sequence[str]) -> dict[str, Row]:
    return {**Paragraph.objects.published().with_articles().select_related("theme").in_bulk(keys)}
