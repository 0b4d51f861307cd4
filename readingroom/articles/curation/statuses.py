"""Where an article stands on its way to the readers, and which way is open from where."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from ..models import Article, CompositionKind, Status
from ..refusal import Refused
from ..room import announce, writing
from ..stand_ins import is_going, stand_in

logger = logging.getLogger(__name__)


class Act(models.TextChoices):
    DECIDE = "decide", "改动"
    SUBMIT = "submit", "送审"
    PUBLISH = "publish", "发布"
    WITHDRAW = "withdraw", "撤下"
    RESTORE = "restore", "恢复"
    ARCHIVE = "archive", "归档"


ALLOWED: Mapping[Act, frozenset[Status]] = {
    Act.DECIDE: frozenset({Status.DRAFT, Status.PENDING, Status.PUBLISHED, Status.WITHDRAWN}),
    Act.SUBMIT: frozenset({Status.DRAFT}),
    # A withdrawn article comes back corrected by publishing, and as it was by restoring.
    Act.PUBLISH: frozenset({Status.DRAFT, Status.PENDING, Status.PUBLISHED, Status.WITHDRAWN}),
    Act.WITHDRAW: frozenset({Status.PUBLISHED}),
    Act.RESTORE: frozenset({Status.WITHDRAWN, Status.ARCHIVED}),
    Act.ARCHIVE: frozenset({Status.DRAFT, Status.PENDING, Status.PUBLISHED, Status.WITHDRAWN}),
}


_LEFT_TO_THE_STAND_IN = (Act.DECIDE, Act.PUBLISH, Act.ARCHIVE)
"""What is not done to an article that is about to be put away: the one that stands for it has its text now."""


@contextmanager
def changing(article: Article, act: Act) -> Iterator[None]:
    """Holds the room and reads the article anew: somebody else may have changed it since it was shown."""
    with writing():
        article.refresh_from_db()
        if hindrance := what_hinders(article, act):
            raise Refused(hindrance)
        yield


def what_hinders(article: Article, act: Act) -> str:
    """Why this cannot be done to an article as it stands; empty when it can be."""
    status = Status(article.status)
    if status not in ALLOWED[act]:
        return f"“{article}”现在是“{status.label}”，不能{act.label}。"
    found = stand_in(article)
    if found and is_going(article) and act in _LEFT_TO_THE_STAND_IN:
        return (
            f"“{article}”归到了第 {found.article.pk} 号“{found.article}”，等那一篇发布。"
            "要改请在那一篇里改；不要归到一起，请先还原。"
        )
    if found and found.composed and act == Act.RESTORE and status == Status.ARCHIVED:
        # Its lines, and what was decided about them, are the other's.
        way_back = "先还原拆并" if found.composed.kind == CompositionKind.JOIN else "在那一篇里再拆"
        return f"“{article}”的原文归到了第 {found.article.pk} 号“{found.article}”，要恢复请{way_back}。"
    return ""


def submit(article: Article, *, by: User | None) -> None:
    with changing(article, Act.SUBMIT):
        article.status = Status.PENDING
        article.save(update_fields=["status"])
    log(article, Act.SUBMIT, by)


def withdraw(article: Article, *, by: User | None, reason: str = "") -> None:
    """Takes the text from all public pages at once; its address says that it was withdrawn."""
    with changing(article, Act.WITHDRAW):
        article.status = Status.WITHDRAWN
        article.withdrawn_at = timezone.now()
        article.withdrawal_reason = reason
        article.save(update_fields=["status", "withdrawn_at", "withdrawal_reason"])
        announce([article.pk])
    log(article, Act.WITHDRAW, by)


def archive(article: Article, *, by: User | None) -> None:
    """Out of the way, and out of the public pages; nothing is deleted."""
    with changing(article, Act.ARCHIVE):
        let_go(article, by=by)


def let_go(article: Article, *, by: User | None) -> None:
    """Into the archive, whatever stands for it; the room is held."""
    article.status, article.archived_from = Status.ARCHIVED, article.status
    article.save(update_fields=["status", "archived_from"])
    announce([article.pk])
    log(article, Act.ARCHIVE, by)


def restore(article: Article, *, by: User | None) -> None:
    """One step back: from withdrawn to the readers, from the archive to where the article was before."""
    with changing(article, Act.RESTORE):
        if article.status == Status.WITHDRAWN:
            article.status = Status.PUBLISHED
        else:
            article.status, article.archived_from = article.archived_from or Status.PUBLISHED, ""
        if article.status == Status.PUBLISHED:
            article.withdrawn_at, article.withdrawal_reason = None, ""
        article.save(update_fields=["status", "archived_from", "withdrawn_at", "withdrawal_reason"])
        announce([article.pk])
    log(article, Act.RESTORE, by)


def log(article: Article, act: Act, by: User | None) -> None:
    logger.info("%s: article %s by %s", act.value, article.pk, by)
