"""
What is taken out of a text for good: letters, digits and the blanks between become ＊, so all places stay where they are.

Nothing here knows of rows; `redacted_rows` applies it to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from readingroom.personal_data import digits

MASK = "＊"

SHORTEST = 2
"""Letters or digits; a single one stands everywhere."""

SHORTEST_REMAINS = 4
"""Letters or digits of a beginning or an end, where a quotation cut the whole short."""

SHORTEST_NUMBER = 7
"""Digits from which on 一三八 is 138; the two digits of 三一 may be a name."""

BETWEEN_DIGITS = r"[\W_]{0,6}"
BETWEEN_LETTERS = r"[^\S\n]{0,3}"
"""
Blanks come and go, and the marks in numbers: cleaning drops some and mends others. 李，明 is no 李明, and neither is 李
at the end of one line and 明 at the beginning of the next, unless both are set as one text.
"""


def letters_of(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


class Mask:
    """Finds what was taken out wherever it stands, in full width or not, however it is grouped or spelt."""

    def __init__(self, secrets: Iterable[str]) -> None:
        known = sorted({_parts(secret) for secret in secrets if len(letters_of(secret)) >= SHORTEST}, key=len)[::-1]
        self._whole = _any_of(map(_pattern, known))
        self._remains = _any_of([*map(_pattern, known), *(one for parts in known for one in _remains(parts))])

    def text(self, text: str) -> str:
        return mask_places(text, self.places(text))

    def quotation(self, text: str) -> str:
        """Of a text that may begin or end in the midst of it."""
        return mask_places(text, _places(self._remains, text))

    def texts(self, value: Any) -> Any:
        """A JSON value with all its texts masked."""
        return _each_text(value, self.text)

    def quotations(self, value: Any) -> Any:
        return _each_text(value, self.quotation)

    def places(self, text: str) -> list[tuple[int, int]]:
        return _places(self._whole, text)


def masked(text: str) -> str:
    """
    The blanks too, for without their numbers they would be dropped when the page is cleaned anew.

    >>> masked("139 00-00")
    '＊＊＊＊＊＊-＊＊'
    """
    return "".join(MASK if character.isalnum() or character.isspace() else character for character in text)


def mask_places(text: str, places: Iterable[tuple[int, int]]) -> str:
    for start, end in places:
        text = text[:start] + masked(text[start:end]) + text[end:]
    return text


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_each_text(one, change) for one in value]
    return {key: _each_text(one, change) for key, one in value.items()} if isinstance(value, dict) else value


_Parts = tuple[tuple[str, str], ...]
"""What may stand before each letter, and the letter."""


def _parts(secret: str) -> _Parts:
    if _is_number(secret):
        return tuple((BETWEEN_DIGITS, letter) for letter in letters_of(digits.read_out(digits.plain(secret))))
    found: list[tuple[str, str]] = []
    before = between = ""
    for character in digits.plain(secret):
        if character.isalnum():
            found.append((_between(before, between, character), character))
            before, between = character, ""
        else:
            between += character
    return tuple(found)


def _between(before: str, between: str, letter: str) -> str:
    """A mark within a name, an address or a plate (买买提·阿不都, 鄂A·00000) may be there elsewhere or not."""
    is_marked = bool(between.strip()) or letter.isascii() or before.isascii()
    return BETWEEN_DIGITS if is_marked else BETWEEN_LETTERS


def _is_number(secret: str) -> bool:
    letters = letters_of(digits.read_out(digits.plain(secret)))
    return len(letters) >= SHORTEST_NUMBER and all(letter in "0123456789Xx" for letter in letters)


def _places(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Both ways of reading it are as long as the text; the ends of lines stay what they are."""
    plain = "\n".join(map(digits.plain, text.split("\n")))
    ways = {plain, digits.read_out(plain)}
    return sorted({match.span() for way in ways for match in pattern.finditer(way)})


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) or r"(?!)", re.IGNORECASE)


def _pattern(parts: _Parts) -> str:
    first, *others = parts
    return re.escape(first[1]) + "".join(f"{between}{re.escape(letter)}" for between, letter in others)


def _remains(parts: _Parts) -> list[str]:
    """Beginnings before and ends behind a mark of quotation or the edge of the text, the longest first."""
    lengths = range(len(parts) - 1, SHORTEST_REMAINS - 1, -1)
    return [
        *(rf"{_pattern(parts[:length])}(?=[\W_]{{0,3}}(?:$|[”…]))" for length in lengths),
        *(rf"(?:(?<=^)|(?<=[“…])){_pattern(parts[-length:])}" for length in lengths),
    ]
