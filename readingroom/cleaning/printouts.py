"""Rules for what a browser or a mail programme prints around a page, when the print was copied as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from readingroom.cleaning.blocks import Block
from readingroom.cleaning.characters import fold
from readingroom.cleaning.evidence import Evidence, Power

LONGEST = 160
"""Addresses are long."""

PAGE_OF = r"\d{1,3}\s*(?:/|of)\s*\d{1,3}"

ADDRESS = re.compile(r"(?:https?://|file:///)\S+")
NUMBER = re.compile(PAGE_OF)
FOOT = re.compile(rf"(?:https?://|file:///)\S+\s+{PAGE_OF}|{PAGE_OF}\s+(?:https?://|file:///)\S+")
"""The address and the number of the page: no author writes both in one line, or one below the other."""

HEAD = re.compile(r"\d{1,4}/\d{1,2}/\d{1,4},?\s*(?:[上下]午)?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?(?:\s+.{2,100})?")
"""When it was printed, and what the page calls itself."""

MAIL_LABELS = re.compile(
    r"(?P<label>发件人|收件人|抄送|密送|主\s*题|发送时间|发送日期|时\s*间|日\s*期|附\s*件|From|To|Cc|Subject|Date|Sent)\s*:.{0,120}"
)
SENDERS = ("发件人", "From")
MAIL_LINES = 3
"""Lines of a mail's head: 主题：… alone may be a meeting's."""

LETTER_HAN = 40
"""Han characters of a line above the head of a mail that was sent on; a longer one is an article's."""

LETTER = re.compile(
    r"^(?:.{0,8}(?:编辑|老师|领导|同志|编辑部).{0,4}[:,!]|您好|你好)|(?:寄上|奉上|附上|发来|投上|现将).{0,12}(?:稿|文|篇)|请.{0,6}(?:审阅|查收|斧正|审稿|采用|刊用|收阅)"
)
LETTER_LINES, LONGEST_LETTER = 4, 60
"""Lines of what the sender says, and characters of each; an article that begins so is longer."""


def margin_places(texts: Iterable[str]) -> set[int]:
    """
    Which lines, in their order, are the margins of a browser's print.

    A date with words behind it may be a byline: it is a margin only where the page has such feet too.
    """
    lines = [(place, fold(text).strip()) for place, text in enumerate(texts) if len(text) <= LONGEST and text.strip()]
    feet = {place for place, line in lines if FOOT.fullmatch(line)}
    for (place, line), (below, following) in pairwise(lines):
        one, other = sorted((line, following), key=len)
        if NUMBER.fullmatch(one) and ADDRESS.fullmatch(other):
            feet |= {place, below}
    return feet | {place for place, line in lines if feet and HEAD.fullmatch(line)}


def browser_margins(blocks: Sequence[Block]) -> Iterator[tuple[int, Evidence]]:
    """2023/5/6 10:22 …_某某网 above each page of a print, its address and 1/3 below."""
    for index in sorted(margin_places(block.text for block in blocks)):
        yield index, Evidence("browser_margin", "page-furniture", Power.PRINT)


def mail_head(blocks: Sequence[Block]) -> Iterator[tuple[int, Evidence]]:
    """
    发件人、收件人、主题、时间 in lines of their own, one below the other: the head of a mail. Its sender need not be the author.

    Of a mail that was sent on, all above the last head is what was said in sending it on, and another day's; not where
    a text stands above it, for then the last head is that of the mail it answers.
    """
    heads = _mail_heads(blocks)
    for head in heads:
        yield from ((at, Evidence("mail_head", "metadata", Power.SECTION)) for at in head)
    if len(heads) > 1 and all(block.han < LETTER_HAN for block in blocks[: heads[-1][0]]):
        yield from ((at, Evidence("sent_on", "related-links", Power.SECTION)) for at in range(heads[-1][0]))


def mail_letter(blocks: Sequence[Block]) -> Iterator[tuple[int, Evidence]]:
    """老师好！寄上稿件一篇，请审阅。: what the sender says to the editors, right below the head of a mail and above the article."""
    for head in _mail_heads(blocks)[-1:]:
        for index in range(head[-1] + 1, min(head[-1] + 1 + LETTER_LINES, len(blocks))):
            if len(blocks[index].plain) > LONGEST_LETTER or not LETTER.search(blocks[index].plain):
                return
            yield index, Evidence("mail_letter", "page-furniture", Power.SECTION, overrides_length=True)


def _mail_heads(blocks: Sequence[Block]) -> list[list[int]]:
    heads: list[list[int]] = []
    run: list[int] = []
    for index, block in enumerate([*blocks, None]):
        if block is not None and not block.printed and MAIL_LABELS.fullmatch(block.plain):
            run.append(index)
            continue
        if len(run) >= MAIL_LINES and any(blocks[at].plain.startswith(SENDERS) for at in run):
            heads.append(run)
        run = []
    return heads
