from __future__ import annotations

import pytest

from readingroom.search.engine.analysers import plain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Red Wine", "red wine"),
        ("Ｆｕｌｌ　ｗｉｄｔｈ１２", "full width12"),
        ("党建工作", "党建 建工 工作"),
        ("党", "党"),
        ("5G党建", "5g 党建"),
        ("わたし", "わた たし"),
        ("café, naïve", "café naïve"),
        ("cafe\u0301", "café"),
        ("don't", "don t"),
        ("Привет, мир", "привет мир"),
        ("…!", ""),
    ],
)
def test_words(text: str, words: str) -> None:
    assert plain().tokens(text)["words"] == words


def test_characters_and_pairs_keep_punctuation_and_the_ends_of_words() -> None:
    tokens = plain().tokens("红，Ab\n黑 c")

    assert tokens["characters"] == "红 , a b 黑 c"
    assert tokens["bigrams"] == "红, ,a ab ⏎ ⏎ ⏎ 黑␣ ␣c"


@pytest.mark.parametrize(
    ("text", "looked_for"),
    [
        ("党", [("characters", "党")]),
        ("党建工作", [("words", "党建"), ("words", "建工"), ("words", "工作")]),
        ("A b a", [("words", "a"), ("words", "b")]),
        (" … ", []),
    ],
)
def test_conditions(text: str, looked_for: list[tuple[str, str]]) -> None:
    assert [(clue.channel, token) for clue in plain().conditions(text) for _, token in clue.tokens] == looked_for


@pytest.mark.parametrize(
    ("text", "asked", "marked"),
    [
        ("Red wine", ["RED"], ["Red"]),
        ("redder", ["red"], []),
        ("党的建设和党建工作", ["党建工作"], ["党建工作"]),
        ("党的建设", ["党"], ["党"]),
        ("ｆｕｌｌ ㍿", ["full"], ["ｆｕｌｌ"]),
        ("a㍿b", ["株式"], ["㍿"]),
        ("the cafe\u0301 there", ["café"], ["cafe\u0301"]),
        ("nothing", [], []),
    ],
)
def test_places_are_those_of_the_text_as_it_was_written(text: str, asked: list[str], marked: list[str]) -> None:
    assert [text[start:end] for start, end in plain().places(text, asked)] == marked
