"""
Atom feeds (RFC 4287) of what was published last: of the whole room, and of one theme.

A correction brings an article to the top again, with what was corrected. Feeds and entries go by names made of the
room's identity, not by addresses: a room that is asked for under another host name, or was moved to another machine, is
the same to a reader who has read its entries.

They are templates and not Django's `Feed`, which answers 500 when a title holds a character that XML does not know.
There is no feed of a source: what a newspaper prints, its own site tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid5

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from readingroom.articles.models import Article, Edition, Paragraph, Room, Theme
from readingroom.articles.models.library import ArticleQuerySet
from readingroom.personal_data import mask

from .addresses import origin
from .frame import room_of
from .freshness import data_from_room
from .in_xml import in_xml
from .source_line import date_in_words, source_name

LENGTH = 30
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""A feed must say when it was last changed, an empty one too."""

UNKNOWN_AUTHOR = "作者不详"
"""Of an entry without an author the feed's would be taken for it, and that is the office."""

LONGEST_OPENING = 120
_END_OF_SENTENCE = re.compile("[。！？…]+[”’」』）]*")


@dataclass(frozen=True)
class Entry:
    id: str
    article: Article
    edition: Edition
    authors: list[str]
    published_at: datetime
    summary: str


@data_from_room
def feed(request: HttpRequest) -> HttpResponse:
    return _feed(request, Article.objects.published())


@data_from_room
def theme_feed(request: HttpRequest, slug: str) -> HttpResponse:
    theme = get_object_or_404(Theme, slug=slug)
    return _feed(request, Article.objects.published().on_theme(slug), theme=theme)


def _feed(request: HttpRequest, found: ArticleQuerySet, theme: Theme | None = None) -> HttpResponse:
    room = room_of(request)
    entries = [_entry(article, room) for article in _latest(found)]
    context = {
        "id": _name(room, f"themes/{theme.slug}/feed" if theme else "feed"),
        "entries": entries,
        "theme": theme,
        "updated_at": entries[0].edition.published_at if entries else NEVER,
        "origin": origin(request),
    }
    return in_xml(request, "pages/feed.xml", context, kind="application/atom+xml")


def _latest(found: ArticleQuerySet) -> QuerySet[Any]:
    """Articles with `first_published_at`, and with `opening`, the first paragraph that begins on the page."""
    first = Edition.objects.filter(article=OuterRef("pk"), number=1).values("published_at")
    body = Paragraph.objects.of_the_body().filter(article=OuterRef("pk"))
    opening = body.order_by("continues_previous_page", "order").values("text")[:1]
    told = found.with_themes().annotate(first_published_at=Subquery(first), opening=Subquery(opening))
    return told.order_by("-edition__published_at", "-number")[:LENGTH]


def _entry(article: Any, room: Room) -> Entry:
    """Of an article as `_latest` reads it."""
    edition = article.edition
    return Entry(
        id=_name(room, f"articles/{article.number}"),
        article=article,
        edition=edition,
        authors=(edition.fields.get("author") or UNKNOWN_AUTHOR).split(" "),
        published_at=article.first_published_at,
        summary=_summary(edition, article.opening),
    )


def _summary(edition: Edition, opening: str) -> str:
    correction = f"更正：{mask(edition.correction)}" if edition.correction else ""
    parts = (source_name(edition), date_in_words(edition.date), correction, first_sentences(opening))
    return "　".join(part for part in parts if part)


def first_sentences(text: str) -> str:
    """
    Whole sentences, as many as fit; of a first one that does not, as much as does.

    >>> first_sentences("支部开会。" + "讨论" * 60 + "。"), len(first_sentences("讨论" * 70))
    ('支部开会。', 122)
    """
    if len(text) <= LONGEST_OPENING:
        return text
    ends = [match.end() for match in _END_OF_SENTENCE.finditer(text, 0, LONGEST_OPENING)]
    return text[: ends[-1]] if ends else f"{text[:LONGEST_OPENING]}……"


def _name(room: Room, what: str) -> str:
    return uuid5(room.identity, what).urn
