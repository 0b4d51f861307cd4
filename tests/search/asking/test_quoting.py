from __future__ import annotations

import pytest

from readingroom.search.asking.quoting import BEGIN, END, delimit_phrases


def phrases(text: str) -> list[str]:
    delimited, _ = delimit_phrases(text)
    return [piece.partition(END)[0] for piece in delimited.split(BEGIN)[1:]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"发挥“领头雁”作用"', ["发挥“领头雁”作用"]),
        ("“发挥“领头雁”作用”", ["发挥“领头雁”作用"]),
        ("“发挥‘领头雁’作用”", ["发挥‘领头雁’作用"]),
        ("「发挥『领头雁』作用」", ["发挥『领头雁』作用"]),
        ("＂领头雁＂", ["领头雁"]),
        ("«领头雁» ‘作用’", ["领头雁", "作用"]),
        ('"说"好"吧"', ['说"好"吧']),
        ('"领头雁”"', ["领头雁”"]),
        ("“领头雁”作用”", ["领头雁”作用"]),
        ("“发挥“领头雁”", ["发挥“领头雁"]),
        ('"""', ['"']),
        ('党建 "他说" 好"', ['他说" 好']),
        ('"他说 "好"', ['他说 "好']),
        ("“党建”“服务”", ["党建", "服务"]),
        ('"党建" "服务"', ["党建", "服务"]),
        ('"党建"服务 "治理"', ["党建", "治理"]),
        ("“党建”服务 “治理”", ["党建", "治理"]),
        ("发挥“领头雁”作用", ["领头雁"]),
        ("“党建 “服务”", ["服务"]),
    ],
)
def test_a_phrase_is_held_by_the_outermost_pair_of_partners(text: str, found: list[str]) -> None:
    assert phrases(text) == found


@pytest.mark.parametrize("text", ["党建“服务", "党建”服务", '党建"服务', "党建」服务", "党建‘服务"])
def test_a_mark_without_its_partner_is_passed_over(text: str) -> None:
    assert delimit_phrases(text) == ("党建 服务", True)


@pytest.mark.parametrize("text", ["党建 服务", "don’t"])
def test_a_text_without_marks_stays_as_it_is(text: str) -> None:
    assert delimit_phrases(text) == (text, False)
