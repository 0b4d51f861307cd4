"""
Short lines beside the text that are set as pages set their own words: 阅读(213) 评论(4), 收藏 0 条批注, @青石发布.

Nobody listed the words of such a line, yet its form and its place agree: an author puts no bars, counts and addresses
where he has no sentence. What he does write below his last sentence has any other form (思考：, 牵头单位：镇纪委,
心往一处想 劲往一处使), and is asked about; and so is whatever speaks of what the text speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from readingroom.cleaning import words
from readingroom.cleaning.blocks import Block
from readingroom.cleaning.body import Body
from readingroom.cleaning.characters import HAN, LINE_ENDS, NUMBERED, SENTENCE_ENDS, count_han, ends_with
from readingroom.cleaning.head import SUBTITLE_DASHES, WHEN, WHERE
from readingroom.cleaning.pieces import Page
from readingroom.cleaning.shared_words import pairs, share_of_pairs

RULE = "page_words"

LONGEST = 40
"""Han characters; what is longer is asked about."""

ADDRESS = re.compile(r"https?://|www\.|(?<![\w.-])[\w.-]++@[\w-]++\.\w|^@")
BAR, ROWS = re.compile("[|丨]"), 2
"""So many lines with bars below each other may be the rows of a table."""

WORD = re.compile(rf"(?=.)[A-Z]{{0,4}}[{HAN}]{{0,5}}\W{{0,2}}")
COUNT = re.compile(rf"[{HAN}]{{0,4}}(?:\d[\d.]*+万?|[(\[]\d{{1,7}}[)\]])")
"""收藏 0 条批注, 阅读(213) 评论(4): nothing but short words and counts with blanks between, one of them a button's word."""

VALUES = re.compile(r"(?:[^\s:,]{1,6}\s?:\s?[^\s:,][^\s,]{0,7}(?:\s+|$)){2,}")
"""时长：11:24 播放：2.3万 in one line."""


def beside_text(blocks: Sequence[Block], undecided: Sequence[int], body: Body, title: int | None) -> set[int]:
    """
    Which of the undecided blocks are the page's words.

    Below the text only where its last paragraph ends; above it only between a sure `title` and the text, where no
    author writes several labels with their values in one line. Below it he does: 同意：21票 反对：0票.
    """
    if not body.items:
        return set()
    first, last = body.items[0][1].index, body.items[-1][1]
    below = [index for index in undecided if index > last.index] if ends_with(last.text, SENTENCE_ENDS) else []
    above = [index for index in undecided if title is not None and title < index < first]
    spoken = pairs(body.text)
    own = [index for index in (*above, *below) if _may_be(blocks[index], spoken)]
    barred = {index for index in own if BAR.search(blocks[index].plain)}
    return {
        index
        for index in own
        if _has_form(blocks[index].plain)
        or (index < first and VALUES.fullmatch(blocks[index].plain.strip()))
        or (index in barred and len(barred) < ROWS)
    }


def _has_form(text: str) -> bool:
    cells = text.split()
    counted = [cell for cell in cells if COUNT.fullmatch(cell)]
    is_row = len(cells) > 1 and all(cell in counted or WORD.fullmatch(cell) for cell in cells)
    is_button = any(word in words.controls() for word in re.split(r"\W|\d", text) if word)
    return ADDRESS.search(text) is not None or (bool(counted) and is_row and is_button)


def _may_be(block: Block, spoken: set[str]) -> bool:
    """No sentence, no entry of a list, no subtitle, not when and where something is to be, and none of the text's words."""
    text = block.plain.strip()
    if block.printed or count_han(text) > LONGEST or ends_with(text, LINE_ENDS):
        return False
    if NUMBERED.match(text) or text.startswith(SUBTITLE_DASHES) or WHEN.match(text) or WHERE.match(text):
        return False
    return share_of_pairs(text, spoken) == 0


def notes_about_page_words(page: Page) -> list[str]:
    """What was left out for its form and place, for whoever opens the article."""
    left = [piece.span for piece in page.pieces if piece.rule == RULE]
    return [f"第 {span.line} 行“{span.text.strip()[:20]}”像是页面上的话，没有收入正文" for span in left]
