from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.search.engine.analysis import Clue
from readingroom.search.language.analysis import CHARACTER_WEIGHT, STOPWORDS, Analyser, analyser
from readingroom.search.language.folding import fold

ROOM = analyser()
PROSE = st.text(st.sampled_from("党建引领基层治理服务群众，。“”１2a黨領 "), max_size=20)


def atoms(text: str) -> list[str]:
    return [atom.text for atom in ROOM.atoms(text)]


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("基层组织", ["基层", "组织"]),
        ("基层党组织", ["基层", "党组织"]),
        ("战斗堡垒", ["战斗", "堡垒"]),
        ("两新组织", ["两新", "组织"]),
        ("党群服务中心", ["党群", "服务", "中心"]),
        ("新时代文明实践中心", ["新时代", "文明", "实践", "中心"]),
    ],
)
def test_a_compound_asks_for_the_words_it_is_made_of(question: str, parts: list[str]) -> None:
    assert atoms(question) == parts


@pytest.mark.parametrize("word", ["党建", "党支部", "三会一课", "最后一公里", "批评和自我批评", "总书记"])
def test_a_word_that_would_leave_a_single_character_over_stays_whole(word: str) -> None:
    assert atoms(word) == [word]


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("5G党建", ["5g", "党建"]),
        ("１２", ["12"]),
        ("黨建引領", ["党建", "引领"]),
        ("3.5%", ["3", "5"]),
        ("，。", []),
        ("", []),
        ("🚩", []),
    ],
)
def test_signs_are_passed_over_and_ways_of_writing_are_one(question: str, parts: list[str]) -> None:
    assert atoms(question) == parts


def test_very_common_words_ask_for_nothing() -> None:
    assert atoms("什么是三会一课") == ["三会一课"]


@pytest.mark.parametrize("question", ["的", "是什么"])
def test_very_common_words_are_looked_for_when_there_is_nothing_else(question: str) -> None:
    assert atoms(question)


def test_chinese_is_looked_for_among_characters_and_latin_words_whole() -> None:
    assert ROOM.conditions("党 建设 最后一公里 5G") == [
        Clue("characters", ((0, "党"),)),
        Clue("bigrams", ((0, "建设"),)),
        Clue("bigrams", ((0, "最后"), (2, "一公"), (3, "公里"))),
        Clue("words", ((0, "5g"),)),
    ]


def test_words_are_cut_within_lines_and_spaces_between_chinese_mean_nothing() -> None:
    tokens = ROOM.tokens("党 建引领\n5G  New World")

    assert tokens["words"].split() == ["党建", "引领", "党建引领", "5g", "new", "world"]


def test_a_line_is_cut_alike_alone_and_in_a_text() -> None:
    lines = ["社区党组织 5G", "每月开会。"]

    alone = [analyser().tokens(line) for line in lines]
    together = analyser().tokens("\n \n".join(lines))

    assert together["words"] == " ".join(tokens["words"] for tokens in alone)
    assert together["characters"] == " ".join(tokens["characters"] for tokens in alone)
    assert together["bigrams"] == " ⏎ ⏎ ⏎ ".join(tokens["bigrams"] for tokens in alone)


def test_single_characters_raise_an_answer_less_than_words_and_bigrams() -> None:
    weights = {(clue.channel, clue.tokens[0][1]): clue.weight for clue in ROOM.relevance("开会的人")}

    assert weights["words", "开会"] == weights["bigrams", "开会"] == 1.0
    assert weights["characters", "开"] == CHARACTER_WEIGHT < 1.0
    assert ("characters", "的") not in weights


def test_no_bigram_runs_across_a_line_break() -> None:
    assert ROOM.tokens("党建\n引领")["bigrams"] == "党建 ⏎ ⏎ ⏎ 引领"


@given(PROSE)
def test_bigrams_are_all_neighbours_of_the_folded_text(text: str) -> None:
    folded = fold(text)

    assert ROOM.tokens(text)["bigrams"].split() == [folded[place : place + 2] for place in range(len(folded) - 1)]


@given(PROSE)
def test_everything_a_question_asks_for_stands_in_the_question(text: str) -> None:
    assert all(atom.text in fold(text) for atom in ROOM.atoms(text))


@given(PROSE)
def test_very_common_words_do_not_order_answers(text: str) -> None:
    assert not any(token in STOPWORDS for clue in ROOM.relevance(text) for _, token in clue.tokens)


@given(PROSE, PROSE)
def test_a_text_answers_by_substring_exactly_when_it_holds_it(text: str, part: str) -> None:
    clue = ROOM.substring(part)

    assert (clue is not None and holds(ROOM.tokens(text), clue)) == (bool(fold(part)) and fold(part) in fold(text))


def test_places_of_what_was_asked_are_those_of_the_text_as_it_is_written() -> None:
    text = "以黨建引领基层党组织"

    assert [text[start:end] for start, end in ROOM.places(text, ["党建", "基层组织"])] == ["黨建", "基层", "组织"]


def test_the_fingerprint_tells_segmenters_apart_and_the_vocabulary_is_kept_beside_it(settings: Any) -> None:
    other = analyser("党建\n三会一课")
    assert other.vocabulary == "党建\n三会一课"
    assert other.fingerprint == ROOM.fingerprint

    settings.ENVIRONMENT = _with_segmenter(settings.ENVIRONMENT, "rjieba")
    assert analyser().fingerprint != ROOM.fingerprint


def test_an_analyser_is_made_once_for_a_vocabulary() -> None:
    assert analyser() is analyser(ROOM.vocabulary)
    assert isinstance(analyser(), Analyser)


def holds(tokens: dict[str, str], clue: Clue) -> bool:
    """What the index does with positions, done by hand."""
    stream = tokens[clue.channel].split()
    return any(
        all(stream[first + place : first + place + 1] == [token] for place, token in clue.tokens)
        for first in range(len(stream))
    )


def _with_segmenter(environment: Any, name: str) -> Any:
    from dataclasses import replace

    return replace(environment, segmenter=name)


@pytest.mark.parametrize("word", ["基层组织", "基层治理", "战斗堡垒"])
def test_words_known_as_one_thing_are_compounds(word: str) -> None:
    assert ROOM.is_compound(word)
    assert {clue.channel for clue in ROOM.near(word)} == {"bigrams"}


@pytest.mark.parametrize("word", ["楼道党建", "5G党建", "党建", "党", "社区党委怎样办好居民议事厅", ""])
def test_words_typed_without_a_space_are_none(word: str) -> None:
    assert not ROOM.is_compound(word)
    assert ROOM.near(word) == []
