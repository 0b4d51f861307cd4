from __future__ import annotations

import pytest

from readingroom.cleaning import clean
from readingroom.cleaning.printouts import browser_margins, mail_head, margin_places
from tests.cleaning.making import blocks, reading

HEAD = "2024/3/8 9:05 老街坊的新规矩_某某新闻网"
FOOT = "https://www.onfun.example/news/1.html {}/2"
FIRST = "巷子里住着一百三十多户人家。党支部用了两个月,把一百三十多户的名"
SECOND = "字都记在一个本子上,谁家有难处,支部就到谁家去,一年里走访了四百多次。"


def test_what_a_browser_prints_around_its_pages_goes_and_the_sentence_over_the_edge_is_whole() -> None:
    page = "\n".join([HEAD, "老街坊的新规矩", "来源:某某日报", FIRST, FOOT.format(1), HEAD, SECOND, FOOT.format(2)])

    article = clean(reading(page))

    assert [item.text for item in article.items] == [(FIRST + SECOND).replace(",", "，")]
    assert article.fields["title"] == "老街坊的新规矩"
    assert not any("移除" in reason for reason in article.review)


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}\n{FIRST}\n{SECOND}",
        "2024/3/8 9:05 张三\n网址是https://www.onfun.example/，共有2/3的人看过",
        "https://www.onfun.example/news/1.html\n2024/3/8 9:05 张三",
    ],
)
def test_a_date_with_words_behind_it_is_none_without_such_a_foot(text: str) -> None:
    assert list(browser_margins(blocks(text))) == []


@pytest.mark.parametrize(
    "head",
    [
        "发件人：张三 <a@b.example>\n收件人：编辑部\n主题：投稿\n时间：2020年10月12日",
        "From: 张三\nSent: 2020-10-12\nTo: 编辑部\nSubject: 投稿",
    ],
)
def test_the_head_of_a_mail_is_about_the_mail(head: str) -> None:
    found = [index for index, _ in mail_head(blocks(f"{head}\n{SECOND}"))]

    assert found == list(range(len(head.split("\n"))))


@pytest.mark.parametrize(
    "text",
    [
        "时间：2020年10月12日\n地点：会议室\n主题：学习党章",
        "发件人：张三\n主题：投稿",
        f"发件人：张三\n{SECOND}\n主题：投稿",
    ],
)
def test_the_record_of_a_meeting_is_none(text: str) -> None:
    assert list(mail_head(blocks(text))) == []


def test_the_day_of_printing_is_not_the_articles() -> None:
    page = "\n".join([HEAD, "老街坊的新规矩", "2023-05-04 来源:某某日报", SECOND, FOOT.format(1)])

    assert clean(reading(page)).fields["date"] == "2023-05-04"


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        (["11/22/26, 5:01 PM", "", "老街坊的新规矩", "", "file:///a.html", "", "1/2"], {0, 4, 6}),
        (["11/22/26, 5:01 PM   老街坊的新规矩", "正文。", "file:///a.html     1/2"], {0, 2}),
        (["2024/3/8 9:05 张三", "https://www.onfun.example/", "正文。", "1/2"], set()),
        (["正文。", "1/2", "2/2"], set()),
    ],
)
def test_a_foot_is_an_address_with_the_pages_number(lines: list[str], places: set[int]) -> None:
    assert margin_places(lines) == places


MAIL = "发件人：{sender}\n收件人：编辑部\n主题：学习心得\n发送时间：{day} 9:20\n"
ARTICLE = (
    "读书的一点心得\n"
    "这本小书只有七百多字，我前前后后读了不下二十遍，年轻时读记住的是重于泰山，现在读记住的是不怕批评。\n"
)


def test_of_a_mail_that_was_sent_on_the_last_head_gives_the_date() -> None:
    first, last = (
        MAIL.format(sender=sender, day=day) for sender, day in (("综合科", "2021年4月7日"), ("张三", "2021年4月6日"))
    )

    article = clean(reading(f"{first}请各支部组织学习。\n-----原始邮件-----\n{last}{ARTICLE}"))

    assert (article.fields["title"], article.fields["date"]) == ("读书的一点心得", "2021-04-06")


def test_a_mail_that_is_answered_leaves_the_article_above_it() -> None:
    first, last = (
        MAIL.format(sender=sender, day=day) for sender, day in (("张三", "2021年4月7日"), ("综合科", "2021年4月6日"))
    )

    article = clean(reading(f"{first}{ARTICLE}-----原始邮件-----\n{last}请投稿。"))

    assert any("七百多字" in item.text for item in article.items)


def test_what_is_said_to_the_editors_is_no_part_of_the_article() -> None:
    head = MAIL.format(sender="张三", day="2021年4月6日")

    article = clean(reading(f"{head}老师您好！寄上稿件一篇，请您抽空审阅。\n{ARTICLE}"))

    assert article.fields["title"] == "读书的一点心得"
    assert not any("审阅" in item.text for item in article.items)
