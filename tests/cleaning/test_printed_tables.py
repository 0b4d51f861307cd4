"""Tables on printed pages: a row is a row, no heading and no title, and is said to be one."""

from __future__ import annotations

import pytest

from tests.cleaning.printed import STORIES, cleaned, headed, texts
from tests.intake.printing import Page, Setting, set_columns

TABLE = [("社区", "党员", "支部", "办结率"), ("东苑", "一百二十", "六个", "97%"), ("西苑", "九十八", "四个", "95%")]


def put_table(page: Page, y: float, *, left: float = 100, step: float = 90, size: float = 10) -> None:
    for number, cells in enumerate(TABLE):
        for place, cell in enumerate(cells):
            page.put(left + step * place, y + 18 * number, cell, size)


@pytest.mark.parametrize("size", [10, 12])
def test_each_row_of_a_table_is_a_paragraph_and_said(size):
    page = headed()
    put_table(page, 260, size=size)
    page.content += set_columns(STORIES[:2], Setting(columns=1), top=130)[0].content
    article = cleaned(set_columns(STORIES[2:], Setting(columns=1), first=page, top=340))

    assert texts(article) == [*STORIES[:2], *("".join(cells) for cells in TABLE), *STORIES[2:]]
    assert {item.kind for item in article.items} == {"paragraph"}
    assert sum("一行一段" in said for said in (*article.review, *article.notes)) == 1


def test_a_table_above_the_text_is_no_title():
    page = headed("楼道里的三本账")
    put_table(page, 140)

    assert cleaned(set_columns(STORIES, Setting(columns=1), first=page, top=210)).fields["title"] == "楼道里的三本账"


def test_a_table_in_a_column_does_not_mix_the_columns():
    setting = Setting(bottom=300)
    page = set_columns(STORIES[:5], setting)[0]
    put_table(page, 330, left=60, step=55)
    for number in range(3):
        page.put(300, 330 + 18 * number, "右边这一栏的字接着往下写到这里为止", 10)

    kept = texts(cleaned([page]))

    assert "东苑一百二十六个97%" in kept
    assert kept[:3] == STORIES[:3]


def test_a_name_and_an_office_apart_are_no_table():
    page = set_columns(STORIES, Setting(columns=1))[0]
    page.put(300, 700, "清河社区", 10)
    page.put(380, 700, "张建国", 10)

    assert not any("表格" in reason for reason in cleaned([page]).review)


def lined(page: Page, cells: list[tuple[float, float]], top: float, bottom: float) -> None:
    """Lines upright between cells that begin and end there."""
    for left, right in cells:
        for x in (left, right):
            page.frame(x - 0.4, top, x + 0.4, bottom, look="f")


def test_a_table_of_two_cells_is_known_by_its_lines_where_words_wrap_and_stand_close():
    page = headed()
    page.content += set_columns(STORIES[:2], Setting(columns=1), top=130)[0].content
    lined(page, [(98, 131), (131, 292)], 245, 312)
    for y, cells in (
        (258, [(100, "网格"), (133, "每月五日由党总支书记召集居民")]),
        (274, [(100, "议事"), (133, "商量停车充电的事，结果当场公")]),
    ):
        for x, cell in cells:
            page.put(x, y, cell, 10)
    page.put(133, 290, "布。", 10)

    review = cleaned(set_columns(STORIES[2:], Setting(columns=1), first=page, top=340)).review

    assert [reason for reason in review if "像是表格" in reason] == [
        "第 8 到 10 行像是表格，一行一段，各格连在了一起，请核对"
    ]


def test_columns_with_lines_between_are_no_table():
    setting = Setting(columns=3, bottom=300)
    pages = set_columns(STORIES * 2, setting)
    step = (setting.width + setting.gutter) * setting.size
    lined(pages[0], [(50 + step * column, 50 + step * (column + 1)) for column in range(3)], 80, 310)

    article = cleaned(pages)

    assert texts(article) == STORIES * 2
    assert not any("表格" in reason for reason in article.review)


def test_white_within_two_rows_of_running_text_is_said():
    page = headed()
    for row, (text, beside) in enumerate(
        zip((STORIES[0][:30], STORIES[0][30:60], STORIES[0][60:]), ("把会开到楼道", "把账记在门口", ""), strict=True)
    ):
        page.put(60, 130 + 15.5 * row, text, 10)
        page.put(371, 130 + 15.5 * row, beside, 10)

    assert any(reason.startswith("第 2、3 行与旁边的文字左右并排") for reason in cleaned([page]).review)
