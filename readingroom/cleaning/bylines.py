"""The line below a title that holds a day beside names which no list knows: 桐叶 2018-08-25 枕河书讯."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from readingroom.cleaning.blocks import Block
from readingroom.cleaning.characters import HAN
from readingroom.cleaning.dates import find_dates
from readingroom.cleaning.evidence import Evidence, Found, Power
from readingroom.cleaning.head import SHORT_TITLE_HAN, first_text

CELL = re.compile(rf"[{HAN}]{{2,10}}")
PEN_NAME = re.compile(rf"[{HAN}]{{2,4}}")
MOST_CELLS = 2


def dated_bylines(blocks: Sequence[Block], said: Sequence[Sequence[Evidence]]) -> Iterator[tuple[int, Evidence]]:
    """
    A day with one or two names beside it, between a line that may be the title and the text.

    The short one of them may be who wrote it, which is asked about: so nothing is taken away in silence. Words with
    marks, a long line, and a day with nothing short beside it are left alone.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> lines = ("一本写给新任支书的小册子", "桐叶 2018-08-25 枕河书讯", "书不厚。" * 20)
    >>> page = [Block((Span(1, 0, len(line), line),)) for line in lines]
    >>> [found.value for _, one in dated_bylines(page, [()] * 3) for found in one.found]
    ['2018-08-25', '桐叶']
    """
    for index in range(1, first_text(blocks, said)):
        above, block = blocks[index - 1], blocks[index]
        if said[index] or said[index - 1] or above.han < SHORT_TITLE_HAN or block.printed:
            continue
        if found := _day_and_name(block.plain):
            yield index, Evidence("dated_byline", "metadata", Power.POSITION, found)


def _day_and_name(text: str) -> tuple[Found, ...]:
    days = find_dates(text)
    if len(days) != 1 or len(days[0].value) < len("2018-08-25"):
        return ()
    day = days[0]
    cells = f"{text[: day.start]} {text[day.end :]}".split()
    names = [cell for cell in cells if PEN_NAME.fullmatch(cell)]
    if not 1 <= len(cells) <= MOST_CELLS or not all(map(CELL.fullmatch, cells)) or not names:
        return ()
    date = Found("date", day.value, text[day.start : day.end])
    return (date, *(Found("author", name, name, sure=False) for name in _writer(names, cells)))


def _writer(names: Sequence[str], cells: Sequence[str]) -> Sequence[str]:
    """The first cell, or the last behind an office: 政务服务中心 步云."""
    return names[:1] if names[0] == cells[0] else names[-1:]
