from __future__ import annotations

import pytest

from readingroom.cleaning import clean
from readingroom.cleaning.verse import verse_with_marks
from tests.cleaning.making import blocks, reading

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


BALLAD = [
    "打竹板，响连天，",
    "今天不把别的谈，",
    "单夸咱的网格员，",
    "一年到头不得闲。",
    "张家漏水他去看，",
    "李家停电他去管。",
]


def test_a_ballad_with_its_marks_is_kept_line_by_line_and_asked_about_once() -> None:
    article = clean(reading("\n".join(["夸夸咱的网格员（快板）", "作者：罗青", *BALLAD])))

    assert [(item.kind, item.text) for item in article.items] == [("paragraph", line) for line in BALLAD]
    assert sum("诗歌唱词" in reason for reason in article.review) == 1


def test_four_lines_of_one_length_within_a_text_are_verse() -> None:
    quatrain = ["石门石门挡水门，", "一锤一錾问山神。", "山神若是不开口，", "党员肩膀做渠身。"]
    prose = "村里的老墙上写着一条标语，写字的人当年二十三岁，是大队的团支书，老人们至今记得他编的顺口溜："

    article = clean(reading("\n".join(["一条标语的六十年", "作者：罗青", prose, *quatrain, prose.replace("：", "。")])))

    assert [item.text for item in article.items][1:5] == quatrain


@pytest.mark.parametrize(
    "lines",
    [
        BALLAD[:4],
        ["他把门打开，", "她走了进去，", "灯没有亮。"],
        ["一、打竹板，", "二、响连天，", "三、夸网格，", "四、不得闲，", "五、他去看，", "六、他去管，"],
        ["好。", "来了。", "坐吧。", "喝茶。", "谢谢。", "不谢。"],
    ],
)
def test_a_few_numbered_or_short_lines_with_marks_are_no_ballad(lines: list[str]) -> None:
    assert not verse_with_marks(blocks("\n".join(lines)), [None] * len(lines))
