from __future__ import annotations

import pytest

from readingroom.cleaning.copies import copied_lead, truncated_copy
from tests.cleaning.making import blocks

WHOLE = "社区把老年食堂办在家门口，党员轮流送餐上门，八十岁以上的老人不出门也能吃上热饭。"


def test_a_beginning_that_breaks_off_in_dots_is_a_copy_of_the_paragraph_below() -> None:
    page = blocks(f"{WHOLE[:20]}...\n\n{WHOLE}")

    assert [(index, evidence.reason) for index, evidence in truncated_copy(page)] == [(0, "duplicate")]


def test_a_similar_beginning_is_left_alone() -> None:
    assert list(truncated_copy(blocks(f"{WHOLE[:18]}，还是要办好……\n{WHOLE}"))) == []


def test_a_repeated_quotation_is_left_alone() -> None:
    assert list(truncated_copy(blocks(f"{WHOLE}\n{WHOLE}"))) == []


@pytest.mark.parametrize("label", ["摘要：", "【导读】", "〔内容提要〕", "核心提示："])
def test_a_labelled_abstract_that_is_the_text_once_more_is_a_copy(label: str) -> None:
    for text in (WHOLE, WHOLE[:32] + "……"):
        assert [index for index, _ in copied_lead(blocks(f"{label}{text}\n来源：清河日报\n{WHOLE}{WHOLE}"))] == [0]


@pytest.mark.parametrize(
    "page",
    [
        f"{WHOLE}\n{WHOLE}",
        f"摘要：{WHOLE[:20]}\n{WHOLE}",
        f"摘要：{WHOLE[:-1]}，也能喝上热汤。\n{WHOLE}",
        f"{WHOLE}\n摘要：{WHOLE}",
    ],
)
def test_another_abstract_or_a_paragraph_without_a_label_is_left_alone(page: str) -> None:
    assert list(copied_lead(blocks(page))) == []


def test_a_short_beginning_in_dots_is_left_alone() -> None:
    assert list(truncated_copy(blocks(f"{WHOLE[:8]}……\n{WHOLE}"))) == []


def test_a_sentence_that_breaks_off_below_the_articles_first_one_is_left_alone() -> None:
    first = "党员们把食堂当作自己的家来办，从买菜到洗碗样样抢着干，半年下来，街坊们都说这顿饭吃得踏实放心。"

    assert list(truncated_copy(blocks(f"{first}\n{WHOLE[:20]}……\n{first}\n{WHOLE}"))) == []


def test_a_beginning_below_its_original_is_left_alone() -> None:
    assert list(truncated_copy(blocks(f"{WHOLE}\n{WHOLE[:20]}……"))) == []
