"""
What a text quotes: what stands between quotation marks and is long enough to be somebody's words.

Short things between marks are names, figures of speech and slogans (“最后一公里”, “全国脱贫攻坚楷模”), which stand in
any number of texts without one having them from the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .passages import letters

LEAST_LETTERS = 12
"""In the five seeds names and slogans have up to nine, quotations twelve and more; ten or eleven has nothing there."""

_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", '"': '"', "＂": "＂"}
_MARK = re.compile(f"[{''.join(_PAIRS)}{''.join(_PAIRS.values())}]")


def quotations(text: str) -> list[tuple[int, int]]:
    """
    Where a paragraph quotes, without the marks; one within another comes after it.

    >>> text = "他说：“基础不牢，地动山摇，‘最后一公里’要打通”，这叫“牛鼻子”。"
    >>> [text[start:end] for start, end in quotations(text)]
    ['基础不牢，地动山摇，‘最后一公里’要打通']
    """
    return sorted((start, end) for start, end in _between_marks(text) if len(letters(text[start:end])) >= LEAST_LETTERS)


def _between_marks(text: str) -> Iterator[tuple[int, int]]:
    """
    A mark that is opened again was never closed where it should have been, and a closing one without an opening
    closes nothing. A quotation of several paragraphs opens with each and is closed by the last.
    """
    opened: dict[str, int] = {}
    for mark in _MARK.finditer(text):
        if start := opened.pop(mark[0], None):
            yield start, mark.start()
        elif mark[0] in _PAIRS:
            opened[_PAIRS[mark[0]]] = mark.end()
    if text[:1] in _PAIRS and opened.get(_PAIRS[text[0]]) == 1:
        yield 1, len(text)
