"""Rules for sections that are not the article's: related posts, disclaimers, contacts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from readingroom.cleaning import words
from readingroom.cleaning.blocks import Block
from readingroom.cleaning.characters import SENTENCE_ENDS, ends_with, fold, is_truncated
from readingroom.cleaning.evidence import Evidence, Power
from readingroom.cleaning.furniture import menu_places
from readingroom.records import Reason

OPENER_DECORATION = "•·●■◆▪*-—=【】[]<>《》:|/ \t"

BODY_HAN = 40
"""A complete sentence of so many characters may be the article again …"""

BODY_RUN = 2
"""… when so many of them follow each other; one alone may be a related post with a full sentence."""

LEGAL_WORDS_ALONE = 2
"""So many legal words make a disclaimer of any line: one may stand in an article on law or the press."""

LEGAL_SHARE = 60
"""A legal word for about every so many characters: in a long paragraph two of them are chance."""

BLURB_WORDS = 2
"""Words with which sites speak of a text, in one line."""

BLURB_SHARE = 90
"""One for about every so many characters."""

NUMBERED = re.compile(r"\s*[(（]?[\d一二三四五六七八九十]{1,2}[)）、.．]")


def section(blocks: Sequence[Block]) -> Iterator[tuple[int, Evidence]]:
    """
    Everything below a line that is 相关推荐, 免责声明, … and nothing else, up to the next opener or the body.

    Related posts are full sentences, so length does not tell them from the article; the line that opens the
    section does. The article begins again where complete long sentences follow each other. In a section of
    legal text only lines with a legal word, or numbered ones, are taken.
    """
    reason: Reason | None = None
    menus = menu_places(blocks)
    for index, block in enumerate(blocks):
        # 联系我们 opens a section at the foot of a page, and none among the words of a menu.
        opened = None if index in menus else opens_section(block)
        if opened:
            reason = opened
        elif reason and not _continues(reason, blocks, index):
            reason = None
        if reason:
            yield index, Evidence("section", reason, Power.SECTION, overrides_length=True)


def opens_section(block: Block) -> Reason | None:
    """What stands below a line, when the line is an opener and nothing else."""
    return words.openers().get(block.plain.strip(OPENER_DECORATION))


def is_opened(text: str) -> bool:
    """
    Whether a line begins with an opener and a colon.

    >>> is_opened("版权声明：本站内容来自网络。"), is_opened("声明一出，群众拍手叫好。")
    (True, False)
    """
    opener, colon, _ = fold(text).partition(":")
    return bool(colon) and opener.strip(OPENER_DECORATION) in words.openers()


def ends_section(blocks: Sequence[Block], index: int) -> bool:
    """Whether the article begins again here, below a line that opened a section of related posts."""
    return not _continues("related-links", blocks, index)


def _continues(reason: Reason, blocks: Sequence[Block], index: int) -> bool:
    block = blocks[index]
    if reason == "disclaimer":
        return bool(_count_legal(block)) or (bool(NUMBERED.match(block.plain)) and block.han < 2 * BODY_HAN)
    return not all(_is_body(later) for later in blocks[index : index + BODY_RUN])


def _is_body(block: Block) -> bool:
    if block.printed and block.han >= BODY_HAN:
        return True
    complete = ends_with(block.plain, SENTENCE_ENDS) and not is_truncated(block.plain)
    return complete and block.han >= BODY_HAN and not _count_legal(block) >= LEGAL_WORDS_ALONE


def _count_legal(block: Block) -> int:
    return len(set(words.any_of(words.legal_words()).findall(block.plain)))


def blurb(block: Block) -> Evidence | None:
    """
    What a site says of the text before it: put together by our editors, for your reference.

    Speakers offer their thoughts for reference too (以上体会仅供参考，希望有所帮助): one word must be the sites' own.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> blurb(Block((Span(1, 0, 0, "下面是小编为大家整理的党课讲稿,供大家参考。"),))).reason
    'advertisement'
    """
    count = len(set(words.any_of(words.blurb_words()).findall(block.plain)))
    if block.printed or count < BLURB_WORDS or count * BLURB_SHARE < block.han:
        return None
    if not words.any_of(words.own_blurb_words()).search(block.plain):
        return None
    return Evidence("blurb", "advertisement", Power.LABEL, overrides_length=True)


def legal(block: Block) -> Evidence | None:
    """
    A disclaimer without a heading: several legal words close together, one of them on this site or this text.

    Articles on copyright and the press have the others (打击侵权行为，加强版权保护).

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> legal(Block((Span(1, 0, 0, "版权声明:内容由用户发布,本站不承担相关法律责任,如有侵权请举报。"),))).reason
    'disclaimer'
    """
    count = _count_legal(block)
    if block.printed or count < LEGAL_WORDS_ALONE or count * LEGAL_SHARE < block.han:
        return None
    if not words.any_of(words.own_legal_words()).search(block.plain):
        return None
    return Evidence("legal", "disclaimer", Power.LABEL, overrides_length=True)
