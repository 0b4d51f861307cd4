"""
Telephone and identity numbers in a text: where they stand, and the text without their digits.

Found is what has the form of one, in one piece or in the usual groups, also with full-width digits, and with blanks
and hyphens in it. What could be something else as well has to be right in more than its form: an identity number has
a region, a date and, of 18 characters, a check digit, and a telephone number counts nothing (13800000000元). Where the
text says what it is, the form is enough: people mistype, a local number needs no area code (电话：4960000), and what
comes after one counts nothing (手机13800000000 元旦值班). Postcodes stay, and so do local numbers that nothing is said of:
six to eight digits are mostly something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["mobile", "landline", "service", "identity"]

KIND_NAMES: Mapping[Kind, str] = {
    "mobile": "手机号码",
    "landline": "电话号码",
    "service": "服务热线号码",
    "identity": "身份证号码",
}
"""What they are called for people."""

MASK = "*"


@dataclass(frozen=True)
class Span:
    """Where a number begins and ends, end exclusive, in code points."""

    start: int
    end: int
    kind: Kind


def find(text: str) -> list[Span]:
    """
    The numbers in the order of the text; where several can be read, the one that begins first, and of these the longest.

    >>> find("电话：0471-4967890，邮编：010020")
    [Span(start=3, end=15, kind='landline')]
    """
    found: list[Span] = []
    for span in sorted(_candidates(text.translate(_PLAIN)), key=lambda span: (span.start, -span.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def mask(text: str) -> str:
    """
    The text at its length, with `MASK` for every digit of a number.

    >>> mask("王经理 139 0000 0000（微信同号）")
    '王经理 *** **** ****（微信同号）'
    """
    characters = list(text)
    for span in find(text):
        for at in range(span.start, span.end):
            if characters[at].isdecimal() or characters[at] in _TEN:
                characters[at] = MASK
    return "".join(characters)


def mask_parts(parts: Sequence[str]) -> list[str]:
    """
    The same for a text in parts; a number may run from one into the next.

    >>> mask_parts(["139 0000", " 0000。"])
    ['*** ****', ' ****。']
    """
    masked = iter(mask("".join(parts)))
    return ["".join(next(masked) for _ in part) for part in parts]


# -------------------------------------------------------------------------- forms

_TEN = "XxＸｘ"
"""The check digit that stands for ten."""

_BLANKS = " \t\n\r\u00a0\u00ad\u2002\u2003\u2009\u200a\u200b\u200c\u200d\u202f\u2060\u3000\ufeff"
_HYPHENS = "-‐‑‒–—―−－﹣"
_PLAIN: dict[int, int | str] = {
    **dict.fromkeys(map(ord, _BLANKS), " "),
    **dict.fromkeys(map(ord, _HYPHENS), "-"),
    **{ord(wide): ord(wide) - 0xFEE0 for wide in "０１２３４５６７８９（）＋．Ｘｘ"},
}
"""Every character becomes one character, so that places are the same in both."""

_D = "[0-9]"
_GAP = "[ -]{0,3}"
_SPACED = "[ -]{1,3}"
_COUNTRY = rf"\(?(?:00|\+)?86\)?{_GAP}"
_AREA = rf"(?:\( ?0{_D}{{2,3}} ?\)|0(?:10|2{_D}|[3-9]{_D}{{2}}))"
_LOCAL = rf"[2-9]{_D}{{2,3}}{_GAP}{_D}{{4}}(?: ?(?:-|转) ?{_D}{{1,5}})?"
_LOCALS = rf"{_LOCAL}(?: ?[、,/] ?{_LOCAL}(?!{_D})){{0,3}}"
_DOT = "[.·•_~/]"
"""Stands between whole groups only; between any two digits it would be a decimal point."""
_IN_NO_CODE = rf"(?<!{_D}-)"
"""Behind a digit and a hyphen stands a group of a longer number: of an ISBN, of a file."""

_COUNTS_NOTHING = (
    rf"(?!\.{_D}{{1,2}}(?!{_D}))"
    "(?! ?(?:[多余]?(?:[万亿吨斤]|元(?!旦)|度(?!假)|株(?!洲)|次(?!日))|[美欧港]元|人民币|[平立]方米|千瓦))"
)

_FORMS: tuple[tuple[Kind, str], ...] = (
    # 138 0000 0000 and 1380 000 0000; 138 000 00000; 1 3 8 0 0 0 0 0 0 0 0
    (
        "mobile",
        rf"(?:{_COUNTRY})?0?1[3-9]{_D}(?:{_GAP}{_D}{{4}}|{_D}{_GAP}{_D}{{3}}){_GAP}{_D}{{4}}{_COUNTS_NOTHING}",
    ),
    ("mobile", rf"(?:{_COUNTRY})?1[3-9]{_D}{_GAP}{_D}{{3}}{_GAP}{_D}{{5}}{_COUNTS_NOTHING}"),
    ("mobile", rf"1{_SPACED}[3-9](?:{_SPACED}{_D}){{9}}(?!{_SPACED}{_D}(?!{_D}))"),
    # 138.0000.0000
    ("mobile", rf"1[3-9]{_D}{_DOT}{_D}{{4}}{_DOT}{_D}{{4}}"),
    # 0471-4960000, 0471/4960000, (010)66550000转8001, 0471-4960000、4960001; +86 471 4960000, 86-471-4960000
    ("landline", rf"{_IN_NO_CODE}(?:{_COUNTRY})?{_AREA}(?:{_GAP}|{_DOT}){_LOCALS}"),
    ("landline", rf"(?:(?:00|\+)86{_GAP}|86-)(?:10|2{_D}|[3-9]{_D}{{2}}){_GAP}{_LOCALS}"),
    # 400-800-0000, 400-8000-000, 400-8-000-000
    (
        "service",
        rf"{_IN_NO_CODE}[48]00{_GAP}(?:{_D}{{3}}{_GAP}{_D}|{_D}{{4}}{_GAP}|{_D}{_GAP}{_D}{{3}}{_GAP}){_D}{{3}}{_COUNTS_NOTHING}",
    ),
    # Region, date of birth, number of the day, check digit; with gaps anywhere, for there is enough to check.
    (
        "identity",
        _GAP.join(["[1-8]", *[_D] * 5, "(?:1", "9|2", "0)", *[_D] * 2, "[01]", _D, "[0-3]", *[_D] * 4, "[0-9Xx]"]),
    ),
    ("identity", rf"[1-8]{_D}{{5}}{_GAP}{_D}{{6}}{_GAP}{_D}{{3}}"),
)

_FORMS_OF_CALLED: tuple[tuple[Kind, str], ...] = (
    # 138 000 000 00, 13 800 000 000
    ("mobile", rf"1(?:[ .·•_~-]{{0,3}}[3-9])(?:[ .·•_~-]{{0,3}}{_D}){{9}}"),
    # 4960000、4960001; no years (微信2021—2025) and no counts (接听热线4960000次)
    ("landline", rf"(?!20{_D}{{2}}{_GAP}20{_D}{{2}}){_LOCALS}(?! ?[多余]?[万亿元个次人户件年])"),
)


def _patterns(forms: Iterable[tuple[Kind, str]]) -> list[tuple[Kind, re.Pattern[str]]]:
    """They look ahead and take nothing, so every place is tried; each is bounded, so time grows with length alone."""
    return [(kind, re.compile(rf"(?<!{_D})(?=({form})(?!{_D}))")) for kind, form in forms]


_PATTERNS = _patterns(_FORMS)
_PATTERNS_OF_CALLED = _patterns(_FORMS_OF_CALLED)

_TELEPHONE = re.compile(
    "(?:[电電][话話]|手[机機]|[热熱][线線]|[传傳]真|座[机機]|[联聯][系繫]方式|微信|[拨撥]打|[Tt]el|TEL|[☎☏℡📞])"
    "[^0-9。;；]{0,8}(?:[0-9][0-9 -]{6,18}[^0-9。;；]{1,3}){0,3}$"
)
_IDENTITY = re.compile("(?:身份[证證]|[证證]件)[^0-9]{0,12}$")
_REACH = 80
"""Characters before a number in which it may be called by its name: 电话：4960000、4960001、4960002."""


def _candidates(plain: str) -> Iterator[Span]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            if kind != "identity" or _is_identity(match[1]) or _is_called(_IDENTITY, plain, match.start()):
                yield Span(*match.span(1), kind)
    for kind, pattern in _PATTERNS_OF_CALLED:
        for match in pattern.finditer(plain):
            if _is_called(_TELEPHONE, plain, match.start()):
                yield Span(*match.span(1), kind)


def _is_called(name: re.Pattern[str], plain: str, start: int) -> bool:
    return name.search(plain, max(0, start - _REACH), start) is not None


# ----------------------------------------------------------------- identity numbers

_REGION = re.compile("1[1-5]|2[123]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123]")
"""The first two digits: provinces as in GB/T 2260; 81 to 83 for who comes from 香港, 澳门 and 台湾."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
"""GB 11643-1999: the weighted sum of 17 digits, modulo 11, gives the last one. The 15 of before 1999 have none."""


def _is_identity(number: str) -> bool:
    digits = re.sub("[ -]", "", number)
    if not _REGION.match(digits):
        return False
    if len(digits) == 15:
        return _is_date(f"19{digits[6:12]}")
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return _is_date(digits[6:14]) and digits[-1].upper() == _CHECK_DIGITS[total % 11]


def _is_date(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True
