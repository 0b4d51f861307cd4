"""The raw lines of a reading with their fates, ready to be shown: to curators, and to readers beside the article."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from readingroom.cleaning import FIELD_LABELS, rule_name
from readingroom.records import CleanArticle, Edit, LedgerLine, Line, Segment

from .wording import FATES, REASONS

LINES = 500
"""
Raw lines that are shown at a time. Articles are shorter; a page of so many takes a second.

With 5,000 lines it would take ten, and weigh as many megabytes.
"""


Place = int | Literal["title"]
"""What a kept line went to: an item's number, counted from 0, or the title."""


def part_of(line: int) -> int:
    """
    The part that a raw line is in, both counted from 1.

    >>> part_of(500), part_of(501)
    (1, 2)
    """
    return (line - 1) // LINES + 1


def place_in_words(place: Place) -> str:
    """People count from 1."""
    return "题名" if place == "title" else f"第{place + 1}段"


@dataclass(frozen=True)
class Piece:
    """A stretch of a raw line that has one fate and, if characters were changed there, one edit."""

    text: str
    segment: Segment | None
    edit: Edit | None = None

    @property
    def is_removed(self) -> bool:
        return self.segment is not None and self.segment.fate == "removed"


@dataclass(frozen=True)
class Row:
    """One raw line: its fate in words, where it went, the rule that decided, and the text in pieces."""

    number: int
    pieces: tuple[Piece, ...]
    line: LedgerLine | None

    @property
    def fate(self) -> str:
        """kept, removed, partly (some of it is removed) or blank; also the name of its colour."""
        if self.line is None:
            return "blank"
        return "partly" if self.line.fate == "kept" and any(p.is_removed for p in self.pieces) else self.line.fate

    @property
    def fate_in_words(self) -> str:
        return {**FATES, "partly": "部分保留", "blank": "空行"}[self.fate]

    @property
    def reasons(self) -> str:
        reasons = [piece.segment.reason for piece in self.pieces if piece.segment and piece.segment.reason]
        return "、".join(dict.fromkeys(REASONS[reason] for reason in reasons))

    @property
    def fields(self) -> str:
        return "、".join(FIELD_LABELS[name] for name in self.line.fields) if self.line else ""

    @property
    def changes(self) -> str:
        """What the edits in it are for, and how many: 半角标点3处、空格1处."""
        rules = Counter(rule_name(piece.edit.rule) for piece in self.pieces if piece.edit)
        return "、".join(f"{rule}{count}处" for rule, count in rules.items())


def rows(lines: Sequence[Line], article: CleanArticle) -> list[Row]:
    """Each of these raw lines, blank ones too, so that a curator sees the page as it came."""
    fates = {line.number: line for line in article.ledger}
    edits: dict[int, list[Edit]] = defaultdict(list)
    for edit in article.edits:
        edits[edit.line].append(edit)
    return [
        Row(line.number, tuple(_pieces(line.text, fates.get(line.number), edits[line.number])), fates.get(line.number))
        for line in lines
    ]


def _pieces(text: str, line: LedgerLine | None, edits: Iterable[Edit]) -> Iterator[Piece]:
    waiting = deque(sorted(edits, key=lambda edit: (edit.start, edit.end)))
    at = 0
    for start, end, segment in _stretches(text, line):
        at = max(at, start)
        while waiting and (waiting[0].start < end or end == len(text)):
            edit = waiting.popleft()
            if edit.start > at:
                yield Piece(text[at : edit.start], segment)
            yield Piece(text[edit.start : edit.end], segment, edit)
            at = edit.end
        if at < end:
            yield Piece(text[at:end], segment)
            at = end


def _stretches(text: str, line: LedgerLine | None) -> Iterator[tuple[int, int, Segment | None]]:
    """The segments and, between them, what belongs to none: spaces."""
    at = 0
    for segment in sorted(line.segments, key=lambda segment: segment.start) if line else ():
        if segment.start > at:
            yield at, segment.start, None
        yield segment.start, segment.end, segment
        at = segment.end
    if at < len(text):
        yield at, len(text), None
