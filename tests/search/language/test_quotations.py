from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.search.language.quotations import quotations
from tests.seeds import IDS, gold

WORDS = "门前的路要先问过走路的人再修"
OTHERS = "修好以后还要有人天天去看一看"


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"老书记说：“{WORDS}。”大家点头。", [f"{WORDS}。"]),
        (f"老書記說：「{WORDS}」大家點頭。", [WORDS]),
        (f"标语是『{WORDS}』。", [WORDS]),
        (f"“{WORDS}”，“{OTHERS}”，他说。", [WORDS, OTHERS]),
        # Typed, where opening and closing marks are alike.
        (f'他说:"{WORDS}。"又说:"{OTHERS}。"', [f"{WORDS}。", f"{OTHERS}。"]),
        # One within another comes after it.
        (f"“他讲‘{WORDS}’，我记得。”", [f"他讲‘{WORDS}’，我记得。", WORDS]),
        # A quotation of several paragraphs opens with each; the last alone closes it.
        (f"“{WORDS}。", [f"{WORDS}。"]),
        (f"{OTHERS}”，他这样结束。", []),
        # A mark that was not closed where it should have been
        (f"“一事一议，他接着说：“{WORDS}”。", [WORDS]),
        (f"他接着说：“{WORDS}。", []),
        # Names, slogans, figures of speech.
        ("打通“最后一公里”，叫响“巷子里的老班长”。", []),
        # Eleven letters and as many marks of punctuation.
        ("“门、前、的、路、要、问、走、路、的、人、修。”", []),
        ("没有引号的一句话，再长也不是引语。", []),
        ("", []),
    ],
)
def test_what_stands_between_marks_and_is_long_enough_is_quoted(text: str, found: list[str]) -> None:
    assert quoted(text) == found


def test_in_the_seeds_names_and_slogans_are_no_quotations() -> None:
    """The shortest that is one, and how many there are."""
    found = {seed: [words for item in gold(seed)["items"] for words in quoted(item["text"])] for seed in IDS}

    assert {seed: len(words) for seed, words in found.items()} == {"000": 1, "001": 0, "002": 2, "003": 3, "004": 12}
    assert min((words for words in found["004"]), key=len) == "把抓好党建作为最大的政绩"


@given(st.text(alphabet='“”‘’「」"门前的路要问走', max_size=60))
def test_what_is_quoted_is_part_of_the_text_between_two_marks_or_to_its_end(text: str) -> None:
    for start, end in quotations(text):
        assert text[start - 1] in '“‘「"'
        assert end == len(text) or text[end] in '”’」"'
