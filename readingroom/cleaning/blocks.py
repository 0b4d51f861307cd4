"""What the rules look at: blocks, each a stretch of text that was one unit on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from readingroom.cleaning.characters import INVISIBLE, NO_SPACE_AFTER, count_han, fold, is_latin, without_invisible
from readingroom.records import Line


@dataclass(frozen=True)
class Span:
    """
    A stretch of one raw line, without the white space around it.

    `goes_on` says that it is a printed row below a full one, whose end the page's width has set, not the author.
    """

    line: int
    start: int
    end: int
    text: str
    goes_on: bool = False


HEADING = "heading"
"""The role of a block that its type says to be a heading, or the title."""

TABLE_ROW = "table_row"
"""The role of a row of a table, which is neither a paragraph nor a heading."""

RUNNING = "running_text"
"""The role of one that its type says to be a paragraph: no heading hides in its first row."""


@dataclass(frozen=True)
class Block:
    """
    One line, or the printed rows of one paragraph, in reading order.

    `printed` says that the rows came from a printed page (columns or wrapped lines), where the end of a row
    means nothing. `indented` says that the first row stands in from the edge of its column. `role` is what the place
    and the type of the rows say that it is (see `printed_pages`): a heading, or something around the text.
    """

    spans: tuple[Span, ...]
    printed: bool = False
    indented: bool = False
    role: str = ""

    @cached_property
    def text(self) -> str:
        return join_rows(self.spans)

    @cached_property
    def plain(self) -> str:
        """Folded for matching. Of the same length as the text, so that places found in it hold for both."""
        return fold(self.text)

    @cached_property
    def han(self) -> int:
        return count_han(self.text)


def needs_space(before: str, after: str) -> bool:
    """
    Whether two texts that are joined need a space between: only Latin words, numbers and their marks do.

    >>> needs_space("Party", "building"), needs_space("党建", "引领"), needs_space("2022", "年")
    (True, False, False)
    """
    if not before or not after or before[-1] in NO_SPACE_AFTER:
        return False
    return is_latin(before[-1]) and is_latin(after[0])


IN_NUMBERS = tuple("0123456789.+")
"""What stands before a digit in one number: 3900, 3.5, “1+5”文件."""


def join_needs_space(before: str, span: Span) -> bool:
    """
    Whether a space belongs between a text and the span that follows it: none in a number that a full row broke.

    >>> join_needs_space("39", Span(2, 0, 4, "00多万", goes_on=True)), join_needs_space("39", Span(2, 0, 4, "00多万"))
    (False, True)
    """
    if span.goes_on and before[-1:] in IN_NUMBERS and span.text[:1].isdigit():
        return False
    return needs_space(before, span.text)


def join_rows(spans: Sequence[Span]) -> str:
    """The rows as one text, without invisible characters. A space only where needed."""
    rows = [replace(span, text=without_invisible(span.text)) for span in spans]
    spaced = [(" " if join_needs_space(before.text, row) else "") + row.text for before, row in pairwise(rows)]
    return "".join([rows[0].text, *spaced])


def go_on(spans: Sequence[Span], full: Sequence[bool]) -> list[Span]:
    """The rows of one paragraph or column; `full` says of each whether the next one goes on with it."""
    return [replace(span, goes_on=above) for span, above in zip(spans, [False, *full[:-1]], strict=True)]


def bounds(text: str) -> tuple[int, int]:
    """Start and end of a text without the white space and invisible characters around it; equal when nothing is left."""
    end = len(text)
    while end and _is_blank(text[end - 1]):
        end -= 1
    start = 0
    while start < end and _is_blank(text[start]):
        start += 1
    return start, end


def visible(text: str) -> str:
    """The text without the white space and invisible characters around it."""
    start, end = bounds(text)
    return text[start:end]


def span_of(line: Line, start: int = 0, end: int | None = None) -> Span | None:
    """The span of a line between two places; None when it is blank."""
    end = len(line.text) if end is None else end
    begin, finish = bounds(line.text[start:end])
    if begin == finish:
        return None
    return Span(line.number, start + begin, start + finish, line.text[start + begin : start + finish])


def _is_blank(character: str) -> bool:
    return character.isspace() or character in INVISIBLE
