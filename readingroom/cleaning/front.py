"""Rules for front matter: what belongs to the article and stands before its text."""

from __future__ import annotations

import re
from functools import cache

from readingroom.cleaning import words
from readingroom.cleaning.blocks import Block
from readingroom.cleaning.evidence import Evidence, Power

SALUTATION = re.compile(r"(?:各位|尊敬的|同志们|亲爱的)[^。!?]{0,30}:")


def front_matter(block: Block) -> Evidence | None:
    """
    Abstract, keywords, classification numbers, an editor's note: labelled, and before the body.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> front_matter(Block((Span(1, 0, 0, "〔关键词〕基层治理;党建引领"),))).front
    True
    """
    text = block.plain.strip()
    match = re.match(rf"[〔\[【(]?\s*(?:{_openings()})\s*(?:[〕\]】)]\s*:?|:)", text)
    if match or SALUTATION.fullmatch(text):
        return Evidence("front_matter", None, Power.LABEL, front=True)
    return None


@cache
def _openings() -> str:
    return "|".join(r"\s*".join(map(re.escape, word)) for word in words.front_openings())
