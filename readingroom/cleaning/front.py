"""Rules for front matter: what belongs to the article and stands before its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from readingroom.cleaning import words
from readingroom.cleaning.blocks import Block
from readingroom.cleaning.characters import HAN
from readingroom.cleaning.evidence import Evidence, Found, Power
from readingroom.cleaning.furniture import known_furniture
from readingroom.cleaning.head import is_text
from readingroom.cleaning.names import read_names

SALUTATION = re.compile(r"(?:各位|尊敬的|同志们|亲爱的)[^。!?]{0,30}:")

ADDRESSED = re.compile(
    r"各[^。!?:]{0,50}(?:室|组|院|部|委|总支|中心|科|站|校|所|会|企业|街道|乡镇)\)?:|[^。!?:]{0,60}(?:同志们?|朋友们?|乡亲们?|父老|各位.{1,6}|党委|党组|党工委|党支部|总支|党组织|单位|部门|公司|办事处|来宾|代表|先生|女士|领导|老师们?|同学们?|居民们?|党员们?|干部们?)[^。!?,:]{0,6}[:!]"
)
"""各党支部：, 全市各级党组织、广大党员同志们：: to whom a letter or a notice is written."""

DOCUMENT_NUMBER = re.compile(rf"\(?[{HAN}]{{2,12}}[〔\[(]\d{{4}}[〕\])]\s*\d{{1,4}}\s*号\)?")

KEYWORDS = re.compile(r"[^,。:;!?]{2,16}(?:\s*;\s*[^,。:;!?]{2,16}){2,9};?")
"""党建引领；基层治理；社区: three or more, without a label."""

LONGEST_ABSTRACT = 3
"""Paragraphs of an abstract."""

BARE_NOTE = re.compile(rf"作者:?[{HAN}]{{2,4}},(?:男|女),")

FOREIGN_TEXT = 60
"""Characters of all such lines; fewer are a button's or a picture's name."""

FOREIGN_LETTERS = 8
"""Letters of a line without Chinese that belongs to an English abstract."""

OPEN, CLOSE = r"[〔\[【(<]?\s*", r"\s*[〕\]】)>]?\s*"


def front_matter(block: Block) -> Evidence | None:
    """
    Abstract, keywords, classification numbers, an editor's note: labelled, and before the body.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> front_matter(Block((Span(1, 0, 0, "〔关键词〕基层治理;党建引领"),))).front
    True
    """
    text = block.plain.strip()
    furniture = known_furniture(block)
    if furniture and furniture.reason == "metadata" and not _is_label_alone(block):
        # 【摘要】 【关键词】, with nothing behind them.
        return None
    if (
        _pattern("opening").match(text)
        or _pattern("spaced").match(text)
        or SALUTATION.fullmatch(text)
        or text.startswith("按:")
    ):
        return _FRONT
    return None


_FRONT = Evidence("front_matter", None, Power.LABEL, front=True)


def author_note(block: Block) -> Evidence | None:
    """
    Who the author is, who paid, when the text came in: about the article, however long. The first name is the author's.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> author_note(Block((Span(1, 0, 0, "[作者简介]张三(1981—),女,某某县委党校讲师。"),))).found[0].value
    '张三'
    """
    text = block.plain.strip()
    if not (_pattern("note").match(text) or BARE_NOTE.match(text)):
        return None
    named = re.match(rf"{OPEN}作者(?:简介|介绍)?{CLOSE}[:]?\s*(?P<name>[{HAN}·]{{2,5}})\s*[,(—-]", text)
    names = read_names(named["name"]) if named else None
    found = (Found("author", str(names), named["name"]),) if named and names else ()
    return Evidence("author_note", "metadata", Power.LABEL, found, overrides_length=True)


_BY_PLACE = Evidence("front_matter", None, Power.POSITION, front=True, overrides_length=True)


def below_label(blocks: Sequence[Block], said: Sequence[Sequence[Evidence]]) -> Iterator[tuple[int, Evidence]]:
    """What stands below a label that has a line of its own: 〔摘要〕, 编者的话."""
    for index, block in enumerate(blocks[:-1]):
        if _is_label_alone(block) and any(one.front for one in said[index]) and not said[index + 1]:
            yield index + 1, _BY_PLACE


def front_by_place(blocks: Sequence[Block], said: Sequence[Sequence[Evidence]]) -> Iterator[tuple[int, Evidence]]:
    """
    To whom a letter is written, a notice's number, keywords without a label, and the abstract above them.

    Only where text follows: below an article keywords are tags, and what stands above them is the article.
    """
    texts = [index for index, block in enumerate(blocks) if is_text(block)]
    labels = {index for index, one in enumerate(said) if any(each.front for each in one)}
    for index, block in enumerate(blocks[: texts[0] if texts else 0]):
        if not said[index] and (ADDRESSED.fullmatch(block.plain) or DOCUMENT_NUMBER.fullmatch(block.plain)):
            yield index, _BY_PLACE
    foreign = [index for index, block in enumerate(blocks) if not said[index] and _is_foreign(block)]
    letters = sum(len(blocks[index].plain) for index in foreign)
    if letters >= FOREIGN_TEXT and texts and foreign[0] < texts[-1]:
        yield from ((index, _BY_PLACE) for index in foreign)
        above = _abstract_above(foreign[0], blocks, said)
        if above and len(above) == 1 and above[0] and any(one.reason == "metadata" for one in said[above[0] - 1]):
            yield above[0], _BY_PLACE
    for index, block in enumerate(blocks):
        is_labelled = index in labels and _pattern("keywords").match(block.plain.strip())
        is_bare = not said[index] and KEYWORDS.fullmatch(block.plain)
        above = _abstract_above(index, blocks, said)
        if not (is_labelled or is_bare) or not texts or texts[-1] <= index or above is None:
            continue
        yield from ((at, _BY_PLACE) for at in above)
        if is_bare:
            yield index, _BY_PLACE


def _is_foreign(block: Block) -> bool:
    """A line of an English title, abstract or address."""
    return not block.han and len(re.findall("[A-Za-z]", block.plain)) >= FOREIGN_LETTERS


def _abstract_above(index: int, blocks: Sequence[Block], said: Sequence[Sequence[Evidence]]) -> range | None:
    """The paragraphs between the head and the keywords; None when they are so many that they are the article."""
    for start in range(index, index - LONGEST_ABSTRACT - 1, -1):
        if start <= 0 or not is_text(blocks[start - 1]) or said[start - 1]:
            return range(max(0, start), index)
    return None


def _is_label_alone(block: Block) -> bool:
    return _pattern("opening").fullmatch(block.plain.strip()) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """A word of the list in brackets, or with a colon; or alone in its line; or, for some, with a blank behind."""
    openings = "|".join(r"[\s?]*".join(map(re.escape, word)) for word in words.front_words(name))
    ends = r"\s+(?=\S)" if name == "spaced" else r"\s*(?:[〕\]】)>]\s*:?|:|$)"
    return re.compile(rf"[*※]?[〔\[【(<]?\s*(?:{openings}){ends}")
