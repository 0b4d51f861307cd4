"""
What is taken out of a text for good: letters, digits and the blanks between become ＊, so all places stay where they are.

Nothing here knows of rows; `redacted_rows` applies it to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

MASK = "＊"

SHORTEST = 2
"""Letters or digits; a single one stands everywhere."""

SHORTEST_REMAINS = 4
"""Letters or digits of a beginning or an end, where a quotation cut the whole short."""

BETWEEN_DIGITS = r"[\W_]{0,6}"
BETWEEN_LETTERS = r"\s{0,3}"
"""Blanks come and go, and the marks in numbers: cleaning drops some and mends others. 李，明 is no 李明."""


def letters_of(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


class Mask:
    """Finds what was taken out wherever it stands, in full width or not, however it is grouped."""

    def __init__(self, secrets: Iterable[str]) -> None:
        letters = sorted({letters_of(secret) for secret in secrets if len(letters_of(secret)) >= SHORTEST}, key=len)
        self._whole = _any_of(map(_pattern, reversed(letters)))
        remains = [one for secret in reversed(letters) for one in _remains(secret)]
        self._remains = _any_of([*map(_pattern, reversed(letters)), *remains])

    def text(self, text: str) -> str:
        return self._whole.sub(lambda match: masked(match[0]), text)

    def quotation(self, text: str) -> str:
        """Of a text that may begin or end in the midst of it."""
        return self._remains.sub(lambda match: masked(match[0]), text)

    def texts(self, value: Any) -> Any:
        """A JSON value with all its texts masked."""
        return _each_text(value, self.text)

    def quotations(self, value: Any) -> Any:
        return _each_text(value, self.quotation)

    def places(self, text: str) -> list[tuple[int, int]]:
        return [match.span() for match in self._whole.finditer(text)]


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


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) or r"(?!)")


def _pattern(letters: str) -> str:
    pattern = _either_width(letters[0])
    for before, letter in pairwise(letters):
        pattern += BETWEEN_DIGITS if _is_of_a_number(before + letter) else BETWEEN_LETTERS
        pattern += _either_width(letter)
    return pattern


def _is_of_a_number(letters: str) -> bool:
    return all(letter.isdecimal() or letter in "XxＸｘ" for letter in letters)


def _remains(letters: str) -> list[str]:
    """Beginnings before and ends behind a mark of quotation or the edge of the text, the longest first."""
    lengths = range(len(letters) - 1, SHORTEST_REMAINS - 1, -1)
    return [
        *(rf"{_pattern(letters[:length])}(?=[\W_]{{0,3}}(?:$|[”…]))" for length in lengths),
        *(rf"(?:(?<=^)|(?<=[“…])){_pattern(letters[-length:])}" for length in lengths),
    ]


def _either_width(letter: str) -> str:
    wide = chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else ""
    narrow = chr(ord(letter) - 0xFEE0) if "！" <= letter <= "～" else ""
    return f"[{re.escape(letter + wide + narrow)}]"
