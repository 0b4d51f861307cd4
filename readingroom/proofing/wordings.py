"""
Official wordings: lists whose order is laid down, and forms that are wrong for certain.

The wordings are data, each with the public document it is taken from. A sentence that is quoted is somebody else's, and
stays as it was said.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .flags import each

QUOTED_SENTENCE = re.compile("“[^“”]*[，。；！？][^“”]*”")


@dataclass(frozen=True)
class _Order:
    """Members that are named in this order, and where that stands."""

    members: tuple[str, ...]
    source: str

    @property
    def pattern(self) -> re.Pattern[str]:
        one = "|".join(self.members)
        return re.compile(rf"(?:{one})(?:[、和与及]+(?:{one})){{{len(self.members) - 1}}}")


@cache
def _data() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(Path(__file__).with_name("wordings.toml").read_text("utf-8"))


@cache
def _orders() -> list[tuple[re.Pattern[str], _Order]]:
    orders = [_Order(tuple(entry["members"]), entry["source"]) for entry in _data()["order"]]
    return [(order.pattern, order) for order in orders]


@cache
def _wrong_forms() -> list[tuple[re.Pattern[str], str, str]]:
    return [(re.compile("|".join(entry["wrong"])), entry["right"], entry["source"]) for entry in _data()["wording"]]


def _unofficial(text: str) -> Iterator[tuple[int, int, str, str]]:
    quoted = [match.span() for match in QUOTED_SENTENCE.finditer(text)]
    for start, end, message, hint in (*_out_of_order(text), *_wrong(text)):
        if not any(first <= start and end <= last for first, last in quoted):
            yield start, end, message, hint


def _out_of_order(text: str) -> Iterator[tuple[int, int, str, str]]:
    for pattern, order in _orders():
        for match in pattern.finditer(text):
            named = re.findall("|".join(order.members), match[0])
            if set(named) == set(order.members) and tuple(named) != order.members:
                yield *match.span(), f"次序与{order.source}不同", "、".join(order.members)


def _wrong(text: str) -> Iterator[tuple[int, int, str, str]]:
    for pattern, right, source in _wrong_forms():
        for match in pattern.finditer(text):
            yield *match.span(), f"与{source}的表述不同", right


unofficial = each(_unofficial)
