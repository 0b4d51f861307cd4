"""
From the documents that the index names to what a reader sees: rows loaded from `published()`, and their snippets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from readingroom.articles.models import Article, Edition, Paragraph, Theme

from .highlighting import Pieces, best_text, mark, snippet
from .terms import Kind, Question

Row = Article | Paragraph

MODELS: Mapping[Kind, type[Row]] = {"article": Article, "paragraph": Paragraph}


@dataclass(frozen=True)
class Hit:
    """
    One answer. `title` and `snippet` are pieces with their matches; `paragraph` is None for an article.

    `anchor` is the key of the paragraph that the snippet was taken from, None where an article has no paragraphs.
    """

    kind: Kind
    article: Article
    edition: Edition
    paragraph: Paragraph | None
    anchor: str | None
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
    articles = Article.objects.published().with_themes().in_bulk([document.article for document in documents])
    current = [
        document
        for document in documents
        if document.article in articles and articles[document.article].edition_id == document.edition
    ]
    if kind == "article":
        return {document.pk: articles[document.article] for document in current}
    return _paragraphs_of(articles, [document.pk for document in current])


def make_hits(rows: Sequence[Row], question: Question) -> list[Hit]:
    texts = _texts([row.pk for row in rows if isinstance(row, Article)])
    return [
        _paragraph_hit(row, question) if isinstance(row, Paragraph) else _article_hit(row, texts[row.pk], question)
        for row in rows
    ]


def _article_hit(article: Article, texts: Sequence[tuple[str, str]], question: Question) -> Hit:
    edition = _edition(article)
    best = best_text([text for _, text in texts], question) if texts else None
    return Hit(
        kind="article",
        article=article,
        edition=edition,
        paragraph=None,
        anchor=None if best is None else texts[best][0],
        title=mark(edition.title, question),
        snippet=[] if best is None else snippet(texts[best][1], question),
        themes=[place.theme for place in edition.edition_themes.all()],
    )


def _paragraph_hit(paragraph: Paragraph, question: Question) -> Hit:
    edition = _edition(paragraph.article)
    return Hit(
        kind="paragraph",
        article=paragraph.article,
        edition=edition,
        paragraph=paragraph,
        anchor=paragraph.key,
        title=mark(edition.title, question),
        snippet=snippet(paragraph.text, question),
        themes=[paragraph.theme] if paragraph.theme else [],
    )


def _edition(article: Article) -> Edition:
    assert article.edition is not None  # what is published has one
    return article.edition


def _texts(articles: Sequence[int]) -> Mapping[int, list[tuple[str, str]]]:
    """Keys and texts of some articles in the order of reading: snippets need nothing else of their paragraphs."""
    texts: dict[int, list[tuple[str, str]]] = {number: [] for number in articles}
    rows = Paragraph.objects.filter(article__in=articles).order_by("article", "order")
    for number, key, text in rows.values_list("article", "key", "text"):
        texts[number].append((key, text))
    return texts


def _paragraphs_of(articles: Mapping[int, Article], keys: Sequence[str]) -> dict[str, Row]:
    """
    Paragraphs by their keys alone, put together with their articles here.

    Asked for in one query with the article's status, SQLite goes through all published articles.
    """
    paragraphs: dict[str, Row] = {}
    for paragraph in Paragraph.objects.select_related("theme").filter(pk__in=keys):
        paragraph.article = articles[paragraph.article_id]
        paragraphs[paragraph.pk] = paragraph
    return paragraphs
