"""
Where the answer stands in a text: marks, and the best passage of a longer one.

Everything works on the text as it is stored and returns it in pieces, ``[(text, is_match), …]``; nothing is escaped
here, templates do that. Matching happens on the folded text, whose every character knows its place in the original,
so that 黨建 is marked where 党建 was asked for. The library's own snippets were empty or full of spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .atoms import occurrences, places
from .questions import Question

Pieces = list[tuple[str, bool]]

PASSAGE = 120
"""Characters of a passage: three lines on a phone, one and a half on a screen."""

_ELLIPSIS = "…"
_SENTENCE_END = re.compile(r"[。！？；!?;][”’」』）)]*|\n")
# How much longer than asked a passage may get so that it ends where a sentence does.
_SLACK = 30


def mark(text: str, question: Question) -> Pieces:
    """The whole text in pieces; put together they are the text."""
    return _pieces(text, places(text, question.atoms))


def passage(texts: Iterable[str], question: Question, *, length: int = PASSAGE) -> Pieces:
    """
    The stretch that says most about the question: of the text with the most different matches, where they are densest.

    It begins at a sentence where one begins nearby, and says with … what it leaves out.
    """
    text = max(texts, key=lambda text: _answered(text, question), default="")
    found = places(text, question.atoms)
    start, end = _window(text, found, length)
    inside = [(first - start, last - start) for first, last in _within(found, start, end)]
    pieces = _pieces(text[start:end], inside)
    return [*_said(start > 0), *pieces, *_said(end < len(text))]


def _answered(text: str, question: Question) -> tuple[int, int]:
    """How many of the question's atoms a text holds, and how often."""
    counts = occurrences(text, question.atoms)
    return sum(map(bool, counts)), sum(counts)


def _pieces(text: str, found: Sequence[tuple[int, int]]) -> Pieces:
    pieces: Pieces = []
    rest = 0
    for start, end in found:
        pieces += [(text[rest:start], False), (text[start:end], True)]
        rest = end
    return [piece for piece in [*pieces, (text[rest:], False)] if piece[0]]


def _variety(text: str, found: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return len({text[start:end] for start, end in found}), len(found)


def _window(text: str, found: Sequence[tuple[int, int]], length: int) -> tuple[int, int]:
    if len(text) <= length + _SLACK:
        return 0, len(text)
    starts = sorted({_sentence_start(text, first, length) for first, _ in found} or {0})
    start = max(starts, key=lambda start: _variety(text, _within(found, start, start + length)))
    return start, _end(text, start, length)


def _within(found: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The matches that show in a stretch, cut off at its ends."""
    return [(max(first, start), min(last, end)) for first, last in found if first < end and last > start]


def _sentence_start(text: str, match: int, length: int) -> int:
    """Where the sentence with the match begins, or shortly before the match in a sentence that is too long."""
    ends = [end.end() for end in _SENTENCE_END.finditer(text, 0, match)]
    start = ends[-1] if ends else 0
    return start if match - start < length // 2 else match - length // 4


def _end(text: str, start: int, length: int) -> int:
    """The last end of a sentence that leaves a passage of the right length, or just the length."""
    least, most = start + length - _SLACK, start + length + _SLACK
    if most >= len(text):
        return len(text)
    ends = [end.end() for end in _SENTENCE_END.finditer(text, least, most)]
    return ends[-1] if ends else start + length


def _said(left_out: bool) -> Pieces:
    return [(_ELLIPSIS, False)] if left_out else []
