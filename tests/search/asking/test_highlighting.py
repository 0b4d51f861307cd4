from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.search.asking.highlighting import SNIPPET, Pieces, best_text, mark, snippet
from readingroom.search.asking.questions import read_question
from readingroom.search.asking.terms import Question
from readingroom.search.language.analysis import analyser
from readingroom.search.language.folding import fold

ROOM = analyser()
FILLER = "街道把窗口搬到楼下，居民办事不再来回跑路。"
TEXT = st.text(st.sampled_from("党黨建設服务群众，。 　<&>㎡ﬁ5"), max_size=200)


def ask(typed: str) -> Question:
    return read_question(typed, ROOM)


def whole(pieces: Pieces) -> str:
    return "".join(text for text, _ in pieces)


def marked(pieces: Pieces) -> list[str]:
    return [text for text, is_match in pieces if is_match]


@pytest.mark.parametrize(
    ("typed", "text", "marks"),
    [
        ("党建", "以黨建引领", ["黨建"]),
        ("黨建", "以党建引领", ["党建"]),
        ("基层组织", "建强基层党组织", ["基层", "组织"]),
        ("５ｇ", "用5G联系群众", ["5G"]),
        ("“党 建，引领”", "党建,引领和党建", ["党建,引领"]),
        ("党建 -服务", "党建与服务", ["党建"]),
        ("5", "15个网格，5名干部", ["5"]),
        ("", "党建", []),
        ("，", "党建，", []),
    ],
)
def test_what_answers_is_marked_and_nothing_else(typed: str, text: str, marks: list[str]) -> None:
    assert marked(mark(text, ask(typed))) == marks


@given(TEXT, st.sampled_from(["党建", "服务群众", "“党”", "m2", "5 党", "“，”"]))
def test_the_pieces_of_a_marked_text_are_the_text(text: str, typed: str) -> None:
    assert whole(mark(text, ask(typed))) == text


@given(TEXT, st.sampled_from(["党", "建", "设服", "，"]))
def test_a_phrase_is_marked_exactly_where_the_text_holds_it(text: str, phrase: str) -> None:
    marks = marked(mark(text, ask(f"“{phrase}”")))

    assert bool(marks) == (fold(phrase) in fold(text))
    assert all(fold(phrase) in fold(piece) for piece in marks)


def test_nothing_is_escaped_here() -> None:
    assert mark("<b>党建</b>", ask("党建")) == [("<b>", False), ("党建", True), ("</b>", False)]


@given(TEXT, st.sampled_from(["党建", "服务", "“群众，”"]))
def test_a_snippet_is_a_stretch_of_the_text(text: str, typed: str) -> None:
    said = snippet(text, ask(typed))

    assert whole(said).strip("…") in text
    assert len(whole(said)) <= SNIPPET + 32


def test_a_short_text_is_shown_whole() -> None:
    assert snippet(FILLER, ask("窗口")) == [
        ("街道把", False),
        ("窗口", True),
        ("搬到楼下，居民办事不再来回跑路。", False),
    ]


def test_a_snippet_begins_and_ends_with_a_sentence_and_says_what_it_leaves_out() -> None:
    text = FILLER * 10 + "党支部上门服务。" + FILLER * 10

    said = whole(snippet(text, ask("党支部")))

    assert said.startswith("…党支部上门服务。")
    assert said.endswith("。…")


def test_a_snippet_is_taken_from_where_most_of_the_words_are_together() -> None:
    text = "党支部开会。" + FILLER * 20 + "党支部上门服务。" + FILLER * 20

    said = marked(snippet(text, ask("党支部 服务")))

    assert said == ["党支部", "服务"]


def test_a_compound_that_stands_there_whole_is_shown_rather_than_its_parts() -> None:
    apart = "引领居民抓党建，抓党建，再抓党建。"

    assert best_text([apart, "党建引领治理。"], ask("党建引领")) == 1
    assert "党建引领" in marked(snippet(apart + FILLER * 10 + "党建引领治理。" + FILLER * 10, ask("党建引领")))


def test_the_best_text_is_the_one_with_most_of_the_words() -> None:
    texts = [FILLER, "党支部开会，党支部学习。", "党支部上门服务。"]

    assert best_text(texts, ask("党支部 服务")) == 2


def test_a_number_within_another_makes_no_text_the_best() -> None:
    texts = ["2012年到2012年，120户搬迁。", "这里有12名干部。"]

    assert best_text(texts, ask("12")) == 1


def test_a_match_in_a_sentence_without_end_is_shown_with_what_stands_before_it() -> None:
    said = snippet("工作" * 200 + "党支部" + "工作" * 200, ask("党支部"))

    assert marked(said) == ["党支部"]
    assert whole(said).startswith("…工作工作")


def test_without_a_question_the_beginning_is_shown() -> None:
    assert whole(snippet(FILLER * 20, ask(""))).startswith(FILLER)


def test_without_a_question_the_first_text_is_the_best() -> None:
    assert best_text([FILLER, "第二段"], ask("")) == 0


def test_a_long_sentence_is_cut_where_its_clauses_end() -> None:
    text = "楼道里议事，" * 40 + "党支部上门服务，" + "楼道里议事，" * 40

    said = whole(snippet(text, ask("党支部")))

    assert said.startswith("…楼道里议事，")
    assert said.endswith("，…")


def test_a_match_is_never_cut_in_two() -> None:
    phrase = "".join(f"第{number}支部建在楼上。窗口{number}搬到楼下，" for number in range(20))[:190]

    said = snippet(FILLER * 5 + phrase + FILLER * 5, ask(f"“{phrase}”"))

    assert marked(said) == [phrase]


def test_a_number_is_never_cut_in_two() -> None:
    said = whole(snippet("党支部" + "123456789" * 40, ask("党支部")))

    assert said in ("党支部" + "123456789" * 40, "党支部" + "123456789" * 40 + "…")
