from __future__ import annotations

import pytest
from opencc import OpenCC

from readingroom.records import THEME_SLUGS
from readingroom.themes import WrongVocabulary, shipped_vocabulary
from readingroom.themes.shipped import neutral_phrases, parse_phrases, parse_vocabulary

GOOD = """
[weights]
plain = 1.0
[[group]]
theme = "cadres"
weight = "plain"
words = ["干部", "队伍"]
"""


def test_every_theme_but_general_has_words():
    assert {term.theme for term in shipped_vocabulary().terms} == set(THEME_SLUGS) - {"general"}


def test_no_shipped_word_stands_twice():
    words = [term.word for term in shipped_vocabulary().terms]

    assert len(words) == len(set(words))


def test_shipped_words_fit_the_desk():
    assert all(2 <= len(term.word) <= 32 and 0.5 <= term.weight <= 3 for term in shipped_vocabulary().terms)


def test_shipped_words_are_in_simplified_characters():
    converter = OpenCC("t2s")

    assert all(converter.convert(term.word) == term.word for term in shipped_vocabulary().terms)


def test_neutral_phrases_are_no_terms_themselves():
    assert not set(neutral_phrases()) & {term.word for term in shipped_vocabulary().terms}


def test_every_neutral_phrase_contains_a_term():
    words = {term.word for term in shipped_vocabulary().terms}

    assert [phrase for phrase in neutral_phrases() if not any(word in phrase for word in words)] == []


def test_a_vocabulary_is_read_with_theme_and_weight():
    vocabulary = parse_vocabulary(GOOD, name="terms.toml")

    assert [(term.theme, term.word, term.weight) for term in vocabulary.terms] == [
        ("cadres", "干部", 1.0),
        ("cadres", "队伍", 1.0),
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("[[group", "terms.toml: Expected"),
        ("", "there is no"),
        ("group = 3", "there is no"),
        (GOOD.replace('"cadres"', '"kader"'), "'kader' is no theme"),
        (GOOD.replace('"cadres"', '"general"'), "'general' is no theme that has words"),
        (GOOD.replace('theme = "cadres"', ""), "None is no theme"),
        (GOOD.replace('weight = "plain"', 'weight = "heavy"'), "no usable weight: 'heavy'"),
        (GOOD.replace('weight = "plain"', "weight = [1]"), "no usable weight"),
        (GOOD.replace("1.0", "0"), "no usable weight"),
        (GOOD.replace("1.0", "-1.0"), "no usable weight"),
        (GOOD.replace("1.0", "inf"), "no usable weight"),
        (GOOD.replace("1.0", "nan"), "no usable weight"),
        (GOOD.replace("1.0", '"1.0"'), "no usable weight"),
        (GOOD.replace('["干部", "队伍"]', "[]"), "no list of words"),
        (GOOD.replace('["干部", "队伍"]', '"干部"'), "no list of words"),
        (GOOD.replace('"队伍"', '""'), "'' is no word"),
        (GOOD.replace('"队伍"', '" 队伍"'), "' 队伍' is no word"),
        (GOOD.replace('"队伍"', "7"), "7 is no word"),
        (GOOD.replace('"队伍"', '"干部"'), "more than once: 干部"),
    ],
)
def test_a_wrong_file_is_refused_by_name_with_the_reason(wrong: str, said: str):
    with pytest.raises(WrongVocabulary) as refused:
        parse_vocabulary(wrong, name="terms.toml")

    assert str(refused.value).startswith("terms.toml: ")
    assert said in str(refused.value)


def test_a_phrase_that_stands_twice_is_refused():
    with pytest.raises(WrongVocabulary, match="more than once: 服务业"):
        parse_phrases('[[group]]\nwords = ["服务业", "服务业"]', name="neutral.toml")
