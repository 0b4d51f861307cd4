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
from .statuses import Act, changing, let_go, restore

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
            let_go(article, by=by)


def bring_back(article: Article, *, by: User | None) -> None:
    """To be called when what stood for it does so no more; where another still does, it stays where it is."""
    article.refresh_from_db()
    if stand_in(article):
        return
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
    if article.status == Status.WITHDRAWN:
        return
    for one in stood_for_by(article):
        if one.archived_from in _KNOWN_TO_READERS and not is_shown(one):
            one.status = one.archived_from
            one.save(update_fields=["status"])
            announce([one.pk])


def put_away_what_is_shown(*, by: User | None) -> None:
    """After an article was published: those that waited for this."""
    for article in going().select_related("cleaning__reading"):
        if is_shown(article):
            let_go(article, by=by)
