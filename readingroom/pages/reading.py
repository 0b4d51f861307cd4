"""One article, or what is left of one that was withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from readingroom.articles.models import Article, Paragraph, Theme
from readingroom.articles.models.library import ParagraphKind
from readingroom.search.keeping import quotations, related

from .addresses import origin
from .citing import cite
from .freshness import answer_from_article
from .marking import Marked, mark_article, read_question
from .neighbours import find_neighbours
from .outline import LEAST, read_outline
from .preferences import print_type
from .quoting import quotations_of
from .source_line import source_line


@answer_from_article
def article(request: HttpRequest, number: int) -> HttpResponse:
    found = Article.objects.published().with_themes().with_leading_appearance().filter(pk=number).first()
    if found is None or found.edition is None:
        return withdrawn(request, get_object_or_404(Article.objects.withdrawn(), pk=number))
    themes = list(Theme.objects.all())
    theme = next((theme for theme in themes if theme.slug == request.GET.get("theme")), None)
    others = Article.objects.published()
    near, shared = related.related_to(number), quotations.shared_quotations(number)
    named = Article.objects.published().in_bulk({*near, *shared.named})
    paragraphs, quoting = _paragraphs(number, shared.paragraphs)
    marked = mark_article(found.edition.title, paragraphs, read_question(request.GET))
    context = {
        "article": found,
        "marked": marked,
        "length": _length(paragraphs),
        "source_line": source_line(found.edition),
        "citation": cite(found.edition, found.leading_appearance),
        "address": origin(request) + found.get_absolute_url(),
        **_outlined(marked),
        "theme": theme,
        "room_themes": themes,
        "print_type": print_type(request),
        "neighbours": find_neighbours(found, others.on_theme(theme.slug) if theme else others),
        "quotations": quotations_of(found, shared, named, quoting),
        # What was found before may have been withdrawn since.
        "related": [named[each] for each in near if each in named],
    }
    return render(request, "pages/article.html", context)


def withdrawn(request: HttpRequest, article: Article) -> HttpResponse:
    return render(request, "pages/withdrawn.html", {"article": article}, status=410)


def _paragraphs(number: int, others: Iterable[str]) -> tuple[list[Paragraph], dict[str, Paragraph]]:
    """An article's paragraphs in their order; and by key, with those of other articles that it has to do with."""
    wanted = Paragraph.objects.filter(Q(article=number) | Q(pk__in=others)).select_related("theme")
    by_key = {paragraph.key: paragraph for paragraph in wanted.order_by("order")}
    return [paragraph for paragraph in by_key.values() if paragraph.article_id == number], by_key


def _outlined(marked: Marked) -> dict[str, Any]:
    """The lines of the article, each heading with its level; and the headings, where they are worth a table."""
    outline = read_outline(paragraph for paragraph, _ in marked.paragraphs)
    levels = {heading.paragraph.key: heading.level for heading in outline}
    lines = [(paragraph, pieces, levels.get(paragraph.key)) for paragraph, pieces in marked.paragraphs]
    return {"lines": lines, "contents": outline if len(outline) >= LEAST else []}


def _length(paragraphs: Iterable[Paragraph]) -> int:
    """字数: the characters of the body, with punctuation and without spaces, as word processors count them."""
    body = (paragraph.text for paragraph in paragraphs if paragraph.kind == ParagraphKind.PARAGRAPH)
    return sum(len(text) - text.count(" ") for text in body)
