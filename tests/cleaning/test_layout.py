from __future__ import annotations

from collections.abc import Callable

import pytest

from readingroom.cleaning.columns import find_columns
from readingroom.cleaning.fates import says_outright
from readingroom.cleaning.layout import Layout
from readingroom.cleaning.layout import lay_out as lay_out_with
from readingroom.records import Reading
from tests.cleaning.making import reading

LEFT = [
    "社区食堂办在家门口，党员",
    "轮流送餐上门，老人不出门",
    "也能吃上热饭。食堂的账目",
    "每月公开，居民代表参与监",
    "督，社区党委定期研究。办",
    "好食堂，就是办好身边事。",
    "大家都说好。",
]
RIGHT = [
    "    依靠党员力量办好",
    "实事。支部把党员编成八个",
    "小组，每组联系二十户，谁",
    "家有难处，谁家缺人手，都",
    "记在一本账上。账上有名字",
    "有电话，也有办结的日子，",
    "一件一件销号。",
]


def lay_out(reading: Reading) -> Layout:
    return lay_out_with(reading, says_outright)


def page(left: list[str], right: list[str], edge: int) -> str:
    return "\n".join(one + " " * (edge - len(one)) + other for one, other in zip(left, right, strict=True))


def test_columns_are_read_one_after_the_other_and_an_indent_begins_a_paragraph() -> None:
    blocks = lay_out(reading(page(LEFT, RIGHT, 30))).blocks

    assert [block.text for block in blocks] == ["".join(LEFT), "".join(RIGHT).strip()]


def test_blank_lines_within_columns_mean_nothing() -> None:
    text = page(LEFT, RIGHT, 30)

    assert [block.text for block in lay_out(reading(text.replace("\n", "\n\n"))).blocks] == [
        block.text for block in lay_out(reading(text)).blocks
    ]


def test_lines_before_and_after_the_columns_stay_lines() -> None:
    blocks = lay_out(reading(f"2022年第7期\n\n{page(LEFT, RIGHT, 30)}\n\n15")).blocks

    assert [block.text for block in (blocks[0], blocks[-1])] == ["2022年第7期", "15"]


def test_columns_that_hardly_line_up_are_said_and_lose_nothing() -> None:
    left, right = LEFT[:6] * 2, [row.strip() for row in RIGHT[:6]] * 2
    rows = [
        one + " " * (30 - len(one) - 9 * (at % 5 == 2)) + other
        for at, (one, other) in enumerate(zip(left, right, strict=True))
    ]

    layout = lay_out(reading("\n".join(rows)))

    assert "分栏可能有误" in layout.doubts[0]
    assert "".join(block.text for block in layout.blocks) == "".join(left + right)


@pytest.mark.parametrize(
    "text",
    [
        "户型: 3室2厅   楼层: 中层\n总价: 95万元   年代: 2010年\n学校: 一小   朝向: 南北",
        "\n".join(LEFT),
        "",
    ],
)
def test_tables_and_plain_lines_are_no_columns(text: str) -> None:
    assert find_columns(reading(text).lines) is None


def test_a_squeezed_gutter_is_said_since_it_cannot_be_undone() -> None:
    text = "\n".join(f"{one} {other.strip()}" for one, other in zip(LEFT[:5] * 2, RIGHT[1:6] * 2, strict=True))

    assert "栏间空格已丢失" in lay_out(reading(text)).doubts[0]


def test_rows_of_one_width_are_put_together() -> None:
    paragraph = "社区食堂办在家门口，党员轮流送餐上门，老人不出门也能吃上热饭，账目每月公开，" * 8
    text = "\n".join(paragraph[at : at + 35] for at in range(0, len(paragraph), 35))

    (block,) = lay_out(reading(text)).blocks

    assert block.text == paragraph


def code_points(text: str) -> int:
    return len(text)


def display_width(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text)


def width_before_the_marks_were_halved(text: str) -> int:
    return sum(1 if character.isascii() and character not in ",;:?!()" else 2 for character in text)


@pytest.mark.parametrize("measure", [code_points, display_width, width_before_the_marks_were_halved])
def test_columns_line_up_by_whatever_measure_they_were_laid_out(measure: Callable[[str], int]) -> None:
    left = [row.replace("，", ",").replace("支部", "A1") for row in LEFT[:6]] * 2
    left = [row[at % 4 :] for at, row in enumerate(left)]
    right = [row.strip().replace("，", ",") for row in RIGHT[:6]] * 2
    rows = [one + " " * (40 - measure(one)) + other for one, other in zip(left, right, strict=True)]

    blocks = lay_out(reading("\n".join(rows))).blocks

    assert "".join(block.text for block in blocks) == "".join(left + right)


TABLE = [
    ("东湖社区党支部被评为", "先进基层党组织。"),
    ("西岭村党总支部被评为", "乡村振兴示范点。"),
    ("清河镇机关支部被评为", "作风建设标兵岗。"),
    ("南桥社区党委被评为", "为民服务先锋站。"),
    ("北街小学支部被评为", "立德树人模范校。"),
    ("石桥村党支部被评为", "产业富民好支部。"),
    ("柳湾社区党支部被评为", "邻里和睦示范点。"),
]


@pytest.mark.parametrize("ending", ["。", ""])
def test_a_table_with_two_columns_is_read_line_by_line(ending: str) -> None:
    rows = [f"{name}          {praise[:-1]}{ending}" for name, praise in TABLE]

    assert find_columns(reading("\n".join(rows)).lines) is None


def test_entries_that_are_whole_sentences_are_a_table_and_broken_ones_columns() -> None:
    entries = ["社区食堂，办在门口。", "党员送餐，天天上门。", "食堂账目，每月公开。", "居民代表，参与监督。"] * 2
    broken = ["社区食堂办在门口，党", "员送餐上门，老人不出", "门也能吃上热饭，账目", "每月公开，参与监督。"] * 2

    assert find_columns(reading("\n".join(f"{one}      {one}" for one in entries)).lines) is None
    assert find_columns(reading("\n".join(f"{one}      {one}" for one in broken)).lines) is not None


def test_rows_of_very_different_widths_are_no_columns() -> None:
    rows = ["食堂，好", "党员轮流送餐上门，老人不出门也能吃上", "账目每月公开，居民"] * 3

    assert find_columns(reading(page(rows, rows, 30)).lines) is None


def test_a_number_that_the_end_of_a_full_row_broke_is_whole_again() -> None:
    left = ["全区党员干部共有12", "00多名，分成八个小", "组，每组联系二十户", "，自2012年以来，20"] * 2
    rows = "\n".join(f"{one}{' ' * 8}{one}" for one in left)

    assert "1200多名" in lay_out(reading(rows)).blocks[0].text


def test_a_number_below_a_short_row_keeps_its_blank() -> None:
    left = ["社区食堂办在家门口，党员", "轮流送餐，见附件3", "2021年起，每月公开，居民", "代表参与监督，街坊们都说"] * 2
    rows = "\n".join(f"{one}{' ' * (20 - len(one))}{one}" for one in left)

    assert "附件3 2021年" in lay_out(reading(rows)).blocks[0].text
