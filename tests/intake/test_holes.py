"""Boxes in the text's own type, without frame or ground: known by the hole that the text leaves for them."""

from __future__ import annotations

import pytest

from tests.intake.printed_reading import read
from tests.intake.printing import Page, Setting, rows_of, set_around, set_columns
from tests.intake.test_text_boxes import BOX, HOLES, STORY


def filled(side: str, top: float, *, gap: float = 12, pitch: float = 15.5) -> Page:
    """A text around a hole, and a box in it that begins at `top`."""
    left, upper, right, lower = HOLES[side]
    page = set_around(STORY, (left, upper, right, lower))
    start, end = (left, right - gap) if side == "left" else (left + gap, right)
    for number, (_, row, _) in enumerate(rows_of(BOX, int((end - start) / 10), indent=0)):
        page.put(start, top + number * pitch, row, 10)
    return page


def parted(page: Page) -> tuple[str, str]:
    lines = [line for line in read([page]).lines if line.text]
    boxed = "".join(line.text for line in lines if "boxed=" in line.style)
    return "".join(line.text for line in lines if "boxed=" not in line.style), boxed


@pytest.mark.parametrize("gap", [8, 12, 20])
@pytest.mark.parametrize("top", [146, 152, 155], ids=["between the rows", "on the rows", "a little off"])
@pytest.mark.parametrize("side", HOLES)
def test_a_box_in_the_texts_own_type_is_parted_from_the_rows_beside(side, top, gap):
    assert parted(filled(side, top, gap=gap)) == ("".join(STORY), BOX)


def test_the_rows_beside_a_hole_know_of_it_even_where_nothing_stands():
    narrow = [line for line in read([filled("left", 146)]).lines if line.box and line.box.left >= 215]

    assert len(narrow) == 7
    assert all("beside=1" in line.style for line in narrow)


def test_boxes_at_both_sides_are_parted_from_the_text_between():
    page, y = Page(), 90.0
    rows = [(60, 47), (60, 47), *[(200, 19)] * 7, (60, 47), (60, 47)]
    text = "".join(STORY) * 2
    for left, width in rows:
        page.put(left, y, text[:width], 10)
        text, y = text[width:], y + 15.5
    for left in (60, 402):
        for number, (_, row, _) in enumerate(rows_of(BOX, 13, indent=0)):
            page.put(left, 133 + 15.5 * number, row, 10)

    read_as, boxed = parted(page)

    assert boxed == BOX * 2
    assert read_as == ("".join(STORY) * 2)[: 4 * 47 + 7 * 19]


def test_two_columns_below_a_full_row_are_no_box():
    page = set_columns(STORY[:1], Setting(columns=1))[0]
    page.content += set_columns(STORY[1:], Setting(bottom=260), top=140)[0].content

    assert parted(page)[1] == ""


def test_names_and_cells_side_by_side_are_no_box():
    page = set_columns(STORY[:2], Setting(columns=1))[0]
    for row in range(4):
        for x, cell in ((60, "上坊社区"), (300, "一百二十件办结一百一十八件")):
            page.put(x, 160 + 15.5 * row, cell, 10)
    page.content += set_columns(STORY[2:], Setting(columns=1), top=222)[0].content

    assert parted(page)[1] == ""


def test_rows_that_are_far_apart_are_no_box():
    """As the last words of several paragraphs are, in the column beside."""
    page = set_around(STORY, (380, 130, 535, 230))
    for number, words in enumerate(("到楼下摆一张桌子。", "谁都看得见。", "没有人。")):
        page.put(392, 140 + 40 * number, words, 10)

    assert parted(page)[1] == ""


def test_where_both_sides_fill_the_hole_nothing_is_parted():
    page = set_columns(STORY[:1], Setting(columns=1))[0]
    page.content += set_columns(STORY[1:3], Setting(bottom=200), top=136.5)[0].content

    assert parted(page)[1] == ""
