"""What the kinds of flags have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["marks", "pairs", "characters", "evasions", "numbers", "wordings", "personal"]

KINDS: Mapping[Kind, str] = {
    "marks": "标点",
    "pairs": "不成对",
    "characters": "异常字符",
    "evasions": "变形写法",
    "numbers": "数字",
    "wordings": "规范表述",
    "personal": "个人信息",
}
"""What curators call them."""


@dataclass(frozen=True)
class Flag:
    """
    A place of an item's text, from `start` to before `end`, that is worth a look.

    `message` is a sentence that says why, `hint` what may have been meant, if that can be said. Of personal data
    `text` has no digits.
    """

    kind: Kind
    item: int
    start: int
    end: int
    text: str
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Found:
    """A place of the item at `item`, as the module of one kind reports it."""

    item: int
    start: int
    end: int
    message: str
    hint: str = ""


Finder = Callable[[Sequence[str]], Iterator[Found]]
"""Looks at the texts of all items, for what is odd in one article may be usual in another."""


def each(find: Callable[[str], Iterator[tuple[int, int, str, str]]]) -> Finder:
    """A finder that needs to see one item at a time."""

    def find_all(texts: Sequence[str]) -> Iterator[Found]:
        return (Found(item, *place) for item, text in enumerate(texts) for place in find(text))

    return find_all
