"""
Paragraphs that were broken into rows by the width of a page, in one column.

Where the rows of full width are many and most of them end in mid-sentence, a line is a row and no paragraph. A
paragraph then begins where a row is indented; on a page without indents, where the row before is not full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from readingroom.cleaning.blocks import Block, Span, go_on, span_of
from readingroom.cleaning.characters import LINE_ENDS, NUMBERED, SENTENCE_ENDS, count_han, ends_with, fold, is_spread
from readingroom.cleaning.notes import note_places
from readingroom.cleaning.printouts import margin_places
from readingroom.records import Line

WRAPPED_ROWS = 8
"""So many rows of one length at least before a page counts as wrapped; fewer may be chance."""

WRAPPED_SHARE = 0.5
"""Of all rows that tell something about the width, how many must be of the full one."""

MID_SENTENCE_SHARE = 0.6
"""Of the rows of full width, how many must break off in mid-sentence."""

SHORTEST_ROW = 18
"""Han characters of a row that tells something about the width; shorter lines are headings, labels, listings."""

WIDTHS = range(20, 61)
"""Row widths in code points that a page can have; a longer line is a paragraph of its own."""

NEARLY_FULL = 0.8
"""Of the width: a row with wide marks in it is shorter than the others. Headings are shorter still."""

INDENT = 2
"""Blanks at the beginning of a paragraph's first row."""

INDENTED_ROWS = 2
"""So many indented rows, and fewer than the others: the page indents its paragraphs."""


@dataclass(frozen=True)
class _Page:
    """
    The width of the page's rows in code points, the blanks before every one of them, whether its paragraphs are
    indented, and whether blank lines part them. Where every row has a blank line before it, blank lines say nothing.
    """

    width: int
    margin: int
    indents: bool
    blanks_part: bool


def unwrap(lines: Sequence[Line], stands_alone: Callable[[Block], bool]) -> list[Block]:
    """The paragraphs of a wrapped page as blocks; empty when the page is not wrapped."""
    page = _measure(lines)
    if page is None:
        return []
    groups: list[list[Span]] = []
    texts = [line.text for line in lines]
    margins = {lines[place].number for place in margin_places(texts)}
    notes = {lines[place].number for place in note_places(texts)}
    is_open = blank_before = False
    for line in lines:
        span = span_of(line)
        if span is None:
            blank_before = True
            continue
        alone = line.number in margins or stands_alone(Block((span,))) or is_spread(fold(span.text))
        last = groups[-1][-1] if groups else None
        begins = alone or line.number in notes
        if last and is_open and not begins and _goes_on(page, last, span, blank_before=blank_before):
            groups[-1].append(span)
        else:
            groups.append([span])
        is_open = not alone and _may_go_on(page, span)
        blank_before = False
    return [_block(page, group) for group in groups]


def _block(page: _Page, group: Sequence[Span]) -> Block:
    return Block(tuple(go_on(group, [_is_full(page, span) for span in group])), printed=len(group) > 1)


def _is_full(page: _Page, span: Span) -> bool:
    return span.end >= page.width - 1


def _measure(lines: Sequence[Line]) -> _Page | None:
    # The indent counts: a first row is as wide as the others together with it.
    rows = [text for line in lines if count_han(text := line.text.rstrip()) >= SHORTEST_ROW]
    if not rows:
        return None
    width, _ = Counter(map(len, rows)).most_common(1)[0]
    full = [row for row in rows if width - 1 <= len(row) <= width + 1]
    broken = [row for row in full if not ends_with(row, SENTENCE_ENDS)]
    if width not in WIDTHS or len(full) < WRAPPED_ROWS or len(full) < WRAPPED_SHARE * len(rows):
        return None
    if len(broken) < MID_SENTENCE_SHARE * len(full):
        return None
    margin = min(map(_blanks, full))
    indented = sum(_blanks(row) - margin >= INDENT for row in rows)
    blanks = sum(not before.text.strip() and bool(line.text.strip()) for before, line in pairwise(lines))
    filled = sum(bool(line.text.strip()) for line in lines)
    return _Page(width, margin, indents=INDENTED_ROWS <= indented <= len(rows) / 2, blanks_part=blanks <= filled / 2)


def _blanks(row: str) -> int:
    return len(row) - len(row.lstrip())


def _may_go_on(page: _Page, span: Span) -> bool:
    """Whether a row is as wide as the page; nearly so in mid-sentence; any in mid-sentence where paragraphs are indented."""
    nearly_full = span.end >= NEARLY_FULL * page.width
    return _is_full(page, span) or ((page.indents or nearly_full) and not ends_with(span.text, LINE_ENDS))


def _goes_on(page: _Page, last: Span, span: Span, *, blank_before: bool) -> bool:
    if span.start - page.margin >= INDENT or (NUMBERED.match(span.text) and ends_with(last.text, SENTENCE_ENDS)):
        return False
    ended = blank_before and ends_with(last.text, SENTENCE_ENDS)
    return not ended or (page.indents and not page.blanks_part)
