"""
What a rule says about a block: evidence. A rule never removes anything; `fates` weighs what all of them say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from readingroom.cleaning.blocks import Block
from readingroom.records import How, Reason


class Power(IntEnum):
    """
    How much a kind of evidence counts against another.

    What a page says outright beats the section a line stands in, that beats the repetition of shapes, and where a
    line stands counts least. Of a printed page the place of every row is known: what stands around its text beats all.
    """

    POSITION = 1
    SHAPE = 2
    SECTION = 3
    LABEL = 4
    PRINT = 5


@dataclass(frozen=True)
class Found:
    """A value for a field: the raw words it comes from, how they say it, and whether it is sure."""

    field: str
    value: str
    raw: str
    how: How = "printed"
    sure: bool = True


@dataclass(frozen=True)
class Evidence:
    """
    A reason to think that a block is no text of the article, with the field values found in it.

    `front` speaks for front matter instead: it stays, before the body. `overrides_length` is set by the few rules
    that may remove a whole long sentence (see `fates.BRAKE`).
    """

    rule: str
    reason: Reason | None
    power: Power
    found: tuple[Found, ...] = ()
    front: bool = False
    overrides_length: bool = False


LineRule = Callable[[Block], Evidence | None]
PageRule = Callable[[Sequence[Block]], Iterator[tuple[int, Evidence]]]


def each(rule: LineRule) -> PageRule:
    """A rule about one block, asked about every block of the page."""

    def ask_all(blocks: Sequence[Block]) -> Iterator[tuple[int, Evidence]]:
        for index, block in enumerate(blocks):
            if not block.printed or len(block.spans) == 1:
                evidence = rule(block)
                if evidence is not None:
                    yield index, evidence

    return ask_all
