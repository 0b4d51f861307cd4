from __future__ import annotations

import pytest

from readingroom.articles.models import Paragraph
from readingroom.pages.outline import read_outline


def levels(*texts: str) -> list[int]:
    return [heading.level for heading in read_outline([Paragraph(kind="heading", text=text) for text in texts])]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["一、怎样开会", "二、怎样办事"], [2, 2]),
        (["一、怎样开会", "（一）会前", "（二）会后", "二、怎样办事"], [2, 3, 3, 2]),
        (["第一章 总则", "一、怎样开会", "（一）会前", "第二章 附则"], [2, 3, 4, 2]),
        (["一、怎样开会", "（一）会前", "1.通知", "（1）写明时间", "二、怎样办事"], [2, 3, 4, 4, 2]),
        (["怎样开会", "①通知", "②签到", "怎样办事"], [2, 3, 3, 2]),
        (["怎样开会", "怎样办事"], [2, 2]),
        (["院子里的会", "一、会前", "楼道里的事"], [2, 3, 2]),
        (["一、怎样开会", "会前", "二、怎样办事"], [2, 3, 2]),
        (["（一）会前", "（二）会后"], [2, 2]),
        ([], []),
    ],
)
def test_headings_stand_to_each_other_as_they_are_numbered(texts: list[str], expected: list[int]) -> None:
    assert levels(*texts) == expected


def test_no_level_is_left_out_on_the_way_down() -> None:
    assert levels("一、怎样开会", "1.通知", "（一）会前") == [2, 3, 3]


@pytest.mark.parametrize("text", ["一个支部一面旗", "十年树木", "2022年的会", "第一书记进楼道"])
def test_a_number_that_belongs_to_the_sentence_numbers_nothing(text: str) -> None:
    assert levels("一、怎样开会", text) == [2, 3]


def test_only_headings_stand_in_the_outline() -> None:
    paragraphs = [Paragraph(kind="front", text="摘要"), Paragraph(kind="paragraph", text="一、支部开会。")]

    assert read_outline(paragraphs) == []
