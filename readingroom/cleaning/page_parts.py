"""What templates call the parts of a page: menus, feet, related posts. The names are words/markup.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from readingroom.cleaning import words
from readingroom.cleaning.styles import names_of
from readingroom.records import Reason

STEPS_REMEMBERED = 4096
"""A page names its parts over and over; a hostile one may name every line anew."""


@dataclass(frozen=True)
class PagePart:
    """What a part of a page is called, and what stands in such a part."""

    rule: str
    reason: Reason
    elements: frozenset[str]
    whole: frozenset[str]
    parts: frozenset[str]

    def has_name(self, step: str) -> bool:
        element, names, parts = names_of(step)
        return element in self.elements or bool(names & self.whole) or bool(parts & self.parts)


@cache
def page_parts() -> tuple[PagePart, ...]:
    return tuple(
        PagePart(
            entry["rule"],
            entry["reason"],
            frozenset(entry["elements"]),
            frozenset(entry["whole"]),
            frozenset(entry["parts"]),
        )
        for entry in words.load("markup")["place"]
    )


@lru_cache(maxsize=STEPS_REMEMBERED)
def part_of(step: str) -> PagePart | None:
    """The part of a page that an element is named as."""
    return next((part for part in page_parts() if part.has_name(step)), None)


@cache
def named_rules() -> frozenset[str]:
    """The rules that go by what a part of the page is called."""
    return frozenset({*(part.rule for part in page_parts()), "page_margin"})
