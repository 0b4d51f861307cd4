"""Quotation marks, brackets and marks of titles that have no partner."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from readingroom.cleaning.characters import PAIRS

from .flags import Found

CLOSING = {closing: opening for opening, closing in PAIRS.items()}

NUMBERING = re.compile(r"(?:^|[。；，：、])\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-zA-Z])(?=[)）])")
"""1）and 一）number an entry of a list; nothing was opened there."""

APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[a-z])")


def unpaired(texts: Sequence[str]) -> Iterator[Found]:
    """A quotation of several paragraphs is opened in each of them and closed in the last."""
    for item, text in enumerate(texts):
        following = texts[item + 1] if item + 1 < len(texts) else ""
        goes_on = text[:1] in "“‘「『" and following[:1] == text[:1]
        yield from (Found(item, at, at + 1, message) for at, message in _places(text) if not (goes_on and at == 0))


def _places(text: str) -> Iterator[tuple[int, str]]:
    nothing = {match.end() for match in NUMBERING.finditer(text)} | {one.start() for one in APOSTROPHE.finditer(text)}
    opened: list[tuple[int, str]] = []
    for at, character in enumerate(text):
        if at in nothing:
            continue
        if character in PAIRS:
            if opened and opened[-1][1] == character in "“‘《":
                yield at, f"{character} 里面又是 {character}，前一个可能没有配对"
                opened.pop()
            opened.append((at, character))
        elif character in CLOSING:
            if any(opening == CLOSING[character] for _, opening in opened):
                yield from _close(opened, CLOSING[character])
            else:
                yield at, f"{character} 前面没有对应的 {CLOSING[character]}"
    yield from ((at, f"{character} 后面没有对应的 {PAIRS[character]}") for at, character in opened)


def _close(opened: list[tuple[int, str]], opening: str) -> Iterator[tuple[int, str]]:
    """What was opened within and never closed has no partner."""
    while (last := opened.pop())[1] != opening:
        yield last[0], f"{last[1]} 后面没有对应的 {PAIRS[last[1]]}"
