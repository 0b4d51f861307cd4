"""
What the database leaves behind of rows that were redacted, and that it is overwritten for certain.

    DATA/wiped   how many redactions were done when it was last overwritten

The count is asked anew at every start: a process that was killed after a redaction and before this, or a database
that was in use, leaves a number that is too small. A room that is put back from a copy may differ from its note in
either direction.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from ..models import Redaction
from .redacted_rows import HOLDERS

NOTE = "wiped"

logger = logging.getLogger(__name__)


def wipe(data: Path | None = None) -> None:
    """
    Outside any transaction. SQLite writes its file anew, for free pages keep what stood in them, and empties the log
    beside it. PostgreSQL has the rows of these tables written anew; its own log goes with time.
    """
    done = _done()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            _refuse_half_done(cursor.fetchone())
        else:
            tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in HOLDERS)
            cursor.execute(f"VACUUM FULL {tables}")
    _write_note(data or settings.ENVIRONMENT.data, done)


def wipe_what_is_due(data: Path) -> None:
    """At a start. Whether it can be done or not, the room is opened."""
    if _done() == _noted(data):
        return
    logger.info("隐去个人信息以后，数据库文件里旧内容的痕迹还没有抹去，现在抹去。")
    try:
        wipe(data)
    except (DatabaseError, OSError) as error:
        logger.warning("痕迹没有抹去，下次启动时再试；也可以在没有人使用时运行 manage.py wipe：%s", error)


def _done() -> int:
    return Redaction.objects.filter(done_at__isnull=False).count()


def _noted(data: Path) -> int:
    try:
        return int((data / NOTE).read_text("ascii"))
    except (OSError, ValueError):
        return 0


def _refuse_half_done(answer: tuple[int, int, int] | None) -> None:
    """SQLite says that a reader kept it from emptying the log by an answer, and not by an error."""
    if answer and answer[0]:
        raise DatabaseError("the write-ahead log is in use")


def _write_note(data: Path, done: int) -> None:
    new = data / f"{NOTE}.new"
    with new.open("w", encoding="ascii") as file:
        file.write(str(done))
        file.flush()
        os.fsync(file.fileno())
    new.replace(data / NOTE)
