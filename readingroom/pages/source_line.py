"""
The line below a title: where and when an article was printed.

It says what the page prints, in the precision in which it prints it, and 来源不详 or 日期不详 for what it does not.
Labels follow the custom of Chinese government and news sites.
"""

from __future__ import annotations

from dataclasses import dataclass

from readingroom.articles import titles
from readingroom.articles.models import Edition

UNKNOWN_SOURCE = "来源不详"
UNKNOWN_DATE = "日期不详"
DATE_LABELS = {"issue": "刊期", "posted": "发布", "updated": "更新"}
"""By `date_kind`; other dates are the date of printing, 日期."""


@dataclass(frozen=True)
class Part:
    """One statement of the source line; `url` leads to all articles of that source."""

    label: str
    text: str
    url: str = ""


def source_line(edition: Edition) -> tuple[Part, ...]:
    fields = edition.fields
    parts = (
        _source(edition),
        Part("网站", fields.get("site") or ""),
        _date(edition),
        Part("期号", _issue(fields.get("issue") or "")),
        Part("版页", page_in_words(fields.get("page") or "", is_journal=bool(fields.get("issue")))),
        Part("栏目", fields.get("column") or fields.get("channel") or ""),
        Part("作者", (fields.get("author") or "").replace(" ", "　")),
    )
    return tuple(part for part in parts if part.text)


def source_name(edition: Edition) -> str:
    """The source as printed: 人民网-人民日报 stays so, though both spellings lead to one source."""
    return edition.fields.get("source") or (edition.source.name if edition.source else UNKNOWN_SOURCE)


def date_in_words(date: str) -> str:
    """
    A date in the precision it has.

    >>> date_in_words("2022-07-01"), date_in_words("2022-07"), date_in_words("")
    ('2022年7月1日', '2022年7月', '日期不详')
    """
    return titles.date_in_words(date) or UNKNOWN_DATE


def page_in_words(page: str, *, is_journal: bool) -> str:
    """
    Newspapers have numbered 版, journals 页; a page that says so itself stays as printed.

    >>> page_in_words("05", is_journal=False), page_in_words("15", is_journal=True), page_in_words("A3版", is_journal=False)
    ('第05版', '第15页', 'A3版')
    """
    if not page or page[-1] in "版页":
        return page
    return f"第{page}{'页' if is_journal else '版'}"


def _source(edition: Edition) -> Part:
    url = edition.source.get_absolute_url() if edition.source else ""
    name = source_name(edition)
    return Part("" if name == UNKNOWN_SOURCE else "来源", name, url)


def _date(edition: Edition) -> Part:
    if not edition.date:
        return Part("", UNKNOWN_DATE)
    label = DATE_LABELS.get(edition.fields.get("date_kind") or "", "日期")
    time = edition.fields.get("time") or ""
    return Part(label, f"{date_in_words(edition.date)} {time}".rstrip())


def _issue(issue: str) -> str:
    """2022年第7期/总第1447期 → 2022年第7期（总第1447期）"""
    number, _, whole = issue.partition("/")
    return f"{number}（{whole}）" if whole else number
