"""Rules for text that the page holds twice."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence

from readingroom.cleaning.blocks import Block
from readingroom.cleaning.characters import SENTENCE_ENDS, ends_with, is_truncated
from readingroom.cleaning.evidence import Evidence, Power

SHORTEST = 12
"""Characters: a shorter beginning may be shared by chance."""

HAN_OF_BODY = 40
"""A complete sentence of so many Han characters is the article, and a summary stands above it."""

SHORTEST_LEAD = 30
"""Characters of an abstract that is taken for a copy."""

LABEL = re.compile(r"[〔\[【(（]?\s*(?:摘\s*要|提要|内容提要|导\s*[语读]|核心提示)\s*[〕\]】)）]?\s*[:：]?\s*")

DOTS = ".．…· \t\r\u3000\xa0"


def truncated_copy(blocks: Sequence[Block]) -> Iterator[tuple[int, Evidence]]:
    """
    The beginning of a paragraph that stands in full below, broken off in dots: sites show it as a summary.

    An exact prefix is asked for, so that a quotation or a similar sentence is left alone, and so is what stands
    below the article's first sentence: an author may break off, and take the sentence up again.
    """
    texts = [_bare(block.text) for block in blocks]
    whole = {text[:SHORTEST]: at for at, text in enumerate(texts) if not is_truncated(blocks[at].text)}
    for index, (text, block) in enumerate(zip(texts, blocks, strict=True)):
        if block.han >= HAN_OF_BODY and ends_with(block.plain, SENTENCE_ENDS):
            return
        if len(text) < SHORTEST or not is_truncated(block.text):
            continue
        below = whole.get(text[:SHORTEST], -1)
        if below > index and texts[below].startswith(text):
            yield index, Evidence("truncated_copy", "duplicate", Power.LABEL, overrides_length=True)


def copied_lead(blocks: Sequence[Block]) -> Iterator[tuple[int, Evidence]]:
    """A labelled abstract that is the first paragraph once more, whole or its beginning."""
    below: list[str] = []
    for index, block in reversed(list(enumerate(blocks))):
        label = LABEL.match(block.text)
        text = _bare(block.text[label.end() :]) if label else ""
        # In order of the alphabet what begins with the text stands right behind it.
        place = bisect_left(below, text)
        if len(text) >= SHORTEST_LEAD and place < len(below) and below[place].startswith(text):
            yield index, Evidence("copied_lead", "duplicate", Power.LABEL, overrides_length=True)
        if len(block.text) >= SHORTEST_LEAD:
            insort(below, _bare(block.text))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text.rstrip(DOTS))
