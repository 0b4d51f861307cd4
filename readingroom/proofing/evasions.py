"""Words written so that a machine does not find them: GCD, d建, 党jian, 党*建."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from readingroom.cleaning.characters import HAN

from .flags import each

SIGN = r"[*＊·•．._＿~^#@|+＋]{1,3}"

_HAN = re.compile(f"[{HAN}]")


@cache
def _data() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("evasions.toml").read_text("utf-8"))


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Signs between the characters, or letters for some of them; a Latin word around it is no part of it."""
    return [
        (
            word,
            re.compile(
                rf"(?<![A-Za-z0-9])(?:{_signed(word)}|{_spelt(word, sounds.split())})(?![A-Za-z])", re.IGNORECASE
            ),
        )
        for word, sounds in _data()["words"].items()
    ]


def _signed(word: str) -> str:
    return f"(?:{SIGN})?".join(word)


def _spelt(word: str, sounds: list[str]) -> str:
    return "".join(f"(?:{character}|{sound}|{sound[0]})" for character, sound in zip(word, sounds, strict=True))


@cache
def _letters() -> re.Pattern[str]:
    names = "|".join(sorted(_data()["letters"], key=len, reverse=True))
    return re.compile(rf"(?<=[{HAN}，。、；：“《])(?:{names})(?=[{HAN}，。、；：”》])", re.IGNORECASE)


def _evasions(text: str) -> Iterator[tuple[int, int, str, str]]:
    for word, pattern in _patterns():
        for match in pattern.finditer(text):
            if match[0] != word and _HAN.search(match[0]):
                yield *match.span(), f"可能是“{word}”的变形写法", word
    for match in _letters().finditer(text):
        word = _data()["letters"][match[0].lower()]
        yield *match.span(), f"可能是“{word}”的变形写法", word


evasions = each(_evasions)
