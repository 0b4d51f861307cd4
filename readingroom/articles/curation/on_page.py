"""Where on a page something stands that is looked for: in its lines, and in what is set from several of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from readingroom import records

from .characters import Unit, units_of
from .masking import letters_of

Find = Callable[[str], Iterable[tuple[int, int, str]]]
"""Gives the start, end and kind of each place in a text."""

Found = list[tuple[int, int, int, str]]
"""The line, start, end and kind of one thing; two where it stands in two lines."""


def on_page(page: records.Reading, clean: records.CleanArticle, find: Find) -> Iterator[Found]:
    """In each line by itself; and in each item, where a number may stand in two lines."""
    in_lines: Found = [(line.number, start, end, kind) for line in page.lines for start, end, kind in find(line.text)]
    yield from ([place] for place in in_lines)
    for number in range(len(clean.items)):
        for places in _in_item(units_of(clean, page, number), page, find):
            if not any(_overlap(place, one) for place in places for one in in_lines):
                yield places


def over_line_ends(lines: Sequence[str], find: Find) -> Iterator[Found]:
    """What begins in one line and ends in a later one."""
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    for start, end, kind in find("\n".join(lines)):
        pieces = [
            (number, max(start - first, 0), min(end - first, len(line)), kind)
            for number, (first, line) in enumerate(zip(starts, lines, strict=True), 1)
            if start < first + len(line) and first < end
        ]
        if len(pieces) > 1:
            yield pieces


def _in_item(units: Sequence[Unit], page: records.Reading, find: Find) -> Iterator[Found]:
    for start, end, kind in find("".join(unit.text for unit in units)):
        places: Found = []
        for unit in _printed_between(units, start, end, page):
            if places and (places[-1][0], places[-1][2]) == (unit.line, unit.start):
                places[-1] = (*places[-1][:2], unit.end, kind)
            else:
                places.append((unit.line, unit.start, unit.end, kind))
        if places:
            yield places


def _printed_between(units: Sequence[Unit], start: int, end: int, page: records.Reading) -> Iterator[Unit]:
    """Units whose letters stand on the page; what a curator typed in their place does not."""
    at = 0
    for unit in units:
        raw = unicodedata.normalize("NFKC", page.lines[unit.line - 1].text[unit.start : unit.end])
        if start < at + len(unit.text) and at < end and unit.start < unit.end and letters_of(unit.text) in raw:
            yield unit
        at += len(unit.text)


def _overlap(one: tuple[int, int, int, str], other: tuple[int, int, int, str]) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
