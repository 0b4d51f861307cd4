"""
Where a text has what another one quotes: quoted too, or said without marks; not necessarily to the letter.

What makes an echo is that words were taken over, not that both speak the language of their subject, which has
formulas of up to twenty characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .passages import letters, shared_passage, stretch
from .quotations import quotations

LEAST_SAME = 20
"""
Letters that have to be the same, and half of the quotation besides, of the shorter one if both are marked.

The longest formula that two of the seeds share, 健全基层党组织领导的基层群众自治机制, has eighteen, and stands in a
quotation six times as long. What is shorter counts only where both mark it as a quotation and the letters of one are
all in the other.
"""

# A few characters up to the nearest mark of punctuation.
_CLAUSE_BEFORE = re.compile(r"(?:\A|(?<=[^\w\s]))[\w\s]{1,12}\Z")
_CLAUSE_AFTER = re.compile(r"[\w\s]{1,12}(?=[^\w\s]|\Z)")


class Echo(NamedTuple):
    """A stretch of a text in which so many letters of a quotation are the same."""

    start: int
    end: int
    same: int


def echoes(quoted: str, text: str) -> list[Echo]:
    """
    What is said is looked for only where nothing is quoted; what is quoted comes whole.

    >>> text = "他说：“路修好了要有人看，灯装好了要有人管，这才算完。”"
    >>> (echo,) = echoes("“灯装好了，要有人管”", text)
    >>> text[echo.start : echo.end], echo.same
    ('路修好了要有人看，灯装好了要有人管，这才算完。', 8)
    """
    words = letters(quoted)
    return list(_quoted(words, text)) or list(_said(words, text))


def _quoted(words: str, text: str) -> Iterator[Echo]:
    for start, end in quotations(text):
        other = letters(text[start:end])
        passage = shared_passage(words, other)
        shorter = min(len(words), len(other))
        if passage and (passage.same == shorter or passage.same >= max(LEAST_SAME, shorter / 2)):
            yield Echo(start, end, passage.same)


def _said(words: str, text: str) -> Iterator[Echo]:
    """Where the quotation begins or ends in other words, with the clause that they stand in, if it is short."""
    passage = shared_passage(words, letters(text))
    if passage and passage.same >= max(LEAST_SAME, len(words) / 2):
        start, end = stretch(text, passage.other_start, passage.other_end)
        before = _CLAUSE_BEFORE.search(text, 0, start) if passage.start else None
        after = _CLAUSE_AFTER.match(text, end) if passage.end < len(words) else None
        yield Echo(before.start() if before else start, after.end() if after else end, passage.same)
