"""
The numbers that Word counts by itself (一、 （一） 1. 第一章) and that stand nowhere in a document's text.

They are put back: a rule that refers to “第三条” means the one that Word shows so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from readingroom.intake.word_parts import child, child_value, local, value, whole_number
from readingroom.intake.word_styles import Styles

LEVELS = 9
LARGEST = 99_999
"""A count that is larger was made to fill the room, or is none."""

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "十", "百", "千", "万")
_LEGAL_PLACES = ("", "拾", "佰", "仟", "万")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_ROMAN_BELOW = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

_PLACEHOLDER = re.compile(r"%([1-9])")


def chinese(number: int) -> str:
    """
    >>> [chinese(number) for number in (3, 10, 12, 20, 105, 110, 1001)]
    ['三', '十', '十二', '二十', '一百〇五', '一百一十', '一千〇一']
    """
    spelt = _spell(number, _DIGITS, _PLACES)
    return spelt.removeprefix("一") if 10 <= number < 20 else spelt


def _spell(number: int, digits: str, places: tuple[str, ...]) -> str:
    figures = [int(figure) for figure in str(number)]
    spelt = ""
    for place, figure in zip(reversed(range(len(figures))), figures, strict=True):
        if figure:
            spelt += digits[figure] + places[place]
        elif not spelt.endswith(digits[0]):
            spelt += digits[0]
    return spelt.rstrip(digits[0]) or digits[0]


def _roman(number: int) -> str:
    spelt = ""
    for worth, sign in (*_ROMAN, *_ROMAN_BELOW):
        spelt += sign * (number // worth)
        number %= worth
    return spelt


def _letters(number: int) -> str:
    """A … Z, AA, BB … as Word counts."""
    turns, letter = divmod(number - 1, 26)
    return chr(ord("A") + letter) * (turns + 1)


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


def _from(first: str, count: int) -> Callable[[int], str]:
    return _one_of("".join(chr(ord(first) + number) for number in range(count)))


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02}".format,
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": lambda number: "".join(_DIGITS[int(figure)] for figure in str(number)),
    "ideographEnclosedCircle": _from("㊀", 10),
    "chineseLegalSimplified": lambda number: _spell(number, _LEGAL_DIGITS, _LEGAL_PLACES),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "none": lambda number: "",
}
"""The formats that Chinese documents use, by their names in the standard."""


@dataclass(frozen=True)
class Number:
    """What Word shows before a paragraph: `text` with the blank behind it; `is_bullet` when that is a mere sign."""

    text: str = ""
    is_bullet: bool = False
    is_unknown: bool = False


class Numbering:
    """Counts along the document: ask once for each paragraph, in order."""

    def __init__(self, root: Any | None, styles: Styles) -> None:
        elements = list(root) if root is not None else []
        self._styles = styles
        self._lists = {value(each, "abstractNumId"): each for each in elements if local(each) == "abstractNum"}
        self._uses = {value(each, "numId"): each for each in elements if local(each) == "num"}
        self._counts: defaultdict[str | None, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()

    def number_of(self, properties: Any | None, style: str | None) -> Number | None:
        """The number of the next paragraph, or nothing when it has none."""
        # The two are inherited apart: a style may say its level only, and leave the list to the one it is based on.
        use = self._said("numId", properties, style)
        if use is None or use not in self._uses:
            return None
        said = whole_number(self._said("ilvl", properties, style))
        return self._count(use, self._linked_level(use, style) if said is None else min(said, LEVELS - 1))

    def _said(self, name: str, properties: Any | None, style: str | None) -> str | None:
        own = child_value(properties, "numPr", name)
        by_style = self._styles.find(style, "pPr", "numPr", name) if own is None else None
        return own if by_style is None else value(by_style)

    def _linked_level(self, use: str, style: str | None) -> int:
        """The level that names the style as its own."""
        linked = (number for number in range(LEVELS) if child_value(self._level(use, number), "pStyle") == style)
        return next(linked, 0)

    def _count(self, use: str, number: int) -> Number | None:
        level = self._level(use, number)
        if level is None:
            return None
        counts = self._counts[self._list_id(use)]
        for above in range(number):
            # A level that was left out has begun with the one below it: after 1.1.1 comes 1.2.
            counts.setdefault(above, _count_from(child_value(self._level(use, above), "start")))
        counts[number] = min(self._next(use, number, level, counts), LARGEST)
        for deeper in [other for other in counts if other > number]:
            if child_value(self._level(use, deeper), "lvlRestart") != "0":
                del counts[deeper]
        if child_value(level, "numFmt") == "bullet":
            return Number(is_bullet=True)
        return self._shown(use, level, counts)

    def _next(self, use: str, number: int, level: Any, counts: dict[int, int]) -> int:
        override = self._override(use, number)
        restart = child_value(override, "startOverride")
        if restart is not None and (use, number) not in self._begun:
            self._begun.add((use, number))
            return _count_from(restart)
        return counts[number] + 1 if number in counts else _count_from(child_value(level, "start"))

    def _shown(self, use: str, level: Any, counts: dict[int, int]) -> Number:
        is_unknown = False
        is_legal = child(level, "isLgl") is not None

        def fill(match: re.Match[str]) -> str:
            nonlocal is_unknown
            number = int(match[1]) - 1
            of_level = self._level(use, number)
            called = child_value(of_level, "numFmt") or "decimal"
            if called == "bullet" or number not in counts:
                return ""
            called = "decimal" if is_legal and of_level is not level else called
            is_unknown |= called not in FORMATS
            return FORMATS.get(called, str)(counts[number]) if counts[number] > 0 else str(counts[number])

        text = _PLACEHOLDER.sub(fill, child_value(level, "lvlText") or "")
        return Number(text + _blank_behind(text, child_value(level, "suff")), is_unknown=is_unknown)

    def _level(self, use: str, number: int) -> Any | None:
        """The level as this use of the list overrides it, or the list's own."""
        override = self._override(use, number)
        own = child(override, "lvl")
        return own if own is not None else _numbered(self._lists.get(self._list_id(use)), "lvl", number)

    def _override(self, use: str, number: int) -> Any | None:
        return _numbered(self._uses.get(use), "lvlOverride", number)

    def _list_id(self, use: str) -> str | None:
        """The list that counts; one that only names a style of lists stands for the list of that style."""
        found = child_value(self._uses[use], "abstractNumId")
        style = child_value(self._lists.get(found), "numStyleLink")
        linked = self._styles.find(style, "pPr", "numPr") if style else None
        other = child_value(linked, "numId")
        return child_value(self._uses[other], "abstractNumId") if other in self._uses else found


def _numbered(parent: Any | None, name: str, number: int) -> Any | None:
    levels = parent if parent is not None else ()
    return next((each for each in levels if local(each) == name and value(each, "ilvl") == str(number)), None)


def _count_from(said: str | None) -> int:
    number = whole_number(said)
    return 1 if number is None else min(number, LARGEST)


def _blank_behind(text: str, suffix: str | None) -> str:
    """
    What parts the number from the text. Word sets a tab; after a mark of punctuation a Chinese text has nothing.

    >>> [_blank_behind(text, None) for text in ("一、", "①", "第一章", "1.2")]
    ['', '', '\\u3000', ' ']
    """
    if suffix == "nothing" or not (text[-1:].isalpha() or text[-1:].isdecimal()):
        return ""
    return " " if text[-1].isascii() else "\u3000"
