"""What has to be right in the line of an article for its pages to be shown, and what its shape does not tell."""

from __future__ import annotations

from readingroom.records import CleanArticle

from ..limits import excess_of
from ..models import Reading
from ..refusal import Refused
from .lines import Damaged
from .shape import ExportedArticle, ExportedReading


def check_readings(exported: ExportedArticle) -> None:
    """Python would take -1 for the last; and what a reading is composed of has to be what it says."""
    readings = exported.readings
    places = [one.reading for one in exported.decisions]
    places += [one.reading for one in exported.editions]
    places += [one.reading for one in exported.former_keys]
    places += [exported.working_copy.reading, *(part.source for one in readings for part in one.parts)]
    if any(not 0 <= place < len(readings) for place in places):
        raise Damaged("提到了没有列出的读本")
    if any(not line for one in readings for line in one.lines):
        raise Damaged("读本里有的行什么也没有")
    for one in readings:
        if one.is_composed != bool(one.parts) or (one.parts and texts_of(one) != _texts_of_parts(exported, one)):
            raise Damaged("拆并而成的读本与它的组成不一致")
    if excess := excess_of(str(line[0]) for line in readings[exported.working_copy.reading].lines):
        raise Refused(f"文字{excess}，太长了，不能作一篇文章收入")


def texts_of(one: ExportedReading) -> list[str]:
    return [line[0] for line in one.lines]


def _texts_of_parts(exported: ExportedArticle, one: ExportedReading) -> list[str]:
    found = []
    for part in one.parts:
        found += texts_of(exported.readings[part.source])[max(0, part.first_line - 1) : part.last_line]
    return found


def check_cleaning(clean: CleanArticle, reading: Reading) -> None:
    """A ledger of another page than the one that was read: whatever looks for its places would find nothing there."""
    lengths = {number: len(text) for number, (text, *_) in enumerate(reading.lines, 1)}
    segments = [segment for line in clean.ledger for segment in line.segments]
    is_of_it = all(segment.line == line.number for line in clean.ledger for segment in line.segments)
    stretches = [(one.line, one.start, one.end) for one in segments] + [
        (one.line, one.start, one.end) for one in clean.edits
    ]
    is_within = all(0 <= start <= end <= lengths.get(line, -1) for line, start, end in stretches)
    told, used = {line.number for line in clean.ledger}, {segment.to for segment in segments}
    is_told = all(item.lines and told.issuperset(item.lines) and at in used for at, item in enumerate(clean.items))
    if not (is_of_it and is_within and is_told):
        raise Damaged("清洗结果不是这个读本的")
