"""Where it appeared and where its authors work: papers, journals, sites, offices."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from readingroom.cleaning.characters import HAN
from readingroom.cleaning.credits.credit import Credit, marks, source_found, words_of
from readingroom.cleaning.evidence import Found
from readingroom.cleaning.names import read_names

ARTICLE_OF = re.compile(r"(?:以下)?文章来源于\s*:?(?P<source>[^,]{2,20}?)\s*\.?(?:,\s*作者\s*:?(?P<author>.{2,20}))?")

TITLE_MARKS = re.compile(r"《\s*(?P<name>[^《》]{2,20}?)\s*》")


def read_reposted(text: str) -> Credit | None:
    """转自某某日报. 据 begins sentences too (据了解): the name must end as outlets' names do."""
    match = _reposted_pattern().fullmatch(text)
    if match is None or read_outlet(match["outlet"]) is None:
        return None
    return Credit("verb", tuple(source_found(match["outlet"], raw=match["outlet"])))


@cache
def _reposted_pattern() -> re.Pattern[str]:
    verbs = "|".join(words_of("verbs"))
    return re.compile(
        rf"[{words_of('marks')}]?\s*(?:{verbs})\s*:?\s*(?P<outlet>《?[{HAN}A-Za-z·]{{2,16}}?》?)\s*(?:消息|报道|电|讯)?"
    )


def read_outlet(text: str) -> Credit | None:
    """A paper, journal or site: 《某刊》, or a name that ends as theirs do. 织密服务群众一张网 is a title."""
    marked = TITLE_MARKS.fullmatch(text)
    name = (
        re.sub(r"\s", "", marked["name"])
        if marked
        else re.sub("(?:数字报纸?|电子报|电子版)$", "", text.lstrip(marks()))
    )
    if text.startswith("返回"):
        return Credit("widget")
    is_paper = re.fullmatch(rf"[{HAN}A-Za-z0-9·-]{{3,16}}", name) and name.endswith(words_of("outlet_ends"))
    if marked or (is_paper and not name.endswith("张网")):
        return Credit("outlet", tuple(source_found(name, raw=text)))
    if re.fullmatch(rf"[{HAN}]{{3,12}}", name) and name.endswith(words_of("account_ends")):
        return Credit("account", tuple(replace(one, sure=False) for one in source_found(name, raw=text)))
    return None


def read_article_of(text: str) -> Credit | None:
    """以下文章来源于某某党建 ,作者张三: an account's post that it took over from another."""
    match = ARTICLE_OF.fullmatch(text)
    names = read_names(match["author"] or "") if match else None
    if match is None:
        return None
    author = (Found("author", str(names), match["author"]),) if names else ()
    return Credit("label", (*source_found(match["source"].strip(" .,"), raw=match["source"]), *author))


def read_office(text: str) -> Credit | None:
    """
    An office, a school, a post: where an author works.

    >>> read_office("青石区委组织部") is None, read_office("在一线识别干部") is None
    (False, True)
    """
    return Credit("office") if _office_pattern().fullmatch(text) else None


@cache
def _office_pattern() -> re.Pattern[str]:
    """Where it is, what is in between, and how offices and posts end; or two posts in a row."""
    ends = "|".join(sorted(words_of("office_ends"), key=len, reverse=True))
    places = "|".join(sorted(words_of("office_places"), key=len, reverse=True))
    return re.compile(
        rf"[《]?[{HAN}]{{0,12}}(?:{places})[》]?[{HAN}、()\d]{{0,16}}?(?:{ends})\)?(?:[、]?(?:{ends}))*(?:编印?|主办|印发)?"
    )
