from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.search.language.passages import Shared, letters, shared_passage, shingles, stretch
from tests.seeds import gold

SAYING = "路修好了要有人看灯装好了要有人管"


@pytest.mark.parametrize(
    ("text", "other", "passage"),
    [
        (SAYING, f"他说过{SAYING}大家都记得", Shared(0, 16, 3, 19, 16)),
        # Said otherwise in the middle: changed, put in, left out.
        (SAYING, "路修好了要有人看门装好了要有人管", Shared(0, 16, 0, 16, 15)),
        (SAYING, "路修好了还要有人看灯装好了要有人管", Shared(0, 16, 0, 17, 16)),
        (SAYING, "路修好了要有人看灯好了要有人管", Shared(0, 16, 0, 15, 15)),
        # Only in part.
        (SAYING, "路修好了要有人看是第一条", Shared(0, 8, 0, 8, 8)),
        # A single word further on is there by chance.
        (SAYING, "路修好了要有人看再请大伙儿来管一管", Shared(0, 8, 0, 8, 8)),
    ],
)
def test_the_same_passage_is_found_not_to_the_letter(text: str, other: str, passage: Shared) -> None:
    assert shared_passage(text, other) == passage


@pytest.mark.parametrize(
    "other",
    [
        "路修好了灯装上了人人都高兴",
        "有人看书有人管钥匙有人管门",
        "修好了路装好了灯就要有人来看有人来管",
        "路修好",
        "",
    ],
)
def test_the_same_matter_in_other_words_is_no_passage(other: str) -> None:
    assert shared_passage(SAYING, other) is None


BEGINNING, END = "甲乙丙丁戊己庚辛壬癸子丑寅卯", "天地玄黄宇宙洪荒日月盈昃辰宿"
CLAUSE = "春夏秋冬东南西北中左右前后"


def test_a_clause_of_twelve_letters_that_was_put_in_parts_no_passage_and_a_longer_one_does() -> None:
    found = [shared_passage(BEGINNING + END, f"{BEGINNING}{CLAUSE[:size]}{END}") for size in (12, 13)]

    assert [passage and passage.same for passage in found] == [28, 14]


def test_what_is_mostly_put_in_is_no_passage() -> None:
    assert shared_passage(BEGINNING + END[:6], f"{BEGINNING}{CLAUSE[:8]}{END[:6]}") is not None
    assert shared_passage(BEGINNING + END[:6], f"{BEGINNING}{CLAUSE[:10]}{END[:6]}") is None


def test_runs_that_lie_in_another_order_are_no_passage_together() -> None:
    first, second = SAYING[:8], SAYING[8:]

    found = shared_passage(SAYING, second + first)

    assert found is not None
    assert found.same == 8


def test_letters_are_compared_folded_and_without_punctuation() -> None:
    assert letters("黨建、引領_Ｇ５ ，“〇”") == "党建引领g5〇"


def test_a_stretch_of_letters_has_the_punctuation_inside_but_not_around_it() -> None:
    text = "他说：“路，修好了！”"

    start, end = stretch(text, 2, 6)

    assert text[start:end] == "路，修好了"


def test_every_shared_run_of_nine_letters_has_one_of_every_fourth_shingle() -> None:
    text = "".join(chr(0x4E00 + place) for place in range(40))

    for start in range(len(text) - 8):
        assert set(shingles(text[start : start + 9])) & set(shingles(text, step=4))


TEXTS = st.text(alphabet="甲乙丙丁戊己", max_size=40)


@given(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS)
def test_passages_lie_within_the_texts_and_have_the_letters_that_are_said(
    a: str, b: str, c: str, d: str, e: str
) -> None:
    one, other = a + b + c, d + b + e

    found = shared_passage(one, other)

    if found:
        mine, theirs = one[found.start : found.end], other[found.other_start : found.other_end]
        assert 6 <= found.same <= min(len(mine), len(theirs))
        assert mine[0] == theirs[0]
        assert mine[-1] == theirs[-1]


@pytest.mark.timeout(30)
@pytest.mark.parametrize("alphabet", ["哈", "甲乙", "甲乙丙", "".join(map(chr, range(0x4E00, 0x4E40)))])
def test_texts_that_repeat_themselves_take_no_longer(alphabet: str) -> None:
    dice = random.Random(5)
    one, other = ("".join(dice.choices(alphabet, k=20_000)) for _ in range(2))

    shared_passage(one, other)
    shared_passage(alphabet * (20_000 // len(alphabet)), one)


def test_two_seeds_share_what_one_of_them_quotes_longer() -> None:
    (short,) = [item["text"] for item in gold("000")["items"] if "社区治理得好不好" in item["text"]]
    (long,) = [item["text"] for item in gold("004")["items"] if "社区治理得好不好" in item["text"]]

    found = shared_passage(letters(short), letters(long))

    assert found is not None
    start, end = stretch(short, found.start, found.end)
    assert short[start:end].startswith("习近平总书记指出：“社区治理得好不好，")
    assert short[start:end].endswith("发挥社区党员、干部先锋模范作用")
