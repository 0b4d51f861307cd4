"""
The text of an item as a curator sees it: what colleagues changed is struck out and written in, what is worth a look marked.

The rules' own changes, a comma for a half-width one, are shown beside the raw lines; here they would hide the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from readingroom.proofing import Flag
from readingroom.records import CleanArticle, Edit, Line, Segment

CURATOR = "curator"

Kind = Literal["plain", "struck", "written", "flagged"]


@dataclass(frozen=True)
class Stretch:
    kind: Kind
    text: str
    why: str = ""


@dataclass(frozen=True)
class _Mark:
    """A place of an item's text; `said` is what stood there before, or why it is worth a look."""

    start: int
    end: int
    kind: Kind
    said: str


def stretches(number: int, clean: CleanArticle, lines: Sequence[Line], flags: Iterable[Flag] = ()) -> list[Stretch]:
    """Of the item at this place, counted from 0. Without the struck ones, joined, they are its text."""
    text = clean.items[number].text
    marks = [*_changes(number, clean, lines), *(_Mark(flag.start, flag.end, "flagged", flag.message) for flag in flags)]
    return list(_cut(text, sorted(marks, key=lambda mark: (mark.start, mark.kind != "written", mark.end))))


def _cut(text: str, marks: Iterable[_Mark]) -> Iterator[Stretch]:
    """A mark that lies over an earlier one gives way to it."""
    at = 0
    for mark in marks:
        if mark.start < at or mark.end > len(text):
            continue
        if mark.start > at:
            yield Stretch("plain", text[at : mark.start])
        if mark.kind == "written" and mark.said:
            yield Stretch("struck", mark.said)
        if mark.end > mark.start:
            yield Stretch(mark.kind, text[mark.start : mark.end], "" if mark.kind == "written" else mark.said)
        at = mark.end
    if at < len(text):
        yield Stretch("plain", text[at:])


def _changes(number: int, clean: CleanArticle, lines: Sequence[Line]) -> list[_Mark]:
    """
    The item is composed of its raw stretches once more, to see where in it each change came to stand.

    Where that does not give the text, as of a line that comes back in another column, nothing is marked here; beside
    the raw lines it is.
    """
    item = clean.items[number]
    edits = [edit for edit in clean.edits if edit.line in item.lines]
    if not any(edit.rule == CURATOR for edit in edits):
        return []
    marks: list[_Mark] = []
    text = ""
    for raw, edit in _composed(_segments(number, clean), edits, lines):
        kept = raw if edit is None else edit.after
        if edit is not None and edit.rule == CURATOR:
            marks.append(_Mark(len(text), len(text) + len(kept), "written", edit.before))
        text += kept
    return marks if text == item.text else []


def _segments(number: int, clean: CleanArticle) -> list[Segment]:
    order = {line: place for place, line in enumerate(clean.items[number].lines)}
    segments = (segment for line in clean.ledger if line.number in order for segment in line.segments)
    return sorted((one for one in segments if one.to == number), key=lambda one: (order[one.line], one.start))


def _composed(
    segments: Iterable[Segment], edits: Sequence[Edit], lines: Sequence[Line]
) -> Iterator[tuple[str, Edit | None]]:
    """Raw characters that stand as they are, and the edits between them."""
    waiting = sorted(edits, key=lambda edit: (edit.line, edit.start, edit.end))
    for segment in segments:
        at, raw = segment.start, lines[segment.line - 1].text
        for edit in [one for one in waiting if _is_within(one, segment)]:
            waiting.remove(edit)
            yield raw[at : edit.start], None
            yield "", edit
            at = max(at, edit.end)
        yield raw[at : segment.end], None


def _is_within(edit: Edit, segment: Segment) -> bool:
    return edit.line == segment.line and segment.start <= edit.start and edit.end <= segment.end
