"""Boxes beside a text: their rows are parted from those that give way to them."""

from __future__ import annotations

import pytest

from readingroom.intake.pdfs import read_pdf
from readingroom.records import Line
from tests.intake.printing import Page, Setting, print_pdf, rows_of, set_around, set_columns

STORY = [
    f"{place}社区的党员每月初一到楼下摆一张桌子，居民路过就坐下来说几句，说的事当天记在{place}的墙上，办完一件划去一件，谁都看得见。"
    for place in ("上坊", "中坊", "下坊", "前街", "后街", "桥头")
]
HOLES = {"right": (380, 130, 535, 230), "left": (60, 130, 215, 230)}
BOX = "一张桌子摆了三年，墙上划去的事有六百多件，字迹叠着字迹，成了街上最好看的一面墙。"


def boxed(side: str = "right", *, size: float = 9, font: str = "Song", top: float = 150) -> Page:
    hole = HOLES[side]
    page = set_around(STORY, hole)
    for number, (_, row, _) in enumerate(rows_of(BOX, int((hole[2] - hole[0] - 24) / size), indent=0)):
        page.put(hole[0] + 12, top + number * 1.4 * size, row, size, font=font)
    return page


def read(page: Page) -> tuple[str, str, list[Line]]:
    """The text, what stands in boxes, and all lines."""
    lines = [line for line in read_pdf(print_pdf([page]), name="a.pdf").lines if line.text]
    within = [line.text for line in lines if "boxed=" in line.style]
    return "".join(line.text for line in lines if "boxed=" not in line.style), "".join(within), lines


@pytest.mark.parametrize("side", HOLES)
@pytest.mark.parametrize(("size", "font"), [(9, "Song"), (13, "Hei"), (10, "Hei")], ids=["small", "quote", "bold"])
def test_a_box_in_another_type_is_parted_from_the_rows_beside(side, size, font):
    text, box, _ = read(boxed(side, size=size, font=font))

    assert (text, box) == ("".join(STORY), BOX)


@pytest.mark.parametrize("look", ["S", "0.9 g f", "1 g f"])
@pytest.mark.parametrize("side", HOLES)
def test_a_box_on_a_ground_or_in_a_frame_may_be_in_the_texts_own_type(side, look):
    hole = HOLES[side]
    page = Page()
    page.frame(hole[0] + 6, hole[1] + 2, hole[2] - 6, hole[3] - 2, look=look)
    page.content += boxed(side, size=10).content

    text, box, _ = read(page)

    assert (text, box) == ("".join(STORY), BOX)


def test_rows_say_to_what_they_give_way():
    _, _, lines = read(boxed())

    beside = [line for line in lines if "beside=1" in line.style]

    assert len(beside) >= 4
    assert all(line.box and line.box.right <= HOLES["right"][0] for line in beside)
    assert "beside" not in lines[0].style + lines[-1].style


def test_a_picture_without_words_is_given_way_to_as_well():
    page = set_around(STORY, HOLES["left"])
    page.picture(60, 132, 205, 228)

    assert any("beside=1" in line.style for line in read(page)[2])


def test_a_caption_of_one_row_belongs_to_its_picture():
    page = set_around(STORY, HOLES["right"])
    page.picture(392, 134, 535, 200)
    page.put(392, 214, "上坊社区的一面墙", 8)

    assert read(page)[:2] == ("".join(STORY), "上坊社区的一面墙")


def test_a_box_over_the_gutter_of_two_columns_is_no_part_of_them():
    setting = Setting(bottom=200)
    page = set_columns(STORY, setting)[0]
    rows = [line for line in read(page)[2] if line.text]
    page.frame(60, 240, 535, 320)
    for number, (_, row, _) in enumerate(rows_of(BOX, 25, indent=0)):
        page.put(70, 260 + 16 * number, row, 10)

    text, box, _ = read(page)

    assert (text, box) == ("".join(line.text for line in rows), BOX)


def test_a_heading_on_a_ground_is_no_box():
    page = set_columns([STORY[0], "#墙上的事", STORY[1]], Setting(columns=1))[0]
    page.frame(60, 110, 535, 127, look="0.9 g f")

    assert read(page)[1] == ""


def test_a_frame_around_the_whole_article_is_no_box():
    page = set_columns(STORY, Setting(columns=1))[0]
    page.frame(50, 60, 545, 400)
    page.put(60, 800, "清河月刊", 8)

    assert read(page)[1] == ""


def test_the_cells_of_a_table_are_no_boxes():
    page = set_columns(STORY, Setting(columns=1))[0]
    for column in range(3):
        page.frame(60 + 150 * column, 600, 210 + 150 * column, 650)
        for row in range(2):
            page.put(70 + 150 * column, 620 + 16 * row, "上坊社区", 10)

    assert read(page)[1] == ""


@pytest.mark.parametrize("indent", [0, 2])
def test_a_bold_lead_and_a_heading_of_two_rows_are_no_boxes(indent):
    heading = "#一张桌子摆到楼下去，墙上的事情有人记有人办也有人看"
    pages = set_columns([*STORY[:2], heading, *STORY[2:]], Setting(columns=2, indent=indent, bottom=300))

    assert read(pages[0])[1] == ""


def test_a_row_below_a_ruled_line_says_so():
    page = set_columns(STORY, Setting(columns=1))[0]
    page.rule(60, 700, 160)
    page.put(60, 716, "①墙在上坊社区东头。", 9)

    lines = read(page)[2]

    assert [line.text for line in lines if "ruled" in line.style] == ["①墙在上坊社区东头。"]
