"""
Lines that hold more than one thing: a paragraph with the reporter behind it, an advert in the midst of a sentence.

They are cut into blocks, so that every rule sees one thing at a time; `body` puts together again what was one sentence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from readingroom.cleaning import words
from readingroom.cleaning.blocks import Block, Span, bounds
from readingroom.cleaning.characters import HAN, LINE_ENDS, PAD, ends_with, fold
from readingroom.cleaning.credits import credits_line, read_credits
from readingroom.cleaning.furniture import caption
from readingroom.cleaning.names import read_names

CLOSING_BRACKET = re.compile(
    r"(?<=[。！？!?…”」])\s*(?P<credits>[（(\[【〔][^（()）\[\]【】〔〕。]{2,60}[)）\]】〕])\s*$"
)
"""（记者 张三 通讯员 李四） behind the last sentence."""

CLOSING_WORDS = re.compile(rf"(?<=[。！？!?…”」])\s*(?P<credits>[{HAN}A-Za-z、:：/丨\s]{{3,40}})$")
"""本报记者 张三 behind the last sentence."""

LOCATION = re.compile(r".{0,8}位置\s*:.{2,40}?(?=(?:来\s*源|作\s*者|发布时间|时\s*间|日\s*期)\s*:)")
"""您当前的位置：某某网>>新闻中心来源：某某网: a path, and credits on the same line."""

SHORT_SIGNATURE = 14
"""Characters in brackets behind the last sentence: where somebody writes from, and the name."""

TITLE_HAN, LONGEST_TITLE = 12, 40
"""Han characters of a line that the text below may begin with once more."""

DATED = re.compile(rf"(?P<date>\d{{4}}([-./])\d{{1,2}}\2\d{{1,2}})(?=\s*[{HAN}“《]{{8}}[^。，]{{0,60}}$)")
"""2024.11.08以组织联建带服务联动: the day of posting, glued to the title."""

POSTED = re.compile(
    r"[^。]{2,60}?(?P<posted>\s*\(\d{4}([-./])\d{1,2}\2\d{1,2}\s+\d{1,2}:\d{2}(?::\d{2})?\)\s*(?:转载|原创)?\s*[▼▽]?)"
)
"""我的入党介绍人 (2009-07-01 22:15:47)转载▼: when it was posted, behind the title."""

SIGNED = re.compile(rf"(?P<names>[{HAN}\s]{{2,14}}?)(?=\s*[|丨]\s*[{HAN}“《]{{6}}[^。]{{0,60}}$)")
"""张三 李四|新时代……: the authors before the title."""

RUN_ON = re.compile(
    rf".{{0,40}}?(?P<credits>(?:通讯员|本报记者|记者|本报通讯员)[{HAN}\s]{{2,30}}?)\s*(?=(?:本报|本网|本刊|本台)讯)"
)
"""通讯员张三 本报记者李四 before 本报讯, its line ends lost."""

WATERMARK = re.compile(r"(?<=[。！？!?…”」；;])\s*(?P<mark>[^。！？!?…”」；;]{3,40})$")
BEGINNING = 8
"""Characters that paragraphs share before what they share is looked at."""

SITE = re.compile(r".*(?:网站|网|文库|范文|论文|www\.\S+|\.com)(?:[\s_|-]+|$)")
"""A site's name that ends there: 支部建在网格上 is a refrain."""

WATERMARKS = 3
"""The same words behind the last sentence of so many paragraphs are the site's."""


MOST_PIECES = 5_000
"""More are no article but code, and each is asked what it is; the line stays whole, and is too long for a paragraph."""


def cut_lines(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those cut in several that hold several things. No character is lost but blanks."""
    watermarks, beginnings = _watermarks(blocks), _beginnings(blocks)
    titles = {block.plain for block in blocks if _may_be_title(block)}
    lengths = sorted({len(title) for title in titles}, reverse=True)
    parts: list[Block] = []
    for block in blocks:
        cut = list(_cut(block, watermarks, beginnings, titles, lengths)) if len(parts) <= MOST_PIECES else []
        parts += cut if 0 < len(cut) <= MOST_PIECES else [block]
    return parts


def _cut(
    block: Block,
    watermarks: Container[str],
    beginnings: Mapping[str, str],
    titles: Container[str],
    lengths: Sequence[int],
) -> Iterator[Block]:
    if block.printed or block.role or len(block.spans) != 1 or caption(block):
        yield block
        return
    span = block.spans[0]
    places = {0, len(span.text)}
    places |= set(_places_inside(span.text))
    places |= set(_places_of_credits(span.text))
    places |= set(_places_in_lead(span.text, titles, lengths))
    beginning = beginnings.get(span.text[:BEGINNING], "")
    places |= {len(beginning)} if span.text.startswith(beginning) else set()
    mark = WATERMARK.search(span.text)
    if mark and mark["mark"] in watermarks:
        places.add(mark.start("mark"))
    edges = sorted(places)
    for start, end in pairwise(edges):
        begin, finish = bounds(span.text[start:end])
        if begin < finish:
            yield Block(
                (
                    Span(
                        span.line,
                        span.start + start + begin,
                        span.start + start + finish,
                        span.text[start + begin : start + finish],
                    ),
                )
            )


def _places_inside(text: str) -> Iterator[int]:
    """Where pieces begin and end that never are an author's words, wherever they stand."""
    for pattern in words.inline_patterns():
        for match in pattern.regex.finditer(fold(text)):
            yield from match.span()


def _may_be_title(block: Block) -> bool:
    return TITLE_HAN <= block.han <= LONGEST_TITLE and not ends_with(block.text, LINE_ENDS + "，,、")


def _places_in_lead(text: str, titles: Container[str], lengths: Sequence[int]) -> Iterator[int]:
    """Behind a title, the longest, that the text begins with once more, and behind the credits before 本报讯."""
    folded = fold(text)
    dated = DATED.match(folded)
    if dated:
        yield dated.end("date")
    posted = POSTED.fullmatch(folded)
    if posted:
        yield posted.start("posted")
    signed = SIGNED.match(folded)
    if signed and read_names(signed["names"]):
        yield signed.end("names")
    start = next((length for length in lengths if 2 * length < len(folded) and folded[:length] in titles), 0)
    if start and folded[start].isspace():
        yield start
    run_on = RUN_ON.match(folded, start)
    if run_on and _are_credits(run_on["credits"], in_brackets=False):
        yield start
        yield run_on.start("credits")
        yield run_on.end("credits")


def _places_of_credits(text: str) -> Iterator[int]:
    location = LOCATION.match(fold(text).replace(PAD, " "))
    if location:
        yield location.end()
    for pattern in (CLOSING_BRACKET, CLOSING_WORDS):
        match = pattern.search(text)
        # Behind a quotation stands who said it.
        in_brackets = pattern is CLOSING_BRACKET and match is not None and text[match.start() - 1] not in "”」"
        if match and _are_credits(match["credits"], in_brackets=in_brackets):
            yield match.start("credits")
            return


def _are_credits(text: str, *, in_brackets: bool) -> bool:
    evidence = credits_line(Block((Span(0, 0, len(text), text),)))
    if evidence is not None:
        return evidence.rule in ("byline", "label_line", "reposted_from", "imprint")
    pieces = [piece.kind for piece in read_credits(fold(text)) or ()]
    kinds = set(pieces)
    if not in_brackets:
        return False
    is_signed = "name" in kinds and kinds <= {"name", "office", "outlet"}
    # （青竹 张三）: a unit in a word or two.
    return is_signed or (pieces == ["unknown", "name"] and len(text) <= SHORT_SIGNATURE)


def _beginnings(blocks: Sequence[Block]) -> dict[str, str]:
    """What several paragraphs begin with, when it names a site: 清河文秘网_写作门户网站 一、抓班子……; by its beginning."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for block in blocks:
        if not block.printed and len(block.text) > 2 * BEGINNING:
            groups[block.text[:BEGINNING]].append(block.text)
    shared = {start: _shared_beginning(texts) for start, texts in groups.items() if len(texts) >= WATERMARKS}
    return {start: text[: match.end()] for start, text in shared.items() if (match := SITE.match(text))}


def _shared_beginning(texts: Sequence[str]) -> str:
    first, last = min(texts), max(texts)
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(character for character, _ in alike)


def _watermarks(blocks: Sequence[Block]) -> frozenset[str]:
    marks = Counter(match["mark"] for block in blocks if (match := WATERMARK.search(block.text)))
    marks.update(block.text for block in blocks if block.text in marks)
    return frozenset(mark for mark, times in marks.items() if times >= WATERMARKS)
