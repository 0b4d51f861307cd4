"""What is printed twice in one place is read once."""

from __future__ import annotations

from tests.intake.printed_reading import PARAGRAPHS, marks, read, texts
from tests.intake.printing import Page, Setting, set_columns


def test_what_is_printed_twice_in_one_place_is_bold_and_read_once():
    page = set_columns(PARAGRAPHS, Setting(), top=150)[0]
    for offset in (0, 0.4):
        page.put(200 + offset, 100, "楼道里的新风气", 10)

    assert "bold" in marks(read([page]), "楼道里的新风气").split()


def test_a_row_with_a_shadow_is_read_once():
    page = Page()
    for shift in (0, 0.6):
        page.put(60 + shift, 90 + shift, "我们的队伍向前走，一步一步走到群众家门口。", 10)

    assert texts([page]) == ["我们的队伍向前走，一步一步走到群众家门口。"]


def test_signs_that_repeat_are_no_shadow():
    page = Page()
    page.put(60, 100, "落点落细——一件一件办，好好好", 10)

    assert texts([page]) == ["落点落细——一件一件办，好好好"]
