"""
An article goes because another one has its text; its readers have it there first.

What nobody could read is archived at once. What readers know goes on as it is, and is archived by the publication
that gives them its text in the other article; until then nothing but that publication moves it, for what is decided
about it is decided in the other one.
"""

from __future__ import annotations

from django.contrib.auth.models import User

from ..models import Article, Status
from ..room import announce
from ..stand_ins import going, is_going, is_shown, stand_in, stood_for_by
from .statuses import Act, archive, changing, restore

_KNOWN_TO_READERS = (Status.PUBLISHED, Status.WITHDRAWN)


def put_away(article: Article, *, by: User | None) -> None:
    """To be called when it is on record which article stands for this one."""
    with changing(article, Act.ARCHIVE):
        if article.status in _KNOWN_TO_READERS:
            article.archived_from = article.status
            article.save(update_fields=["archived_from"])
            put_away_what_is_shown(by=by)
            article.refresh_from_db()
        else:
            archive(article, by=by)


def bring_back(article: Article, *, by: User | None) -> None:
    """To be called when nothing stands for it any more."""
    article.refresh_from_db()
    if article.status == Status.ARCHIVED:
        restore(article, by=by)
    elif is_going(article):
        article.archived_from = ""
        article.save(update_fields=["archived_from"])
    _bring_back_what_is_not_shown(article)


def _bring_back_what_is_not_shown(article: Article) -> None:
    """
    What went because its text was to be read in the article that this one was part of, and is not in this one's own
    edition, waits for this one again.
    """
    waiting = stood_for_by(article).filter(archived_from__in=_KNOWN_TO_READERS).select_related("cleaning__reading")
    for one in waiting:
        found = stand_in(one)
        if article.is_published and found and found.article == article and not is_shown(one, found):
            one.status = one.archived_from
            one.save(update_fields=["status"])
            announce([one.pk])


def put_away_what_is_shown(*, by: User | None) -> None:
    """After an article was published: those that waited for this."""
    for article in going().select_related("cleaning__reading"):
        found = stand_in(article)
        if found and is_shown(article, found):
            archive(article, by=by)
