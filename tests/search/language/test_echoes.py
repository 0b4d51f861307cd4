from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.search.language.echoes import echoes

SAYING = "路修好了要有人看，灯装好了要有人管，事办好了还要回头问一问"
"""Twenty-seven letters."""


def said(text: str, quoted: str = SAYING) -> list[str]:
    return [text[echo.start : echo.end] for echo in echoes(quoted, text)]


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        (f"他说：“{SAYING}！”", f"{SAYING}！"),
        (f"他说：“都记着，{SAYING[:23]}。”", f"都记着，{SAYING[:23]}。"),
        (f"都记着{SAYING}就好。", SAYING),
        # It begins and ends otherwise: with the clause, if that is short.
        (f"都记着，把{SAYING[1:]}。", f"把{SAYING[1:]}"),
        (f"都记着，{SAYING[:-3]}问三问，才算完。", f"{SAYING[:-3]}问三问"),
        (f"大家在院子里坐着听他一遍遍地讲{SAYING[1:]}。", SAYING[1:]),
    ],
)
def test_what_is_quoted_stands_in_a_text_with_the_words_around_it_that_belong_to_it(text: str, stretch: str) -> None:
    assert said(text) == [stretch]


@pytest.mark.parametrize(
    "text",
    [
        "别的事。",
        "",
        # Too little of it,
        f"他说：{SAYING[:10]}，别的都好办。",
        # or more, but not half of what is quoted.
        f"他说：{SAYING}。",
    ],
)
def test_too_little_in_common_is_no_echo(text: str) -> None:
    assert said(text, quoted=f"{SAYING}；把钥匙交给最早起床的人，把账本摊在最亮的灯下，谁都能看，谁都能问") == []


def test_twenty_letters_are_enough_and_nineteen_a_formula() -> None:
    letters = "".join(filter(str.isalnum, SAYING))

    assert said(f"他说：{letters[:20]}，别的都好办。") == [letters[:20]]
    assert said(f"他说：{letters[:19]}，别的都好办。") == []


def test_where_it_is_quoted_it_is_not_looked_for_beside() -> None:
    assert said(f"“{SAYING}。”他说。大家点头：{SAYING}。") == [f"{SAYING}。"]


PIECES = st.sampled_from([SAYING, SAYING[:23], SAYING[9:], "“", "”", "‘", "’", "，", "别的事"])


@given(st.lists(PIECES, max_size=8).map("".join))
def test_echoes_lie_in_the_text_and_have_the_letters_that_are_said(text: str) -> None:
    for echo in echoes(SAYING, text):
        stretch = text[echo.start : echo.end]
        assert stretch
        assert 12 <= echo.same <= sum(map(str.isalnum, stretch))
