"""Rules for what a site or a page prints around every article: navigation, counters, folios, teasers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from readingroom.cleaning import words
from readingroom.cleaning.blocks import Block
from readingroom.cleaning.characters import HAN, LINE_ENDS, SENTENCE_ENDS, count_han, ends_with
from readingroom.cleaning.dates import Date, find_dates
from readingroom.cleaning.evidence import Evidence, Found, Power
from readingroom.cleaning.names import read_names

LONGEST = 80
"""Longer lines are no furniture."""

LONGEST_CONTROLS = 240
"""A list of all issues is long."""

SENTENCES = frozenset({"disclaimer", "placeholder"})
"""What sites say in whole sentences; what else ends with a full stop is the author's."""

BREADCRUMB_SEPARATOR = re.compile(r">|»|›|\s[-/|]\s")
BREADCRUMB_FORMAL = frozenset(
    {"首页", "正文", "当前位置", "您的位置", "您现在的位置", "您所在的位置", "主页", "网站首页", "新闻", "内容", "文章"}
)
LONGEST_CRUMB = 16

PATH_OF_TWO = re.compile(rf"[{HAN}]{{2,8}}\s*[>»›]{{1,2}}\s*[{HAN}]{{2,6}}")
"""红土文艺 > 曲艺: a site and its column; no author joins two words so."""

CAPTION = re.compile(
    r"(?:图为|图①|图[一二三四五六\d]{0,2}[:丨]|图片来源:|[▲△↑↓▼◀▶◁▷]).{2,}|(?:资料|本版)?(?:图片|照片)(?:[,:].{0,12})?"
    rf"|.{{0,60}}[\s。/,)]\s*[{HAN}]{{2,4}}\s?(?:摄|摄影|供图|/图)|.{{0,60}}/\s*[{HAN}]{{2,14}}供图|.{{2,40}}(?<=[月日年\s])摄|.{{0,60}}记者\s*.{{2,8}}摄"
    rf"|.{{0,60}}(?:摄影|供图|图片提供|拍摄者?)(?:[:/丨]\s*|\s+)[{HAN}]{{2,12}}|.{{0,60}}[\s/(](?:摄影|供图)"
)
"""What begins as captions do, or ends with who took the picture."""

FOLIO = re.compile(r"[-—–·•第]?\s*(?P<number>\d{1,4})\s*[-—–·•页]?")
PAGER = re.compile(r"(?:(?:上一页|下一页|首页|末页|尾页|\.\.\.|…|<|>|(?<!\d)\d{1,4}(?!\d))\s*){4,}")

SITE_CHARACTERS = re.compile(rf"[{HAN}A-Za-z0-9]{{3,16}}")
SITE_WORDS = re.compile(r"门户|官网|官方|首页|欢迎|网站|平台|频道")
BULLETS = "•·●■◆▪*- "

NO_WORDS = re.compile(r"[\d\s\W_]")
NEIGHBOURS = re.compile("[上下]一[篇版期条页章]")

PHOTOGRAPHER = re.compile(
    rf"(?:本报|本刊|新华社)?(?P<role>记者|通讯员)?\s*+(?P<who>[{HAN}\s]{{2,8}}?)\s*+(?:摄影?|供图)|(?:摄影|供图)[:/丨\s]\s*[{HAN}\s]{{2,8}}"
)
"""Who took the picture, and nothing else."""

LONGEST_CAPTION = 45
"""Han characters."""

STAMPED = re.compile(r"(?:\[[^\[\]]{2,30}\]|[^\d\s:][^:]{0,20})?\s{0,8}\(?\d{1,2}:\d{2}(?::\d{2})?\)?")
LONGEST_STAMPED = 24
"""Han characters of a speaker with his office."""

FOLLOW = re.compile(r"[+\s]{0,4}(?:加?关注|已关注|订阅)[+\s]{0,4}")
SHORTEST_ACCOUNT, LONGEST_ACCOUNT = 2, 12
"""Han characters."""

REPEATED = 3
"""A line that stands three times on one page is furniture: nobody writes the same line three times."""

NUMBER = re.compile(r"(?P<year>(?<!\d)(?:19|20)\d{2}年(?!\d))|\d+")
"""Numbers differ from one copy of a line to the next; the years of a chronicle's headings are its own words."""

DATE_ONLY = re.compile(r"(?=.)(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?")
"""What stands above an entry of a chronicle."""

FORMULA = re.compile(r"(?=.*[\w)]\s*=\s*[\w(-])[\w\s=+*/^().,;<>-]+", re.ASCII)
"""Signs and letters that make an equation: 3+5=8, (2*4)=8; E=mc^2."""

SECTION_NUMBER = re.compile(r"(?:PART|NO|CHAPTER)[.\s]*(?P<counted>\d{1,2})|(?P<padded>\d{2})", re.IGNORECASE)
SECTIONS = 2
"""So many such numbers at least, counting from one."""

LONGEST_BANNER = 40

MENU_LINES, MENU_WORDS = 4, 2
"""So many short lines below each other are a menu where so many of them are words that every menu has."""

MENU_LINE = re.compile(rf"[{HAN}]{{2,6}}")

LONGEST_MENU_WORD = 8
LONGEST_SPACED_WORD = 4
"""Characters of a menu's words; blanks alone stand between the words of a slogan too, and those are longer."""


def controls(block: Block) -> Evidence | None:
    """
    A line of nothing but what can be pressed or chosen: 【打印】【关闭】, 3上一版  下一版4, 分享到: 微信 微博.

    One channel alone (文化) may be a heading, and is left alone.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> controls(Block((Span(1, 0, 0, "【字体：大 中 小】 打印"),))).reason
    'navigation'
    """
    if len(block.plain) > LONGEST_CONTROLS:
        return None
    dates = find_dates(block.plain)
    bare = NO_WORDS.sub("", "".join(_around(block.plain, dates)))
    if not bare or bare in words.channels() or not _controls().fullmatch(bare):
        return None
    # The date beside a link to another page is that page's; one date among buttons for size and sound is the paper's.
    own = dates[:1] if NEIGHBOURS.sub("", bare) else []
    is_sure = len(dates) == 1
    found = [Found("date", date.value, block.plain[date.start : date.end], sure=is_sure) for date in own]
    return Evidence("controls", "navigation", Power.LABEL, tuple(found))


def _around(text: str, dates: Sequence[Date]) -> Iterator[str]:
    at = 0
    for date in dates:
        yield text[at : date.start]
        at = date.end
    yield text[at:]


@cache
def _controls() -> re.Pattern[str]:
    listed = (NO_WORDS.sub("", word) for word in words.controls())
    return re.compile(f"(?:{'|'.join(sorted(listed, key=len, reverse=True))})+")


def known_furniture(block: Block) -> Evidence | None:
    """
    A whole line that is known furniture: a button, a counter, a teaser, previous and next.

    The patterns are words/furniture.toml. The words are left alone when they are part of a sentence: the whole line
    has to match, and most furniture has no full stop.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> known_furniture(Block((Span(1, 0, 17, "上一篇 2023年9月22日"),))).reason
    'navigation'
    """
    if len(block.plain) > LONGEST or FORMULA.fullmatch(block.plain):
        return None
    is_sentence = block.plain.endswith("。")
    for pattern in words.patterns():
        if pattern.regex.fullmatch(block.plain) and (not is_sentence or pattern.may_end or pattern.reason in SENTENCES):
            return Evidence(pattern.name, pattern.reason, Power.LABEL)
    return None


def inline_furniture(block: Block) -> Evidence | None:
    """
    A piece that was cut out of a line, or stands alone: a mark of a converter, code, an advert in brackets.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> inline_furniture(Block((Span(1, 9, 12, "<正>"),))).reason
    'page-furniture'
    """
    for pattern in words.inline_patterns():
        if pattern.regex.fullmatch(block.plain):
            return Evidence(pattern.name, pattern.reason, Power.LABEL, overrides_length=True)
    return None


def folio(block: Block) -> Evidence | None:
    """
    A number alone in its line: a printed page number, or a count whose word is lost.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> folio(Block((Span(1, 0, 6, "— 15 —"),))).found[0].value
    '15'
    """
    match = FOLIO.fullmatch(block.plain)
    if not match:
        return None
    return Evidence("folio", "page-furniture", Power.SHAPE, (Found("folio", match["number"], match["number"]),))


def caption(block: Block) -> Evidence | None:
    """
    What stands below a picture, when the picture itself is lost: 图为…, or a line that ends with who took it.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> caption(Block((Span(1, 0, 0, "图为居民在讨论停车方案。 甲某某 摄"),))).reason
    'page-furniture'
    """
    if len(block.plain) <= LONGEST and CAPTION.fullmatch(block.plain.strip("()[] ")):
        return Evidence("caption", "page-furniture", Power.SHAPE)
    return None


def caption_above(blocks: Sequence[Block]) -> Iterator[tuple[int, Evidence]]:
    """The one sentence above a line that says nothing but who took the picture: 记者 张三 摄."""
    for index, (above, block) in enumerate(pairwise(blocks)):
        if not _names_photographer(block) or block.printed or above.printed:
            continue
        if above.han <= LONGEST_CAPTION and sum(above.text.count(mark) for mark in SENTENCE_ENDS) <= 1:
            yield index, Evidence("caption_above", "page-furniture", Power.SHAPE)


def _names_photographer(block: Block) -> bool:
    """张三 摄, 记者 张三 摄; 这是老党员张三拍摄 is a sentence."""
    match = PHOTOGRAPHER.fullmatch(block.plain.strip("() "))
    return match is not None and (match["role"] or not match["who"] or read_names(match["who"])) is not None


def section_numbers(blocks: Sequence[Block]) -> Iterator[tuple[int, Evidence]]:
    """
    01, 02, 03 or PART.01 in lines of their own, counting from one: how messages part their sections.

    Lines have to stand between them, and a single digit is left to be a folio or a table's number.
    """
    marked = [
        (index, int(match["counted"] or match["padded"]))
        for index, block in enumerate(blocks)
        if (match := _section_number(block))
    ]
    counted = [number for _, number in marked] == list(range(1, len(marked) + 1))
    apart = all(later - earlier > 1 for (earlier, _), (later, _) in pairwise(marked))
    if counted and apart and len(marked) >= SECTIONS:
        yield from ((index, Evidence("section_number", "page-furniture", Power.LABEL)) for index, _ in marked)


def _section_number(block: Block) -> re.Match[str] | None:
    return SECTION_NUMBER.fullmatch(block.plain.strip())


def pager(block: Block) -> Evidence | None:
    """
    A row of page numbers, as viewers and lists print below a page.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> pager(Block((Span(1, 0, 19, "12   13   14   15"),))).reason
    'navigation'
    """
    if len(block.plain) <= LONGEST and PAGER.fullmatch(block.plain):
        return Evidence("pager", "navigation", Power.LABEL)
    return None


def breadcrumb(block: Block) -> Evidence | None:
    """
    The path to the page: two separators or more between short words, or one arrow between two of them. The last real
    word names the channel.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> breadcrumb(Block((Span(1, 0, 12, "首页 > 党建 > 正文"),))).found[0].value
    '党建'
    """
    if len(block.plain) > LONGEST or ends_with(block.plain, SENTENCE_ENDS):
        return None
    path = re.split(r"位置\s*:", block.plain)[-1].strip(" >»›")
    crumbs = [crumb.strip() for crumb in BREADCRUMB_SEPARATOR.split(path) if crumb.strip()]
    if len(crumbs) < 3 and not PATH_OF_TWO.fullmatch(block.plain):
        return None
    if any(len(crumb) > LONGEST_CRUMB for crumb in crumbs[:-1]):
        return None
    arrows = re.search(r"[>»›]", block.plain)
    formal = BREADCRUMB_FORMAL & set(crumbs)
    if not arrows and not formal:
        return None
    channels = [crumb for crumb in crumbs if crumb not in BREADCRUMB_FORMAL and len(crumb) <= LONGEST_CRUMB]
    found = (Found("channel", channels[-1], channels[-1]),) if channels and formal else ()
    return Evidence("breadcrumb", "navigation", Power.LABEL, found)


def site_banner(block: Block) -> Evidence | None:
    """
    The site's name or slogan in the page's head: nothing but names that end in 网, 在线, 频道 …

    A sentence that mentions a site is left alone: it has words besides the names.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> site_banner(Block((Span(1, 0, 15, "• 某某新闻网,某某门户网!"),))).found[0].value
    '某某新闻网'
    """
    if len(block.plain) > LONGEST_BANNER:
        return None
    text = block.plain.strip(BULLETS + "!?. ")
    parts = [part for part in re.split(r"[,|_\s-]+", text) if part]
    if not parts or not all(_is_site_name(part) or SITE_WORDS.search(part) for part in parts):
        return None
    names = [part for part in parts if _is_site_name(part) and not SITE_WORDS.search(part)]
    if not names:
        return None
    return Evidence("site_banner", "page-furniture", Power.SHAPE, (Found("site", names[0], names[0]),))


def _is_site_name(text: str) -> bool:
    return SITE_CHARACTERS.fullmatch(text) is not None and text.endswith(words.site_endings())


def repeated_line(blocks: Sequence[Block]) -> Iterator[tuple[int, Evidence]]:
    """
    The same short line three times on one page, digits aside.

    Sentences are left alone: a refrain may repeat. So are years and dates: they head the parts of a chronicle.
    """
    shapes: defaultdict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if len(block.plain) > LONGEST or ends_with(block.plain, LINE_ENDS) or DATE_ONLY.fullmatch(block.plain):
            continue
        shapes[NUMBER.sub(lambda number: number["year"] or "0", block.plain)].append(index)
    for indices in shapes.values():
        if len(indices) >= REPEATED:
            for index in indices:
                yield index, Evidence("repeated_line", "page-furniture", Power.SHAPE)


def time_stamps(blocks: Sequence[Block]) -> Iterator[tuple[int, Evidence]]:
    """
    [主持人] 09:02, [某村党支部书记 张三] 09:10: what stands above each message of a live report, three or more of them.

    09:00 开幕式 is a programme's: there the words stand behind the time.
    """
    stamped = [
        index for index, block in enumerate(blocks) if block.han <= LONGEST_STAMPED and STAMPED.fullmatch(block.plain)
    ]
    if len(stamped) >= REPEATED:
        yield from ((index, Evidence("time_stamp", "page-furniture", Power.SHAPE)) for index in stamped)


def followed_account(blocks: Sequence[Block]) -> Iterator[tuple[int, Evidence]]:
    """
    某某笔记 above + 关注: whose page it is, where a line above may be the title.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> lines = ("村里的会，为什么越开越有人来", "田埂上的笔记", "+ 关注")
    >>> [index for index, _ in followed_account([Block((Span(1, 0, 0, line),)) for line in lines])]
    [1]
    """
    for index, (above, block) in enumerate(pairwise(blocks)):
        is_name = SHORTEST_ACCOUNT <= above.han <= LONGEST_ACCOUNT and not ends_with(above.plain, LINE_ENDS)
        if FOLLOW.fullmatch(block.plain) and is_name and any(other.han > SHORTEST_ACCOUNT for other in blocks[:index]):
            yield index, Evidence("account", "metadata", Power.SHAPE)


def word_row(block: Block) -> Evidence | None:
    """
    A row of short words between blanks, bars or slashes: a menu.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> word_row(Block((Span(1, 0, 19, "时政 | 社会 | 党建 | 图片"),))).reason
    'navigation'
    """
    if len(block.plain) > LONGEST or ends_with(block.plain, LINE_ENDS):
        return None
    cells = [cell for cell in re.split(r"\s*[|/]\s*|\s+", block.plain) if cell]
    single = sum(len(cell) == 1 for cell in cells)
    has_bars = "|" in block.plain
    if len(cells) < (3 if has_bars else 4) or single > len(cells) / 3:
        return None
    longest = LONGEST_MENU_WORD if re.search(r"[|/]", block.plain) else LONGEST_SPACED_WORD
    named = cells[1:] if _is_site_name(cells[0]) else cells
    if all(count_han(cell) and len(cell) <= longest for cell in named) and max(map(len, named)) > 1:
        return Evidence("word_row", "navigation", Power.SHAPE)
    return None


def menu_column(blocks: Sequence[Block]) -> Iterator[tuple[int, Evidence]]:
    """
    首页, 关于我们, 新闻中心, 联系我们 in lines of their own: a menu whose words stand below each other.

    Short lines alone may be verse, headings or a list of names: two of them have to be words that every menu has.
    """
    for index in sorted(menu_places(blocks)):
        yield index, Evidence("word_row", "navigation", Power.SECTION)


def menu_places(blocks: Sequence[Block]) -> set[int]:
    """The lines of such menus."""
    places: set[int] = set()
    run: list[int] = []
    for index, block in enumerate([*blocks, None]):
        if block is not None and MENU_LINE.fullmatch(block.plain):
            run.append(index)
            continue
        if len(run) >= MENU_LINES and sum(blocks[at].plain in words.menu() for at in run) >= MENU_WORDS:
            places.update(run)
        run = []
    return places
