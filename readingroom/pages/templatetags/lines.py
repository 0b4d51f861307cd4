"""
The lines of an article, in the markup of `_paragraph.html` and `_heading.html`.

Rendering a partial for every line took a third of the time of a long page. So each is rendered once for every kind of line
there is, with stand-ins for what differs between two lines of a kind, and filled for each line of an article.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from readingroom.articles.models import Paragraph, Theme
from readingroom.search.asking.highlighting import Pieces

from .marks import marked

register = template.Library()

_ARTICLE, _KEY, _TEXT = "\ue000", "\ue001", "\ue002"
"""Stand-ins, of the characters that mean nothing. Texts may hold them, and are filled in last."""


@register.simple_tag
def lines_of(lines: Iterable[tuple[Paragraph, Pieces, int | None]], article: str) -> SafeString:
    """Paragraphs and, with their levels, headings; `article` is the address of what they stand in."""
    return mark_safe("".join(_line(article, *line) for line in lines))


def _line(article: str, paragraph: Paragraph, pieces: Pieces, level: int | None) -> str:
    theme = (paragraph.theme.slug, paragraph.theme.name) if paragraph.theme else None
    stencil = _stencil(paragraph.kind, paragraph.continues_previous_page, theme, level)
    return stencil.replace(_ARTICLE, article).replace(_KEY, paragraph.key).replace(_TEXT, marked(pieces))


@lru_cache(maxsize=256)
def _stencil(kind: str, continues: bool, theme: tuple[str, str] | None, level: int | None) -> str:
    paragraph = Paragraph(
        key=_KEY,
        kind=kind,
        continues_previous_page=continues,
        theme=Theme(slug=theme[0], name=theme[1]) if theme else None,
    )
    name = "pages/_heading.html" if level else "pages/_paragraph.html"
    said = {"paragraph": paragraph, "level": level, "text": mark_safe(_TEXT), "at": _ARTICLE, "mark_theme": True}
    return render_to_string(name, said)
