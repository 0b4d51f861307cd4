"""How long a text may be that is one article."""

from __future__ import annotations

from collections.abc import Iterable

MOST_LINES = 5_000
"""
Lines that are not blank; how many bytes a file may have, says `intake.LARGEST`.

The longest reports have a tenth of it. A book has more: cleaning one takes longer than other writers wait for the room
(`room.PATIENCE`), and no curator can look through it in one piece.
"""

MOST_CHARACTERS = 200_000
"""
Six times the longest report to a party congress.

Of so many the worst of pages, nothing but credits, is cleaned in five seconds: whoever decides something about the
article waits for that, since each decision cleans it anew.
"""


def excess_of(lines: Iterable[str]) -> str:
    """What of it is too much, for a sentence; empty when nothing is."""
    texts = [text for text in lines if text.strip()]
    if len(texts) > MOST_LINES:
        return f"超过 {MOST_LINES} 行"
    return f"超过 {MOST_CHARACTERS // 10_000} 万字" if sum(map(len, texts)) > MOST_CHARACTERS else ""
