"""
From a paragraph as somebody typed it to the smallest corrections of wording, each at its place on the page.

What differs is found first; then it is widened until it lies on whole raw characters, since half of what an edit put
in place of a character has no place of its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from rapidfuzz.distance import Levenshtein

from readingroom.cleaning.anchors import make_anchor
from readingroom.records import Decision, Reading

from ..refusal import Refused
from .characters import Unit

_INVISIBLE = {"Cc", "Cs", "Zl", "Zp"}


def typed_paragraphs(typed: str) -> list[str]:
    """One for each line that was typed; without the white space around them."""
    lines = [line.strip() for line in typed.splitlines()]
    paragraphs = [line.replace("\t", " ") for line in lines if line]
    if not paragraphs:
        raise Refused("段落不能改得没有文字。不要这一段，请把它移除。")
    if any(unicodedata.category(character) in _INVISIBLE for line in paragraphs for character in line):
        raise Refused("文字里不能有控制字符，请去掉后再试。")
    return paragraphs


def text_decisions(units: Sequence[Unit], typed: str, reading: Reading) -> list[Decision]:
    """The corrections that make the units' text what was typed; none when it is that already."""
    return [
        decision
        for change in _merged(_widened(units, typed))
        for decision in _decisions(units, change, typed[change.typed_start : change.typed_end], reading)
    ]


def units_at_breaks(units: Sequence[Unit], paragraphs: Sequence[str]) -> list[Unit]:
    """The unit at which each paragraph after the first begins. It has to be a character that stands on the page."""
    old, new = "".join(unit.text for unit in units), "".join(paragraphs)
    same = {
        block.b + at: block.a + at
        for block in Levenshtein.opcodes(old, new).as_matching_blocks()
        for at in range(block.size)
    }
    starts = {start: unit for start, unit in zip(_offsets(units), units, strict=False) if unit.start < unit.end}
    found = [starts.get(same.get(at, -1)) for at in [*accumulate(map(len, paragraphs))][:-1]]
    if None in found:
        raise Refused("要分段的地方，后一段须以原有的字开头。请先只分段，保存以后再改文字。")
    return [unit for unit in found if unit is not None]


def _offsets(units: Sequence[Unit]) -> list[int]:
    return [*accumulate((len(unit.text) for unit in units), initial=0)]


@dataclass(frozen=True)
class _Change:
    """The units from `first` to before `last` become a stretch of what was typed."""

    first: int
    last: int
    typed_start: int
    typed_end: int


def _widened(units: Sequence[Unit], typed: str) -> Iterator[_Change]:
    old, offsets = "".join(unit.text for unit in units), _offsets(units)
    for is_equal, operations in groupby(Levenshtein.opcodes(old, typed), lambda operation: operation.tag == "equal"):
        if not is_equal:
            begin, *_, end = [*operations] * 2
            first, last = _whole_units(units, offsets, begin.src_start, end.src_end)
            before, after = begin.src_start - offsets[first], offsets[last] - end.src_end
            yield _Change(first, last, begin.dest_start - before, end.dest_end + after)


def _whole_units(units: Sequence[Unit], offsets: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """
    The fewest units that hold these characters.

    What is inserted between two is taken with the one before it, or with the one behind if that stands at no raw
    character: its place is where the insertion goes.
    """
    if start == end:
        behind = next((unit for at, unit in enumerate(units) if offsets[at] == start and unit.text), None)
        if start and not (behind and behind.start == behind.end):
            start -= 1
        else:
            end += 1
    inside = [at for at, unit in enumerate(units) if offsets[at] < end and offsets[at] + len(unit.text) > start]
    return inside[0], inside[-1] + 1


def _merged(changes: Iterable[_Change]) -> list[_Change]:
    """Two changes of one unit are one."""
    merged: list[_Change] = []
    for change in changes:
        if merged and change.first < merged[-1].last:
            change = replace(change, first=merged[-1].first, typed_start=merged.pop().typed_start)
        merged.append(change)
    return merged


def _decisions(units: Sequence[Unit], change: _Change, text: str, reading: Reading) -> Iterator[Decision]:
    """The first place takes all the text, the others, on further lines of the page, become empty."""
    old = "".join(unit.text for unit in units[change.first : change.last])
    places = [*_places(units[change.first : change.last])]
    line, start, end = places[0]
    if len(places) == 1 and start < end and text.startswith(old) and _goes_on(units, change.last):
        yield Decision("text", make_anchor(reading, line, end, end), text[len(old) :])
        return
    for line, start, end in places:
        yield Decision("text", make_anchor(reading, line, start, end), text)
        text = ""


def _goes_on(units: Sequence[Unit], at: int) -> bool:
    """Whether the next raw character is this item's too; at its end an insertion might be another item's."""
    if at == len(units):
        return False
    last, unit = units[at - 1], units[at]
    return (last.line, last.end) == (unit.line, unit.start) and unit.start < unit.end


def _places(units: Sequence[Unit]) -> Iterator[tuple[int, int, int]]:
    """Unbroken stretches of raw lines. What stands at no raw character goes with the stretch around it, if it has one."""
    places: list[tuple[int, int, int]] = []
    for unit in units:
        line, start, end = places[-1] if places else (0, 0, 0)
        if (unit.line, unit.start) == (line, end) and start < end and unit.start < unit.end:
            places[-1] = (line, start, unit.end)
        elif len(places) > 1 and _closes(places[-2:], unit):
            places[-2:] = [(line, places[-2][1], unit.end)]
        else:
            places.append((unit.line, unit.start, unit.end))
    yield from places


def _closes(last: Sequence[tuple[int, int, int]], unit: Unit) -> bool:
    """Raw characters, then what stands at none, and now raw characters again, without a gap."""
    (line, start, end), (other, place, same) = last
    return start < end == place == same == unit.start < unit.end and line == other == unit.line
