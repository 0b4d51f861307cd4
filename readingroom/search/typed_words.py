"""Words as a curator types them: taken apart, and what is wrong with one, in a sentence."""

from __future__ import annotations

import re
import unicodedata

from .language.folding import fold

LONGEST_WORD = 20
"""Characters; congresses and committees in full have up to sixteen. More is a sentence."""

BETWEEN = "、"
"""What stands between words that are kept together."""

_BETWEEN_TYPED = re.compile(r"[\s、，,；;]+")
_AROUND_A_WHOLE_WORD = {"“”", "‘’", '""', "''", "《》", "「」", "『』", "（）", "()"}
_CHINESE = ("CJK UNIFIED IDEOGRAPH", "IDEOGRAPHIC NUMBER ZERO")


def take_apart(typed: str) -> list[str]:
    """
    The words of a list, each once, in its first spelling: words that fold to the same are one.

    >>> take_apart("党建，黨建；“党的建设”")
    ['党建', '党的建设']
    """
    words: dict[str, str] = {}
    for word in map(_bare, _BETWEEN_TYPED.split(_printable(typed))):
        words.setdefault(fold(word), word)
    return [word for word in words.values() if word]


def why_no_synonym(word: str) -> str | None:
    if sum(sign.isalnum() for sign in fold(word)) < 2:
        return f"“{word}”太短：同义词至少要有两个汉字、字母或数字，单个字会带出许多不相干的内容。"
    return _why_no_word(word)


def why_no_custom_word(word: str) -> str | None:
    """Letters and digits are never cut apart, so nothing but Chinese words can be missing from a dictionary."""
    if not all(unicodedata.name(sign, "").startswith(_CHINESE) for sign in fold(word)):
        return f"“{word}”里有汉字以外的字符。自定义词只用汉字；字母和数字本来就不会被拆开。"
    if len(word) < 2:
        return "自定义词至少要有两个字；单个字本来就能查到。"
    return _why_no_word(word)


def _why_no_word(word: str) -> str | None:
    # A single sign may stand for several: ㍿ for 株式会社. Folded, a word has to fit its column too.
    if max(len(word), len(fold(word))) > LONGEST_WORD:
        return f"“{word[:LONGEST_WORD]}…”超过 {LONGEST_WORD} 个字：请写词语，不要写句子。"
    return None


def _printable(typed: str) -> str:
    """Without the signs nobody sees that come along with a copied text."""
    return "".join(sign for sign in typed if sign.isspace() or not unicodedata.category(sign).startswith("C"))


def _bare(word: str) -> str:
    """Without marks around the whole of it; those within (村“两委”) belong to the word."""
    while len(word) > 1 and word[0] + word[-1] in _AROUND_A_WHOLE_WORD:
        word = word[1:-1]
    return word
