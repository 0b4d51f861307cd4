"""
The text of an item as a curator sees it: what colleagues changed is struck out and written in, what is worth a look marked.

The rules' own changes, a comma for a half-width one, are shown beside the raw lines; here they would hide the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from readingroom.articles.curation.characters import Unit, units_of
from readingroom.proofing import Flag
from readingroom.records import CleanArticle, Edit, Reading

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


def stretches(number: int, clean: CleanArticle, reading: Reading, flags: Iterable[Flag] = ()) -> list[Stretch]:
    """Of the item at this place, counted from 0. Without the struck ones, joined, they are its text."""
    text = clean.items[number].text
    marks = [
        *_changes(number, clean, reading),
        *(_Mark(flag.start, flag.end, "flagged", flag.message) for flag in flags),
    ]
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


def _changes(number: int, clean: CleanArticle, reading: Reading) -> list[_Mark]:
    """Where in the item each correction came to stand; nothing where its characters do not give its text."""
    lines = clean.items[number].lines
    corrections = {_place(edit): edit for edit in clean.edits if edit.rule == CURATOR and edit.line in lines}
    if not corrections:
        return []
    marks: list[_Mark] = []
    text = ""
    for unit in units_of(clean, reading, number):
        edit = corrections.get(_place(unit))
        if edit and edit.after == unit.text:
            marks.append(_Mark(len(text), len(text) + len(unit.text), "written", edit.before))
        text += unit.text
    return marks if text == clean.items[number].text else []


def _place(one: Edit | Unit) -> tuple[int, int, int]:
    return one.line, one.start, one.end
