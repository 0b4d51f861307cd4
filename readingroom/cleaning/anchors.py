"""
Places in a reading that can be found again.

A curator's decision is about words, not about line numbers: when an original is read anew, lines may have
moved, so a place is looked for by its text and by the sixteen characters either side. White space does not
count, since readers differ in it most.
"""

from __future__ import annotations

from readingroom.records import Anchor, Reading

CONTEXT = 16
"""Characters kept either side of the quoted text; enough to tell apart two occurrences of one phrase."""


def make_anchor(reading: Reading, line: int, start: int, end: int) -> Anchor:
    """The anchor of a place of a reading; `line` from 1, `start` and `end` in code points within the line."""
    text = reading.text
    offset = sum(len(one.text) + 1 for one in reading.lines[: line - 1])
    quote = reading.lines[line - 1].text[start:end]
    begin, finish = offset + start, offset + start + len(quote)
    return Anchor(
        line=line,
        start=start,
        end=start + len(quote),
        quote=quote,
        before=text[max(0, begin - CONTEXT) : begin],
        after=text[finish : finish + CONTEXT],
    )


def find_anchor(anchor: Anchor, reading: Reading) -> Anchor | None:
    """
    The anchor at its place in this reading; None when the text is not there, or in several places equally well.

    >>> from readingroom.records import Line
    >>> old = Reading((Line(1, "甲乙。"),), "text", "utf-8", "plain-1")
    >>> new = Reading((Line(1, "新加的一行"), Line(2, "甲 乙。")), "text", "utf-8", "plain-2")
    >>> found = find_anchor(make_anchor(old, 1, 0, 2), new)
    >>> (found.line, found.start, found.end)
    (2, 0, 3)
    """
    if _stands_there(anchor, reading):
        return anchor
    places = [
        (line.number, at) for line in reading.lines for at, character in enumerate(line.text) if not character.isspace()
    ]
    text = "".join(reading.lines[number - 1].text[at] for number, at in places)
    begin = _best_match(text, _squeeze(anchor.quote), _squeeze(anchor.before), _squeeze(anchor.after))
    if begin is None:
        return None
    return _at_places(reading, places, begin, len(_squeeze(anchor.quote)))


def _stands_there(anchor: Anchor, reading: Reading) -> bool:
    if not 1 <= anchor.line <= len(reading.lines):
        return False
    if anchor.end > len(reading.lines[anchor.line - 1].text):
        return False
    return make_anchor(reading, anchor.line, anchor.start, anchor.end) == anchor


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _best_match(text: str, quote: str, before: str, after: str) -> int | None:
    """Where the quote stands with the most of its surroundings; None when no place, or not one alone, is best."""
    if not quote and not (before and after):
        return None
    scores: dict[int, int] = {}
    begin = text.find(quote or after)
    while begin >= 0:
        following = text[begin + len(quote) : begin + len(quote) + CONTEXT]
        scores[begin] = _common_suffix(text[max(0, begin - CONTEXT) : begin], before) + _common_prefix(following, after)
        begin = text.find(quote or after, begin + 1)
    highest = max(scores.values(), default=0)
    best = [begin for begin, score in scores.items() if score == highest]
    return best[0] if len(best) == 1 else None


def _common_prefix(one: str, other: str) -> int:
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return length


def _common_suffix(one: str, other: str) -> int:
    return _common_prefix(one[::-1], other[::-1])


def _at_places(reading: Reading, places: list[tuple[int, int]], begin: int, length: int) -> Anchor | None:
    """An anchor lies within one line; text that is broken over two lines now is no longer the same place."""
    if begin >= len(places):
        return None
    line, start = places[begin]
    last_line, last = places[begin + length - 1] if length else (line, start - 1)
    return make_anchor(reading, line, start, last + 1) if last_line == line else None
