from __future__ import annotations

from readingroom.cleaning.copies import truncated_copy
from tests.cleaning.making import blocks

WHOLE = "社区把老年食堂办在家门口，党员轮流送餐上门，八十岁以上的老人不出门也能吃上热饭。"


def test_a_beginning_that_breaks_off_in_dots_is_a_copy_of_the_paragraph_below() -> None:
    page = blocks(f"{WHOLE[:20]}...\n\n{WHOLE}")

    assert [(index, evidence.reason) for index, evidence in truncated_copy(page)] == [(0, "duplicate")]


def test_a_similar_beginning_is_left_alone() -> None:
    assert list(truncated_copy(blocks(f"{WHOLE[:18]}，还是要办好……\n{WHOLE}"))) == []


def test_a_repeated_quotation_is_left_alone() -> None:
    assert list(truncated_copy(blocks(f"{WHOLE}\n{WHOLE}"))) == []
