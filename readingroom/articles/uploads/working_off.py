from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from readingroom import intake
from readingroom.records import Unreadable

from .. import importing
from ..arrivals import Arrival, Outcome, compare_bytes, read_arrival
from ..models import Original, Upload, UploadState
from ..models.uploads import REPRINT, UNPACKED
from ..refusal import Refused
from ..rehearsing import rehearse, remembering
from ..room import Unwritten, writing
from . import settling
from .interrupting import Stopped, TakesTooLong, reading
from .queue import claim, put_back
from .receiving import add

logger = logging.getLogger(__name__)

ATTEMPTS = 2
"""Once may be a power cut; a file over which the process ended twice would end it for ever."""

PATIENCE = 180.0
"""Seconds for one file. The readers have a tenth of it, and cleaning the longest page that is taken takes as much."""

CUT_OFF = "处理这个文件时程序两次中断，所以没有收入。请另存一份（最好另存为纯文本）再收，或点“再试一次”。"
TOO_LONG = "处理这个文件用的时间太长，没有收入。请拆开，或把正文复制出来粘贴。"
FAILED = "处理这个文件时程序出了错，没有收入；文件还留着，请告诉管理员，程序更新以后可以再试一次。"

Write = Callable[[], None]
"""What is done to the room once a file was read."""


def work_off_one() -> bool:
    """
    Takes one upload to its end; whether there was one. `Unwritten` when the room cannot be written to at present.

    Reading and cleaning go before the transaction. A fault of ours is logged, and the file is refused with a
    sentence: the next ones wait behind it.
    """
    upload = claim()
    if upload is None:
        return False
    try:
        with remembering():
            _work_off(upload)
    except (Stopped, KeyboardInterrupt, Unwritten):
        put_back(upload)
        raise
    except Refused as refusal:
        settling.settle(upload, _refused(upload, str(refusal)))
    except Exception:
        logger.exception("upload %s (%s) failed", upload.pk, upload.path)
        settling.settle(upload, _refused(upload, FAILED))
    return True


def _work_off(upload: Upload) -> None:
    write = _read(upload)
    with writing():
        # Personal data was taken out meanwhile, of the article that it is a reprint of, and of the queue.
        if Upload.objects.filter(pk=upload.pk, state=UploadState.WORKING).exists():
            write()


def _read(upload: Upload) -> Write:
    """Everything that takes time; nothing is written."""
    if upload.attempts > ATTEMPTS:
        return _settle(upload, _refused(upload, CUT_OFF))
    try:
        with reading(PATIENCE):
            return _read_content(upload, _content(upload))
    except Unreadable as error:
        return _settle(upload, _refused(upload, str(error)))
    except TakesTooLong:
        return _settle(upload, _refused(upload, TOO_LONG))


def _read_content(upload: Upload, data: bytes) -> Write:
    # One inside another is refused by its reader: four of four of four are a few kilobytes, and come to no end.
    if upload.archive_id is None and intake.is_archive(data):
        return partial(_unpack, upload, intake.unpack(data, name=upload.path))
    if known := compare_bytes(upload.sha256, upload.path):
        return _settle(upload, known)
    if upload.outcome == REPRINT:
        return partial(_add_reprint, upload, read_arrival(data, upload.path))
    bring_in = partial(_bring_in, upload, read_arrival(data, upload.path))
    rehearse(bring_in)
    return bring_in


def _content(upload: Upload) -> bytes:
    """An upload that was put back by a curator may have given its bytes to an original since."""
    content = Upload.objects.values_list("content", flat=True).get(pk=upload.pk)
    return bytes(Original.objects.values_list("content", flat=True).get(uploads=upload) if content is None else content)


def _bring_in(upload: Upload, arrival: Arrival) -> None:
    outcome = importing.store(arrival, by=upload.batch.by)
    settling.settle(upload, outcome)
    if outcome.outcome == "created" and (upload.url or upload.accessed_on):
        settling.say_where_it_was_seen(upload, by=upload.batch.by)


def _add_reprint(upload: Upload, arrival: Arrival) -> None:
    assert upload.article
    importing.store_reprint(arrival, upload.article, by=upload.batch.by, url=upload.url, accessed_on=upload.accessed_on)
    settling.settle_as(upload, UploadState.DONE, REPRINT, article=upload.article)


def _unpack(upload: Upload, members: intake.Unpacked) -> None:
    for member in members:
        add(
            upload.batch,
            member.name,
            member.data,
            url=upload.url,
            accessed_on=upload.accessed_on,
            archive=upload,
        )
    settling.settle_as(
        upload, UploadState.DONE, UNPACKED, reason=f"里面的 {len(members)} 个文件列在下面。{members.left_out}"
    )


def _settle(upload: Upload, outcome: Outcome) -> Write:
    return partial(settling.settle, upload, outcome)


def _refused(upload: Upload, reason: str) -> Outcome:
    return Outcome("refused", upload.path, reason=reason)
