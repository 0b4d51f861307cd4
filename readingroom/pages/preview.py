"""
预览: the working copy of an article as a reader would see it, for who may see articles at the desk.

The page is the readers' own, filled with rows that are never saved. It stands under the desk's address: there the
browser sends who asks, and readers' pages go on asking nobody. Nothing of it is kept, by the room or on the way.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from readingroom.articles.manuscript import Manuscript, make_manuscript, paragraphs_of
from readingroom.articles.models import Appearance, Article, Edition, Source, Theme
from readingroom.articles.revising import reading_of
from readingroom.articles.working_copy import working_copy

from .addresses import origin
from .citing import cite
from .marking import mark_article
from .reading import length, outlined
from .source_line import source_line

MAY = "articles.view_article"


def preview(request: HttpRequest, number: int) -> HttpResponse:
    user: User | AnonymousUser = request.user
    if not (user.is_active and user.is_staff):
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    if not user.has_perm(MAY):
        raise PermissionDenied
    article = get_object_or_404(Article.objects.select_related("cleaning", "edition"), pk=number)
    response = render(request, "pages/preview.html", _context(request, article))
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _context(request: HttpRequest, article: Article) -> dict[str, Any]:
    manuscript = make_manuscript(article, reading_of(article), working_copy(article))
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    edition = _edition(article, manuscript)
    paragraphs = paragraphs_of(article, manuscript.items, themes)
    marked = mark_article(edition.title, paragraphs, None)
    article.edition = edition
    return {
        "article": article,
        "article_themes": [themes[slug] for slug in manuscript.themes if slug in themes],
        "marked": marked,
        "length": length(paragraphs),
        "source_line": source_line(edition),
        "citation": cite(edition, Appearance.objects.filter(article=article, leads=True).first()),
        "address": origin(request) + article.get_absolute_url(),
        **outlined(marked),
    }


def _edition(article: Article, manuscript: Manuscript) -> Edition:
    """The next one. A source that is not known yet is added by publishing, not by looking."""
    name = manuscript.source
    return Edition(
        article=article,
        number=1,
        title=manuscript.title,
        title_is_built=manuscript.title_is_built,
        source=Source.objects.filter(name=name).first() if name else None,
        date=manuscript.fields["date"] or "",
        fields=manuscript.fields,
        published_at=timezone.now(),
    )
