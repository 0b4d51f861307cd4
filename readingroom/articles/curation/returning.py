"""
What was redacted and comes back: a text that says at the place of the ＊ what stood there, or something else.

Nobody knows any more what stood there, and nothing that would tell it is kept, no hash either. But what stood around it
is known: so the same text in another file, in another encoding, or saved once more is told from the letters on either
side. All that is needed for it is the text with its ＊ and that it was redacted, so it goes with an article into other
rooms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache

from readingroom.personal_data import digits

from ..models import Original, Reading
from .masking import MASK

AROUND = 8
"""Letters on either side; eight that are the same before and after are hardly so by chance."""

LEAST_AROUND = 10
"""On both sides together, at the beginning or the end of a text or between two places."""

SHORTEST_NUMBER = 7
"""Characters; one that is at least as long, and as long as what was redacted, is known by one side alone."""

_SLOT = re.compile(f"{MASK}+")
_OF_A_NUMBER = "[0-9A-Za-z]"


def brings_back(lines: Iterable[str]) -> tuple[int, int] | None:
    """The article from which it was taken out, and the line, from 1, in which it stands again."""
    texts = [_letters(line) for line in lines]
    text = "".join(texts)
    for number, pattern in _patterns():
        if found := pattern.search(text):
            return number, _line_of(found.start("slot"), texts)
    return None


def _patterns() -> Iterator[tuple[int, re.Pattern[str]]]:
    redacted = Original.objects.filter(redacted_at__isnull=False, readings__is_composed=False)
    for article, reading, at in redacted.values_list("article", "readings", "redacted_at").order_by("pk"):
        yield from ((article, pattern) for pattern in _of_reading(reading, at))


@lru_cache(maxsize=512)
def _of_reading(reading: int, redacted_at: datetime) -> tuple[re.Pattern[str], ...]:
    """A reading changes with a redaction only."""
    lines = Reading.objects.values_list("lines", flat=True).get(pk=reading)
    text = "".join(_letters(line) for line, *_ in lines)
    return (*_slots(text), *_the_whole(text))


def _the_whole(text: str) -> Iterator[re.Pattern[str]]:
    """The same file, however little stands around a place; any one of them may be filled."""
    slots = list(_SLOT.finditer(text))
    for slot in slots:
        parts, end = [], 0
        for other in slots:
            parts.append(re.escape(text[end : other.start()]))
            parts.append(f"(?P<slot>{_filled(other)})" if other is slot else f".{{0,{len(other[0])}}}")
            end = other.end()
        yield re.compile("".join((r"\A", *parts, re.escape(text[end:]), r"\Z")))


def _filled(slot: re.Match[str]) -> str:
    """Blanks within were masked too, and are no letters here."""
    return f"[^{MASK}]{{{max(1, len(slot[0]) // 2)},{len(slot[0])}}}"


def _slots(text: str) -> Iterator[re.Pattern[str]]:
    for slot in _SLOT.finditer(text):
        before = text[max(0, slot.start() - AROUND) : slot.start()].rpartition(MASK)[2]
        after = text[slot.end() : slot.end() + AROUND].partition(MASK)[0]
        if len(before) + len(after) >= LEAST_AROUND:
            yield re.compile(f"{re.escape(before)}(?P<slot>{_filled(slot)}){re.escape(after)}")
        if len(slot[0]) >= SHORTEST_NUMBER:
            # Whoever revised the text may have changed the words on the other side.
            number = f"(?P<slot>{_filled(slot).replace(f'[^{MASK}]', _OF_A_NUMBER)})"
            if len(before) == AROUND:
                yield re.compile(f"{re.escape(before)}{number}(?!{_OF_A_NUMBER})")
            if len(after) == AROUND:
                yield re.compile(f"(?<!{_OF_A_NUMBER}){number}{re.escape(after)}")


def _letters(line: str) -> str:
    return "".join(character for character in digits.plain(line) if character.isalnum() or character == MASK)


def _line_of(place: int, texts: list[str]) -> int:
    for number, text in enumerate(texts, 1):
        place -= len(text)
        if place < 0:
            return number
    return len(texts)
