"""Numbers of identity cards, and of the papers that one travels with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from .forms import DIGIT, GAP, Kind, Span, is_called, patterns

_FORMS: tuple[tuple[Kind, str], ...] = (
    # Region, date of birth, number of the day, check digit; with gaps anywhere, for there is enough to check.
    (
        "identity",
        GAP.join(
            ["[1-8]", *[DIGIT] * 5, "(?:1", "9|2", "0)", *[DIGIT] * 2, "[01]", DIGIT, "[0-3]", *[DIGIT] * 4, "[0-9Xx]"]
        ),
    ),
    ("identity", rf"[1-8]{DIGIT}{{5}}{GAP}{DIGIT}{{6}}{GAP}{DIGIT}{{3}}"),
)
_FORMS_OF_PAPERS: tuple[tuple[Kind, str], ...] = (
    # E00000000, EA0000000, C 00000000
    ("passport", rf"[A-Za-z]{{1,2}} ?{DIGIT}{{7,9}}"),
)
_FORMS_OF_NUMBERED_PAPERS: tuple[tuple[Kind, str], ...] = (("passport", rf"{DIGIT}{{8,10}}"),)

_PATTERNS, _PATTERNS_OF_PAPERS, _PATTERNS_OF_NUMBERED = map(
    patterns, (_FORMS, _FORMS_OF_PAPERS, _FORMS_OF_NUMBERED_PAPERS)
)

_IDENTITY = re.compile("(?:身份[证證]|[证證]件)[^0-9]{0,12}$")
_PAPERS = "(?:[护護]照|通行[证證]|回[乡鄉][证證]|[台臺]胞[证證]|旅行[证證]|居留[证證]|[军軍]官[证證]|士兵[证證])"
_PAPER = re.compile(rf"{_PAPERS}[^0-9A-Za-z。;；]{{0,8}}$")
"""Codes of goods look like these too, so the text has to say so."""
_NUMBERED = re.compile(rf"{_PAPERS}[^0-9A-Za-z。;；]{{0,4}}[号號][码碼]?[^0-9A-Za-z。;；]{{0,3}}$")
"""Eight digits without a letter may be a date."""


def candidates(plain: str) -> Iterator[Span]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            if _is_identity(match[1]) or is_called(_IDENTITY, plain, match.start()):
                yield Span(*match.span(1), kind)
    for name, of_papers in ((_PAPER, _PATTERNS_OF_PAPERS), (_NUMBERED, _PATTERNS_OF_NUMBERED)):
        for kind, pattern in of_papers:
            for match in pattern.finditer(plain):
                if is_called(name, plain, match.start()):
                    yield Span(*match.span(1), kind)


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
