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

from readingroom.intake.numerals import (
    BRANCHES,
    DIGITS,
    STEMS,
    blank_between,
    chinese,
    chinese_legal,
    chinese_legal_traditional,
    one_of,
    repeated_letters,
    roman,
    signs_from,
)
from readingroom.intake.word_parts import child, child_value, local, value, whole_number
from readingroom.intake.word_styles import Styles

LEVELS = 9
LARGEST = 99_999
"""A count that is larger was made to fill the room, or is none."""

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_CUSTOM = re.compile(r"(0{1,4}1),")
_PLACEHOLDER = re.compile(r"%([1-9])")

FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02}".format,
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": signs_from("①", 20),
    "decimalEnclosedCircleChinese": signs_from("①", 20),
    "decimalEnclosedParen": signs_from("⑴", 20),
    "decimalEnclosedFullstop": signs_from("⒈", 20),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": lambda number: "".join(DIGITS[int(figure)] for figure in str(number)),
    "ideographEnclosedCircle": signs_from("㊀", 10),
    "chineseLegalSimplified": chinese_legal,
    "ideographLegalTraditional": chinese_legal_traditional,
    "ideographTraditional": one_of(STEMS),
    "ideographZodiac": one_of(BRANCHES),
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": repeated_letters,
    "lowerLetter": lambda number: repeated_letters(number).lower(),
    "numberInDash": "- {} -".format,
    "none": lambda number: "",
    "01": "{:02}".format,
    "001": "{:03}".format,
    "0001": "{:04}".format,
    "00001": "{:05}".format,
}
"""The formats that Chinese documents use, by their names in the standard; those without one by what they begin with."""


@dataclass(frozen=True)
class Number:
    """What Word shows before a paragraph; `is_close` without a gap behind it, `is_bullet` when it is a mere sign."""

    text: str = ""
    is_close: bool = False
    is_bullet: bool = False
    is_unknown: bool = False

    def before(self, text: str) -> str:
        """With what parts it from the text."""
        return self.text if self.is_close else self.text + blank_between(self.text, text)


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
        if _format(level) == "bullet":
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
            called = _format(of_level)
            if called == "bullet" or number not in counts:
                return ""
            called = "decimal" if is_legal and of_level is not level else called
            is_unknown |= called not in FORMATS
            return FORMATS.get(called, str)(counts[number]) if counts[number] > 0 else str(counts[number])

        text = _PLACEHOLDER.sub(fill, child_value(level, "lvlText") or "")
        return Number(text, is_close=child_value(level, "suff") == "nothing", is_unknown=is_unknown)

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


def _format(level: Any | None) -> str:
    """What newer programs count by (“001, 002, 003, ...”) is said beside what older ones do."""
    found = child(level, "numFmt")
    found = child(level, "AlternateContent", "Choice", "numFmt") if found is None else found
    if found is None:
        return "decimal"
    custom = _CUSTOM.match(value(found, "format") or "")
    return custom[1] if custom else value(found) or "decimal"


def _count_from(said: str | None) -> int:
    number = whole_number(said)
    return 1 if number is None else min(number, LARGEST)
