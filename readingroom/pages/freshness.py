"""
When a page is still the one the browser holds.

Every write that can change a public page raises the room's revision, so a page is the same while the revision, the
article's status and edition, and the code that renders it are; and the articles related to it, which are found some
time after a write. One indexed query reads all but these before anything else, for a 304 too: a withdrawal holds at
once in every process. Search results also hang on the index, and so do the marks
in an article that was asked for with a question: these are never conditional.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Subquery
from django.http import HttpRequest
from django.views.decorators.http import etag

from readingroom.articles.models import Article, Room
from readingroom.search.keeping import related

from .frame import room_of


def _room_etag(request: HttpRequest, *args: Any, **kwargs: Any) -> str:
    return f'"{template_version()}.{room_of(request).revision}"'


def _article_etag(request: HttpRequest, number: int) -> str | None:
    if "q" in request.GET:
        return None
    revision = Subquery(Room.objects.values("revision")[:1])
    articles = Article.objects.filter(pk=number).annotate(revision=revision)
    for status, edition, at in articles.values_list("status", "edition_id", "revision"):
        near = "-".join(map(str, related.related_to(number)))
        return f'"{template_version()}.{at}.{edition}.{status}.{near}"'
    return None


answer_from_room = etag(_room_etag)
"""A view that shows what the database holds: answered with 304 while nothing public was written."""

answer_from_article = etag(_article_etag)
"""The same for a view of one article; its argument is `number`."""


@cache
def template_version() -> str:
    """A fingerprint of all that turns rows into pages: templates, style sheet and this package."""
    folders = (Path(__file__).parent, settings.BASE_DIR / "templates", settings.BASE_DIR / "static")
    files = sorted(path for folder in folders for path in folder.rglob("*.*") if path.suffix != ".pyc")
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
