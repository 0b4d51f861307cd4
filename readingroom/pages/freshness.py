"""
When a page is still the one the browser holds.

Every write that can change a public page raises the room's revision, so a page is the same while the revision, the
article's status and edition, and the code that renders it are. One indexed query reads them before anything else,
for a 304 too: a withdrawal holds at once in every process. Search results also hang on the index and are never
conditional.
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


def _room_etag(request: HttpRequest, *args: Any, **kwargs: Any) -> str:
    return f'"{template_version()}.{Room.objects.values_list("revision", flat=True).first()}"'


def _article_etag(request: HttpRequest, number: int) -> str | None:
    revision = Subquery(Room.objects.values("revision")[:1])
    state = (
        Article.objects.filter(pk=number).annotate(revision=revision).values_list("status", "edition_id", "revision")
    ).first()
    return f'"{template_version()}.{".".join(map(str, state))}"' if state else None


answer_from_room = etag(_room_etag)
"""A view that shows what the database holds: answered with 304 while nothing public was written."""

answer_from_article = etag(_article_etag)
"""The same for a view of one article; its argument is `number`."""


@cache
def template_version() -> str:
    """A fingerprint of all that turns rows into pages: templates, style sheet and this package."""
    folders = [Path(__file__).parent, *settings.TEMPLATES[0]["DIRS"], *settings.STATICFILES_DIRS]
    files = sorted(path for folder in folders for path in Path(folder).rglob("*.*") if path.suffix != ".pyc")
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
