"""
When a page is still the one the browser holds, and what is done before any page is made.

Every write that can change a public page raises the room's revision, so a page is the same while the revision, the
article's status and edition, and the code that renders it are; and what is found some time after a write, the articles
related to it and those that have what it quotes; and what the reader chose. One indexed query reads all that stands in
the database before anything else, for a 304 and for a page that was made already too: a withdrawal holds at once in
every process.

ETags are weak, for the same page goes out packed and unpacked. Search results also hang on the index, and so do the
marks in an article that was asked for with a question: these are never conditional. Neither is what is gone: a
condition is for an answer of 200.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from readingroom.articles.models import Room, Status
from readingroom.search.keeping import quotations, related

from . import kept_pages
from .frame import remember_room, room_of
from .preferences import preferences_of

View = Callable[..., HttpResponse]

_ROOM_AND_ARTICLE = """
    SELECT room.*, article.status AS article_status, edition.id AS edition, edition.date AS date
    FROM articles_room room
    LEFT JOIN articles_article article ON article.number = %s
    LEFT JOIN articles_edition edition ON edition.id = article.edition_id
"""
"""Asked before every answer about an article; written out, for the ORM takes ten times as long to find these words."""


@dataclass(frozen=True)
class Standing:
    """What has to be known of an article before anything else; for a number that no article has, nothing."""

    number: int
    status: str | None
    edition: int | None
    date: str | None

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED


def standing_of(request: HttpRequest, number: int) -> Standing:
    """As this request found it, read together with the room."""
    standing: Standing | None = getattr(request, "standing", None)
    if standing is None:
        room: Any = next(iter(Room.objects.raw(_ROOM_AND_ARTICLE, [number])), None)
        remember_room(request, room)
        standing = Standing(number, *((room.article_status, room.edition, room.date) if room else (None, None, None)))
        request.standing = standing  # type: ignore[attr-defined]  # as Django's middleware leaves `user`
    return standing


def _answer(tag: Callable[..., str | None]) -> Callable[[View], View]:
    """Answers of a view as long as its ETag, which `tag` finds by the view's own arguments, is the same."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            etag = tag(request, *args, **kwargs)
            response = get_conditional_response(request, etag=etag) if etag else None
            if not isinstance(response, HttpResponse):
                response = kept_pages.answer(request, etag, lambda: view(request, *args, **kwargs))
            if etag and response.status_code in (200, 304):
                response.headers["ETag"] = etag
            return response

        return answer

    return decorate


def _of_the_room(request: HttpRequest, *args: Any, **kwargs: Any) -> str:
    return _etag(room_of(request).revision)


def _of_the_article(request: HttpRequest, number: int, **kwargs: Any) -> str | None:
    standing = standing_of(request, number)
    if not standing.is_published or "q" in request.GET:
        return None
    found_later = (*related.related_to(number), quotations.stamp_of(number))
    return _etag(room_of(request).revision, standing.edition, *found_later)


def _etag(*parts: object) -> str:
    return f'W/"{".".join(map(str, (template_version(), *parts)))}"'


def _as_chosen(tag: Callable[..., str | None]) -> Callable[..., str | None]:
    """The ETag of a page that is shown as its reader chose."""

    def chosen(request: HttpRequest, *args: Any, **kwargs: Any) -> str | None:
        token = preferences_of(request).token
        etag = tag(request, *args, **kwargs)
        return f'{etag[:-1]}.{token}"' if etag and token else etag

    return chosen


answer_from_room = _answer(_as_chosen(_of_the_room))
"""A page that shows what the database holds: answered with 304 while nothing public was written."""

answer_from_article = _answer(_as_chosen(_of_the_article))
"""The same for a page about one article; its argument is `number`."""

data_from_room = _answer(_of_the_room)
"""The same for what programs read, which is for all readers alike."""

data_from_article = _answer(_of_the_article)


@cache
def template_version() -> str:
    """A fingerprint of all that turns rows into pages: the code, templates, style sheet and scripts."""
    folders = (settings.BASE_DIR / name for name in ("readingroom", "templates", "static"))
    files = sorted(path for folder in folders for path in folder.rglob("*.*") if path.suffix != ".pyc")
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
