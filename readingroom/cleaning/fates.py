"""The one decision step: all evidence about a block becomes one verdict."""

from __future__ import annotations

from collections.abc import Sequence

from readingroom.cleaning.blocks import Block
from readingroom.cleaning.bylines import dated_bylines
from readingroom.cleaning.characters import SENTENCE_ENDS, ends_with
from readingroom.cleaning.copies import copied_lead, truncated_copy
from readingroom.cleaning.credits import credits_line
from readingroom.cleaning.evidence import Evidence, PageRule, each
from readingroom.cleaning.front import author_note, below_label, front_by_place, front_matter
from readingroom.cleaning.furniture import (
    breadcrumb,
    caption,
    caption_above,
    controls,
    folio,
    followed_account,
    inline_furniture,
    known_furniture,
    menu_column,
    pager,
    repeated_line,
    section_numbers,
    site_banner,
    time_stamps,
    word_row,
)
from readingroom.cleaning.head import (
    columns_by_place,
    event_lines,
    names_by_place,
    properties_by_place,
)
from readingroom.cleaning.listings import call, contact, injected, listing
from readingroom.cleaning.markup import NO_MARKUP, Markup
from readingroom.cleaning.notes import note_lines
from readingroom.cleaning.office import NO_WORDS, OfficeWords
from readingroom.cleaning.printed_margins import stands_around
from readingroom.cleaning.printouts import browser_margins, mail_head, mail_letter
from readingroom.cleaning.sections import blurb, legal, section
from readingroom.cleaning.signing import bracketed_end, signatures
from readingroom.cleaning.titles import title_copies

OUTRIGHT: tuple[PageRule, ...] = (
    # What a page says of itself.
    each(front_matter),
    each(author_note),
    each(credits_line),
    # What stands around every article.
    each(controls),
    each(known_furniture),
    each(pager),
    each(breadcrumb),
    each(folio),
    each(inline_furniture),
)
"""Rules about one line that need to see no other."""

RULES: tuple[PageRule, ...] = (
    copied_lead,
    *OUTRIGHT,
    truncated_copy,
    each(legal),
    each(blurb),
    # Sections, and what repeats.
    section,
    each(contact),
    listing,
    each(call),
    each(injected),
    each(caption),
    caption_above,
    each(site_banner),
    repeated_line,
    time_stamps,
    followed_account,
    section_numbers,
    each(word_row),
    menu_column,
    # What prints and their feet bring in.
    browser_margins,
    mail_head,
    mail_letter,
    note_lines,
)
"""All rules. Their order decides only between two of the same power: the first one wins."""

BY_PLACE = (
    stands_around,
    title_copies,
    below_label,
    properties_by_place,
    columns_by_place,
    names_by_place,
    dated_bylines,
    signatures,
    bracketed_end,
    front_by_place,
)
"""Rules that look at what the others said of the lines around, in this order."""

BRAKE = 60
"""A block with more Han characters than this that ends a sentence is removed only by rules made for long text."""


def gather(blocks: Sequence[Block], office: OfficeWords = NO_WORDS, markup: Markup = NO_MARKUP) -> list[list[Evidence]]:
    """What the rules say about each block, and what the office's words and the page's markup do."""
    said: list[list[Evidence]] = [[] for _ in blocks]
    for rule in (*RULES, office.gather, markup.named_parts):
        for index, evidence in rule(blocks):
            said[index].append(evidence)
    for index in event_lines(blocks):
        said[index] = [one for one in said[index] if one.rule != "label_line"]
    markup.correct(said)
    # Names and copies of the title are links too, in their places: markup is asked last.
    for by_place in (*BY_PLACE, markup.links, markup.above_title, markup.below_witness):
        for index, evidence in list(by_place(blocks, said)):
            said[index].append(evidence)
    return said


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
