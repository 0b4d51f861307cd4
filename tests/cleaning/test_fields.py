from __future__ import annotations

import pytest

from readingroom.cleaning import clean
from readingroom.records import Decision
from tests.cleaning.making import reading

BODY = "社区食堂办在家门口，党员轮流送餐上门，老人不出门也能吃上热饭。\n食堂的账目每月公开，居民代表参与监督，社区党委定期研究。"


def fields(head: str, foot: str = "") -> dict[str, str | None]:
    return dict(clean(reading(f"办好社区食堂\n{head}\n{BODY}\n{foot}")).fields)


def test_a_date_of_publication_says_more_than_a_day_of_posting() -> None:
    found = fields("发布时间：2022-03-01 来源：东湖党建网", "《某某日报》（2022年02月16日 05版）")

    assert (found["date"], found["date_kind"], found["page"]) == ("2022-02-16", "published", "05")
    assert found["source"] == "东湖党建网"
    assert found["outlet"] == "某某日报"


def test_issue_seven_of_a_monthly_is_july() -> None:
    found = fields("2022年第7期\n某刊/每月1日出版")

    assert (found["date"], found["date_precision"], found["date_kind"]) == ("2022-07", "month", "issue")


def test_an_issue_of_a_journal_of_unknown_frequency_tells_the_year_alone() -> None:
    assert fields("《某刊》2022年第3期")["date"] == "2022"


@pytest.mark.parametrize(
    "foot", ["相关推荐\n来源：别的日报 2019-01-01\n别的文章", "2021年6月，书记来到东湖社区，看望党员。"]
)
def test_dates_and_sources_of_other_texts_are_not_the_articles(foot: str) -> None:
    found = fields("来源：某某日报", foot)

    assert found["date"] is None
    assert found["source"] == "某某日报"


def test_a_lone_number_is_a_page_only_on_a_printed_page() -> None:
    assert fields("来源：某某日报", "15")["page"] is None


def test_what_is_not_printed_is_empty() -> None:
    found = fields("")

    assert {name for name, value in found.items() if value} == {"title"}


@pytest.mark.parametrize(
    "head", ["更新时间：2022-05-01\n发布时间：2022-03-01", "发布时间：2022-03-01\n更新时间：2022-05-01"]
)
def test_the_day_of_posting_says_more_than_the_day_of_the_last_change(head: str) -> None:
    assert fields(head)["date"] == "2022-03-01"


def test_a_field_without_its_date_loses_what_belongs_to_the_date() -> None:
    page = reading(f"办好社区食堂\n发布时间：2022-03-01 10:20\n{BODY}")

    found = clean(page, [Decision("field", None, {"name": "date", "value": None})]).fields

    assert [found[name] for name in ("date", "date_precision", "date_kind", "time")] == [None] * 4


@pytest.mark.parametrize("head", ["2024-07-09 张三\n作者：张三 李四", "作者：张三 李四\n2024-07-09 张三"])
def test_of_two_lines_of_authors_the_one_with_more_of_them_counts(head: str) -> None:
    assert fields(head)["author"] == "张三 李四"


def test_another_persons_line_does_not_replace_the_first_author() -> None:
    assert fields("作者：张三\n供稿：王某某 李某某")["author"] == "张三"
