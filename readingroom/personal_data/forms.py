"""What the kinds have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["mobile", "landline", "service", "identity", "passport", "card", "plate", "email", "account"]


@dataclass(frozen=True)
class Span:
    """Where a number begins and ends, end exclusive, in code points."""

    start: int
    end: int
    kind: Kind


DIGIT = "[0-9]"
GAP = "[ -]{0,3}"

COUNTS_NOTHING = (
    rf"(?!\.{DIGIT}{{1,2}}(?!{DIGIT}))"
    "(?! ?(?:[多余]?(?:[万亿吨斤]|元(?!旦)|度(?!假)|株(?!洲)|次(?!日)|人次)|[美欧港]元|人民币|[平立]方米|千瓦))"
)

_REACH = 80
"""Characters before a number in which it may be called by its name: 电话：4960000、4960001、4960002."""

Patterns = list[tuple[Kind, re.Pattern[str]]]


def patterns(forms: Iterable[tuple[Kind, str]]) -> Patterns:
    """They look ahead and take nothing, so every place is tried; each is bounded, so time grows with length alone."""
    return [(kind, re.compile(rf"(?<!{DIGIT})(?=({form})(?!{DIGIT}))")) for kind, form in forms]


def is_called(name: re.Pattern[str], plain: str, start: int) -> bool:
    return name.search(plain, max(0, start - _REACH), start) is not None
