from __future__ import annotations

import pytest

from readingroom.cleaning import clean
from readingroom.cleaning.front import front_matter
from tests.cleaning.making import block, reading


@pytest.mark.parametrize(
    "text",
    [
        "〔摘要〕本文讨论社区治理。",
        "【关键词】基层治理；党建",
        "摘  要：本文",
        "编者按：近日，本报收到来信。",
        "同志们：",
    ],
)
def test_labelled_matter_before_the_body_is_front_matter(text: str) -> None:
    evidence = front_matter(block(text))

    assert evidence is not None
    assert evidence.front


@pytest.mark.parametrize("text", ["关键词是“服务”，服务的关键是人。", "摘要式的汇报要少一些", "同志们都说好。"])
def test_sentences_with_the_same_words_are_none(text: str) -> None:
    assert front_matter(block(text)) is None


def test_front_matter_stands_at_its_place_and_is_no_body() -> None:
    page = reading("怎样办好社区食堂\n〔摘要〕本文介绍做法。\n社区把食堂办在家门口，老人不出门也能吃上热饭。")

    article = clean(page)

    assert [item.kind for item in article.items] == ["front", "paragraph"]
    assert article.body_length == len("社区把食堂办在家门口，老人不出门也能吃上热饭。")
