"""
The way from an answer into its article, where the words that were asked for are marked.

The question travels in the article's address, `?q=…`, so that marks need no script and leave with a link.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.http import urlencode

from readingroom import search
from readingroom.articles.models import Paragraph
from readingroom.search.highlighting import Pieces
from readingroom.search.questions import Question

from .asking import Asked

SHOWN = 6
"""Different words that are named above a text; a question of many words marks some dozens."""


@dataclass(frozen=True)
class Marked:
    """An article in pieces. Without a question each text is one piece."""

    title: Pieces
    paragraphs: list[tuple[Paragraph, Pieces]]

    @property
    def matches(self) -> list[str]:
        pieces = [*self.title, *(piece for _, text in self.paragraphs for piece in text)]
        return [text for text, is_match in pieces if is_match]

    @property
    def words(self) -> list[str]:
        return list(dict.fromkeys(self.matches))[:SHOWN]


def address_with_marks(hit: search.Hit, asked: Asked) -> str:
    question = f"?{urlencode({'q': asked.words})}" if asked.words else ""
    return f"{hit.article.get_absolute_url()}{question}"


def read_question(query: QueryDict) -> Question | None:
    """What to mark. Nothing where the index cannot say how to cut the question: the article shows all the same."""
    q = query.get("q", "")
    try:
        return search.understand(q) if q else None
    except search.IndexUnavailable:
        return None


def mark_article(title: str, paragraphs: Iterable[Paragraph], question: Question | None) -> Marked:
    return Marked(
        title=_pieces(title, question),
        paragraphs=[(paragraph, _pieces(paragraph.text, question)) for paragraph in paragraphs],
    )


def _pieces(text: str, question: Question | None) -> Pieces:
    return search.mark(text, question) if question else [(text, False)]
