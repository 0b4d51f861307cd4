"""
Numbers as they are seen and not written: those that lists count (十二, 壹拾贰, IV, AA), and figures off the line.

Word and web pages have them alike, each with a few of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"

_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_TRADITIONAL_DIGITS = "零壹貳參肆伍陸柒捌玖"
_TRADITIONAL_PLACES = ("", "拾", "佰", "仟", "萬")
_PLACES = ("", "十", "百", "千", "万")
_LEGAL_PLACES = ("", "拾", "佰", "仟", "万")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_ROMAN_BELOW = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))

_FIGURES = re.compile(r"\s*([+-]?\d{1,4}(?:\s*[,，、–-]\s*\d{1,4})*|[+-])\s*")
_ABOVE = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_BELOW = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def chinese(number: int) -> str:
    """
    >>> [chinese(number) for number in (3, 10, 12, 20, 105, 110, 1001)]
    ['三', '十', '十二', '二十', '一百〇五', '一百一十', '一千〇一']
    """
    spelt = _spell(number, DIGITS, _PLACES)
    return spelt.removeprefix("一") if 10 <= number < 20 else spelt


def chinese_legal_traditional(number: int) -> str:
    return _spell(number, _TRADITIONAL_DIGITS, _TRADITIONAL_PLACES)


def chinese_legal(number: int) -> str:
    return _spell(number, _LEGAL_DIGITS, _LEGAL_PLACES)


def _spell(number: int, digits: str, places: tuple[str, ...]) -> str:
    figures = [int(figure) for figure in str(number)]
    spelt = ""
    for place, figure in zip(reversed(range(len(figures))), figures, strict=True):
        if figure:
            spelt += digits[figure] + places[place]
        elif not spelt.endswith(digits[0]):
            spelt += digits[0]
    return spelt.rstrip(digits[0]) or digits[0]


def roman(number: int) -> str:
    spelt = ""
    for worth, sign in (*_ROMAN, *_ROMAN_BELOW):
        spelt += sign * (number // worth)
        number %= worth
    return spelt


def letters(number: int) -> str:
    """
    As columns of a table are named, and the lists of web pages.

    >>> [letters(number) for number in (1, 26, 27, 53)]
    ['A', 'Z', 'AA', 'BA']
    """
    spelt = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        spelt = chr(ord("A") + letter) + spelt
    return spelt


def repeated_letters(number: int) -> str:
    """A … Z, AA, BB … as Word counts."""
    turns, letter = divmod(number - 1, 26)
    return chr(ord("A") + letter) * (turns + 1)


def one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


def signs_from(first: str, count: int) -> Callable[[int], str]:
    return one_of("".join(chr(ord(first) + number) for number in range(count)))


def blank_between(number: str, text: str) -> str:
    """
    What parts a number from its text. Programs leave a gap; after a mark of punctuation a Chinese text has nothing.

    >>> [blank_between(number, "党员") for number in ("一、", "1.", "①", "第一章", "1.2")]
    ['', '', '', '\\u3000', ' ']
    >>> blank_between("1.", "5月")
    ' '
    """
    last, first = number[-1:], text[:1]
    if last.isalpha() or last.isdecimal():
        return " " if last.isascii() else "\u3000"
    return " " if last == "." and first.isascii() and first.isalnum() else ""


def off_the_line(text: str, before: str, *, is_above: bool) -> str:
    """
    Figures above or below the line in signs of their own, for 10² is not 102; the number of a note in brackets.

    `before` is the sign in front of them.

    >>> off_the_line("2", "m", is_above=True), off_the_line("2", "O", is_above=False)
    ('²', '₂')
    >>> off_the_line("3", "。", is_above=True), off_the_line("st", "1", is_above=True)
    ('[3]', 'st')
    """
    if _FIGURES.fullmatch(text) is None:
        return text
    figures = text.strip()
    if not is_above:
        return figures.translate(_BELOW)
    is_power = before.isascii() and (before.isalnum() or before == ")")
    if is_power or not figures[-1].isdecimal():
        return figures.translate(_ABOVE)
    return text if before and before in "[(（〔［【" else f"[{figures}]"
