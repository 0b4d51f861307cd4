"""
Persons' names, as bylines print them: one, or several with blanks or commas between, or run together.

A name is a surname and one or two characters. So are many words (时政, 高层): a line of names is a byline only where
one may stand, and the caller knows where that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from readingroom.cleaning import words
from readingroom.cleaning.characters import HAN

SEPARATORS = re.compile(r"\s*[,、;/&]\s*|\s+·\s*|\s+和\s+|\s+")
FOOTNOTE = re.compile(r"[*＊※①-⑨]|[\[(]\d{1,2}[\])]|(?<=[^\d\s])\d(?=[\s,、;]|$)")
"""What may hang on a name: a star, a number that points to a footnote or to an affiliation."""

MOST_NAMES = 8
LONGEST_RUN = 12
"""Characters; what is run together and longer is no list of names."""

FOREIGN = re.compile(rf"[{HAN}]{{1,6}}·[{HAN}]{{1,6}}")


@dataclass(frozen=True)
class Names:
    """The names of a text in order; `certain` unless they were run together so that they can be cut in several ways."""

    names: tuple[str, ...]
    certain: bool = True

    def __str__(self) -> str:
        return " ".join(self.names)


def read_names(text: str) -> Names | None:
    """
    The names, when the text is nothing but names.

    >>> str(read_names("张三、李 四")), str(read_names("欧阳甲王五")), read_names("时政要闻")
    ('张三 李四', '欧阳甲 王五', None)
    """
    text = FOOTNOTE.sub("", text).strip(" ,、;")
    if not text or len(text) > LONGEST_RUN * 4:
        return None
    parts = _mend_spread([part for part in SEPARATORS.split(text) if part])
    if not 1 <= len(parts) <= MOST_NAMES:
        return None
    found = [_read_part(part) for part in parts]
    if any(names is None for names in found):
        return None
    names = [name for one in found if one for name in one.names]
    return Names(tuple(names), all(one.certain for one in found if one))


def _mend_spread(parts: list[str]) -> list[str]:
    """Names of two characters are printed with a blank inside: 李 四."""
    if len(parts) > 2 and all(len(part) == 1 for part in parts) and is_name("".join(parts)):
        return ["".join(parts)]
    mended: list[str] = []
    at = 0
    while at < len(parts):
        spread = "".join(parts[at : at + 2])
        if len(parts[at]) == 1 and len(spread) == 2 and is_name(spread):
            mended.append(spread)
            at += 2
        else:
            mended.append(parts[at])
            at += 1
    return mended


def _read_part(part: str) -> Names | None:
    if is_name(part):
        return Names((part,))
    if FOREIGN.fullmatch(part):
        halves = tuple(part.split("·"))
        # 张三·李四 may be two persons; 买买提·艾力 is one.
        return Names(halves, certain=False) if all(map(is_name, halves)) else Names((part,))
    if len(part) < 4 or len(part) > LONGEST_RUN:
        return None
    cuts = list(_cuts(part))
    if not cuts:
        return None
    # Most given names have two characters.
    best = max(cuts, key=lambda names: sum(len(name) == 3 for name in names))
    return Names(best, certain=len(cuts) == 1)


def _cuts(text: str) -> Iterator[tuple[str, ...]]:
    """All ways to cut the text into names."""
    if not text:
        yield ()
    for length in (3, 2, 4):
        name, rest = text[:length], text[length:]
        if len(name) == length and is_name(name):
            yield from ((name, *names) for names in _cuts(rest))


def is_name(text: str) -> bool:
    """
    >>> is_name("张三"), is_name("欧阳甲"), is_name("时政"), is_name("张三丰年")
    (True, True, False, False)
    """
    if text in _no_names() or not re.fullmatch(f"[{HAN}]{{2,4}}", text) or text.endswith(_addresses()):
        return False
    if text[:2] in _compound():
        return len(text) in (3, 4)
    return text[0] in _single() and len(text) in (2, 3) and not set(text[1:]) & _stops()


@cache
def _single() -> frozenset[str]:
    return frozenset("".join(words.load("names")["surnames"].split()))


@cache
def _compound() -> frozenset[str]:
    return frozenset(words.load("names")["compound"].split())


@cache
def _no_names() -> frozenset[str]:
    return frozenset(words.load("names")["no_names"].split())


@cache
def _addresses() -> tuple[str, ...]:
    return tuple(words.load("names")["addresses"].split())


@cache
def _stops() -> frozenset[str]:
    return frozenset(words.load("names")["stops"])
