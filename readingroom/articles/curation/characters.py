"""
The characters of an item and where each of them stands on the page.

A curator points at the article, a decision at the page it came from. Between the two lie the ledger, which says of
what stretches of the page an item is made, and the edits, which say what was changed in them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from readingroom.records import CleanArticle, Edit, Reading, Segment


@dataclass(frozen=True)
class Unit:
    """
    What is set for a raw place: one character, or all that one edit put there.

    `start` equals `end` for what stands at no raw character: the space of a join, an insertion.
    """

    line: int
    start: int
    end: int
    text: str


def units_of(clean: CleanArticle, reading: Reading, item_index: int) -> list[Unit]:
    """In reading order; joined, their texts are the item's."""
    return [unit for segment in _segments(clean, item_index) for unit in _units(segment, clean, reading)]


def first_segment(clean: CleanArticle, item_index: int) -> Segment:
    return next(_segments(clean, item_index))


def _segments(clean: CleanArticle, item_index: int) -> Iterator[Segment]:
    """A line that the item comes back to is visited once for each of its segments."""
    item = clean.items[item_index]
    ledger = {line.number: line.segments for line in clean.ledger}
    visits = Counter[int]()
    for line in item.lines:
        mine = [segment for segment in ledger[line] if segment.to == item_index]
        mine = _as_read(mine, item.start) if line == item.line else mine
        yield from mine if item.lines.count(line) == 1 else mine[visits[line] : visits[line] + 1]
        visits[line] += 1


def _as_read(segments: list[Segment], start: int) -> list[Segment]:
    """The item begins at `start`; what stands before that on the line was moved behind it."""
    return sorted(segments, key=lambda segment: (segment.start < start, segment.start))


def _units(segment: Segment, clean: CleanArticle, reading: Reading) -> Iterator[Unit]:
    raw = reading.lines[segment.line - 1].text
    at = segment.start
    for edit in _edits_in(segment, clean):
        yield from _plain(segment.line, raw, at, edit.start)
        yield Unit(edit.line, edit.start, edit.end, edit.after)
        at = edit.end
    yield from _plain(segment.line, raw, at, segment.end)


def _plain(line: int, raw: str, start: int, end: int) -> Iterator[Unit]:
    return (Unit(line, at, at + 1, raw[at]) for at in range(start, end))


def _edits_in(segment: Segment, clean: CleanArticle) -> Sequence[Edit]:
    """What is inserted where two segments meet belongs to the one that ends there."""
    segments = next(line.segments for line in clean.ledger if line.number == segment.line)
    is_met = any(other.end == segment.start for other in segments)
    found = [
        edit
        for edit in clean.edits
        if edit.line == segment.line
        and segment.start <= edit.start
        and edit.end <= segment.end
        and not (is_met and edit.end == segment.start)
    ]
    return sorted(found, key=lambda edit: (edit.start, edit.end))
