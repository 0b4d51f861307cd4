"""One form of all digits, blanks and hyphens; every character becomes one character, so that places stay the same."""

from __future__ import annotations

import re
import unicodedata

_BLANKS = " \t\n\r\u00a0\u00ad\u2002\u2003\u2009\u200a\u200b\u200c\u200d\u202f\u2060\u3000\ufeff"
_HYPHENS = "-‐‑‒–—―−－﹣"
_NUMERALS = ("〇零○◯", "一壹幺", "二贰貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")


class _Plain(dict[int, int | str]):
    """Digits of all scripts; looked up once each."""

    def __missing__(self, code: int) -> int | str:
        digit = unicodedata.decimal(chr(code), None)
        self[code] = code if digit is None else str(digit)
        return self[code]


_PLAIN = _Plain(
    {
        **dict.fromkeys(map(ord, _BLANKS), " "),
        **dict.fromkeys(map(ord, _HYPHENS), "-"),
        **{ord(wide): ord(wide) - 0xFEE0 for wide in "（）＋．＠＃＿"},
        **{code: code - 0xFEE0 for first, last in ("ＡＺ", "ａｚ") for code in range(ord(first), ord(last) + 1)},
    }
)

_SPELT: dict[int, str] = {
    ord(character): str(digit) for digit, characters in enumerate(_NUMERALS) for character in characters
} | {
    code: str(unicodedata.digit(chr(code)))
    for code in (*range(0x2460, 0x2469), 0x24EA, *range(0x2776, 0x277F), 0x24FF)  # ①–⑨ ⓪ ❶–❾ ⓿
}
_RUN = re.compile(rf"(?:[0-9{''.join(map(chr, _SPELT))}][ -]{{0,3}}){{7,}}")
"""Of the shortest number that is looked for."""


def plain(text: str) -> str:
    return text.translate(_PLAIN)


def spelt_out(plain: str) -> str:
    """
    Also 一三八 and ①③⑧ as digits. Empty where that gives no number: 一 stands in every sentence.

    >>> spelt_out("请拨一三八零零零零零零零零")
    '请拨13800000000'
    """
    has_some = any(not run[0].isascii() for run in _RUN.finditer(plain))
    return read_out(plain) if has_some else ""


def read_out(plain: str) -> str:
    return plain.translate(_SPELT)


def says_something(character: str) -> bool:
    """Whether it is a digit or a Latin letter, in whatever form; the marks between and 转 are none."""
    digit = read_out(plain(character))
    return digit.isascii() and digit.isalnum()
