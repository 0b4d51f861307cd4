from __future__ import annotations

import pytest

from readingroom.articles.models import Edition, Source
from readingroom.pages.source_line import page_in_words, source_line
from readingroom.records import FIELD_NAMES


def said(**fields: str) -> list[str]:
    edition = Edition(date=fields.get("date", ""), fields=dict.fromkeys(FIELD_NAMES) | fields)
    return [f"{part.label}：{part.text}" if part.label else part.text for part in source_line(edition)]


def test_a_newspaper_is_named_with_day_and_edition() -> None:
    line = said(source="人民网-人民日报", date="2022-02-16", date_kind="published", page="05")

    assert line == ["来源：人民网-人民日报", "日期：2022年2月16日", "版页：第05版"]


def test_a_journal_is_named_with_month_issue_and_page() -> None:
    line = said(source="实践", date="2022-07", date_kind="issue", issue="2022年第7期/总第1447期", page="15")

    assert line == ["来源：实践", "刊期：2022年7月", "期号：2022年第7期（总第1447期）", "版页：第15页"]


def test_a_web_page_is_named_with_site_time_channel_and_author() -> None:
    fields = {"site": "银杏新闻网", "date": "2020-11-26", "date_kind": "posted", "time": "14:54", "channel": "党建"}

    line = said(source="网络整理", author="张三 李四", **fields)

    assert line == [
        "来源：网络整理",
        "网站：银杏新闻网",
        "发布：2020年11月26日 14:54",
        "栏目：党建",
        "作者：张三　李四",
    ]


def test_a_page_that_says_when_it_was_changed_is_named_with_that() -> None:
    assert said(source="柳河日报", date="2020-11-26", date_kind="updated") == ["来源：柳河日报", "更新：2020年11月26日"]


def test_what_is_not_printed_is_said_to_be_unknown_and_nothing_else_is_added() -> None:
    assert said() == ["来源不详", "日期不详"]


def test_the_printed_spelling_of_a_source_leads_to_the_source() -> None:
    edition = Edition(source=Source(pk=7, name="人民日报"), fields={"source": "人民网-人民日报"})

    part = source_line(edition)[0]

    assert (part.text, part.url) == ("人民网-人民日报", "/sources/7/")


@pytest.mark.parametrize("page", ["A3版", "第15页", ""])
def test_a_page_that_says_what_it_is_stays_as_printed(page: str) -> None:
    assert page_in_words(page, is_journal=False) == page
