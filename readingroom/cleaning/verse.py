"""Verse: a text of short lines none of which ends as a sentence does."""

from __future__ import annotations

from collections.abc import Sequence

from readingroom.cleaning.blocks import Block
from readingroom.cleaning.characters import NUMBERED, SENTENCE_ENDS, count_han, ends_with
from readingroom.cleaning.evidence import Evidence

LINES = 8
"""Fewer short lines may be a menu or a table."""

SHORTEST, LONGEST = 2, 24
"""Han characters of a line of verse."""

MEAN = 4
"""Han characters of the lines on the whole: the cells of tables are shorter."""


MARKED_LINES = 6
LONGEST_MARKED = 14
"""Han characters of a line of ballads and opera, which ends with a comma or a stop; sentences alone are longer."""

QUATRAIN = 4
"""Lines of one length, of five or of seven characters, which are verse already where they are so few."""

COMMAS = 1 / 3
"""Of the lines, how many end with a comma at least: short answers and cries end with stops only."""


def verse_with_marks(blocks: Sequence[Block], verdicts: Sequence[Evidence | None]) -> set[int]:
    """
    Short lines below each other that all end with marks, as a ballad's do: 打竹板，响连天， / 今天不把别的谈，

    Each of them is a line of its own, and none a sentence that was broken.
    """
    runs: list[list[int]] = [[]]
    for index, (block, verdict) in enumerate(zip(blocks, verdicts, strict=True)):
        if verdict is None and _is_marked(block):
            runs[-1].append(index)
        else:
            runs.append([])
    return {index for run in runs if _is_ballad([blocks[index].plain for index in run]) for index in run}


def _is_marked(block: Block) -> bool:
    is_short = SHORTEST < block.han <= LONGEST_MARKED and not block.printed and not NUMBERED.match(block.plain)
    return is_short and ends_with(block.plain, "," + SENTENCE_ENDS)


def _is_ballad(lines: Sequence[str]) -> bool:
    is_even = {count_han(line) for line in lines} in ({5}, {7})
    is_long = len(lines) >= (QUATRAIN if is_even else MARKED_LINES)
    return is_long and sum(line.endswith(",") for line in lines) >= COMMAS * len(lines)


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
