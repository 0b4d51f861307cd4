"""One piece of a line of credits, and the values in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from readingroom.cleaning import words
from readingroom.cleaning.dates import Date
from readingroom.cleaning.evidence import Found

BRACKETS = "?()[]【】〔〕<>|/·•■—–-_:,;、＊*+ \t"


@dataclass(frozen=True)
class Credit:
    """One piece of a line: what it is, and the values in it."""

    kind: str
    found: tuple[Found, ...] = ()
    text: str = ""


@cache
def words_of(name: str) -> tuple[str, ...]:
    return tuple(words.load("credits")[name])


@cache
def marks() -> str:
    marks: str = words.load("credits")["marks"]
    return marks + " "


def source_found(name: str, *, raw: str) -> Iterator[Found]:
    """
    A source as printed, and the outlet it names: the last part of 人民网-人民日报, which had it first.

    >>> [(found.field, found.value) for found in source_found("人民网-人民日报", raw="")]
    [('source', '人民网-人民日报'), ('outlet', '人民日报')]
    """
    name = name.strip("《》 ")
    if not name:
        return
    yield Found("source", name, raw)
    outlet = re.split("[-—]+", name)[-1].strip().strip("《》 ")
    if outlet and outlet not in words.no_outlets():
        yield Found("outlet", outlet, raw)


def issue_found(match: re.Match[str]) -> Iterator[Found]:
    yield Found("issue", match[0].strip(), match[0].strip())


def date_found(date: Date, *, raw: str, kind: str = "") -> Iterator[Found]:
    """A date with its kind, which the line gives where no label does, and the time of day where one is printed."""
    yield Found("date", date.value, raw)
    yield Found("date_kind", kind, raw)
    if date.time:
        yield Found("time", date.time, raw)
