"""Punctuation that Chinese is not printed with: half-width marks, doubled ones, two kinds of quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from readingroom.cleaning.characters import HAN

from .flags import Found, each

FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}

HALF_WIDTH = re.compile(rf"(?<=[{HAN}])[,;:?!()](?=[{HAN}“”‘’《》（），。])|(?<=[{HAN}”）》])\.(?![\w.])")
"""Cleaning mends them where it is sure; what a curator typed, or left, it is not asked about."""

STRAIGHT = re.compile(rf"(?<=[{HAN}，。！？；：])[\"']|[\"'](?=[{HAN}])")

DOUBLED = re.compile(r"(?<![。，、；：])(?:[，、；：][，、；：。！？]+|。[，、；：]|。。(?!。)|[！？][，、；：。])")
"""The first mark is kept in the hint, or the one that ends a sentence."""

ELLIPSIS = re.compile(rf"。{{3,}}|(?<=[{HAN}])\.{{3,}}|(?<!…)…(?!…)")

DASH = re.compile(rf"(?<=[{HAN}])(?:--+|－－+|──+|一一)(?=[{HAN}])")
"""一一 is a word too (一一解答), so what is before and behind it is not all that is asked."""

WORD_ONE_BY_ONE = re.compile("一一[对解列回作介落核记给为道说]")


def _marks(text: str) -> Iterator[tuple[int, int, str, str]]:
    for match in HALF_WIDTH.finditer(text):
        yield *match.span(), "汉字之间的半角标点", FULL_WIDTH[match[0]]
    for match in STRAIGHT.finditer(text):
        yield *match.span(), "直引号，中文用弯引号", "“”" if match[0] == '"' else "‘’"
    for match in DOUBLED.finditer(text):
        yield *match.span(), "标点重复或相连", _meant(match[0])
    for match in ELLIPSIS.finditer(text):
        yield *match.span(), "省略号应为六点", "……"
    for match in DASH.finditer(text):
        if not WORD_ONE_BY_ONE.match(text, match.start()):
            yield *match.span(), "破折号不规范", "——"


def _meant(marks: str) -> str:
    return next((mark for mark in marks if mark in "。！？"), marks[0])


def _two_kinds_of_quotes(texts: Sequence[str]) -> Iterator[Found]:
    """The rarer kind is said once, where it first stands."""
    counts = {mark: sum(text.count(mark) for text in texts) for mark in "“「"}
    rarer = min(counts, key=lambda mark: counts[mark])
    if counts[rarer]:
        item = next(at for at, text in enumerate(texts) if rarer in text)
        start = texts[item].index(rarer)
        yield Found(item, start, start + 1, "全文用了两种引号（“ ”和「 」）")


def odd_marks(texts: Sequence[str]) -> Iterator[Found]:
    yield from each(_marks)(texts)
    yield from _two_kinds_of_quotes(texts)
