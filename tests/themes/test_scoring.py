from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.records import ThemeHit
from readingroom.themes import ThemeTerm, Vocabulary, contribution, scores, shipped_vocabulary
from readingroom.themes.scoring import Lexicon, gather_hits

TERMS = (
    ThemeTerm("cadres", "干部", 1.0),
    ThemeTerm("cadres", "队伍", 1.0),
    ThemeTerm("cadres", "干部队伍", 2.0),
    ThemeTerm("service", "服务", 1.0),
    ThemeTerm("organization", "支部", 1.0),
)
LEXICON = Lexicon.of(Vocabulary(TERMS))
TEXTS = st.text("干部队伍服务支，。！今天", max_size=250)
HEADINGS = st.text("干部队伍服务支，", max_size=15)


def hits(text: str, heading: str = "", lexicon: Lexicon = LEXICON) -> list[tuple[str, str, int, str]]:
    return [(hit.theme, hit.word, hit.count, hit.where) for hit in gather_hits(text, heading, lexicon)]


def test_words_of_the_text_are_evidence():
    assert hits("干部要服务，服务靠干部，人人服务") == [
        ("service", "服务", 3, "text"),
        ("cadres", "干部", 2, "text"),
    ]


def test_a_word_inside_a_longer_one_is_not_counted_again():
    assert hits("建强干部队伍") == [("cadres", "干部队伍", 1, "text")]


@pytest.mark.parametrize("text", ["干部群众齐动手", "现代服务业加快发展", "广大党员干部群众"])
def test_a_neutral_phrase_is_no_evidence(text: str):
    assert hits(text) == []


def test_a_neutral_phrase_that_the_vocabulary_lists_is_evidence():
    lexicon = Lexicon.of(Vocabulary((*TERMS, ThemeTerm("service", "干部群众", 1.0))))

    assert hits("干部群众齐动手", lexicon=lexicon) == [("service", "干部群众", 1, "text")]


def test_an_everyday_word_is_evidence():
    lexicon = Lexicon.of(Vocabulary(TERMS, everyday=(ThemeTerm("general", "秋收", 0.5),)))

    assert hits("秋收了，服务来了", lexicon=lexicon) == [("service", "服务", 1, "text"), ("general", "秋收", 1, "text")]


def test_a_term_counts_instead_of_the_same_everyday_word():
    lexicon = Lexicon.of(Vocabulary(TERMS, everyday=(ThemeTerm("general", "服务", 0.5),)))

    assert hits("服务来了", lexicon=lexicon) == [("service", "服务", 1, "text")]


def test_words_of_the_lead_sentence_are_told_apart():
    assert hits("建强队伍。队伍强则百业兴。") == [
        ("cadres", "队伍", 1, "lead"),
        ("cadres", "队伍", 1, "text"),
    ]


@pytest.mark.parametrize("text", ["建强队伍。", "建强队伍", "建强队伍" + "，年年如此" * 6 + "。这是后话。"])
def test_a_whole_paragraph_or_a_long_sentence_is_no_lead(text: str):
    assert hits(text) == [("cadres", "队伍", 1, "text")]


@pytest.mark.parametrize(("length", "count"), [(0, 1), (99, 1), (100, 2), (450, 5)])
def test_a_heading_speaks_once_more_for_every_hundred_characters(length: int, count: int):
    assert hits("春" * length, heading="建强队伍") == [("cadres", "队伍", count, "heading")]


def test_traditional_characters_are_read_like_simplified_ones():
    assert hits("建強幹部隊伍，服務群眾") == hits("建强干部队伍，服务群众")


def test_a_word_may_speak_for_two_themes_when_an_office_wants_it_so():
    lexicon = Lexicon.of(Vocabulary((ThemeTerm("cadres", "书记", 1.0), ThemeTerm("organization", "书记", 2.0))))

    assert hits("书记带头", lexicon=lexicon) == [("organization", "书记", 1, "text"), ("cadres", "书记", 1, "text")]


@pytest.mark.parametrize(
    ("hit", "points"),
    [
        (ThemeHit("cadres", "干部", 1.0, 1, "text"), 1.0),
        (ThemeHit("cadres", "干部", 1.0, 3, "text"), 2.0),
        (ThemeHit("cadres", "干部队伍", 2.0, 1, "lead"), 4.0),
        (ThemeHit("cadres", "干部", 0.5, 2, "heading"), 1.5),
    ],
)
def test_evidence_counts_by_weight_repeats_and_place(hit: ThemeHit, points: float):
    assert contribution(hit) == points


@given(TEXTS, HEADINGS)
def test_scores_are_the_sums_of_the_evidence_largest_first(text: str, heading: str):
    evidence = gather_hits(text, heading, LEXICON)

    result = scores(evidence)

    assert list(result.values()) == sorted(result.values(), reverse=True)
    assert result == {
        theme: pytest.approx(sum(contribution(hit) for hit in evidence if hit.theme == theme)) for theme in result
    }
    assert {hit.theme for hit in evidence} == set(result)


@given(TEXTS, HEADINGS)
def test_evidence_comes_largest_first(text: str, heading: str):
    points = [contribution(hit) for hit in gather_hits(text, heading, LEXICON)]

    assert points == sorted(points, reverse=True)


@given(TEXTS)
def test_a_sentence_without_words_changes_no_ranking(text: str):
    before = scores(gather_hits(text, "", LEXICON))

    after = scores(gather_hits(f"{text}。今天天气很好。", "", LEXICON))

    assert list(after) == list(before)


@given(TEXTS, HEADINGS, st.randoms())
def test_the_order_of_the_terms_does_not_matter(text: str, heading: str, random):
    shuffled = Lexicon.of(Vocabulary(tuple(random.sample(TERMS, len(TERMS)))))

    assert gather_hits(text, heading, shuffled) == gather_hits(text, heading, LEXICON)


@given(st.text(st.characters(), max_size=200), st.text(st.characters(), max_size=40))
def test_no_text_whatever_raises(text: str, heading: str):
    gather_hits(text, heading, Lexicon.of(shipped_vocabulary()))


def test_lone_surrogates_do_not_raise():
    assert hits("干部\ud800服务") == [("cadres", "干部", 1, "text"), ("service", "服务", 1, "text")]
