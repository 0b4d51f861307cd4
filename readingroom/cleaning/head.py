"""
Rules for the lines above and below the text that only their place tells: names, offices and outlets without a label.

张三 in a line of its own may be a heading, a cell of a table, anything; below a title and above 摘要 it is the author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from readingroom.cleaning.blocks import Block
from readingroom.cleaning.characters import HAN, SENTENCE_ENDS, clauses, ends_with
from readingroom.cleaning.credits import Credit, read_credits
from readingroom.cleaning.dates import find_dates
from readingroom.cleaning.evidence import Evidence, Found, Power
from readingroom.cleaning.names import is_name

LONGEST = 60
"""A byline with the office behind the name; longer lines are text."""

TEXT_HAN = 40
"""A block of so many Han characters, with the marks of a sentence, is text and no head any more."""

TITLE_HAN = 6
"""A line of so many Han characters above a name may be the title."""

PROPERTY = re.compile(r"(?:[^\s:。,]{2,8}|[^\s:。,](?:\s[^\s:。,]){1,4})\s*:\s*[^。!?:]{0,40}")
SAYS_TITLE = re.compile(r"[^\s:]{0,2}(?:标\s*题|题\s*目|案\s*由|事\s*由|主\s*题)\s*:\s*(?=\S{4})")
"""留言标题:, 案 由: behind which the title stands."""

PROPERTIES, LINES_OF_PROPERTIES = 4, 5
"""So many within so many lines are a list."""

SHORT_TITLE_HAN = 4
"""And of so many, where the text begins below the name."""

SAYING = re.compile(rf"[{HAN}]{{4,5}}")
"""常来常往, 海上升明月: so many characters run together are a saying sooner than two names."""

WHEN, WHERE = re.compile(r"(?:活动|会议)?(?:时\s*间|日\s*期)\s*:"), re.compile(r"(?:活动|会议)?地\s*点\s*:")

COLUMN = re.compile(r"【\s*+(?P<name>[^【】:]{2,30}?)\s*+】")

SUBTITLE_DASHES = ("——", "—", "--")
"""What a subtitle begins with."""

PARTY_OFFICE = re.compile("(?:中共|中国共产党).{4,}")
"""How a letter or a notice is signed, right below its last sentence."""

AROUND = ("navigation", "page-furniture", "duplicate")
"""What may stand between a byline and its neighbours."""

LISTED = 4
"""Lines of names: four authors have one line in common."""

FARTHEST = 40
"""So many lines below the last text a byline may stand."""

LINES_BETWEEN = 12
"""So many lines of furniture may stand between a byline and its neighbours."""


def names_by_place(blocks: Sequence[Block], said: Sequence[Sequence[Evidence]]) -> Iterator[tuple[int, Evidence]]:
    """Names, offices and outlets beside credits, front matter or the title; and names right below the text."""
    texts = [index for index, block in enumerate(blocks) if is_text(block) and not said[index]]
    first, last = (texts[0], texts[-1]) if texts else (len(blocks), len(blocks))
    weak = {
        index: pieces
        for index in [*range(first), *range(last + 1, min(len(blocks), last + FARTHEST))]
        if all(one.rule == "word_row" for one in said[index]) and (pieces := _weak_credits(blocks[index]))
    }
    for index in range(last + 1, min(len(blocks), last + FARTHEST)):
        if not said[index] and (found := _index_of_page(blocks[index])):
            yield index, Evidence("index_line", "metadata", Power.POSITION, found)
    has_title = _has_title(blocks, said, weak, first)
    title = _title_like_a_name(blocks, said, weak, first)
    listed = _listed({index for index, pieces in weak.items() if _names(pieces)})
    rivals = set() if has_title or title is not None else _names_below_each_other(weak, first)
    for index, pieces in ((at, weak[at]) for at in weak if at != title):
        kinds = {piece.kind for piece in pieces}
        beside = [*_nearest(index, -1, said), *_nearest(index, 1, said)]
        is_beside_credits = any(_speaks_of_article(said[at]) or _names(weak.get(at, ())) for at in beside)
        if _names(pieces) and index not in listed:
            below_title = 0 < index <= first and _may_be_title(said[index - 1])
            below_title &= blocks[index - 1].han >= TITLE_HAN or index - 1 == title or _heads_text(index, first, blocks)
            below_text = index > last and ends_with(blocks[index - 1].text, SENTENCE_ENDS)
            # Above a row of short words, which is what a menu is.
            before_bar = _stands_before_bar(blocks[index : index + 2])
            if index == 0 or is_beside_credits or below_title or below_text or before_bar:
                is_sure = (is_beside_credits or below_title or before_bar) and index not in rivals
                yield index, Evidence("name_line", "metadata", Power.SECTION, _found(pieces, sure=is_sure))
        elif (
            kinds <= {"office"}
            and (index > last or has_title)
            and (
                is_beside_credits
                or any(_is_office(weak.get(at)) for at in beside)
                or (is_below_end(index, blocks) and PARTY_OFFICE.match(blocks[index].plain))
            )
        ):
            yield index, Evidence("affiliation", "metadata", Power.POSITION)
        elif is_beside_credits and index < first and "outlet" in kinds and kinds <= {"outlet", "widget"} and has_title:
            yield index, Evidence("outlet_line", "metadata", Power.POSITION, _unsure(pieces))


def properties_by_place(blocks: Sequence[Block], said: Sequence[Sequence[Evidence]]) -> Iterator[tuple[int, Evidence]]:
    """
    Several lines of a label and a value above the text, whatever the labels: 创刊时间:1996, 主管单位:某某.

    One such line may be a title: 积分制:小账本里的大文章. One may say that it is: 案由:关于……的建议.
    """
    first = first_text(blocks, said)
    like = {index for index in range(first) if PROPERTY.fullmatch(blocks[index].plain)}
    for index in sorted(like):
        windows = [
            range(start, start + LINES_OF_PROPERTIES) for start in range(index + 1 - LINES_OF_PROPERTIES, index + 1)
        ]
        most = max(len(like.intersection(window)) for window in windows) + _are_named_alike(index, like, blocks)
        if not said[index] and most >= PROPERTIES and not SAYS_TITLE.match(blocks[index].plain):
            yield index, Evidence("properties", "metadata", Power.POSITION)


def _are_named_alike(index: int, like: set[int], blocks: Sequence[Block]) -> bool:
    """访谈对象:, 访谈人:, 访谈时间: labels that begin alike, one below the other, are a list already when they are three."""
    near = like.intersection(range(index + 1 - PROPERTIES, index + PROPERTIES))
    return sum(blocks[at].plain[:2] == blocks[index].plain[:2] for at in near) >= PROPERTIES - 1


def event_lines(blocks: Sequence[Block]) -> Iterator[int]:
    """The line that says when, beside one that says where: 时间：… 地点：… of a notice are its text, and no credits."""
    for index, block in enumerate(blocks):
        beside = blocks[max(0, index - 1) : index + 2]
        if WHEN.match(block.plain) and any(WHERE.match(other.plain) for other in beside):
            yield index


def columns_by_place(blocks: Sequence[Block], said: Sequence[Sequence[Evidence]]) -> Iterator[tuple[int, Evidence]]:
    """
    【奋斗百年路】 above the text, the whole line in brackets: the column in which the article appeared.

    Where such lines stand between paragraphs too, all of them are headings.
    """
    first = first_text(blocks, said)
    if any(COLUMN.fullmatch(block.plain) and not said[index] for index, block in enumerate(blocks) if index > first):
        return
    for index, block in enumerate(blocks[:first]):
        match = COLUMN.fullmatch(block.plain)
        if match and not said[index]:
            found = Found("column", match["name"].strip(), match["name"], sure=False)
            yield index, Evidence("column_line", "metadata", Power.POSITION, (found,))


def is_below_end(index: int, blocks: Sequence[Block]) -> bool:
    """Whether the line above ends as a sentence does."""
    return index > 0 and ends_with(blocks[index - 1].text, SENTENCE_ENDS)


def _heads_text(index: int, first: int, blocks: Sequence[Block]) -> bool:
    """One name between a short title and the text: 晒场上的账 / 陆一石 / 霜降以后，……"""
    return index + 1 == first and blocks[index - 1].han >= SHORT_TITLE_HAN and is_name(blocks[index].plain.strip())


def _stands_before_bar(blocks: Sequence[Block]) -> bool:
    """张三 李四丨题名: names that were cut off before a title in the same line."""
    return (
        len(blocks) > 1
        and blocks[0].spans[-1].line == blocks[1].spans[0].line
        and blocks[1].plain.startswith(("|", "丨"))
    )


def _index_of_page(block: Block) -> tuple[Found, ...]:
    """清河日报 要闻 00004 (the title) 2023-12-06 5120377: the line by which an electronic paper knows the article."""
    cells = block.plain.split()
    dates = find_dates(block.plain)
    pieces = read_credits(cells[0]) if len(cells) > 3 and dates else None
    if not pieces or pieces[0].kind != "outlet" or ends_with(block.plain, SENTENCE_ENDS):
        return ()
    day = dates[0]
    raw = block.plain[day.start : day.end]
    return (*pieces[0].found, Found("date", day.value, raw), Found("date_kind", "published", raw))


def is_text(block: Block) -> bool:
    """A sentence or more, so long that it is no title, byline or heading."""
    if block.han < TEXT_HAN:
        return False
    return block.printed or any(mark in block.text for mark in SENTENCE_ENDS) or len(clauses(block.text)) > 2


def first_text(blocks: Sequence[Block], said: Sequence[Sequence[Evidence]]) -> int:
    """The index of the first block that is text and of which no rule speaks; behind the last block where there is none."""
    return next((index for index, block in enumerate(blocks) if is_text(block) and not said[index]), len(blocks))


def _weak_credits(block: Block) -> list[Credit]:
    """Pieces that are credits only where credits may stand."""
    if block.printed or len(block.plain) > LONGEST or ends_with(block.plain, SENTENCE_ENDS):
        return []
    if block.text.startswith(SUBTITLE_DASHES):
        return []
    pieces = [] if block.plain.endswith(":") else read_credits(block.plain) or []
    kinds = {piece.kind for piece in pieces}
    is_saying = "name" in kinds and SAYING.fullmatch(block.plain) and not is_name(block.plain)
    return [] if "unknown" in kinds or is_saying else pieces


def _names(pieces: Sequence[Credit]) -> bool:
    kinds = {piece.kind for piece in pieces}
    return "name" in kinds and kinds <= {"name", "office", "outlet", "account", "widget"}


def _nearest(index: int, step: int, said: Sequence[Sequence[Evidence]]) -> Iterator[int]:
    """The line above or below, past furniture and copies."""
    for at in range(index + step, index + step * LINES_BETWEEN, step):
        if not 0 <= at < len(said):
            return
        if not said[at] or any(one.reason not in AROUND for one in said[at]):
            yield at
            return


def _has_title(
    blocks: Sequence[Block], said: Sequence[Sequence[Evidence]], weak: Mapping[int, object], first: int
) -> bool:
    """Whether a line above the text may be the title: one that is no name of an office or of a paper itself."""
    return any(blocks[at].han >= TITLE_HAN and not said[at] and at not in weak for at in range(first))


def _title_like_a_name(
    blocks: Sequence[Block], said: Sequence[Sequence[Evidence]], weak: Mapping[int, Sequence[Credit]], first: int
) -> int | None:
    """
    马灯 above 张三: a title that reads like a name, where no other stands above it.

    It is one where the line below says that another is the author, and of two bare names where the text says it oftener.
    """
    text = "".join(block.text for block in blocks)
    for index in sorted(at for at in weak if at < first and _names(weak[at]) and not said[at]):
        below = next(_nearest(index, 1, said), None)
        if below is None or below > first or " " in blocks[index].plain or _has_title(blocks, said, weak, index):
            continue
        is_told = text.count(blocks[index].text) > text.count(blocks[below].text)
        if (_names(weak.get(below, ())) and is_told) or _names_another(said[below], blocks[index]):
            return index
    return None


def _names_another(said: Sequence[Evidence], block: Block) -> bool:
    """Whether a line of credits says who the author is, and it is somebody else."""
    authors = [found for one in said for found in one.found if found.field == "author"]
    return bool(authors) and not any(block.plain in found.value or found.value in block.plain for found in authors)


def _names_below_each_other(weak: Mapping[int, Sequence[Credit]], first: int) -> set[int]:
    """Two names in lines of their own on a page without a title: either may be it."""
    names = {index for index, pieces in weak.items() if index < first and _names(pieces)}
    return {index for index in names if names & {index - 1, index + 1}}


def _may_be_title(said: Sequence[Evidence]) -> bool:
    """Nothing speaks against the line, or only that the title stands elsewhere too."""
    return all(one.reason == "duplicate" for one in said)


def _is_office(pieces: Sequence[Credit] | None) -> bool:
    return bool(pieces) and {piece.kind for piece in pieces or ()} <= {"office"}


def _listed(places: set[int]) -> set[int]:
    """Names line below line are a list of people and no byline, from so many on."""
    return {
        place
        for place in places
        if any(set(range(start, start + LISTED)) <= places for start in range(place - LISTED + 1, place + 1))
    }


def _speaks_of_article(said: Sequence[Evidence]) -> bool:
    return any(one.front or one.reason == "metadata" for one in said)


def _found(pieces: Sequence[Credit], *, sure: bool) -> tuple[Found, ...]:
    """All names of the line as one value."""
    authors = [found for piece in pieces if piece.kind == "name" for found in piece.found]
    value = " ".join(found.value for found in authors)
    author = Found("author", value, authors[0].raw, sure=sure and all(found.sure for found in authors))
    return (author, *_unsure([piece for piece in pieces if piece.kind in ("outlet", "account")]))


def _unsure(pieces: Sequence[Credit]) -> tuple[Found, ...]:
    return tuple(Found(one.field, one.value, one.raw, sure=False) for piece in pieces for one in piece.found)
