"""
Footnotes of a page whose lines say nothing of place or type: a line that begins with the mark that the text above bears.

①加强学习 in a list begins with such a mark too; there no earlier sentence bears it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from readingroom.cleaning.blocks import Block
from readingroom.cleaning.characters import HAN
from readingroom.cleaning.evidence import Evidence, Power

MARK = r"[①-⑳]|[\[〔［]\d{1,2}[\]〕］]"
BEGINS = re.compile(rf"\s*[*※]?(?P<mark>{MARK})\s*(?=\S)")
BEARS = re.compile(
    rf"(?<=[{HAN}”’》〉）)。，；！？,;!?])(?P<mark>{MARK})(?=$|\s|[。，；：、！？）”,;:!?)])|(?<=[。！？])(?P<after>{MARK})"
)
"""A mark behind a word and before the end or a sign, or behind a sentence; in ①学习，②工作 words follow."""


LABEL = re.compile(r"\W{0,3}(?:注|注释|附注|注解|脚注|尾注)\W{0,3}")
"""What stands above the first of them."""


def note_places(texts: Iterable[str]) -> Iterator[int]:
    """Which lines, in their order, begin with a mark that a line above bears."""
    borne: set[str] = set()
    for place, text in enumerate(texts):
        begins = BEGINS.match(text)
        if begins and begins["mark"] in borne:
            yield place
        borne |= {found["mark"] or found["after"] for found in BEARS.finditer(text, begins.end() if begins else 0)}


def note_lines(blocks: Sequence[Block]) -> Iterator[tuple[int, Evidence]]:
    """
    Footnotes, wherever the foot of their page came to stand.

    >>> from readingroom.cleaning.blocks import Span
    >>> lines = ("体会最深。①", "① 根据发言整理。")
    >>> [index for index, _ in note_lines([Block((Span(1, 0, 0, line),)) for line in lines])]
    [1]
    """
    notes = [*note_places(block.text for block in blocks)]
    for index in notes:
        yield index, Evidence("note_line", "metadata", Power.SHAPE, overrides_length=True)
    if notes and notes[0] and LABEL.fullmatch(blocks[notes[0] - 1].plain):
        yield notes[0] - 1, Evidence("note_line", "metadata", Power.SHAPE)
