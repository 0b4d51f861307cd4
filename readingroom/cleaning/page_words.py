"""
Short lines beside the text that are set as pages set their own words: 我要提问 | 课件下载, 收藏 0 条批注, 推荐单位：某某.

Nobody listed the words of such a line, yet its form and its place agree: an author writes sentences, and a short line
of his is words and nothing else. So these lines are only noted; a short line of words alone (思考：, 要让) is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from readingroom.cleaning.blocks import Block
from readingroom.cleaning.body import Body
from readingroom.cleaning.characters import LINE_ENDS, NUMBERED, SENTENCE_ENDS, count_han, ends_with
from readingroom.cleaning.head import SUBTITLE_DASHES, WHEN, WHERE
from readingroom.cleaning.pieces import Page

RULE = "page_words"

LONGEST = 40
"""Han characters; what is longer is asked about."""

PARTED = re.compile(r"[|丨☆★@#]|https?://|www\.|(?<!\d)[(\[]\d{1,7}[)\]]|(?<![\d.,万])\d[\d.,万]*+\s*+[人次条份字]")
"""Bars, stars, addresses and counts."""

LABELLED = re.compile(r"[^\s:,]{1,8}(?:\s[^\s:,]{1,2}){0,4}\s*:\s*[^\s:].*")
BRACKETED = re.compile(r"\([^()]+\)")

VERSE_LINES = 3
"""So many short lines below each other may be verse, whose halves have a blank between them too."""


def beside_text(blocks: Sequence[Block], undecided: Sequence[int], body: Body, title: int | None) -> set[int]:
    """
    Which of the undecided blocks are the page's words.

    Below the text only where its last paragraph ends; above it only between a sure `title` and the text, where verse
    and the title's second line stand too: a blank within the line says nothing there.
    """
    if not body.items:
        return set()
    first, last = body.items[0][1].index, body.items[-1][1]
    below = [index for index in undecided if index > last.index] if ends_with(last.text, SENTENCE_ENDS) else []
    above = [index for index in undecided if title is not None and title < index < first]
    return {index for index in below if _is_set_below(blocks[index], crowded=len(below) >= VERSE_LINES)} | {
        index for index in above if _is_set_above(blocks[index])
    }


def _is_set_below(block: Block, *, crowded: bool) -> bool:
    text = block.plain.strip()
    is_parted = len(text.split()) > 1 and not crowded
    return _may_be(block) and bool(is_parted or BRACKETED.fullmatch(text) or _is_set_above(block))


def _is_set_above(block: Block) -> bool:
    text = block.plain.strip()
    return _may_be(block) and bool(PARTED.search(text) or LABELLED.fullmatch(text))


def _may_be(block: Block) -> bool:
    """No sentence, no entry of a list, no subtitle; and not when and where something is to be, which notices tell."""
    text = block.plain.strip()
    if block.printed or count_han(text) > LONGEST or ends_with(text, LINE_ENDS):
        return False
    return not (NUMBERED.match(text) or text.startswith(SUBTITLE_DASHES) or WHEN.match(text) or WHERE.match(text))


def notes_about_page_words(page: Page) -> list[str]:
    """What was left out for its form and place, for whoever opens the article."""
    left = [piece.span for piece in page.pieces if piece.rule == RULE]
    return [f"第 {span.line} 行“{span.text.strip()[:20]}”像是页面上的话，没有收入正文" for span in left]
