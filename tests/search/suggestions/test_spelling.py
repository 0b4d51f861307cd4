from __future__ import annotations

import pytest

from readingroom.search.suggestions.sounds import Sounds, make_sounds
from readingroom.search.suggestions.spelling import is_pinyin, ways_to_read


@pytest.fixture(scope="module")
def sounds() -> Sounds:
    return make_sounds()


def read(typed: str, sounds: Sounds, *, unfinished: bool = False) -> list[str]:
    """The ways to read letters: syllables apart, what is only begun with a dot."""
    return [
        " ".join(spelling.letters + ("" if spelling.is_whole else ".") for spelling in way)
        for way in ways_to_read(typed, sounds, unfinished=unfinished)
    ]


@pytest.mark.parametrize(
    ("typed", "way"),
    [
        ("dangjian", "dang jian"),
        ("DangJian", "dang jian"),
        ("dang jian", "dang jian"),
        ("dǎngjiàn", "dang jian"),
        ("djyl", "d. j. y. l."),
        ("zhdbl", "zh. d. b. l."),
        ("dangjyl", "dang j. y. l."),
        ("lvse", "lv se"),
        ("lüse", "lv se"),
        ("lüe", "lve"),
        ("nuedai", "nve dai"),
    ],
)
def test_letters_are_read_in_as_few_syllables_with_as_few_abbreviations_as_will_do(
    typed: str, way: str, sounds: Sounds
) -> None:
    assert read(typed, sounds)[0] == way


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        ("xian", ["xian", "xi an"]),
        ("fangan", ["fan gan", "fang an"]),
        ("xi'an", ["xi an"]),
        ("xi’an", ["xi an"]),
    ],
)
def test_letters_that_can_be_parted_in_several_ways_are_read_in_all_of_them(
    typed: str, ways: list[str], sounds: Sounds
) -> None:
    assert read(typed, sounds) == ways


@pytest.mark.parametrize("typed", ["ui", "viu", "dangv"])
def test_what_begins_no_syllable_is_read_in_no_way(typed: str, sounds: Sounds) -> None:
    assert read(typed, sounds) == []


def test_while_it_is_typed_the_last_syllable_may_go_on(sounds: Sounds) -> None:
    assert read("dangji", sounds, unfinished=True) == ["dang ji."]
    assert read("dangj", sounds, unfinished=True) == ["dang j."]
    assert "xi an." in read("xian", sounds, unfinished=True)


@pytest.mark.parametrize("typed", ["dangjian", "xi'an", "dang jian", "lüse", "Dj"])
def test_letters_may_be_pinyin(typed: str) -> None:
    assert is_pinyin(typed)


@pytest.mark.parametrize("typed", ["", " ", "5g", "党jian", "dang-jian", "'", "a" * 100, "да", "日本ご"])
def test_anything_else_is_not(typed: str) -> None:
    assert not is_pinyin(typed)


def test_the_longest_row_of_letters_is_read_at_once(sounds: Sounds) -> None:
    assert read("a" * 60, sounds)
    assert read("x" * 60, sounds)
