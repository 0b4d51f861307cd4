"""What periodicals print of themselves: the issue, the page, how often they come out."""

from __future__ import annotations

import re

from readingroom.cleaning.characters import HAN
from readingroom.cleaning.credits.credit import BRACKETS, Credit, issue_found, source_found
from readingroom.cleaning.evidence import Found

ISSUE = re.compile(
    r"(?P<year>\d{4})\s?年?\s?[,,]?\s?(?:第\s?)?(?P<issue>\d{1,2})\s?期(?:\s*[(/,]?\s*总第?\s?\d{1,5}\s?期\)?)?|总第\s?\d{1,5}\s?期"
)

NUMBER_OF_YEAR = re.compile(r"第?\s{0,2}\d{1,3}\s{0,2}期\s{0,2}\(?")
"""第38期 before (总第412期): the number within the year, which is not told."""

NEWSPAPER_PAGE = re.compile(r"(?:第\s*)?(?P<page>[A-Z]?\d{1,5}[A-Z]?)\s*版(?:\s*:\s*[^\s:]{1,10})?")

PAGE_BEHIND_LABEL = re.compile(r"(?:第\s*)?(?P<page>[A-Z]?\d{1,5}[A-Z]?)\s*(?:版|$|(?=[:\s]))")
"""版次:02: 图评 上一篇 下一篇: the page's number, before the page's name and what else is on the line."""

FREQUENCY = re.compile(r"(?P<day>每月\d{1,2}日(?:、\d{1,2}日)*出版)|(?P<name>月刊|半月刊|双月刊|季刊|周刊)")


def read_issue(text: str) -> Credit | None:
    """2022年第7期/总第1447期, with or without the journal's name before it."""
    match = ISSUE.search(text)
    if match is None or text[match.end() :].strip(BRACKETS):
        return None
    name = text[: match.start()].strip(BRACKETS + "《》")
    if name and NUMBER_OF_YEAR.fullmatch(name):
        return Credit("issue", (Found("issue", text.strip(), text.strip()),))
    if name and not re.fullmatch(rf"[{HAN}A-Za-z()]{{2,16}}", name):
        return None
    source = tuple(source_found(name, raw=name)) if name else ()
    return Credit("issue", (*issue_found(match), *source))


def read_page(text: str) -> Credit | None:
    match = NEWSPAPER_PAGE.fullmatch(text)
    return Credit("page", (Found("page", match["page"], match[0]),)) if match else None


def read_frequency(text: str) -> Credit | None:
    """实践/每月1日出版: says the source, and that issue n is month n."""
    match = FREQUENCY.search(text)
    name = text[: match.start()].strip(BRACKETS + "《》") if match else ""
    if match is None or match.end() != len(text) or not re.fullmatch(rf"[{HAN}]{{2,12}}", name):
        return None
    monthly = match["name"] == "月刊" or (match["day"] or "").count("日") == 1
    found = (Found("frequency", "monthly", match[0]),) if monthly else ()
    return Credit("frequency", (*source_found(name, raw=name), *found))
