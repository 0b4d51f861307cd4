"""What hangs on a title and is none of it: a footnote's star, the site's name, a link to the file, the title again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readingroom.cleaning.blocks import Block, Span
from readingroom.cleaning.body import Unit
from readingroom.cleaning.characters import HAN, count_han, fold
from readingroom.cleaning.evidence import Evidence
from readingroom.cleaning.furniture import BREADCRUMB_FORMAL
from readingroom.cleaning.head import SAYS_TITLE
from readingroom.cleaning.shared_words import pairs, share_of_pairs

SHORTEST = 4
"""Han characters of a title."""

SAME_AGAIN = 0.6
"""A bracket that holds so much of the title says it again, for search engines to find."""

BRACKETED_SUFFIX = re.compile(r"(?<!\s)\s*+[(（](?P<inner>[^()（）]{4,})[)）]\s*$")
SITE_SUFFIX = re.compile(
    rf"(?<![\s_|—–-])\s*+[-_|—–][\s_|—–-]*+(?P<site>[{HAN}A-Za-z0-9]{{2,12}}(?:网|报|在线|频道|门户|论坛|杂志|头条号|论文|范文|文库))\s*$"
)
SITE_NAME = re.compile(rf"[{HAN}A-Za-z0-9]{{2,10}}")
CHANNEL_SUFFIX = re.compile(rf"(?<![\s_|-])\s*+[-_|][\s_|-]*+[{HAN}]{{2,8}}\s*+$")
REMAINS = re.compile(
    r"(?<![\s|*＊※①])(?:[\s|*＊※①]|[\[【(]PDF全文[\]】)]|\[复制链接\]|\.(?:docx?|pdf|txt|wps)|[(（](?:完整文档|精选|通用|最新|推荐|全文|投稿|来稿)[)）])++$",
    re.IGNORECASE,
)
"""What hangs on a title: a footnote's star, the bars of a table that is lost, a link to the file."""

STAR = re.compile(r"(?<=[^\s*＊※])[*＊※]+(?=[\s—-])")
"""A footnote's star between title and subtitle."""

BULLET = re.compile(r"^(?!--|—)(?:[-•·●■□◆▪▌>»|丨\s]+(?=[^-—])|[\[【](?:转帖|转载|原创|图文|组图|视频|推荐)[\]】]\s*)")


def parts_of(unit: Unit, cut: list[tuple[Span, str]]) -> list[Span]:
    """The spans of one unit of the title; what hangs on a title hangs on the last row of a printed one."""
    return [*unit.spans[:-1], *_without_star(_trim(unit.spans[-1], cut), cut)]


def site_of(blocks: Sequence[Block], verdicts: Sequence[Evidence | None]) -> str:
    """公文易 of 公文易 > 心得体会 > 驻村工作: what the path to the page begins with, where that is no word of every path."""
    paths = [
        block.plain for block, verdict in zip(blocks, verdicts, strict=True) if verdict and verdict.rule == "breadcrumb"
    ]
    first = re.split(r"[>»›]", paths[0])[0].strip() if paths else ""
    return first if SITE_NAME.fullmatch(first) and first not in BREADCRUMB_FORMAL else ""


def without_site(span: Span, site: str, cut: list[tuple[Span, str]]) -> Span:
    """驻村第一书记如何当好“新村民”-公文易, on a page whose path begins with 公文易."""
    found = re.search(rf"(?<![\s_|—–-])\s*+[-_|—–]++\s*+{re.escape(site)}\s*+$", fold(span.text)) if site else None
    if found is None or count_han(span.text[: found.start()]) < SHORTEST:
        return span
    span, added = _cut(span, found.start())
    cut.append((added, "site_suffix"))
    return span


def _without_star(span: Span, cut: list[tuple[Span, str]]) -> list[Span]:
    star = STAR.search(span.text)
    if star is None:
        return [span]
    head, rest = _cut(span, star.start())
    added, tail = _cut(rest, star.end() - star.start())
    cut.append((added, "title_remains"))
    return [head, tail]


def _trim(span: Span, cut: list[tuple[Span, str]]) -> Span:
    """
    The title without what sites add: a bullet before it, a star behind it, the site's name, or the title again.

    A bracket with anything else in it is part of the title. What is cut off is added to `cut` with its rule.
    """
    for before in (BULLET.match(span.text), SAYS_TITLE.match(fold(span.text))):
        if before and before.end():
            added, span = _cut(span, before.end())
            cut.append((added, "title_remains"))
    for pattern, rule in ((REMAINS, "title_remains"), (SITE_SUFFIX, "site_suffix"), (REMAINS, "title_remains")):
        found = pattern.search(fold(span.text))
        if found and found.start() and count_han(span.text[: found.start()]) >= SHORTEST:
            site = rule == "site_suffix"
            span, added = _cut(span, found.start())
            cut.append((added, rule))
            while (
                site
                and (channel := CHANNEL_SUFFIX.search(fold(span.text)))
                and count_han(span.text[: channel.start()]) >= SHORTEST
            ):
                span, added = _cut(span, channel.start())
                cut.append((added, rule))
    bracket = BRACKETED_SUFFIX.search(span.text)
    if bracket and count_han(span.text[: bracket.start()]) >= SHORTEST:
        head = span.text[: bracket.start()]
        if share_of_pairs(head, pairs(bracket["inner"])) >= SAME_AGAIN:
            span, added = _cut(span, bracket.start())
            cut.append((added, "title_copy"))
    return span


def _cut(span: Span, at: int) -> tuple[Span, Span]:
    head = Span(span.line, span.start, span.start + at, span.text[:at])
    return head, Span(span.line, span.start + at, span.end, span.text[at:])
