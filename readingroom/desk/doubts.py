"""
Where on the page a doubt is looked into.

Reasons to review are sentences, for people read them in many places; those about a line, an item or a field name it, and
so a link can be made of them. What names no place is about the whole page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import Truncator

from readingroom.articles.differences import FIELD_LABELS
from readingroom.proofing import Flag
from readingroom.records import CleanArticle

_QUOTED = re.compile(r"“[^”]*”?")
_AT = re.compile(r"第 ?(\d+)(?:(?:、| 到 )\d+)* ?([项段行])")
_ALIKE = re.compile(r"与第 \d+ 号文章")
_FIELD = re.compile(f"“?({'|'.join(FIELD_LABELS.values())})”?")
_NAMES = {label: name for name, label in FIELD_LABELS.items()}

RESEMBLANCES = "resemblances"

SHOWN = 42
"""Characters of a doubt in a list: two lines of its column; 处理 and the page of the batch have all of it."""


@dataclass(frozen=True)
class Doubt:
    """`place` is the name of an element of the page, L7, P3, F-title or resemblances; empty for the page as a whole."""

    number: int
    text: str
    place: str
    line: int

    @property
    def is_judged_elsewhere(self) -> bool:
        """Whether two articles are one is said where they stand side by side."""
        return self.place == RESEMBLANCES


def doubts(clean: CleanArticle) -> list[Doubt]:
    """The reasons to review, numbered from 1."""
    return _numbered(clean.review, clean)


def notes(clean: CleanArticle) -> list[Doubt]:
    """What is true of the page, and what the machine settled without asking; nothing waits for an answer."""
    return _numbered(clean.notes, clean)


def near_ties(clean: CleanArticle) -> list[Doubt]:
    """The items between two themes."""
    ties = [number for number, item in enumerate(clean.items, 1) if item.theming and item.theming.near_tie]
    return [_doubt(number, f"第{number}段", f"P{number}", clean) for number in ties]


def flagged(clean: CleanArticle, flags: Iterable[Flag]) -> list[tuple[Flag, Doubt]]:
    """What proofing finds worth a look, each with where it is."""
    return [(flag, _doubt(n, flag.message, f"P{flag.item + 1}", clean)) for n, flag in enumerate(flags, 1)]


def in_short(review: Sequence[str]) -> str:
    """
    For lists: which doubt, and how many more.

    >>> in_short(["“日期”不能确定，请核对", "正文只有 40 字，可能漏了"])
    '“日期”不能确定，请核对（共 2 处）'
    """
    first = Truncator(review[0]).chars(SHOWN) if review else ""
    return f"{first}（共 {len(review)} 处）" if len(review) > 1 else first


def _numbered(sentences: Iterable[str], clean: CleanArticle) -> list[Doubt]:
    return [_doubt(number, said, place_of(said), clean) for number, said in enumerate(sentences, 1)]


def _doubt(number: int, text: str, place: str, clean: CleanArticle) -> Doubt:
    return Doubt(number, text, place, line_of(place, clean))


def place_of(reason: str) -> str:
    """
    The first that the sentence itself names: words of the article that it quotes may speak of items and lines too.

    >>> place_of("第 2 项（原第 7 行）长达 1300 字，可能缺了分段"), place_of("第 3 行“上一页”不能确定是不是正文，暂未收入")
    ('P2', 'L3')
    >>> place_of("“日期”不能确定，请核对"), place_of("正文只有 40 字，可能漏了")
    ('F-date', '')
    """
    if _ALIKE.match(reason):
        return RESEMBLANCES
    if found := _AT.search(_QUOTED.sub("", reason)):
        return f"{'L' if found[2] == '行' else 'P'}{found[1]}"
    found = _FIELD.match(reason)
    return f"F-{_NAMES[found[1]]}" if found else ""


def line_of(place: str, clean: CleanArticle) -> int:
    """The raw line at which a place begins, by which parts of a long page are found; 0 for none."""
    if place.startswith("L"):
        return int(place[1:])
    if place.startswith("P") and 0 < int(place[1:]) <= len(clean.items):
        return clean.items[int(place[1:]) - 1].line
    return 0
