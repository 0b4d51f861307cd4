"""
The numbers of lists on web pages: browsers count them, and they stand nowhere in a page's text.

People quote “第 3 项” by the number they see, so it is given as the browser shows it: `start`, `reversed`, `type`, the
`value` of an entry, and the signs that a style asks for (一、 a. IV.). A list of links is a menu or a list of other
articles, and sites hide its numbers in sheets that are not in the file; so it gets none, nor does a list whose entries
bring their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from readingroom.intake.numerals import BRANCHES, DIGITS, STEMS, chinese, chinese_legal, letters, roman
from readingroom.intake.stylesheets import Sheet

LISTS = frozenset({"ol", "ul", "menu", "dir"})
LARGEST = 9_999
"""The greatest number that all of the ways to count can write; a larger one is shown in figures."""
LEAST_NOT_ROMAN = 4_000
ENTRIES_LOOKED_AT = 100
MOST_NESTED = 8
"""Lists within lists that are judged by themselves; deeper ones are as the one around them."""

ATTRIBUTES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
"""What `type` says, in the words of style sheets."""

_OWN_NUMBER = re.compile(
    "[\\s\u3000]*(?:[（(]?(?:\\d{1,3}|[一二三四五六七八九十百]{1,4})[、.．)）:：]"
    "|第[\\d一二三四五六七八九十百]{1,4}[章节条款项讲步个]|[①-⑳⑴-⒛㈠-㈩])"
)
_WHOLE_NUMBER = re.compile(r"\s*([+-]?\d{1,8})")
_QUOTED = re.compile("[\"']")


def _digits(number: int) -> str:
    return "".join(DIGITS[int(figure)] for figure in str(number))


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else _digits(number)


def _roman(number: int) -> str:
    return roman(number) if number < LEAST_NOT_ROMAN else str(number)


def _informal(number: int) -> str:
    return chinese(number).replace("〇", "零")


WAYS: dict[str, tuple[Callable[[int], str], str]] = {
    "decimal": (str, "."),
    "decimal-leading-zero": ("{:02}".format, "."),
    "lower-alpha": (lambda number: letters(number).lower(), "."),
    "lower-latin": (lambda number: letters(number).lower(), "."),
    "upper-alpha": (letters, "."),
    "upper-latin": (letters, "."),
    "lower-roman": (lambda number: _roman(number).lower(), "."),
    "upper-roman": (_roman, "."),
    "cjk-decimal": (_digits, "、"),
    "cjk-ideographic": (_informal, "、"),
    "simp-chinese-informal": (_informal, "、"),
    "trad-chinese-informal": (_informal, "、"),
    "japanese-informal": (_informal, "、"),
    "simp-chinese-formal": (chinese_legal, "、"),
    "cjk-heavenly-stem": (_one_of(STEMS), "、"),
    "cjk-earthly-branch": (_one_of(BRANCHES), "、"),
}
"""Ways to count by their names in style sheets, with the mark that browsers set behind."""

NO_NUMBERS = frozenset({"none", "disc", "circle", "square", "disclosure-open", "disclosure-closed", "initial", "unset"})


@dataclass(frozen=True)
class Number:
    """What stands before an entry. It is not sure where a sheet that is not in the file may say otherwise."""

    text: str
    is_sure: bool


@dataclass
class _List:
    way: str | None
    is_said: bool
    gives: bool
    next: int
    step: int


class Lists:
    """Counts along a page: `begin` and `end` with each list, `number_of` once for each entry that is shown."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._open: list[_List] = []

    def begin(self, element: Any) -> None:
        said = self._said(element)
        is_ordered = element.tag == "ol"
        is_said = said is not None or any(element.get(name) is not None for name in ("start", "reversed"))
        gives = _gives(element) if len(self._open) < MOST_NESTED else self._open[-1].gives
        start = _whole_number(element.get("start")) if is_ordered else None
        step = -1 if is_ordered and element.get("reversed") is not None else 1
        if start is None:
            start = 1 if step > 0 else sum(map(self._is_entry, element.iterchildren("li")))
        self._open.append(_List(said or ("decimal" if is_ordered else None), is_said, gives, start, step))

    def end(self) -> None:
        self._open.pop()

    def number_of(self, entry: Any) -> Number | None:
        if not self._open or not self._is_entry(entry):
            return None
        around = self._open[-1]
        value = _whole_number(entry.get("value"))
        number = around.next if value is None else value
        around.next = number + around.step
        own = self._said(entry)
        way = own or around.way
        if way is None or way in NO_NUMBERS or _QUOTED.search(way) or not around.gives:
            return None
        is_said = own is not None or around.is_said or value is not None
        return Number(_written(number, way), is_sure=way in WAYS and (is_said or self._sheet.is_whole))

    def _is_entry(self, element: Any) -> bool:
        return self._sheet.said(element, "display") in (None, "list-item")

    def _said(self, element: Any) -> str | None:
        by_attribute = None if element.tag == "ul" else ATTRIBUTES.get(element.get("type") or "")
        return self._sheet.said(element, "list-style-type") or by_attribute


def _written(number: int, way: str) -> str:
    """
    >>> [_written(3, way) for way in ("decimal", "upper-roman", "cjk-ideographic", "of-ones-own")]
    ['3.', 'III.', '三、', '3.']
    >>> _written(0, "lower-alpha")
    '0.'
    """
    write, mark = WAYS.get(way, WAYS["decimal"])
    return f"{write(number) if 0 < number <= LARGEST else number}{mark}"


def _gives(element: Any) -> bool:
    """Whether a list is one of text that has no numbers of its own."""
    texts, linked, own = 0, 0, 0
    entries = list(_first_entries(element))
    for entry in entries:
        text = "".join(entry.itertext())
        texts += len(text.strip())
        linked += sum(len("".join(link.itertext()).strip()) for link in entry.iter("a") if link.get("href") is not None)
        own += bool(_OWN_NUMBER.match(text))
    return 2 * linked <= texts and 2 * own < max(len(entries), 1)


def _first_entries(element: Any) -> Iterator[Any]:
    for number, entry in enumerate(element.iterchildren("li")):
        if number == ENTRIES_LOOKED_AT:
            return
        yield entry


def _whole_number(said: str | None) -> int | None:
    match = _WHOLE_NUMBER.match(said or "")
    return int(match[1]) if match else None
