"""Rows that say the same are read as often as they are printed."""

from __future__ import annotations

from tests.intake.printed_reading import read, texts
from tests.intake.printing import Page


def test_a_row_that_says_what_one_above_says_is_read_as_often_as_it_is_printed():
    refrain, answer = "我们的队伍向前走，一步一步走到群众家门口，", "你问我为什么不停留，家家户户的事还没有问到头。"
    page = Page()
    for row, text in enumerate([refrain, answer, refrain, answer, answer, refrain]):
        page.put(60, 90 + 15.5 * row, text, 10)

    assert texts([page]) == [refrain, answer, refrain, answer, answer, refrain]
    assert {(line.box.left, line.box.right) for line in read([page]).lines if line.box} == {(60, 270), (60, 290)}
