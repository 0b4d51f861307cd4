"""The one decision step: all evidence about a block becomes one verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from readingroom.cleaning.blocks import Block
from readingroom.cleaning.characters import SENTENCE_ENDS, ends_with
from readingroom.cleaning.copies import truncated_copy
from readingroom.cleaning.evidence import Evidence, PageRule, each
from readingroom.cleaning.front import front_matter
from readingroom.cleaning.furniture import (
    breadcrumb,
    caption,
    folio,
    known_furniture,
    pager,
    repeated_line,
    site_banner,
    word_row,
)
from readingroom.cleaning.listings import call, contact, listing
from readingroom.cleaning.metadata import (
    byline,
    date_line,
    imprint,
    issue_line,
    label_line,
    masthead,
    reposted_from,
    spaced_head,
)
from readingroom.cleaning.sections import legal, section

OUTRIGHT: tuple[PageRule, ...] = (
    # What a page says of itself.
    each(front_matter),
    each(label_line),
    each(imprint),
    each(issue_line),
    each(spaced_head),
    each(masthead),
    each(byline),
    each(reposted_from),
    each(date_line),
    # What stands around every article.
    each(known_furniture),
    each(pager),
    each(breadcrumb),
    each(folio),
)
"""Rules about one line that need to see no other."""

RULES: tuple[PageRule, ...] = (
    *OUTRIGHT,
    truncated_copy,
    each(legal),
    # Sections, and what repeats.
    section,
    each(contact),
    listing,
    each(call),
    each(caption),
    each(site_banner),
    repeated_line,
    each(word_row),
)
"""All rules. Their order decides only between two of the same power: the first one wins."""

BRAKE = 60
"""A block with more Han characters than this that ends a sentence is removed only by rules made for long text."""


def gather(blocks: Sequence[Block]) -> list[list[Evidence]]:
    """What the rules say about each block."""
    said: defaultdict[int, list[Evidence]] = defaultdict(list)
    for rule in RULES:
        for index, evidence in rule(blocks):
            said[index].append(evidence)
    return [said[index] for index in range(len(blocks))]


def says_outright(block: Block) -> bool:
    """Whether a line says by itself that it is no text: a label, an imprint, a button."""
    return any(True for rule in OUTRIGHT for _ in rule([block]))


def weigh(block: Block, said: Sequence[Evidence]) -> Evidence | None:
    """The evidence that decides, or None when nothing speaks against the block or the brake holds it."""
    admitted = [evidence for evidence in said if evidence.front or not _brake_holds(block, evidence)]
    return max(admitted, key=lambda evidence: evidence.power, default=None)


def _brake_holds(block: Block, evidence: Evidence) -> bool:
    long_sentence = block.han > BRAKE and ends_with(block.text, SENTENCE_ENDS)
    return (long_sentence or block.printed) and not evidence.overrides_length
