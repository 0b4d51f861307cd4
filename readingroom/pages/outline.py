"""
目录: how the headings of an article stand to each other, read off the way they are numbered.

A page prints headings without saying which is above which. Chinese ones say it themselves: 一、 stands above （一）,
and （一） above 1. (GB/T 9704-2012, 7.3.3). Headings without a number stand above all others when the article begins
with one, and below them otherwise, where they only introduce what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from readingroom.articles.models import Paragraph
from readingroom.articles.models.library import ParagraphKind

HIGHEST = 2
"""The title of the article is the page's h1."""
DEEPEST = 4
LEAST = 3
"""With fewer headings the article is seen at a glance, and a table of contents would only push the text down."""

_NUMERAL = "[〇零一二三四五六七八九十百]+"
STYLES = (
    re.compile(f"第{_NUMERAL}(编|篇|部分|章|节)"),
    re.compile(f"{_NUMERAL}、"),
    re.compile(f"[（(]{_NUMERAL}[）)]"),
    re.compile(r"[0-9０-９]+[.．、]"),
    re.compile(r"[（(][0-9０-９]+[）)]|[①-⑳]"),
)
"""From the highest to the lowest. A heading has the style that its beginning has."""

_UNNUMBERED_FIRST = -1
_UNNUMBERED = len(STYLES)


@dataclass(frozen=True)
class Heading:
    """`level` is that of the HTML heading, from 2 on."""

    paragraph: Paragraph
    level: int


def read_outline(paragraphs: Iterable[Paragraph]) -> list[Heading]:
    """The headings of an article in their order. No level is left out on the way down."""
    headings = [paragraph for paragraph in paragraphs if paragraph.kind == ParagraphKind.HEADING]
    ranks = _ranks([heading.text for heading in headings])
    steps = {rank: step for step, rank in enumerate(sorted(set(ranks)))}
    outline: list[Heading] = []
    for heading, rank in zip(headings, ranks, strict=True):
        above = outline[-1].level if outline else HIGHEST - 1
        outline.append(Heading(heading, min(HIGHEST + steps[rank], above + 1, DEEPEST)))
    return outline


def _ranks(texts: Sequence[str]) -> list[int]:
    numbered = [next((rank for rank, style in enumerate(STYLES) if style.match(text)), None) for text in texts]
    unnumbered = _UNNUMBERED_FIRST if numbered and numbered[0] is None else _UNNUMBERED
    return [unnumbered if rank is None else rank for rank in numbered]
