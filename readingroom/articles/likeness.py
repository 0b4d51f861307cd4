"""
How two texts are alike: the same, one made from the other, a reprint, or nothing but the same quotations.

Pure. The machine only proposes; a curator judges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from readingroom.records import CleanArticle

from .models import Likeness
from .sketches import RUN, letters, sketch

ALL_BUT_SLIPS = 0.85
"""Of the letters of a text. Every fiftieth letter misread leaves nine tenths in runs that both have."""

MOSTLY = 0.5
"""Half of the shorter text, and it is no text of its own. Two reports on one meeting share a third."""

LEAST_QUOTED = 30
"""Letters on end that are worth a word. Formulas have up to twenty, and any two articles share some."""

LEAST_SAID = 40
"""Letters outside quotations, without which quotations are all there is to compare."""

_QUOTED = re.compile('“[^“”]{12,}”|「[^「」]{12,}」|『[^『』]{12,}』|"[^"]{12,}"')
"""What is shorter between marks is a name or a slogan."""


@dataclass(frozen=True)
class Alike:
    """`shared` is how many percent of the shorter text stand in the other one."""

    likeness: Likeness
    shared: int


@dataclass(frozen=True)
class Text:
    """An article as it is compared: its paragraphs, its title and who printed it; what is not known is empty."""

    paragraphs: Sequence[str]
    title: str = ""
    outlet: str = ""

    @classmethod
    def of(cls, clean: CleanArticle) -> Text:
        return cls.of_parts([item.text for item in clean.items], clean.fields)

    @classmethod
    def of_parts(cls, paragraphs: Sequence[str], fields: Mapping[str, str | None]) -> Text:
        outlet = fields.get("outlet") or fields.get("source") or ""
        return cls(paragraphs, letters(fields.get("title") or ""), letters(outlet))

    @cached_property
    def letters(self) -> str:
        return letters("\n".join(self.paragraphs))

    @cached_property
    def sample(self) -> frozenset[int]:
        """By which others that have some of it are found."""
        return sketch(self.letters)

    @cached_property
    def runs(self) -> frozenset[str]:
        return _runs(self.letters)

    @cached_property
    def runs_said(self) -> frozenset[str]:
        """Those of the stretches between quotations."""
        return frozenset(
            run for text in self.paragraphs for said in _QUOTED.split(text) for run in _runs(letters(said))
        )

    @cached_property
    def quoted(self) -> bytearray:
        """For every letter whether it stands in a quotation."""
        marks = bytearray()
        for text in self.paragraphs:
            place = 0
            for quotation in _QUOTED.finditer(text):
                marks += b"\0" * len(letters(text[place : quotation.start()])) + b"\1" * len(letters(quotation[0]))
                place = quotation.end()
            marks += b"\0" * len(letters(text[place:]))
        return marks


def alike(one: Text, other: Text) -> Alike | None:
    """None when they have no more in common than any two articles on one subject."""
    shorter, longer = sorted((one, other), key=lambda text: len(text.letters))
    common = _in_common(shorter, longer)
    likeness = _likeness(shorter, longer, common.said, _in_common(longer, shorter).said)
    if likeness == Likeness.QUOTATIONS and common.longest < LEAST_QUOTED:
        return None
    return Alike(likeness, round(100 * common.letters / max(1, len(shorter.letters))))


def _likeness(shorter: Text, longer: Text, of_shorter: float, of_longer: float) -> Likeness:
    if shorter.letters == longer.letters:
        return Likeness.REPRINT if _printed_otherwise(shorter, longer) else Likeness.SAME
    if of_shorter < MOSTLY:
        return Likeness.QUOTATIONS
    if of_longer < MOSTLY:
        return Likeness.REPRINT
    if of_shorter >= ALL_BUT_SLIPS and (of_longer < ALL_BUT_SLIPS or _printed_otherwise(shorter, longer)):
        return Likeness.REPRINT
    return Likeness.REVISED


def _printed_otherwise(one: Text, other: Text) -> bool:
    """Under another title, or by somebody else; what one page does not print says nothing."""
    pairs = ((one.title, other.title), (one.outlet, other.outlet))
    return any(here and there and here not in there and there not in here for here, there in pairs)


@dataclass(frozen=True)
class _Common:
    """Letters of a text that another one has, the most of them on end, and which share of those that not both quote."""

    letters: int
    longest: int
    said: float


def _in_common(text: Text, other: Text) -> _Common:
    shared = _covered(text.letters, other.runs)
    count, longest = sum(shared), max(map(len, shared.split(b"\0")))
    rest, by_both = len(text.letters), _quoted_by_both(text, other, shared)
    if rest - by_both >= LEAST_SAID:
        rest, said = rest - by_both, count - by_both
    else:
        said = count
    return _Common(count, longest, said / max(1, rest))


def _quoted_by_both(text: Text, other: Text, shared: bytearray) -> int:
    if len(text.quoted) != len(text.letters):
        # A letter that folds together with what stands beside it: then nothing is known of quotations.
        return 0
    said_there = _covered(text.letters, other.runs_said)
    return sum(here and not said for here, said in zip(_both(shared, text.quoted), said_there, strict=True))


def _both(one: bytearray, other: bytearray) -> Iterator[int]:
    return (here & there for here, there in zip(one, other, strict=True))


def _runs(letters: str) -> frozenset[str]:
    return frozenset(letters[at : at + RUN] for at in range(len(letters) - RUN + 1))


def _covered(letters: str, runs: frozenset[str]) -> bytearray:
    """For every letter whether it stands in one of the runs."""
    marks = bytearray(len(letters))
    for at in range(len(letters) - RUN + 1):
        if letters[at : at + RUN] in runs:
            marks[at : at + RUN] = b"\1" * RUN
    return marks
