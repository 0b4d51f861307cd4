from __future__ import annotations

import pytest

from readingroom.articles.titles import LONGEST, display_title
from tests.library import item


def test_a_printed_title_is_shown_as_it_is() -> None:
    fields = {"title": "强化基层治理的党建引领", "outlet": "人民日报", "date": "2022-02-16"}

    assert display_title(fields, [item("正文。")]) == ("强化基层治理的党建引领", False)


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"outlet": "实践", "issue": "2022年第7期/总第1447期", "page": "15"}, "《实践》2022年第7期第15页"),
        ({"outlet": "《实践》", "issue": "2022年第7期（总第1447期）"}, "《实践》2022年第7期"),
        ({"outlet": "实践", "issue": "2022年第7期", "date": "2022-07"}, "《实践》2022年第7期"),
        ({"outlet": "人民日报", "date": "2022-02-16", "page": "05"}, "《人民日报》2022年2月16日第5版"),
        ({"outlet": "人民日报", "date": "2022-02-16", "page": "第05版"}, "《人民日报》2022年2月16日第5版"),
        ({"outlet": "人民网", "date": "2022-02"}, "人民网2022年2月"),
        ({"outlet": "人民网", "date": "2022"}, "人民网2022年"),
    ],
)
def test_a_title_is_built_from_what_is_printed(fields: dict[str, str], title: str) -> None:
    assert display_title(fields, [item("正文。")]) == (title, True)


@pytest.mark.parametrize(
    "fields", [{}, {"outlet": "人民网"}, {"date": "2022-02-16"}, {"source": "网络整理", "title": None}]
)
def test_with_too_little_in_print_the_text_opens_the_title(fields: dict[str, str | None]) -> None:
    items = [item("摘要：略。", kind="front"), item("党支部每月召开一次支部党员大会，讨论决定支部的重要事项。")]

    assert display_title(fields, items) == ("党支部每月召开一次支部党员大会，讨论……（未印题名）", True)


def test_a_title_fits_its_column() -> None:
    title, _ = display_title({"title": "党" * 999}, [])

    assert len(title) == LONGEST
