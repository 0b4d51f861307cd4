"""What became of an upload, and what a curator may still do about it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from .. import curation
from ..arrivals import Outcome
from ..models import Appearance, Article, Original, Upload, UploadState
from ..models.originals import NO_HASH
from ..models.uploads import REPRINT, UNPACKED
from ..refusal import Refused
from ..room import writing
from ..working_copy import working_copy

logger = logging.getLogger(__name__)

STATES: Mapping[str, UploadState] = {
    "created": UploadState.DONE,
    "updated": UploadState.DONE,
    "unchanged": UploadState.DONE,
    "duplicate": UploadState.ASKS,
    "refused": UploadState.REFUSED,
}
"""A text that is there already may be another printing of it: a curator says."""


def settle(upload: Upload, outcome: Outcome) -> None:
    article = None if outcome.number is None else Article.objects.get(pk=outcome.number)
    # What doubts an article has says the article, for as long as it has them.
    reason = outcome.reason if outcome.outcome in ("duplicate", "refused") else ""
    state = UploadState.DROPPED if outcome.brings_back else STATES[outcome.outcome]
    settle_as(upload, state, outcome.outcome, reason=reason, article=article, brings_back=outcome.brings_back)


def settle_as(
    upload: Upload,
    state: UploadState,
    outcome: str,
    *,
    reason: str = "",
    article: Article | None = None,
    brings_back: bool = False,
) -> None:
    """The bytes leave the upload when an original holds them, or when they are uploads of their own."""
    with writing():
        original = Original.objects.filter(sha256=upload.sha256).first()
        if original and state == UploadState.ASKS:
            # The same bytes were not printed anywhere else.
            state = UploadState.DONE
        upload.state, upload.outcome, upload.reason = state, outcome, reason
        upload.article, upload.original, upload.settled_at = article, original, timezone.now()
        settled = ["state", "outcome", "reason", "article", "original", "settled_at"]
        if original or outcome == UNPACKED or state == UploadState.DROPPED:
            upload.content = None
            settled.append("content")
        if brings_back:
            upload.sha256 = NO_HASH
            settled.append("sha256")
        upload.save(update_fields=settled)
        # Not before: a full disk may undo all of it.
        transaction.on_commit(partial(logger.info, "upload %s: %s", upload.pk, outcome or state))


def say_where_it_was_seen(upload: Upload, *, by: User | None) -> None:
    """The address and date of access that a curator gave, as the article's. It is in all the same if they are refused."""
    assert upload.article
    try:
        if (upload.url or None) != working_copy(upload.article).fields["url"]:
            curation.set_field(upload.article, "url", upload.url or None, by=by)
        _note_access(upload.article.appearances.get(leads=True), upload.accessed_on, by)
    except Refused as refusal:
        upload.reason = f"网址或访问日期没有记下：{refusal}"
        upload.save(update_fields=["reason"])


def _note_access(appearance: Appearance, accessed_on: date | None, by: User | None) -> None:
    if appearance.accessed_on != accessed_on:
        appearance.accessed_on = accessed_on
        curation.save(appearance, by=by)


def retry(upload: Upload, *, by: User | None) -> None:
    """Puts what was refused back into the queue: the software may have learnt to read it since."""
    with _in_one_of(upload, UploadState.REFUSED, act="再试"):
        _queue(upload, outcome="")
    logger.info("upload %s: retry by %s", upload.pk, by)


def ask_for_reprint(upload: Upload, *, by: User | None) -> None:
    """The text is there; where this one was printed is to be noted too. The file is read for that, so it queues."""
    with _in_one_of(upload, UploadState.ASKS, act="收为转载"):
        _queue(upload, outcome=REPRINT)
    logger.info("upload %s: reprint by %s", upload.pk, by)


def drop(upload: Upload, *, by: User | None) -> None:
    """Nobody wants it: the bytes go, that it came and why it was not taken stays."""
    with _in_one_of(upload, UploadState.WAITING, UploadState.REFUSED, UploadState.ASKS, act="去掉"):
        reason = f"{by or '系统'} 不要了。{upload.reason}"
        # What was asked for and did not come to pass is no outcome.
        outcome = "" if upload.is_pending else upload.outcome
        settle_as(upload, UploadState.DROPPED, outcome, reason=reason, article=upload.article)
    logger.info("upload %s: dropped by %s", upload.pk, by)


def note_place(upload: Upload, url: str, accessed_on: date | None, *, by: User | None) -> None:
    """Where a file was seen, for the article that was or will be made of it."""
    with _in_one_of(upload, *set(UploadState) - {UploadState.WORKING, UploadState.DROPPED}, act="改网址"):
        upload.url, upload.accessed_on = url, accessed_on
        upload.save(update_fields=["url", "accessed_on"])
        if upload.outcome == "created":
            say_where_it_was_seen(upload, by=by)
        elif upload.outcome == REPRINT and upload.state == UploadState.DONE:
            _correct_reprint(upload, by)


def _correct_reprint(upload: Upload, by: User | None) -> None:
    assert upload.article
    for appearance in upload.article.appearances.filter(original=upload.original, leads=False):
        appearance.url, appearance.accessed_on = upload.url, upload.accessed_on
        curation.save(appearance, by=by)


def _queue(upload: Upload, *, outcome: str) -> None:
    upload.state, upload.outcome, upload.attempts, upload.settled_at = UploadState.WAITING, outcome, 0, None
    upload.save(update_fields=["state", "outcome", "attempts", "settled_at"])


@contextmanager
def _in_one_of(upload: Upload, *states: UploadState, act: str) -> Iterator[None]:
    """Holds the room and looks at the row anew: a colleague, or the process, may have been quicker."""
    with writing():
        upload.refresh_from_db(from_queryset=Upload.objects.select_for_update(of=("self",)))
        if upload.state not in states:
            raise Refused(f"这个文件现在是“{upload.get_state_display()}”，不能{act}。")
        yield
