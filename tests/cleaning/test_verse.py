from __future__ import annotations

import pytest

from readingroom.cleaning import clean
from tests.cleaning.making import reading

LINES = [
    "没有人告诉我", "山有多高", "我只记得那一年春天", "驻村的背包压弯了小路",
    "风一吹", "满山的人都抬起头来", "后来路通了", "卓玛的苹果下了山",
]  # fmt: skip


def test_verse_below_credits_is_kept_line_by_line_and_asked_about() -> None:
    article = clean(reading("\n".join(["我在山里种下一面旗", "作者：罗青", *LINES])))

    assert [(item.kind, item.text) for item in article.items] == [("paragraph", line) for line in LINES]
    assert article.fields["title"] == "我在山里种下一面旗"
    assert article.review


@pytest.mark.parametrize(
    "lines",
    [
        ["某某网", *LINES],
        ["某某网", "来源：某某日报", *LINES[:7]],
        ["来源：某某日报", *["党建", "要闻", "视频", "专题"] * 3],
    ],
)
def test_menus_tables_and_a_few_short_lines_are_none(lines: list[str]) -> None:
    assert clean(reading("\n".join(lines))).items == ()
