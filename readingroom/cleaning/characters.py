"""What kinds of characters there are, and what the end of a line says. Used by every rule."""

from __future__ import annotations

import re
from functools import cache

from readingroom.simplified import simplified

HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Han characters for a regular expression class; 〇 (U+3007) stands outside the main block and is in 二〇三五年."""

_HAN = re.compile(f"[{HAN}]")

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters without a shape that pages scatter about; they are neither text nor white space."""

PAD = "\ufdd0"
"""Stands for what is too much in a mended place (see `damage`); Unicode keeps it for use inside programs."""

MENDED_BLANK = "\ufdd1"
"""Stands for a blank in a mended place, which is no white space of the raw line and is not trimmed with it."""

_NOTHING = dict.fromkeys(map(ord, INVISIBLE + PAD))

CLOSING = "”’」』）)》】〉］]\"'"
"""Marks that may follow the mark that ends a sentence."""

SENTENCE_ENDS = "。！？!?"
LINE_ENDS = SENTENCE_ENDS + "…；;：:—"
"""After one of these a line may stand as it is: the next one need not continue it."""

NOTE_MARK = re.compile(r"[\[〔［(（]\d{1,3}(?:[-—,，、]\d{1,3})*[\]〕］)）]$|[①-⑳]$")
_NOTE_ENDS = ("]", "〕", "］", ")", "）", *map(chr, range(0x2460, 0x2474)))
"""The number of a footnote, as it stands behind a sentence."""

NUMBERED = re.compile(
    r"\s*(?:第[一二三四五六七八九十百]+[章节部分条篇]|[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、.．](?!\d)|\d{1,2}\s+(?=[\u4e00-\u9fff])(?![年月日个名人项条次天位元万亿多])|\d{1,2}(?:\.\d{1,2}){1,3}[\s、.．]*(?=[^\d\s.%％]))"
)
"""How headings, paragraphs of rules and entries of lists are numbered."""

PAIRS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "（": "）",
    "(": ")",
    "【": "】",
    "〔": "〕",
    "［": "］",
}

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20,
    0xA0: 0x20,
    ord(MENDED_BLANK): 0x20,
}


@cache
def _folding() -> dict[int, int | str]:
    return {**simplified(), **_HALF_WIDTH}


def fold(text: str) -> str:
    """
    The text with half-width signs and simplified characters, of the same length: for matching, never for showing.

    >>> fold("來源：人民網　２０２２")
    '来源:人民网 2022'
    """
    return text.translate(_folding())


def half_width(text: str) -> str:
    """The text with half-width signs, its characters as they are: how values are given."""
    return text.translate(_HALF_WIDTH)


def without_invisible(text: str) -> str:
    return text.translate(_NOTHING)


def is_latin(character: str) -> bool:
    """Letters, digits and marks that are set with spaces between words; neither Chinese nor full-width."""
    return "!" <= character <= "~" or "\u00c0" <= character <= "\u024f"


NO_SPACE_AFTER = "/-_&=@#~"
"""A row that breaks off behind one of these goes on without a space: in an address, a compound."""


def count_han(text: str) -> int:
    return len(_HAN.findall(text))


def ends_with(text: str, marks: str) -> bool:
    """Whether the text ends with one of the marks; closing quotes, brackets and a footnote's number do not count."""
    bare = text.rstrip()
    if bare.endswith(_NOTE_ENDS):
        bare = NOTE_MARK.sub("", bare).rstrip()
    return bare.rstrip(CLOSING).endswith(tuple(marks))


def is_truncated(text: str) -> bool:
    """Whether the text breaks off in dots, as teasers do."""
    return text.rstrip().endswith(("...", "．．．", "…", "···"))


def clauses(text: str) -> list[str]:
    """
    The parts between commas, without empty ones.

    >>> clauses("立足群众需求,切实提升服务力")
    ['立足群众需求', '切实提升服务力']
    """
    return [part for part in re.split("[,，、;；]", text.strip().rstrip("。")) if part]


def has_open_pair(text: str) -> bool:
    """
    Whether a quotation or bracket is opened and not closed.

    >>> has_open_pair("强调:“要把基"), has_open_pair("“一老一小”")
    (True, False)
    """
    return _depth(text) > 0


def is_balanced(text: str) -> bool:
    """Whether every quotation, bracket and book-title mark that opens also closes, and none closes unopened."""
    return all(text.count(opening) == text.count(closing) for opening, closing in PAIRS.items())


def _depth(text: str) -> int:
    return sum(max(0, text.count(opening) - text.count(closing)) for opening, closing in PAIRS.items())


SPREAD_SHARE = 0.7
"""Of the parts of a line that is set wide, how many are single characters: its brackets hang on their neighbours."""

SPREAD_HAN = 3
"""Single Chinese characters at least."""

SPREAD_PARTS = 5
"""Fewer characters with blanks between are two names of two characters."""


def is_spread(text: str) -> bool:
    """
    Whether a text is set wide, with a blank behind every character: 清 风 月 刊  2018 年 第 9 期.

    >>> is_spread("清 风 月 刊 2018 年"), is_spread("王某 李某 赵某 钱某")
    (True, False)
    """
    parts = text.split()
    han = [part for part in parts if count_han(part)]
    single = sum(len(part) == 1 for part in han)
    return len(parts) >= SPREAD_PARTS and single >= max(SPREAD_HAN, SPREAD_SHARE * len(han))
