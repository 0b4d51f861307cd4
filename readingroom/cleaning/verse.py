"""Verse: a text of short lines none of which ends as a sentence does."""

from __future__ import annotations

from collections.abc import Sequence

from readingroom.cleaning.characters import SENTENCE_ENDS, count_han, ends_with
from readingroom.cleaning.evidence import Evidence

LINES = 8
"""Fewer short lines may be a menu or a table."""

SHORTEST, LONGEST = 2, 24
"""Han characters of a line of verse."""

MEAN = 4
"""Han characters of the lines on the whole: the cells of tables are shorter."""


def find_verse(places: Sequence[int], texts: Sequence[str], verdicts: Sequence[Evidence | None]) -> range | None:
    """
    The longest run of short lines below credits, for pages without any sentence; None where there is none.

    `places` are the blocks the lines begin at. Menus have no credits above them; and whatever is found here is asked
    about, for no line of it ends.
    """
    credits = next((at for at, one in enumerate(verdicts) if one is not None and one.reason == "metadata"), None)
    if credits is None:
        return None
    runs: list[range] = []
    for at, (place, text) in enumerate(zip(places, texts, strict=True)):
        if place < credits or not _is_verse(text):
            continue
        joins = runs and runs[-1].stop == at and not any(verdicts[places[at - 1] + 1 : place])
        runs[-1:] = [range(runs[-1].start, at + 1)] if joins else [*runs[-1:], range(at, at + 1)]
    longest = max(runs, key=len, default=range(0))
    han = sum(count_han(texts[at]) for at in longest)
    return longest if len(longest) >= LINES and han >= MEAN * len(longest) else None


def _is_verse(text: str) -> bool:
    return SHORTEST <= count_han(text) <= LONGEST and not ends_with(text, SENTENCE_ENDS)
