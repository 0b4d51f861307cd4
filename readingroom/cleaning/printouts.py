"""Rules for what a browser or a mail programme prints around a page, when the print was copied as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from readingroom.cleaning.blocks import Block
from readingroom.cleaning.evidence import Evidence, Power

LONGEST = 160
"""Addresses are long."""

PAGE_OF = r"\d{1,3}\s*(?:/|of)\s*\d{1,3}"

FOOT = re.compile(rf"(?:https?://|file:///)\S+\s+{PAGE_OF}|{PAGE_OF}\s+(?:https?://|file:///)\S+")
"""The address and the number of the page: no author writes both in one line."""

HEAD = re.compile(r"\d{2,4}/\d{1,2}/\d{1,4},?\s*(?:[上下]午)?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?(?:\s+.{2,100})?")
"""When it was printed, and what the page calls itself."""

MAIL_LABELS = re.compile(
    r"(?P<label>发件人|收件人|抄送|密送|主\s*题|发送时间|发送日期|时\s*间|日\s*期|附\s*件|From|To|Cc|Subject|Date|Sent)\s*:.{0,120}"
)
SENDERS = ("发件人", "From")
MAIL_LINES = 3
"""Lines of a mail's head: 主题：… alone may be a meeting's."""


def browser_margins(blocks: Sequence[Block]) -> Iterator[tuple[int, Evidence]]:
    """
    2023/5/6 10:22 …_某某网 above each page of a print, its address and 1/3 below.

    A date with words behind it may be a byline: it is a margin only where the page has such feet too.
    """
    feet = [index for index, block in enumerate(blocks) if _is(FOOT, block)]
    heads = [index for index, block in enumerate(blocks) if feet and _is(HEAD, block)]
    for index in sorted(feet + heads):
        yield index, Evidence("browser_margin", "page-furniture", Power.PRINT)


def _is(pattern: re.Pattern[str], block: Block) -> bool:
    return len(block.plain) <= LONGEST and pattern.fullmatch(block.plain) is not None


def mail_head(blocks: Sequence[Block]) -> Iterator[tuple[int, Evidence]]:
    """发件人、收件人、主题、时间 in lines of their own, one below the other: the head of a mail. Its sender need not be the author."""
    run: list[int] = []
    for index, block in enumerate([*blocks, None]):
        if block is not None and not block.printed and MAIL_LABELS.fullmatch(block.plain):
            run.append(index)
            continue
        if len(run) >= MAIL_LINES and any(blocks[at].plain.startswith(SENDERS) for at in run):
            yield from ((at, Evidence("mail_head", "metadata", Power.SECTION)) for at in run)
        run = []
