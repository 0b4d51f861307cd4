from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.search.asking.questions import read_question
from readingroom.search.asking.terms import Question, Widening
from readingroom.search.language.analysis import analyser
from readingroom.search.models import LONGEST_QUESTION

ROOM = analyser()


def read(typed: str) -> Question:
    return read_question(typed, ROOM)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("党", ["党"]),
        ("党建", ["党建"]),
        ("党建 服务", ["党建", "服务"]),
        ("党建　服务", ["党建", "服务"]),
        ("党建\t服务\r\n", ["党建", "服务"]),
        ("党\x00建 “服\x07务\x7f”", ["党建", "“服务”"]),
        ("\x02党建\x03", ["党建"]),
        ("5G党建", ["5g", "党建"]),
        ("１２", ["12"]),
        ("黨建引領", ["党建引领"]),
        ("基层组织", ["基层组织"]),
        ("楼道党建", ["楼道", "党建"]),
        ("党建 党建 黨建", ["党建"]),
        ('"抓好党建"', ["“抓好党建”"]),
        ("“抓好党建”", ["“抓好党建”"]),
        ("「抓好党建」 服务", ["“抓好党建”", "服务"]),
        ("党建 -服务", ["党建", "不含“服务”"]),
        ("党建 --服务", ["党建", "不含“服务”"]),
        ("党建 －服务", ["党建", "不含“服务”"]),
        ("党建 NOT 服务", ["党建", "不含“服务”"]),
        ('党建 -"服务群众"', ["党建", "不含“服务群众”"]),
        ("党建 -基层组织", ["党建", "不含“基层组织”"]),
        ("党建，-服务、干部", ["党建", "不含“服务”", "干部"]),
        ("党建；NOT 服务", ["党建", "不含“服务”"]),
        ("党建 (-服务)", ["党建", "不含“服务”"]),
        ("（党建 NOT 服务）", ["党建", "不含“服务”"]),
        ("党建 NOT(服务)", ["党建", "不含“服务”"]),
        ("党建 NOT“服务群众”", ["党建", "不含“服务群众”"]),
        ("党建 -《服务》", ["党建", "不含“服务”"]),
        ("党建 not 服务", ["党建", "不含“服务”"]),
        ("党建 ＮＯＴ 服务", ["党建", "不含“服务”"]),
        ("党建 - 服务", ["党建", "服务"]),
        ("党建 AND 服务", ["党建", "服务"]),
        ("党建 and 服务", ["党建", "服务"]),
        ("党建 ａｎｄ 服务", ["党建", "服务"]),
        ("notes android", ["notes", "android"]),
        ("党建-服务", ["党建", "服务"]),
        ("2020-11-26", ["2020", "11", "26"]),
        ("(党建) [服务] *:~^?/\\", ["党建", "服务"]),
        ("title:党建", ["title", "党建"]),
    ],
)
def test_what_people_type_is_understood(typed: str, understood: list[str]) -> None:
    assert read(typed).understood == understood


@pytest.mark.parametrize("typed", ["党建", "党建 服务", "“抓好党建”", "党建 -服务", "党建 NOT 服务", "党建 AND 服务"])
def test_nothing_is_said_about_a_question_that_was_taken_whole(typed: str) -> None:
    assert read(typed).dropped == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("党建“服务", "有一个引号没有配对，已忽略。"),
        ("党建 OR 服务", "不支持 OR，各个词语都要出现。"),
        ("党建 or 服务", "不支持 OR，各个词语都要出现。"),
        ("党建 的 是", "“的”“是”太常见，没有用来查找。"),
        ("，。？", "没有可以查找的词语，请输入汉字、字母或数字。"),
        ("NOT", "没有可以查找的词语，请输入汉字、字母或数字。"),
        ("党建" * LONGEST_QUESTION, "问题超过200字，只查找了前200字。"),
    ],
)
def test_what_was_left_out_is_said(typed: str, said: str) -> None:
    assert said in read(typed).dropped


def test_a_quoted_phrase_is_kept_to_the_character_with_its_signs() -> None:
    (term,) = read("“坚持党的领导，加强党的建设”").terms

    assert term.exact
    assert [atom.text for atom in term.atoms] == ["坚持党的领导,加强党的建设"]


def test_a_quoted_sign_can_be_looked_for() -> None:
    assert read("“，”").understood == ["“，”"]


def test_the_very_common_word_is_looked_for_when_it_is_all_there_is() -> None:
    question = read("的")

    assert question.understood == ["的"]
    assert question.dropped == ()


@pytest.mark.parametrize("name", ["组织建设", "服务能力", "干部队伍"])
def test_the_names_of_the_themes_are_known_as_one_thing(name: str) -> None:
    (term,) = read(name).terms

    assert term.is_compound
    assert len(term.atoms) == 2


@pytest.mark.parametrize("typed", ["", "   ", "　", "\x00\x01"])
def test_nothing_typed_is_blank(typed: str) -> None:
    question = read(typed)

    assert question.is_blank
    assert not question.is_empty
    assert question.dropped == ()


@pytest.mark.parametrize("typed", ["，。", "-", '""', "“ ”", "()"])
def test_signs_alone_are_no_question(typed: str) -> None:
    question = read(typed)

    assert question.is_empty
    assert question.dropped


def test_what_is_excluded_is_neither_marked_nor_raises_an_answer() -> None:
    question = read("党建 -服务 NOT 干部")

    assert [atom.text for atom in question.atoms] == ["党建"]
    assert question.words == "党建"


def test_characters_that_are_left_over_side_by_side_are_one_name() -> None:
    (term,) = read("涞滩镇").terms

    assert [(atom.text, atom.is_guessed) for atom in term.atoms] == [("涞滩镇", True)]


def test_a_common_word_is_no_part_of_a_name() -> None:
    assert read("王沈是哪里人").understood[0] == "王沈"


# ----------------------------------------------------------------------- what else is looked for

WIDE = Widening(
    synonyms={"党建": ("党的建设",), "党的建设": ("党建",), "wifi": ("无线网络",)},
    readings=lambda letters: {"dangjian": ["党建"], "dang jian": ["党建"], "djyl": ["党建引领"]}.get(letters, []),
)


def also(typed: str) -> dict[str, tuple[str, ...]]:
    return {term.in_words: term.also for term in read_question(typed, ROOM, WIDE).terms}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("党建", {"党建": ("党的建设",)}),
        ("黨建", {"党建": ("党的建设",)}),
        ("党的建设", {"党的建设": ("党建",)}),
        ("加强党的建设", {"加强": (), "党的建设": ("党建",)}),
        ("基层党建", {"基层": (), "党建": ("党的建设",)}),
        ("党建5.3", {"党建": ("党的建设",), "5": (), "3": ()}),
        ("党建·第一·书记", {"党建": ("党的建设",), "第一": (), "书记": ()}),
        ("服务 -党建", {"服务": (), "不含“党建”“党的建设”": ("党的建设",)}),
        ("WiFi覆盖", {"wifi": ("无线网络",), "覆盖": ()}),
        ("服务", {"服务": ()}),
        ("“党建”", {"“党建”": ()}),
    ],
)
def test_words_are_widened_by_their_synonyms_in_their_place(typed: str, expected: dict[str, tuple[str, ...]]) -> None:
    assert also(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("dangjian", {"dangjian": ("党建",)}),
        ("DangJian", {"dangjian": ("党建",)}),
        ("dang jian", {"dang jian": ("党建",)}),
        ("（dangjian）", {"dangjian": ("党建",)}),
        ("djyl，dangjian", {"djyl": ("党建引领",), "dangjian": ("党建",)}),
        ("djyl 5g", {"djyl": ("党建引领",), "5g": ()}),
        ("dangjian 服务", {"dangjian": (), "服务": ()}),
        ("“dangjian”", {"“dangjian”": ()}),
        ("abc", {"abc": ()}),
    ],
)
def test_letters_are_read_as_pinyin_where_no_chinese_was_typed(
    typed: str, expected: dict[str, tuple[str, ...]]
) -> None:
    assert also(typed) == expected


def test_words_parted_by_signs_of_a_list_or_in_brackets_are_pieces_of_their_own() -> None:
    assert read("（党键）、服努，1,000 党建))").pieces == ("党键", "服努", "1,000", "党建")
    assert read("-1,000 -学习《条例》").understood == ["不含“1,000”", "不含“学习《条例》”"]


def test_a_question_can_be_asked_with_less() -> None:
    question = read("党建 “抓好服务” -食堂")

    assert question.without(question.terms[1]).typed == "党建 -食堂"
    assert question.only(question.terms[1]).words == "抓好服务"


@pytest.mark.parametrize("typed", ["党" * 10_000, "党 建 " * 3_000, '"' * 10_000, "-" * 10_000, "NOT " * 3_000])
def test_ten_thousand_characters_are_read_like_two_hundred(typed: str) -> None:
    question = read(typed)

    assert all(len(term.typed) <= LONGEST_QUESTION for term in question.terms)
    assert "问题超过200字，只查找了前200字。" in question.dropped


@given(st.text(st.sampled_from('党建服务的a5　 ，“”"-NOTANDR()\uff9e\ud800\x00'), max_size=40))
def test_anything_can_be_typed(typed: str) -> None:
    question = read_question(typed, ROOM, WIDE)

    assert question.is_blank or question.terms or question.dropped
    assert all(atom.text for term in question.terms for atom in term.atoms)
