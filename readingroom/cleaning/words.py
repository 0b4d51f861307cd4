"""The rules' words: data files beside the code, each entry with the line that needed it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from readingroom.cleaning.characters import HAN, fold
from readingroom.records import Reason

FOLDER = Path(__file__).parent / "words"


@dataclass(frozen=True)
class Label:
    """
    A word before a colon, the field its value gives, and the kind of date where it is one.

    `names_only` where an office may stand instead of the author: then it gives nothing. `names_office` where the office
    that put the page up is named, which need not be the source.
    """

    word: str
    field: str | None
    date_kind: str | None
    names_only: bool
    names_office: bool


@dataclass(frozen=True)
class Pattern:
    """A whole-line pattern, matched on the folded line."""

    name: str
    reason: Reason
    regex: re.Pattern[str]
    may_end: bool = False
    """Whether such a line may end as a sentence does."""


def load(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


@cache
def labels() -> dict[str, Label]:
    return {
        word: Label(
            word,
            entry.get("field"),
            entry.get("kind"),
            entry.get("names_only", False),
            entry.get("names_office", False),
        )
        for entry in load("labels")["label"]
        for word in entry["words"]
    }


@cache
def openers() -> dict[str, Reason]:
    return {word: entry["reason"] for entry in load("sections")["opener"] for word in entry["words"]}


@cache
def front_words(name: str) -> tuple[str, ...]:
    return tuple(load("front")[name])


@cache
def legal_words() -> tuple[str, ...]:
    data = load("legal")
    return (*data["own"], *data["general"])


@cache
def blurb_words() -> tuple[str, ...]:
    """What sites say of a text before they show it."""
    data = load("legal")
    return (*data["blurb"], *data["general_blurb"])


@cache
def own_blurb_words() -> tuple[str, ...]:
    """Those that only sites say."""
    return tuple(load("legal")["blurb"])


@cache
def own_legal_words() -> tuple[str, ...]:
    """Those that speak of the site or of the text itself."""
    return tuple(load("legal")["own"])


@cache
def no_outlets() -> frozenset[str]:
    return frozenset(load("outlets")["no_outlets"])


@cache
def site_endings() -> tuple[str, ...]:
    return tuple(load("outlets")["site_endings"])


@cache
def repairs() -> dict[str, str]:
    """Words written around a filter, and what they stand for; neither is longer than the other."""
    return {entry["written"]: entry["meant"] for entry in load("repairs")["repair"]}


@cache
def listing_words() -> re.Pattern[str]:
    data = load("listings")
    return re.compile("|".join([*map(re.escape, map(fold, data["words"])), *data["patterns"], data["phone"]]))


@cache
def listing_signs() -> re.Pattern[str]:
    """What is printed in advertisements alone."""
    data = load("listings")
    return re.compile("|".join([*data["signs"], data["phone"]]))


@cache
def person_and_phone() -> re.Pattern[str]:
    """A name and a phone number, with anything behind."""
    return re.compile(rf"[{HAN}]{{2,6}}\s*+:?\s*+{load('listings')['phone']}.*")


@cache
def advertising_calls() -> re.Pattern[str]:
    """A phone number, or words that call upon the reader to scan, click or buy."""
    data = load("listings")
    return re.compile("|".join([data["phone"], *map(re.escape, map(fold, data["calls"]))]))


@cache
def patterns() -> tuple[Pattern, ...]:
    return tuple(
        Pattern(
            entry["name"],
            entry["reason"],
            re.compile(entry["regex"], re.IGNORECASE),
            may_end=entry.get("sentences", False),
        )
        for entry in load("furniture")["pattern"]
    )


@cache
def controls() -> tuple[str, ...]:
    return tuple(load("furniture")["controls"])


@cache
def channels() -> frozenset[str]:
    """Those controls that are headings too."""
    return frozenset(load("furniture")["channels"])


@cache
def menu() -> frozenset[str]:
    """Words that every menu has."""
    return frozenset(load("furniture")["menu"])


@cache
def inline_patterns() -> tuple[Pattern, ...]:
    """What never is an author's words, also in the midst of a line."""
    return tuple(
        Pattern(entry["name"], entry["reason"], re.compile(entry["regex"], re.IGNORECASE))
        for entry in load("furniture")["inline"]
    )


@cache
def spam_words() -> tuple[str, ...]:
    data = load("listings")
    return (*data["spam"], *data["general_spam"])


@cache
def own_spam_words() -> frozenset[str]:
    """Those that no article has."""
    return frozenset(load("listings")["spam"])


@cache
def any_of(words: frozenset[str] | tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for many words, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))


@cache
def _rule_names() -> dict[str, str]:
    names: dict[str, str] = load("rules")["names"]
    return names


def rule_name(rule: str) -> str:
    """
    What a rule is called for curators. A rule that is no more, in an old account, keeps the name it had in code.

    >>> rule_name("breadcrumb")
    '所在位置'
    """
    return _rule_names().get(rule, rule)
