"""
Where the answer stands in a text: marks, and the best snippet of a longer one.

Everything works on the text as it is stored and returns it in pieces, ``[(text, is_match), …]``; nothing is escaped
here, templates do that. Matching happens on the folded text, whose every character knows its place in the original,
so that 黨建 is marked where 党建 was asked for. Tantivy's own were empty or full of spaces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..language.atoms import occurrences, places
from .terms import Question

Pieces = list[tuple[str, bool]]
Place = tuple[int, int]

SNIPPET = 120
"""Characters of a snippet: three lines on a phone, one and a half on a screen."""

_ELLIPSIS = "…"
_SENTENCE_END = re.compile(r"[。！？；!?;][”’」』）)]*|\n")
_CLAUSE_END = re.compile(r"[，、：,:][”’」』）)]*|[”’」』）)》](?![。！？；，、：])")
# How much longer or shorter than asked a snippet may get so that it ends where a sentence does.
_SLACK = 30
# Matches at which a snippet may begin. A text of ten thousand characters that is all matches is no better for more.
_LOOKED_AT = 40
_IN_A_WORD = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ.]{2}")


def mark(text: str, question: Question) -> Pieces:
    """The whole text in pieces; put together they are the text."""
    return _pieces(text, places(text, question.atoms))


def best_text(texts: Sequence[str], question: Question) -> int:
    """The place in the list of the text that answers most: of the question's atoms the most, and these most often."""
    return max(range(len(texts)), key=lambda place: _answered(texts[place], question))


def snippet(text: str, question: Question, *, length: int = SNIPPET) -> Pieces:
    """
    The stretch that says most about the question: of its atoms the most, and these most often.

    It begins and ends where sentences do, in a sentence that is too long where clauses do, never within a match,
    and says with … what it leaves out.
    """
    found = places(text, question.atoms)
    start, end = _window(text, found, question, length)
    inside = [(first - start, last - start) for first, last in found if start <= first and last <= end]
    pieces = _pieces(text[start:end], inside)
    return [*_said(start > 0), *pieces, *_said(end < len(text))]


def _answered(text: str, question: Question) -> tuple[int, int]:
    counts = occurrences(text, question.atoms)
    return sum(map(bool, counts)), sum(counts)


def _pieces(text: str, found: Sequence[Place]) -> Pieces:
    pieces: Pieces = []
    rest = 0
    for start, end in found:
        pieces += [(text[rest:start], False), (text[start:end], True)]
        rest = end
    return [piece for piece in [*pieces, (text[rest:], False)] if piece[0]]


def _window(text: str, found: Sequence[Place], question: Question, length: int) -> Place:
    if len(text) <= length + _SLACK:
        return 0, len(text)
    starts = sorted({_start(text, match, found, length) for match in found[:_LOOKED_AT]} or {0})
    windows = [(start, _end(text, start, found, length)) for start in starts]
    return max(windows, key=lambda window: _answered(text[slice(*window)], question))


def _start(text: str, match: Place, found: Sequence[Place], length: int) -> int:
    """Where the sentence with the match begins; if that is far back, where a clause before it does."""
    nearest = match[0] - length // 2
    sentence = max([0, *_boundaries(_SENTENCE_END, text, found, 0, match[0])])
    if sentence >= nearest:
        return sentence
    clauses = _boundaries(_CLAUSE_END, text, found, nearest, match[0])
    return clauses[0] if clauses else _between_words(text, match[0] - length // 4)


def _end(text: str, start: int, found: Sequence[Place], length: int) -> int:
    """The last end of a sentence, else of a clause, that leaves a snippet of the right length; else just the length."""
    least, most = start + length - _SLACK, start + length + _SLACK
    if most >= len(text):
        return len(text)
    for boundary in (_SENTENCE_END, _CLAUSE_END):
        if ends := _boundaries(boundary, text, found, least, most):
            return max(ends)
    across = [last for first, last in found if first < start + length < last]
    return _between_words(text, max([start + length, *across]))


def _boundaries(boundary: re.Pattern[str], text: str, found: Sequence[Place], least: int, most: int) -> list[int]:
    """Ends of sentences or clauses in a stretch, but none within a match."""
    ends = [end.end() for end in boundary.finditer(text, least, most)]
    return [end for end in ends if not any(first < end < last for first, last in found)]


def _between_words(text: str, place: int) -> int:
    """Not within a number or a Latin word."""
    while 0 < place < len(text) and _IN_A_WORD.match(text, place - 1):
        place += 1
    return place


def _said(left_out: bool) -> Pieces:
    return [(_ELLIPSIS, False)] if left_out else []
