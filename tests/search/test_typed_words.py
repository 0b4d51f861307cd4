from __future__ import annotations

import pytest

from readingroom.search.typed_words import LONGEST_WORD, take_apart, why_no_custom_word, why_no_synonym


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("党建、党的建设", ["党建", "党的建设"]),
        ("党建 党的建设", ["党建", "党的建设"]),
        ("党建\r\n党的建设\r\n", ["党建", "党的建设"]),
        ("党建，党的建设;共产党建设", ["党建", "党的建设", "共产党建设"]),
        ("　党建　、　党的建设　、", ["党建", "党的建设"]),
        ("党建、党建、黨建", ["党建"]),
        ("黨建、党建", ["黨建"]),
        ("５Ｇ基站、5g基站", ["５Ｇ基站"]),
        ("“两学一做”、《党章》、（两新）", ["两学一做", "党章", "两新"]),
        ("党\u200b建、\ufeff党的建设", ["党建", "党的建设"]),
        ("", []),
        (" 、，\n", []),
    ],
)
def test_a_typed_list_is_taken_apart(typed: str, words: list[str]) -> None:
    assert take_apart(typed) == words


@pytest.mark.parametrize("word", ["村“两委”", "《党章》学习", "学习《党章》", "互联网+党建", "C919"])
def test_marks_within_a_word_belong_to_it(word: str) -> None:
    assert take_apart(word) == [word]


@pytest.mark.parametrize("word", ["党建", "5G", "村“两委”", "互联网+", "新" * LONGEST_WORD])
def test_what_can_be_a_synonym(word: str) -> None:
    assert why_no_synonym(word) is None


@pytest.mark.parametrize(
    ("word", "reason"), [("党", "太短"), ("——", "太短"), ("“党", "太短"), ("5", "太短"), ("新" * 21, "超过 20 个字")]
)
def test_what_cannot_says_why(word: str, reason: str) -> None:
    assert reason in str(why_no_synonym(word))


@pytest.mark.parametrize("word", ["楼道议事会", "樓道議事會", "二〇二四"])
def test_what_can_be_a_custom_word(word: str) -> None:
    assert why_no_custom_word(word) is None


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("5G党建", "汉字以外"),
        ("党建！", "汉字以外"),
        ("——", "汉字以外"),
        ("党", "两个字"),
        ("新" * 21, "超过 20 个字"),
        ("㍿" * 6, "超过 20 个字"),
    ],
)
def test_what_cannot_be_one_says_why(word: str, reason: str) -> None:
    assert reason in str(why_no_custom_word(word))
