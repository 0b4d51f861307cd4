"""How a text is signed below its last sentence, where no label says so: by an office above the date, or in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from readingroom.cleaning.blocks import Block
from readingroom.cleaning.characters import SENTENCE_ENDS, ends_with
from readingroom.cleaning.credits import read_credits
from readingroom.cleaning.credits.credit import words_of
from readingroom.cleaning.evidence import Evidence, Found, Power
from readingroom.cleaning.head import is_below_end

BRACKETED = re.compile(r"\((?P<inner>[^()]{4,})\)")

WHENCE = re.compile(
    r"\((?:本文|本刊|本报|[选摘转]自|原载|[刊载发][于於]|作者|记者|编者|下转|上接)|整理\s?:|(?:整理|推荐|供稿|选送|报送|采写)\)"
)
"""What a bracket says of the text itself. （全场鼓掌）, （幕落） are the text's."""

LONGEST_SIGNATURE = 24
"""Han characters of an office that signs; a heading of an article below a date is longer."""


def signatures(blocks: Sequence[Block], said: Sequence[Sequence[Evidence]]) -> Iterator[tuple[int, Evidence]]:
    """
    机关第三党支部 between the last sentence and the date: who signed.

    It is not taken as the author: a notice's office sent it, and need not have written it.
    """
    for index in range(1, len(blocks) - 1):
        signs = blocks[index].plain.endswith(words_of("office_ends")) and blocks[index].han <= LONGEST_SIGNATURE
        if signs and not said[index] and is_below_end(index, blocks) and _is_date(said[index + 1]):
            yield index, Evidence("affiliation", "metadata", Power.POSITION)


def bracketed_end(blocks: Sequence[Block], said: Sequence[Sequence[Evidence]]) -> Iterator[tuple[int, Evidence]]:
    """
    （某某党支部推荐）, （清河 张三）, （选自《某刊》2019年第3期）: a line in brackets below the last sentence says whence the
    text came.
    """
    last = max((at for at, one in enumerate(blocks) if not said[at] and ends_with(one.text, SENTENCE_ENDS)), default=-1)
    below = blocks[last + 1 : last + 2] if last >= 0 else ()
    for block in below:
        match = BRACKETED.fullmatch(block.plain)
        author = _author_in(match["inner"]) if match else ()
        if match and not said[last + 1] and block.han <= LONGEST_SIGNATURE and (author or WHENCE.search(block.plain)):
            yield last + 1, Evidence("closing_note", "metadata", Power.POSITION, author)


def _author_in(text: str) -> tuple[Found, ...]:
    """The one name in it, which is not sure: he may have taken the text down."""
    found = [one for piece in read_credits(text) or () for one in piece.found if one.field == "author"]
    return tuple(replace(one, sure=False) for one in found) if len(found) == 1 else ()


def _is_date(said: Sequence[Evidence]) -> bool:
    return any(one.rule == "date_line" for one in said)
