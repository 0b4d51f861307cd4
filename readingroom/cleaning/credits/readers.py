"""What stands in a line of credits outside of labels: it is cut in pieces, and each has a reader that knows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from readingroom.cleaning import words
from readingroom.cleaning.characters import HAN
from readingroom.cleaning.credits.bylines import read_byline
from readingroom.cleaning.credits.credit import (
    BRACKETS,
    Credit,
    date_found,
    issue_found,
    marks,
    source_found,
    words_of,
)
from readingroom.cleaning.dates import find_dates
from readingroom.cleaning.evidence import Found
from readingroom.cleaning.names import read_names

ISSUE = re.compile(
    r"(?P<year>\d{4})\s?年?\s?[,,]?\s?(?:第\s?)?(?P<issue>\d{1,2})\s?期(?:\s*[(/,]?\s*总第?\s?\d{1,5}\s?期\)?)?|总第\s?\d{1,5}\s?期"
)

NEWSPAPER_PAGE = re.compile(r"(?:第\s*)?(?P<page>[A-Z]?\d{1,5}[A-Z]?)\s*版(?:\s*:\s*[^\s:]{1,10})?")

FREQUENCY = re.compile(r"(?P<day>每月\d{1,2}日(?:、\d{1,2}日)*出版)|(?P<name>月刊|半月刊|双月刊|季刊|周刊)")

WEEKDAY = re.compile("(?:星期|周)[一二三四五六日天]")

COUNT = re.compile(r"[(\[]?\s*+\d{0,7}\s*+[)\]]?\s*+(?:次|人|条|℃|分)?|0+")

URL = re.compile(r"(?:https?://|www\.)[\w./?=&%#~:-]+")

SIGNED_AT = re.compile(rf"(?<=[日月])于[{HAN}]{{2,4}}")
"""2021年7月1日于清河: where an author signed."""

POSTED_AT = re.compile(rf"发表于[{HAN}]{{2,8}}")

ADOPTION = re.compile(r"\(?.{0,12}\d{4}年\d{1,2}月\d{1,2}日.{0,40}(?:通过|修订|修正|印发|发布|公布|施行|实施)\)?")

WIRE = re.compile(rf"[{HAN}]{{2,12}}\d{{1,2}}月\d{{1,2}}日(?:电|讯|消息)")
"""某某社某地8月14日电, the reporters behind it: the day of the report, its year unsaid."""

DATELINE = re.compile(r".{2,14}\d{1,2}月\d{1,2}日(?:电|讯|消息)[\s?:]*题\s*:.{4,60}")

ARTICLE_OF = re.compile(r"(?:以下)?文章来源于\s*:?(?P<source>[^,]{2,20}?)\s*\.?(?:,\s*作者\s*:?(?P<author>.{2,20}))?")

TITLE_MARKS = re.compile(r"《\s*(?P<name>[^《》]{2,20}?)\s*》")

UNKNOWN = re.compile(rf"[{HAN}A-Za-z0-9]{{1,12}}")

LEVELS = (re.compile(r"[|?()\[\]【】〔〕<>]+|\s{2,}|\s*[·•]\s*"), re.compile(r"[\s/,、;_—–-]+"))
"""What pieces are parted by: first by marks and wide blanks, then by any blank. Names may have a blank inside."""


def read_stretch(text: str) -> list[Credit] | None:
    """What stands outside of labels: dates, and pieces between and around them."""
    pieces: list[Credit] = []
    at = 0
    dates = find_dates(text)
    for date in dates:
        before = read_parts(text[at : date.start])
        if before is None:
            return None
        pieces += [*before, Credit("date", tuple(date_found(date, raw=text[date.start : date.end])))]
        at = date.end
    rest = [] if SIGNED_AT.fullmatch(text, at) else read_parts(text[at:])
    if rest is None or sum(piece.kind == "date" for piece in pieces) > 2:
        return None
    return pieces + rest


def read_parts(text: str, level: int = 0) -> list[Credit] | None:
    """The pieces of a stretch: as a whole, else cut at marks and wide blanks, else at any blank."""
    text = text.strip(BRACKETS)
    if not text:
        return []
    for read in READERS:
        if (piece := read(text)) is not None:
            return [piece]
    for deeper, boundary in enumerate(LEVELS[level:], start=level + 1):
        parts = [part for part in boundary.split(text) if part.strip(BRACKETS)]
        if parts != [text]:
            return _read_parts(parts, deeper)
    return [Credit("unknown", text=text)] if UNKNOWN.fullmatch(text) else None


def _read_parts(parts: Sequence[str], level: int) -> list[Credit] | None:
    pieces: list[Credit] = []
    for part in parts:
        read_part = read_parts(part, level)
        if read_part is None:
            return None
        pieces += read_part
    return pieces


def _widget(text: str) -> Credit | None:
    bare = re.sub(r"[()\d\s:<>]", "", text)
    if bare in words_of("widgets") or bare in words.controls() or COUNT.fullmatch(text):
        return Credit("widget")
    return None


def _wire(text: str) -> Credit | None:
    return Credit("role") if WIRE.fullmatch(text) else None


def _weekday(text: str) -> Credit | None:
    return Credit("widget") if WEEKDAY.fullmatch(text) or POSTED_AT.fullmatch(text) else None


def _address(text: str) -> Credit | None:
    return Credit("url", (Found("url", text, text),)) if URL.fullmatch(text) else None


def read_issue(text: str) -> Credit | None:
    """2022年第7期/总第1447期, with or without the journal's name before it."""
    match = ISSUE.search(text)
    if match is None or match.end() != len(text):
        return None
    name = text[: match.start()].strip(BRACKETS + "《》")
    if name and not re.fullmatch(rf"[{HAN}A-Za-z()]{{2,16}}", name):
        return None
    source = tuple(source_found(name, raw=name)) if name else ()
    return Credit("issue", (*issue_found(match), *source))


def _page(text: str) -> Credit | None:
    match = NEWSPAPER_PAGE.fullmatch(text)
    return Credit("page", (Found("page", match["page"], match[0]),)) if match else None


def _frequency(text: str) -> Credit | None:
    """实践/每月1日出版: says the source, and that issue n is month n."""
    match = FREQUENCY.search(text)
    name = text[: match.start()].strip(BRACKETS + "《》") if match else ""
    if match is None or match.end() != len(text) or not re.fullmatch(rf"[{HAN}]{{2,12}}", name):
        return None
    monthly = match["name"] == "月刊" or (match["day"] or "").count("日") == 1
    found = (Found("frequency", "monthly", match[0]),) if monthly else ()
    return Credit("frequency", (*source_found(name, raw=name), *found))


def _reposted(text: str) -> Credit | None:
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


def read_adoption(text: str) -> Credit | None:
    """(2019年12月30日某某会议通过), 某某社某地8月14日电 题:……: dates that are not those of the page."""
    return Credit("adoption") if ADOPTION.fullmatch(text) or DATELINE.fullmatch(text) else None


def _article_of(text: str) -> Credit | None:
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
    return re.compile(rf"[《]?[{HAN}]{{0,12}}(?:{places})[》]?[{HAN}、()\d]{{0,16}}?(?:{ends})\)?(?:[、]?(?:{ends}))*")


READERS: Sequence[Callable[[str], Credit | None]] = (
    _article_of,
    _wire,
    _widget,
    _weekday,
    _address,
    _page,
    _frequency,
    read_issue,
    _reposted,
    read_byline,
    read_outlet,
    read_office,
)
