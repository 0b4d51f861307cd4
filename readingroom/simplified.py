"""
Traditional characters and the simplified ones that stand for them, one by one.

OpenCC's phrase conversion would fold a part of a text otherwise than the whole (乾隆 stays, 乾 alone becomes 干), so
that phrases were missed and places could not be mapped back. One by one, a text keeps its length.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache

_HAN_BLOCKS = ((0x2E80, 0xA000), (0xF900, 0xFB00), (0x20000, 0x33480))


@cache
def simplified() -> dict[int, str]:
    """
    Every traditional character with its simplified form, for `str.translate`; made by OpenCC at first use.

    >>> "黨建".translate(simplified())
    '党建'
    """
    from opencc import OpenCC

    characters = [chr(code) for first, end in _HAN_BLOCKS for code in range(first, end)]
    # One call for all: a line break between two characters keeps them from being read as a phrase.
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    table = {old: new for old, new in zip(characters, converted, strict=True) if old != new}
    # 薴 → 苧 → 苎: folding a folded text must change nothing.
    return {ord(old): table.get(new, new) for old, new in table.items()}


def in_any_script(words: Iterable[str], write: Callable[[str], str] = str) -> str:
    """
    A pattern that finds the words in simplified, traditional and mixed texts; `write` says how a text has a character.

    >>> in_any_script(["党员"])
    '(?:党|黨)(?:员|員)'
    """
    return "|".join("".join(_any_form(one, write) for one in word.translate(simplified())) for word in words)


def _any_form(character: str, write: Callable[[str], str]) -> str:
    forms = [re.escape(write(one)) for one in (character, *_traditional().get(character, ()))]
    return forms[0] if len(forms) == 1 else f"(?:{'|'.join(forms)})"


@cache
def _traditional() -> Mapping[str, list[str]]:
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for code, form in simplified().items():
        forms[form].append(chr(code))
    return forms
