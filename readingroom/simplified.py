"""
Traditional characters and the simplified ones that stand for them, one by one.

OpenCC's phrase conversion would fold a part of a text otherwise than the whole (乾隆 stays, 乾 alone becomes 干), so
that phrases were missed and places could not be mapped back. One by one, a text keeps its length.
"""

from __future__ import annotations

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
