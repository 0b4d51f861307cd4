"""What is too much to be one article, or too little."""

from __future__ import annotations

from collections.abc import Iterable

from readingroom import intake
from readingroom.records import Reading, Unreadable

MOST_LINES = 5_000
"""
Lines that are not blank; how many bytes a file may have, says `intake.LARGEST`.

The longest reports have a tenth of it. A book has more: cleaning one takes longer than other writers wait for the room
(`room.PATIENCE`), and no curator can look through it in one piece.
"""

MOST_CHARACTERS = 200_000
"""
Six times the longest report to a party congress.

Of so many the worst of pages, nothing but credits, is cleaned in five seconds: whoever decides something about the
article waits for that, since each decision cleans it anew.
"""

NO_BODY = "里没有找到正文。请检查文件，或把正文单独粘贴出来。"


def read_article(data: bytes, *, name: str) -> Reading:
    """A file that is no longer than one article may be. Raises Unreadable."""
    reading = intake.read(data, name=name)
    if excess := excess_of(line.text for line in reading.lines):
        raise Unreadable(f"{name} 的文字{excess}，请拆开后再收。")
    return reading


def excess_of(lines: Iterable[str]) -> str:
    """What of it is too much, for a sentence; empty when nothing is."""
    texts = [text for text in lines if text.strip()]
    if len(texts) > MOST_LINES:
        return f"超过 {MOST_LINES} 行"
    return f"超过 {MOST_CHARACTERS // 10_000} 万字" if sum(map(len, texts)) > MOST_CHARACTERS else ""
