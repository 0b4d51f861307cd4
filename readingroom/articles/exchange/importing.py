"""
A file line by line, each with one outcome.

Each line is a transaction of its own: killed at any moment, what was said to be in is in, and the same file brings the
rest. A line that is no good is refused with a sentence, and the others are not held up by it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError

from ..arrivals import Outcome
from ..refusal import Refused
from . import between_importing as between
from . import lines
from . import room_importing as room
from .article_importing import import_article
from .lines import Damaged, Newer
from .room_shape import (
    ExportedBatch,
    ExportedComposition,
    ExportedEnd,
    ExportedHeader,
    ExportedMerger,
    ExportedPerson,
    ExportedRedaction,
    ExportedRoom,
    ExportedRow,
    ExportedSource,
    ExportedTheme,
    ExportedUpload,
    ExportedVerdict,
)
from .run import Run
from .shape import ExportedArticle

logger = logging.getLogger(__name__)

HOPELESS = 1_000
"""Lines refused without one that was any good: the file is something else, however long it goes on."""

MOST_STRANGE = 20
"""Lines that are none of an export, before the first that is one: as many as somebody may have written above it."""

NO_EXPORT = (
    "这不像是阅览室导出的文件，什么也没有收。请选“导出”得到的、扩展名是 .jsonl 的那个文件；文章本身的文件请到“收稿”去收"
)

_IMPORTS: Mapping[type[Any], tuple[Callable[[Any, Run, str], Outcome], Callable[[Any], str]]] = {
    ExportedRoom: (room.import_room, lambda one: f"阅览室“{one.name}”"),
    ExportedPerson: (room.import_person, lambda one: f"用户“{one.username}”"),
    ExportedTheme: (room.import_theme, lambda one: f"主题“{one.name}”"),
    ExportedSource: (room.import_source, lambda one: f"来源“{one.name}”"),
    ExportedRow: (room.import_row, lambda one: room.name_of(one)),
    ExportedArticle: (import_article, lambda one: f"第 {one.number} 号“{one.name[:40]}”"),
    ExportedRedaction: (between.import_redaction, lambda one: f"第 {one.article} 号的隐去"),
    ExportedComposition: (between.import_composition, lambda one: f"第 {one.article} 号与第 {one.other} 号的拆并"),
    ExportedVerdict: (between.import_verdict, lambda one: f"第 {one.article} 号与第 {one.other} 号的判定"),
    ExportedMerger: (between.import_merger, lambda one: f"来源“{one.name}”的合并"),
    ExportedBatch: (between.import_batch, lambda one: f"第 {one.number} 批来件"),
    ExportedUpload: (between.import_upload, lambda one: f"来件“{one.file_name[:60]}”"),
}
"""What brings a record in, and what it is called."""


class Told(NamedTuple):
    """What became of a line; `line` is its number in the file, from 1."""

    line: int
    outcome: Outcome


def import_file(file: IO[bytes], run: Run) -> Iterator[Told]:
    """Says what became of each line as soon as it is written, and at last whether the file was whole."""
    reader = _Reader(run)
    strange: list[Told] = []
    is_ours = False
    place = 0
    for place, line in enumerate(lines.read_lines(file), 1):
        if not line.strip():
            continue
        is_ours = is_ours or lines.is_ours(line)
        told = [Told(place, outcome) for outcome in reader.take(place, line)]
        if not is_ours:
            strange += told
            if len(strange) >= MOST_STRANGE:
                break
            continue
        yield from strange
        strange = []
        yield from told
        if reader.has_enough:
            return
    if strange:
        yield Told(1, Outcome("refused", "", reason=NO_EXPORT))
    if reader.is_begun and not reader.is_ended:
        yield Told(place, Outcome("refused", "", reason=CUT_OFF))


CUT_OFF = (
    "文件到这里就断了，没有写完或没有传完。前面收入的都已收好；请重新导出或重新传一次，再收这个文件，已有的不会重复"
)


class _Reader:
    """How far a file was read."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._has_good = False
        self.is_begun = self.is_ended = self.has_enough = False

    def take(self, place: int, line: bytes) -> Iterator[Outcome]:
        if self.is_ended:
            yield self._enough("文件写明已经完了，后面的不读")
            return
        try:
            record, renamed = lines.read(line)
        except Damaged as damage:
            self.has_enough = isinstance(damage, Newer)
            yield _unread(damage)
        else:
            self._run.renamed |= renamed
            yield from self._take_record(place, record)
        if place >= HOPELESS and not self._has_good and not self.has_enough:
            yield self._enough("前面没有一行可以收入，不像是阅览室导出的文件，后面的不再读")

    def _take_record(self, place: int, record: Any) -> Iterator[Outcome]:
        if isinstance(record, ExportedHeader):
            self.is_begun, self._run.largest_number = True, record.largest_number
        elif isinstance(record, ExportedEnd):
            self.is_ended = True
            if record.lines != place - 1:
                yield self._enough(f"应有 {record.lines} 行，实有 {place - 1} 行：文件少了内容，或被改过")
        else:
            outcome = import_record(record, self._run)
            self._has_good |= outcome.outcome != "refused"
            yield outcome

    def _enough(self, reason: str) -> Outcome:
        self.has_enough = True
        return Outcome("refused", "", reason=reason)


def import_line(line: bytes, run: Run) -> Outcome:
    """One line by itself, whole or not at all."""
    try:
        record, renamed = lines.read(line)
    except Damaged as damage:
        return _unread(damage)
    run.renamed |= renamed
    return import_record(record, run)


def import_record(record: Any, run: Run) -> Outcome:
    bring_in, name_it = _IMPORTS.get(type(record), (None, None))
    if bring_in is None or name_it is None:
        return Outcome("refused", "", reason="这一行只说文件的开头或结尾，不收")
    name = " ".join(name_it(record).split())
    try:
        return bring_in(record, run, name)
    except (Refused, Damaged) as refusal:
        return Outcome("refused", name, reason=str(refusal))
    except ValidationError as damage:
        return Outcome("refused", name, reason=f"内容不对，没有收入：{'；'.join(damage.messages)}")
    except (IntegrityError, DataError):
        # All else that may be wrong with a line is told before (`checking`), so what is left is the program's fault.
        logger.warning("import: the database refuses %s", name, exc_info=True)
        return Outcome("refused", name, reason=CONTRADICTS)


CONTRADICTS = (
    "内容前后不一致（有重复的编号、太大的数字，或互相矛盾的状态），没有收入。文件多半被改过，请在导出的地方重新导出"
)


def _unread(damage: Damaged) -> Outcome:
    return Outcome("refused", "", reason=f"这一行读不出来：{damage}")
