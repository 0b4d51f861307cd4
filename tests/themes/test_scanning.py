from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.themes.scanning import find_words, index_words

WORDS = st.lists(st.text("党员干部队伍建设", min_size=1, max_size=5), max_size=12)
TEXTS = st.text("党员干部队伍建设，。x", max_size=60)


def found(text: str, *words: str) -> list[str]:
    return [word for _, word in find_words(text, index_words(words))]


def test_the_longest_word_is_found_and_none_inside_it():
    assert found("建强党员干部队伍", "干部", "队伍", "干部队伍", "党员干部队伍") == ["党员干部队伍"]


def test_a_word_is_found_as_often_as_it_stands():
    assert found("干部带头，干部先行", "干部") == ["干部", "干部"]


def test_a_text_without_words_gives_nothing():
    assert found("春天来了。", "干部") == []


def test_no_words_find_nothing():
    assert found("建强干部队伍") == []


@given(TEXTS, WORDS)
def test_found_words_stand_where_they_are_said_to_and_do_not_overlap(text: str, words: list[str]):
    end = 0
    for place, word in find_words(text, index_words(words)):
        assert place >= end
        assert text[place : place + len(word)] == word
        assert word in words
        end = place + len(word)


@given(TEXTS, WORDS, st.randoms())
def test_the_order_of_the_words_does_not_matter(text: str, words: list[str], random):
    shuffled = random.sample(words, len(words))

    assert list(find_words(text, index_words(shuffled))) == list(find_words(text, index_words(words)))


@pytest.mark.timeout(20)
def test_text_that_almost_matches_everywhere_is_read_in_linear_time():
    index = index_words("党" * length + "员" for length in range(1, 32))

    words = list(find_words("党" * 100_000, index))

    assert words == []
