"""Rules for classified advertisements and the people behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from readingroom.cleaning import words
from readingroom.cleaning.blocks import Block
from readingroom.cleaning.characters import HAN, SENTENCE_ENDS, ends_with
from readingroom.cleaning.evidence import Evidence, Power

LISTING_LINES = 3
"""So many lines with advertisers' words or units make a listing; one or two may be anything."""

MANY_LINES = 6
"""So many of them need no phone, price or house: an article has no six short lines of that kind together."""

LINES_BETWEEN = 3
"""So many short lines between two of them belong to the listing: names of houses, schools."""

LONGEST = 60

SPAM_WORDS = 3
"""So many words of spam in one line …"""

SPAM_SHARE = 14
"""… and one for about every so many characters."""

CLAUSES = re.compile("[,、]")
PARTED = re.compile(r"[_|\s]")
"""How words for search engines are set apart; those of a sentence stand between commas."""

ADVERT_MARK = re.compile(r"\s*+[\[【(]?\s*+(?:广告|推广|赞助)\s*(?:[\]】)]|:)")
ADDRESS = re.compile(
    rf"(?:地址:\s*)?(?>[{HAN}]{{2,}}?(?:省|市|区|县))(?>[{HAN}\d]*?(?:路|街|道|巷|村|广场))[{HAN}\d]*?\d(?:号|楼|室|层|栋)[{HAN}\d]*+"
)


def listing(blocks: Sequence[Block]) -> Iterator[tuple[int, Evidence]]:
    """
    Several lines together with advertisers' words, prices, areas or phones, and the short lines between them.

    Only telling lines count as hits, so that a short line after the article's end is not drawn in: it stays
    undecided. Sentences are left alone, and a few lines of which none is sure: headings and tables have such words.
    """
    hits = [index for index, block in enumerate(blocks) if _is_hit(block)]
    for run in _runs(blocks, hits):
        if len(run) < MANY_LINES and not any(words.listing_signs().search(blocks[index].plain) for index in run):
            continue
        for index in range(run[0], run[-1] + 1):
            yield index, Evidence("listing", "advertisement", Power.SECTION)


def _is_hit(block: Block) -> bool:
    if block.printed or len(block.plain) > LONGEST or ends_with(block.plain, SENTENCE_ENDS):
        return False
    return words.listing_words().search(block.plain) is not None


def _runs(blocks: Sequence[Block], hits: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for index in hits:
        between = blocks[run[-1] + 1 : index] if run else ()
        if run and (len(between) > LINES_BETWEEN or any(not _may_lie_between(block) for block in between)):
            if len(run) >= LISTING_LINES:
                yield run
            run = []
        run.append(index)
    if len(run) >= LISTING_LINES:
        yield run


def _may_lie_between(block: Block) -> bool:
    return not block.printed and len(block.plain) <= LONGEST and not ends_with(block.plain, SENTENCE_ENDS)


def call(block: Block) -> Evidence | None:
    """
    One short line that calls upon the reader: to scan, to click, to buy, to phone. Sentences are left alone.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> call(Block((Span(1, 0, 0, "办理贷款请拨打13000000000"),))).reason
    'advertisement'
    """
    if block.printed or len(block.plain) > LONGEST or ends_with(block.plain, SENTENCE_ENDS):
        return None
    if ADVERT_MARK.match(block.plain) or words.advertising_calls().search(block.plain):
        return Evidence("call", "advertisement", Power.SHAPE)
    return None


def injected(block: Block) -> Evidence | None:
    """
    A row of words that was put into the page for search engines: gambling, adverts, forged papers.

    Words that articles use too (贷款、发票、开户，一窗通办) are left alone where none of the others stands beside them,
    and all of them in the clauses of a sentence.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> injected(Block((Span(1, 0, 0, "彩票app下载_真人娱乐城_注册送彩金_棋牌游戏"),))).reason
    'advertisement'
    """
    hits = words.any_of(words.spam_words()).findall(block.plain.lower())
    if len(hits) < SPAM_WORDS or len(hits) * SPAM_SHARE < len(block.plain) or ends_with(block.plain, "。"):
        return None
    if CLAUSES.search(block.plain) and not PARTED.search(block.plain):
        return None
    if not words.own_spam_words() & set(hits):
        return None
    return Evidence("injected", "advertisement", Power.LABEL, overrides_length=True)


def contact(block: Block) -> Evidence | None:
    """
    A person with a phone number, or a street address, in a line of its own.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> contact(Block((Span(1, 0, 0, "王经理 139 0000 0000 (微信同号)"),))).reason
    'contact'
    """
    if block.printed or len(block.plain) > LONGEST or ends_with(block.plain, SENTENCE_ENDS):
        return None
    if words.person_and_phone().fullmatch(block.plain) or ADDRESS.fullmatch(block.plain):
        return Evidence("contact", "contact", Power.LABEL)
    return None
