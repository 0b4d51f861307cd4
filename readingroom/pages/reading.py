"""One article, or what is left of one that was published once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from readingroom.articles.models import Paragraph
from readingroom.articles.models.library import ParagraphKind

from .addresses import origin
from .article_parts import read_parts
from .citing import cite
from .freshness import answer_from_article
from .gone import gone
from .marking import Marked, mark_article, read_question
from .outline import LEAST, read_outline
from .preferences import print_type
from .source_line import source_line


@answer_from_article
def article(request: HttpRequest, number: int) -> HttpResponse:
    parts = read_parts(request, number)
    if parts is None or parts.article.edition is None:
        return gone(request, number)
    edition = parts.article.edition
    marked = mark_article(edition.title, parts.paragraphs, read_question(request.GET))
    context = {
        "article": parts.article,
        "article_themes": parts.themes,
        "marked": marked,
        "length": length(parts.paragraphs),
        "source_line": source_line(edition),
        "citation": cite(edition, parts.appearance),
        "address": origin(request) + parts.article.get_absolute_url(),
        **outlined(marked),
        "theme": parts.theme,
        "print_type": print_type(request),
        "neighbours": parts.neighbours,
        "quotations": parts.quotations,
        "related": parts.related,
    }
    return render(request, "pages/article.html", context)


def outlined(marked: Marked) -> dict[str, Any]:
    """The lines of the article, each heading with its level; and the headings, where they are worth a table."""
    outline = read_outline(paragraph for paragraph, _ in marked.paragraphs)
    levels = {heading.paragraph.key: heading.level for heading in outline}
    lines = [(paragraph, pieces, levels.get(paragraph.key)) for paragraph, pieces in marked.paragraphs]
    return {"lines": lines, "contents": outline if len(outline) >= LEAST else []}


def length(paragraphs: Iterable[Paragraph]) -> int:
    """字数: the characters of the body, with punctuation and without spaces, as word processors count them."""
    body = (paragraph.text for paragraph in paragraphs if paragraph.kind == ParagraphKind.PARAGRAPH)
    return sum(len(text) - text.count(" ") for text in body)
