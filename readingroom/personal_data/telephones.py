"""
Mobile, fixed and service telephone numbers.

One that counts something is none (13800000000元); what comes after one that is called so counts nothing (手机13800000000
元旦值班). A local number needs no area code where the text calls it a telephone's (电话：4960000).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .forms import COUNTS_NOTHING, DIGIT, GAP, Kind, Span, is_called, patterns

_SPACED = "[ -]{1,3}"
_COUNTRY = rf"\(?(?:00|\+)?86\)?{GAP}"
_AREA = rf"(?:\( ?0{DIGIT}{{2,3}} ?\)|0(?:10|2{DIGIT}|[3-9]{DIGIT}{{2}}))"
_LOCAL = rf"[2-9]{DIGIT}{{2,3}}{GAP}{DIGIT}{{4}}(?: ?(?:-|转) ?{DIGIT}{{1,5}})?"
_LOCALS = rf"{_LOCAL}(?: ?[、,/] ?{_LOCAL}(?!{DIGIT})){{0,3}}"
_DOT = "[.·•_~/]"
"""Stands between whole groups only; between any two digits it would be a decimal point."""
_IN_NO_CODE = rf"(?<!{DIGIT}-)"
"""Behind a digit and a hyphen stands a group of a longer number: of an ISBN, of a file."""

_FORMS: tuple[tuple[Kind, str], ...] = (
    # 138 0000 0000 and 1380 000 0000; 138 000 00000; 1 3 8 0 0 0 0 0 0 0 0
    (
        "mobile",
        rf"(?:{_COUNTRY})?0?1[3-9]{DIGIT}(?:{GAP}{DIGIT}{{4}}|{DIGIT}{GAP}{DIGIT}{{3}}){GAP}{DIGIT}{{4}}{COUNTS_NOTHING}",
    ),
    ("mobile", rf"(?:{_COUNTRY})?1[3-9]{DIGIT}{GAP}{DIGIT}{{3}}{GAP}{DIGIT}{{5}}{COUNTS_NOTHING}"),
    ("mobile", rf"1{_SPACED}[3-9](?:{_SPACED}{DIGIT}){{9}}(?!{_SPACED}{DIGIT}(?!{DIGIT}))"),
    # 138.0000.0000
    ("mobile", rf"1[3-9]{DIGIT}{_DOT}{DIGIT}{{4}}{_DOT}{DIGIT}{{4}}"),
    # 0471-4960000, 0471/4960000, (010)66550000转8001, 0471-4960000、4960001; +86 471 4960000, 86-471-4960000
    ("landline", rf"{_IN_NO_CODE}(?:{_COUNTRY})?{_AREA}(?:{GAP}|{_DOT}){_LOCALS}"),
    ("landline", rf"(?:(?:00|\+)86{GAP}|86-)(?:10|2{DIGIT}|[3-9]{DIGIT}{{2}}){GAP}{_LOCALS}"),
    # 400-800-0000, 400-8000-000, 400-8-000-000
    (
        "service",
        rf"{_IN_NO_CODE}[48]00{GAP}(?:{DIGIT}{{3}}{GAP}{DIGIT}|{DIGIT}{{4}}{GAP}|{DIGIT}{GAP}{DIGIT}{{3}}{GAP}){DIGIT}{{3}}{COUNTS_NOTHING}",
    ),
)

_FORMS_OF_CALLED: tuple[tuple[Kind, str], ...] = (
    # 138 000 000 00, 13 800 000 000
    ("mobile", rf"1(?:[ .·•_~-]{{0,3}}[3-9])(?:[ .·•_~-]{{0,3}}{DIGIT}){{9}}"),
    # 4960000、4960001; no years (微信2021—2025) and no counts (接听热线4960000次)
    ("landline", rf"(?!20{DIGIT}{{2}}{GAP}20{DIGIT}{{2}}){_LOCALS}(?! ?[多余]?[万亿元个次人户件年])"),
)

_PATTERNS = patterns(_FORMS)
_PATTERNS_OF_CALLED = patterns(_FORMS_OF_CALLED)

_TELEPHONE = re.compile(
    "(?:[电電][话話]|手[机機]|[热熱][线線]|[传傳]真|座[机機]|[联聯][系繫]方式|微信(?!.{0,3}群)|[拨撥]打|[Tt]el|TEL|[☎☏℡📞])"
    "[^0-9。;；]{0,8}(?:[0-9][0-9 -]{6,18}[^0-9。;；]{1,3}){0,3}$"
)

_LICENCE = re.compile("许可[证證](?:编?[号號])?[:： ]{0,3}$")
"""A news site's has a province's two digits, the year and a number: 15120180000. Three provinces look like mobiles."""


def candidates(plain: str) -> Iterator[Span]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            if not is_called(_LICENCE, plain, match.start()):
                yield Span(*match.span(1), kind)
    for kind, pattern in _PATTERNS_OF_CALLED:
        for match in pattern.finditer(plain):
            if is_called(_TELEPHONE, plain, match.start()):
                yield Span(*match.span(1), kind)
