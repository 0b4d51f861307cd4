from __future__ import annotations

from collections import Counter

import pytest
from opencc import OpenCC

from readingroom.records import THEME_SLUGS
from readingroom.themes import ThemeTerm, WrongVocabulary, shipped_vocabulary
from readingroom.themes.shipped import everyday_words, neutral_phrases, parse_phrases, parse_terms

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


def test_every_theme_has_everyday_words():
    assert {word.theme for word in everyday_words()} == set(THEME_SLUGS)
    assert shipped_vocabulary().everyday == everyday_words()


def test_no_shipped_word_stands_twice():
    words = [term.word for term in (*shipped_vocabulary().terms, *everyday_words())] + list(neutral_phrases())

    assert [word for word, count in Counter(words).items() if count > 1] == []


def test_no_everyday_word_hides_a_word_of_its_own_theme():
    """The longest word is found: one that contains a heavier one of its theme would take that one's place."""
    shipped = {term.word: term.theme for term in (*shipped_vocabulary().terms, *everyday_words())}

    hidden = [
        (everyday.word, part)
        for everyday in everyday_words()
        for part in parts(everyday.word)
        if shipped.get(part) == everyday.theme
    ]

    assert hidden == []


def parts(word: str) -> set[str]:
    """Everything of the word that is shorter."""
    places = range(len(word) + 1)
    return {word[start:end] for start in places for end in places[start + 1 :]} - {word}


def test_shipped_words_fit_the_desk():
    assert all(2 <= len(term.word) <= 32 and 0.5 <= term.weight <= 3 for term in shipped_vocabulary().terms)


def test_an_everyday_word_weighs_less_than_an_ordinary_one_of_the_field():
    assert {word.weight for word in everyday_words()} == {0.5}


def test_shipped_words_are_in_simplified_characters():
    converter = OpenCC("t2s")
    words = [term.word for term in (*shipped_vocabulary().terms, *everyday_words())]

    assert [word for word in words if converter.convert(word) != word] == []


def test_every_neutral_phrase_contains_a_word():
    words = {term.word for term in (*shipped_vocabulary().terms, *everyday_words())}

    assert [phrase for phrase in neutral_phrases() if not any(word in phrase for word in words)] == []


def test_words_are_read_with_theme_and_weight():
    assert parse_terms(GOOD, name="terms.toml") == (ThemeTerm("cadres", "干部", 1.0), ThemeTerm("cadres", "队伍", 1.0))


def test_a_file_of_everyday_words_may_have_words_of_general():
    text = GOOD.replace('"cadres"', '"general"')

    assert {term.theme for term in parse_terms(text, name="everyday.toml", themes=THEME_SLUGS)} == {"general"}


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
        parse_terms(wrong, name="terms.toml")

    assert str(refused.value).startswith("terms.toml: ")
    assert said in str(refused.value)


def test_a_phrase_that_stands_twice_is_refused():
    with pytest.raises(WrongVocabulary, match="more than once: 服务业"):
        parse_phrases('[[group]]\nwords = ["服务业", "服务业"]', name="neutral.toml")
