"""What is asked about the boxes, notes and tables of printed pages, and what is only noted."""

from __future__ import annotations

import pytest

from readingroom.records import CleanArticle
from tests.cleaning.printed import STORIES, cleaned, headed, texts
from tests.intake.printing import Page, Setting, set_around, set_columns

HOLE = (375, 130, 535, 200)


def beside(rows: list[str], *, size: float, framed: bool) -> CleanArticle:
    page = set_around(STORIES, HOLE)
    for number, row in enumerate(rows):
        page.put(HOLE[0] + 10, 150 + 1.4 * size * number, row, size)
    if framed:
        page.frame(HOLE[0] + 3, HOLE[1] + 4, HOLE[2] - 2, HOLE[3] - 8)
    return cleaned([page])


@pytest.mark.parametrize(("size", "framed"), [(9, True), (10, True), (9, False), (13, False)])
def test_a_box_that_the_text_goes_around_is_noted(size, framed):
    article = beside(["会开在楼道里，", "事办在当天，", "账贴在门上。"], size=size, framed=framed)

    assert texts(article) == STORIES
    assert article.review == ()
    assert any("文字旁边的方框" in note for note in article.notes)


@pytest.mark.parametrize(
    ("rows", "size", "framed"),
    [
        (["会开在楼道里", "账贴在门上"], 13, True),
        (["一、会开在楼道", "里，账在门上。"], 10, True),
        (["会开在楼道里", "账贴在门上"], 13, False),
    ],
    ids=["a framed heading", "a numbered one", "a heading without a frame"],
)
def test_a_heading_at_the_side_is_asked_about(rows, size, framed):
    assert any("文字旁边的方框" in reason for reason in beside(rows, size=size, framed=framed).review)


def test_a_paragraph_on_a_ground_of_its_own_is_asked_about():
    """Nothing gives way to it, and no sentence goes on below: it may be the article's."""
    page = Page()
    page.frame(55, 208, 540, 262, look="0.9 g f")
    page.content += set_columns(STORIES, Setting(columns=1))[0].content

    assert any("文字旁边的方框" in reason for reason in cleaned([page]).review)


CITED = STORIES[0].replace("逐条销号", "逐条销号①")
LISTED = STORIES[0].replace("老人就餐、", "三件事：①老人就餐、")


@pytest.mark.parametrize(("first", "noted"), [(CITED, True), (LISTED, False)])
def test_a_note_below_a_line_is_noted_where_its_mark_stands_behind_a_word(first, noted):
    pages = set_columns([first, *STORIES[1:]], Setting(columns=1, bottom=180))
    pages[0].put(60, 700, "①销号是说办完一件划去一件，三天以内要有回音。", 10)
    pages[0].rule(60, 688, 160)

    article = cleaned(pages)

    assert any("像是页下的注释" in one for one in article.notes) is noted
    assert any("像是页下的注释" in one for one in article.review) is not noted


@pytest.mark.parametrize("goes_on", [False, True])
def test_a_table_is_noted_unless_a_cell_may_go_on_below(goes_on):
    page = headed()
    for number, cells in enumerate(
        (("社区", "做法", "成效"), ("东苑", "先议后办", "多办两成"), ("西苑", "先办后议", "多办一成"))
    ):
        for place, cell in enumerate(cells):
            page.put(100 + 120 * place, 260 + 18 * number, cell, 10)
    if goes_on:
        page.put(220, 314, "再补账目", 10)
    page.content += set_columns(STORIES[:2], Setting(columns=1), top=130)[0].content

    article = cleaned(set_columns(STORIES[2:], Setting(columns=1), first=page, top=340))

    assert any("像是表格" in reason for reason in article.review) is goes_on
    assert any("是表格" in note for note in article.notes) is not goes_on
