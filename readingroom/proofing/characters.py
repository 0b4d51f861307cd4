"""Characters that no keyboard gives: private ones, look-alikes, invisible ones, pictures; and those of the other script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from readingroom.simplified import simplified

from .flags import Found, each

LOOK_ALIKES = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF61, 0xFFDC), (0x2F800, 0x2FA1F))
"""Radicals, compatibility ideographs and forms: they look like ordinary characters and are not found by them."""

PICTURES = ((0x1F000, 0x1FAFF), (0x2600, 0x27BF), (0xFE00, 0xFE0F))

SHARE_OF_A_SLIP = 0.1
"""Of the characters that differ in the two scripts, how many may be traditional in a simplified article."""


def odd_characters(texts: Sequence[str]) -> Iterator[Found]:
    yield from each(_odd)(texts)
    yield from _of_the_other_script(texts)


def _odd(text: str) -> Iterator[tuple[int, int, str, str]]:
    for at, character in enumerate(text):
        if not character.isascii() and (what := _what(character)):
            meant = unicodedata.normalize("NFKC", character)
            yield at, at + 1, f"{what}（U+{ord(character):04X}）", "" if meant == character else meant


@cache
def _what(character: str) -> str:
    code, category = ord(character), unicodedata.category(character)
    if code == 0xFFFD:
        return "原字已经丢失"
    if category in ("Co", "Cn"):
        return "专用区的字符，别的电脑上显示不出"
    if category in ("Cf", "Cc"):
        return "看不见的字符"
    if any(first <= code <= last for first, last in PICTURES):
        return "表情或图形符号"
    return "字形相近的兼容字符，搜索时找不到" if any(first <= code <= last for first, last in LOOK_ALIKES) else ""


def _of_the_other_script(texts: Sequence[str]) -> Iterator[Found]:
    """Traditional characters in a simplified article; a few of them are names, which a person knows."""
    table = simplified()
    simple = frozenset(table.values())
    places = [(item, at, one) for item, text in enumerate(texts) for at, one in enumerate(text) if ord(one) in table]
    counted = sum(character in simple for text in texts for character in text)
    if len(places) <= SHARE_OF_A_SLIP * counted:
        yield from (Found(item, at, at + 1, "简体文章里的繁体字", table[ord(one)]) for item, at, one in places)
