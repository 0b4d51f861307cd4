from __future__ import annotations

from itertools import combinations

import pytest

from readingroom.articles.simhash import REVISION, distance, simhash
from tests.seeds import IDS, seed_reading

TEXT = "党支部每月召开一次支部党员大会，讨论决定支部的重要事项；社区把服务窗口搬到楼下，居民办事不再来回跑路。"


def test_a_fingerprint_is_sixteen_hexadecimal_digits() -> None:
    assert len(simhash(TEXT)) == 16
    assert 0 <= int(simhash(TEXT), 16) < 2**64


def test_a_fingerprint_never_changes_between_versions_of_the_software() -> None:
    assert simhash(TEXT) == "3363d7e9f7540fdc"


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace("，", ",").replace("；", ";"),
        TEXT.replace("，", "").replace("。", "……"),
        f"　　{TEXT[:20]}\n  {TEXT[20:]} ",
        TEXT.replace("一", "一​"),
    ],
)
def test_punctuation_spaces_and_width_do_not_count(other: str) -> None:
    assert simhash(other) == simhash(TEXT)


def test_a_text_without_a_letter_has_a_fingerprint_too() -> None:
    assert distance(simhash("……"), simhash("")) == 0


def test_distance_counts_differing_bits() -> None:
    assert distance("0000000000000000", "000000000000000f") == 4
    assert distance("ffffffffffffffff", "0000000000000000") == 64


def test_a_revision_is_near() -> None:
    text = seed_reading("002").text

    assert distance(simhash(text), simhash(text.replace("基层治理", "社区治理", 2))) <= REVISION


def test_different_articles_are_far_apart() -> None:
    prints = [simhash(seed_reading(seed).text) for seed in IDS]

    assert min(distance(one, other) for one, other in combinations(prints, 2)) > 2 * REVISION


@pytest.mark.timeout(30)
def test_a_book_takes_no_longer_than_people_wait() -> None:
    book = "".join(f"第{number}网格的党支部召开党员大会，讨论决定事项。" for number in range(30_000))

    assert simhash(book)
