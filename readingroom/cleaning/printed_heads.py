"""Running heads and folios: what stands at the edge of a printed page, and is no text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from readingroom.cleaning.characters import NUMBERED, SENTENCE_ENDS, ends_with
from readingroom.cleaning.printed_measures import Measures
from readingroom.cleaning.printed_rows import Row

MARGIN_ROWS = 3
"""So many rows at the upper and lower edge of a page may be its running head or foot."""

SAME_PLACE = 6.0
"""Points by which a running head moves from page to page."""

HEAD_WHITE = 1.5
"""Of its size: white below a running head."""

HEAD_OFF, LONGEST_HEAD = 0.3, 30
"""Of the size, white below a head over that between two rows; and its characters at most."""

PAGES_NEEDED = 3
"""Pages on which a running head stands at most; of fewer pages half will do, as left and right ones differ."""

CLAUSE = re.compile("[，,。；;]")
DIGITS = re.compile(r"\d+")


def running_heads(rows: Sequence[Row]) -> Iterator[Row]:
    """Rows at a page's edge that stand on other pages too, in the same place and with the same words but for numbers."""
    pages = [sorted(found, key=lambda row: row.box.top) for _, found in groupby(rows, key=lambda row: row.box.page)]
    at_edge: defaultdict[str, list[tuple[int, Row]]] = defaultdict(list)
    for number, page in enumerate(pages):
        edge = {row.span.line: row for row in (*page[:MARGIN_ROWS], *page[-MARGIN_ROWS:])}
        # Running text may say the same twice; running heads have no commas.
        for row in (one for one in edge.values() if not CLAUSE.search(one.span.text)):
            at_edge[DIGITS.sub("0", re.sub(r"\s", "", row.span.text))].append((number, row))
    yield from (page[0] for page in pages[1:] if _stands_off(page))
    for same in at_edge.values():
        for number, row in same:
            others = {other for other, one in same if abs(one.box.top - row.box.top) <= SAME_PLACE}
            needed = min(PAGES_NEEDED, max(2, len(pages) // 2))
            if len(others) >= needed and number in others:
                yield row


def _stands_off(page: Sequence[Row]) -> bool:
    """Whether the first row of a later page is small and far above the rest: left pages have other heads than right ones."""
    first = page[0]
    below = next((row for row in page if row.box.top >= first.box.bottom), None)
    if below is None or not first.is_smaller or ends_with(first.span.text, SENTENCE_ENDS):
        return False
    return below.box.top - first.box.bottom >= HEAD_WHITE * (first.box.bottom - first.box.top)


def lone_heads(rows: Sequence[Row], measures: Measures) -> Iterator[Row]:
    """
    Heads that stand on one page alone, as a left page's does in two pages: short rows that stand off at the top.

    What tells one from a heading is that a sentence of the page before goes on below it, or that it is set as the text
    is, in the place where another page has its head.
    """
    heads = [(last, row) for last, row, below in _tops(rows) if _stands_above(row, below, measures)]
    for last, row in heads:
        is_broken = last and measures.is_running(last) and not ends_with(last.span.text, SENTENCE_ENDS)
        others = [one for _, one in heads if one is not row and abs(one.box.top - row.box.top) <= SAME_PLACE]
        is_plain = not any(one.bold or one.is_larger or one.centered for one in (row, *others))
        if last and (is_broken or (is_plain and others and not NUMBERED.match(row.span.text))):
            yield row


def _tops(rows: Sequence[Row]) -> Iterator[tuple[Row | None, Row, Row]]:
    """For each page the last row of the page before, its first row and its second."""
    for last, row, below in zip([None, *rows], rows, rows[1:], strict=False):
        if (last is None or last.box.page < row.box.page) and row.box.page == below.box.page:
            yield last, row, below


def _stands_above(row: Row, below: Row, measures: Measures) -> bool:
    white = below.box.top - row.box.bottom
    is_short = len(row.span.text) <= LONGEST_HEAD and not CLAUSE.search(row.span.text)
    return is_short and white > max(measures.white, 0) + HEAD_OFF * measures.em and not measures.is_indented(row)
