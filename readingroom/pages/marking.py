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
from readingroom.search.asking.highlighting import Pieces
from readingroom.search.asking.terms import Question

from .asking import Asked


@dataclass(frozen=True)
class Marked:
    """An article in pieces. Without a question each text is one piece."""

    title: Pieces
    paragraphs: list[tuple[Paragraph, Pieces]]

    @property
    def count(self) -> int:
        texts = [self.title, *(pieces for _, pieces in self.paragraphs)]
        return sum(is_match for pieces in texts for _, is_match in pieces)


def address_with_marks(hit: search.Hit, asked: Asked) -> str:
    """Straight to the paragraph that the snippet was taken from."""
    question = {"q": asked.words} | ({} if asked.also else {"also": "off"})
    query = f"?{urlencode(question)}" if asked.words else ""
    place = f"#p-{hit.anchor}" if asked.words and hit.anchor else ""
    return f"{hit.article.get_absolute_url()}{query}{place}"


def read_question(query: QueryDict) -> Question | None:
    """What to mark. Nothing where the index cannot say how to cut the question: the article shows all the same."""
    q = query.get("q", "")
    try:
        return search.understand(q, also=query.get("also") != "off") if q else None
    except search.IndexUnavailable:
        return None


def mark_article(title: str, paragraphs: Iterable[Paragraph], question: Question | None) -> Marked:
    return Marked(
        title=_pieces(title, question),
        paragraphs=[(paragraph, _pieces(paragraph.text, question)) for paragraph in paragraphs],
    )


def _pieces(text: str, question: Question | None) -> Pieces:
    return search.mark(text, question) if question else [(text, False)]
