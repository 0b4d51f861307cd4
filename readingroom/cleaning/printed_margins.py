"""
What stands around the text of printed pages: running heads, notes, captions, boxes, what nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from readingroom.cleaning.blocks import Block
from readingroom.cleaning.evidence import Evidence, Found, Power
from readingroom.cleaning.printed_heads import lone_heads, running_heads
from readingroom.cleaning.printed_measures import Measures
from readingroom.cleaning.printed_notes import NOTE, boxes, large_insets, notes_in_text_size, small_print
from readingroom.cleaning.printed_rows import Row
from readingroom.cleaning.printed_sayings import Saying, about_boxes, about_notes

NUMBER_AT_EDGE = re.compile(r"^(?P<first>\d{1,4})(?=\s)|(?<=\s)(?P<last>\d{1,4})$")

AROUND = frozenset({"printed_head", "footnote", "small_print", "boxed_text", "hidden_text", "slanted_text"})
"""What stands around the text of a page: roles that are rules too."""

_ROLES_OF_MARKS = {"hidden": "hidden_text", "aslant": "slanted_text"}


@dataclass(frozen=True)
class Parted:
    """The rows of the text with their measures, the roles of the other rows by their lines, and what is said of those."""

    text: Sequence[Row]
    measures: Measures
    roles: Mapping[int, str]
    sayings: Sequence[Saying]


def part(rows: Sequence[Row]) -> Parted:
    """The text of printed pages, and what stands around it."""
    roles = {row.span.line: role for row in rows for mark, role in _ROLES_OF_MARKS.items() if mark in row.marks}
    boxed = list(boxes(_without(rows, roles)))
    roles |= _all("boxed_text", boxed)
    roles |= _all("printed_head", [list(running_heads(_without(rows, roles)))])
    text = _without(rows, roles)
    roles |= _all("printed_head", [list(lone_heads(text, Measures(text)))])
    text = _without(rows, roles)
    measures = Measures(text)
    roles |= {row.span.line: role for role, found in small_print(text, measures) for row in found}
    text = _without(rows, roles)
    insets = list(large_insets(text, measures))
    roles |= _all("boxed_text", insets)
    notes = list(notes_in_text_size(_without(rows, roles), measures))
    roles |= _all("footnote", notes)
    text = _without(rows, roles)
    sayings = [*about_boxes([*boxed, *insets], text, measures), *about_notes(notes, text)]
    return Parted(text, measures, roles, sayings)


def _without(rows: Sequence[Row], roles: Mapping[int, str]) -> list[Row]:
    return [row for row in rows if row.span.line not in roles]


def _all(role: str, groups: Sequence[Sequence[Row]]) -> dict[int, str]:
    return {row.span.line: role for group in groups for row in group}


def asides(rows: Sequence[Row], roles: Mapping[int, str]) -> Iterator[Block]:
    """What stands around, a note or caption of several rows together."""
    for (role, place, _), found in groupby(rows, key=lambda row: (roles.get(row.span.line, ""), row.place, row.size)):
        if role in ("footnote", "small_print"):
            for group in _split(list(found), lambda row: NOTE.match(row.span.text) is not None):
                yield _aside(group, role)
        elif role and place:
            yield from (_aside([row], role) for row in found)


def _split(rows: Sequence[Row], begins: Callable[[Row], bool]) -> Iterator[list[Row]]:
    group: list[Row] = []
    for row in rows:
        if group and begins(row):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _aside(rows: Sequence[Row], role: str) -> Block:
    return Block(tuple(row.span for row in rows), role=role)


def stands_around(blocks: Sequence[Block], said: Sequence[Sequence[Evidence]]) -> Iterator[tuple[int, Evidence]]:
    """
    What stands around the text of a printed page: running heads, notes, captions, what nobody sees.

    A running head gives the fields that the other rules find in it, and the page's number; a note says who the author is.

    >>> from readingroom.cleaning.blocks import Span
    >>> head = Block((Span(1, 0, 8, "15  清河月刊"),), role="printed_head")
    >>> [found.value for _, evidence in stands_around([head], [[]]) for found in evidence.found]
    ['15']
    """
    for index, block in enumerate(blocks):
        if block.role not in AROUND:
            continue
        gives = block.role in ("printed_head", "footnote")
        found = [one for evidence in said[index] for one in evidence.found] if gives else []
        number = NUMBER_AT_EDGE.search(block.plain) if block.role == "printed_head" else None
        if number and not any(one.field == "folio" for one in found):
            found.append(Found("folio", number[0], number[0]))
        yield index, Evidence(block.role, "page-furniture", Power.PRINT, tuple(found), overrides_length=True)
