from __future__ import annotations

import pytest

from readingroom.cleaning.blocks import Span
from readingroom.cleaning.damage import mend
from readingroom.cleaning.typesetting import cells_of, edits_of, reword, set_text, text_of
from tests.cleaning.making import reading


def spans(*rows: str) -> list[Span]:
    return [Span(number, 0, len(row), row) for number, row in enumerate(rows, start=1)]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("抓党建,促治理;见实效!", "抓党建，促治理；见实效！"),
        ("他问:“行吗?”", "他问：“行吗？”"),
        ("村(社区)党(工)委", "村（社区）党（工）委"),
        ("二〇三五年,远景目标", "二〇三五年，远景目标"),
        ("党建 引领 治理", "党建引领治理"),
        ("《 某某日报 》", "《某某日报》"),
        ("党\u200b建", "党建"),
        ("2021 年 7 月", "2021年7月"),
        ("来源: ABC News, 时间: 8:30", "来源：ABC News，时间：8:30"),
        ("学习 Party building 理论", "学习Party building理论"),
        ("大会 (5 G 时代) 开幕", "大会（5 G时代）开幕"),
    ],
)
def test_damage_of_known_cause_is_undone(raw: str, text: str) -> None:
    assert set_text(spans(raw))[0] == text


@pytest.mark.parametrize(
    "raw",
    [
        "早上8:30开门，每天3,900人次",
        "党建+社会治理",
        "片—组—村",
        "网址http://example.org:8080/a?b=1",
        "Party building, step by step",
        'He said "well done" to all (of us).',
        "the café is open",
        "“1+5”文件",
        "LGCDN公司",
        "中共中央国务院",
    ],
)
def test_what_is_right_is_left_alone(raw: str) -> None:
    assert set_text(spans(raw)) == (raw, [])


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (["切实发挥总揽", "全局的作用。"], "切实发挥总揽全局的作用。"),
        (["a party", "building plan"], "a party building plan"),
        (["培训了2022", "年的党员"], "培训了2022年的党员"),
    ],
)
def test_rows_are_joined_with_a_space_only_between_latin_words(rows: list[str], text: str) -> None:
    assert set_text(spans(*rows))[0] == text


def test_every_change_says_what_stood_there_and_which_rule_changed_it() -> None:
    _, edits = set_text(spans("好, ８号"))

    assert [(edit.start, edit.end, edit.before, edit.after, edit.rule) for edit in edits] == [
        (1, 2, ",", "，", "half_width_mark"),
        (2, 3, " ", "", "space"),
        (3, 4, "８", "8", "full_width_letter"),
    ]


@pytest.mark.parametrize(
    ("start", "end", "wording", "text"),
    [(0, 2, "支部", "支部引领"), (2, 4, "", "党建"), (2, 2, "工作", "党建工作引领"), (4, 4, "。", "党建引领。")],
)
def test_a_curators_wording_stands_in_place_of_the_raw_characters(
    start: int, end: int, wording: str, text: str
) -> None:
    cells = reword(cells_of(spans("党建引领")), 1, start, end, wording)

    assert text_of(cells) == text
    assert [edit.rule for edit in edits_of(cells)] == ["curator"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("２０２１年，ＡＢＣ", "2021年，ABC"),
        ("９５．５％", "95.5%"),
        ("２０～３０人｜", "20～30人｜"),
        ("１．抓好", "1．抓好"),
    ],
)
def test_full_width_letters_and_digits_become_ordinary_ones(raw: str, text: str) -> None:
    assert set_text(spans(raw))[0] == text


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (["网址http://www.example.org/", "2022/a.html"], "网址http://www.example.org/2022/a.html"),
        (["COVID-", "19"], "COVID-19"),
    ],
)
def test_an_address_or_a_compound_that_was_broken_gets_no_space(rows: list[str], text: str) -> None:
    assert set_text(spans(*rows))[0] == text


@pytest.mark.parametrize(
    ("raw", "text"), [("一)加强领导", "一）加强领导"), ("社区(街道", "社区（街道"), ("a) one", "a) one")]
)
def test_a_bracket_without_its_fellow_follows_its_neighbours(raw: str, text: str) -> None:
    assert set_text(spans(raw))[0] == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [("Ａ－１号楼", "A-1号楼"), ("３．５公里", "3.5公里"), ("１／３的党员", "1/3的党员"), ("Ｇ２０＋", "G20+")],
)
def test_full_width_signs_within_numbers_become_ordinary_ones(raw: str, text: str) -> None:
    assert set_text(spans(raw))[0] == text


@pytest.mark.parametrize("raw", ["党建－治理", "一．抓好", "甲／乙", "2021年－2022年", "社区．食堂"])
def test_the_same_signs_between_chinese_are_left_alone(raw: str) -> None:
    assert set_text(spans(raw)) == (raw, [])


def test_mended_damage_is_set_and_its_blank_is_no_blank_of_the_line() -> None:
    page = reading("食堂，，办好 了")
    damages = mend(page)[1]

    text, edits = set_text([Span(1, 0, len(page.lines[0].text), mend(page)[0].lines[0].text)], damages)

    assert text == "食堂，办好了"
    assert [(edit.start, edit.before, edit.after, edit.rule) for edit in edits] == [
        (2, "，，", "，", "doubled_mark"),
        (6, " ", "", "space"),
    ]


def test_two_spans_that_adjoin_get_no_space_between() -> None:
    assert set_text([Span(1, 0, 2, "12"), Span(1, 2, 4, "00")])[0] == "1200"
    assert set_text([Span(1, 0, 2, "12"), Span(1, 3, 5, "00")])[0] == "12 00"


def test_a_blank_within_mended_damage_is_a_part_of_it() -> None:
    mended, damages = mend(reading("食堂， ，账目"))

    text, edits = set_text([Span(1, 0, len(mended.lines[0].text), mended.lines[0].text)], damages)

    assert text == "食堂，账目"
    assert [(edit.before, edit.after) for edit in edits] == [("， ，", "，")]
