"""What was typed comes out to the letter: on a page with half-width marks, wrapped lines, Latin words and damage."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readingroom.articles.curation import Refused
from readingroom.articles.curation.characters import units_of
from readingroom.articles.curation.rewording import text_decisions, typed_paragraphs, units_at_breaks
from readingroom.cleaning import clean
from readingroom.cleaning.anchors import make_anchor
from readingroom.records import CleanArticle, Decision
from tests.cleaning.making import reading

PAGE = reading("""\
办好社区食堂的几点做法
来源：某某日报
社区食堂办在家门口,党员 轮流送餐上门;老人不出门也能吃上热饭.每餐12元，使用Party App登记。
&ldquo;食堂的账目每月公开&rdquo;,,居民代表参与监督，社区党委定期研究。
１２月起 全市推广community canteen
service的做法，街道逐一验收，验收的结果张榜公布。""")


def texts(article: CleanArticle) -> list[str]:
    return [item.text for item in article.items]


def retype(decisions: list[Decision], number: int, typed: str) -> tuple[list[str], list[Decision]]:
    before = clean(PAGE, decisions)
    units = units_of(before, PAGE, number)
    assert "".join(unit.text for unit in units) == before.items[number].text
    made = text_decisions(units, typed, PAGE)
    article = clean(PAGE, [*decisions, *made])
    assert not article.lost_decisions
    assert texts(article)[:number] == texts(before)[:number]
    return texts(article), made


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("社区", "小区"),
        ("家门口，", "家门口；"),
        ("轮流", ""),
        ("热饭.", "热饭。"),
        ("社区食堂", "如今，社区食堂"),
        ("登记。", "登记（含订餐）。"),
        ("Party App", "PartyApp"),
        ("党员轮流", "党员们轮流"),
        ("12元", "十二元"),
    ],
)
def test_what_is_typed_is_what_stands_there(old: str, new: str) -> None:
    typed = texts(clean(PAGE))[0].replace(old, new, 1)

    assert retype([], 0, typed)[0][0] == typed


def test_only_what_differs_is_decided() -> None:
    typed = texts(clean(PAGE))[0].replace("轮流", "每天轮流").replace("热饭", "热汤热饭")

    made = retype([], 0, typed)[1]

    assert [(one.anchor and one.anchor.quote, one.value) for one in made] == [("", "每天"), ("", "热汤")]


def test_what_did_not_change_is_no_decision() -> None:
    assert retype([], 1, texts(clean(PAGE))[1])[1] == []


@pytest.mark.parametrize("where", ["社区", "登记。"])
def test_an_insertion_is_corrected_and_taken_back(where: str) -> None:
    text = texts(clean(PAGE))[0]
    longer, first = retype([], 0, text.replace(where, f"{where}多谢大家"))
    better, second = retype(first, 0, text.replace(where, f"{where}多谢各位"))

    assert "多谢大家" in longer[0]
    assert "多谢各位" in better[0]
    assert retype([*first, *second], 0, text)[0][0] == text


def test_what_is_typed_behind_a_paragraph_is_not_put_before_the_next() -> None:
    """The halves changed places, so that the next on the page is the first of the article."""
    split, move = (make_anchor(PAGE, 3, at, at + 2) for at in (9, 0))
    decisions = [Decision("split", split), Decision("move", move, "down")]
    typed = f"{texts(clean(PAGE, decisions))[1]}真好，"

    assert retype(decisions, 1, typed)[0][1] == typed


def test_a_mended_place_is_corrected_as_a_whole() -> None:
    typed = texts(clean(PAGE))[1].replace("“食堂的账目", "食堂的账目").replace("公开”，", "公开，")

    assert retype([], 1, typed)[0][1] == typed


def test_a_break_is_where_the_next_paragraph_begins() -> None:
    units = units_of(clean(PAGE), PAGE, 0)

    (unit,) = units_at_breaks(units, typed_paragraphs("社区食堂办在家门口，\n\n 党员轮流送餐上门；"))

    assert PAGE.lines[unit.line - 1].text[unit.start :].startswith("党员")


def test_a_break_before_a_new_word_is_refused() -> None:
    with pytest.raises(Refused, match="原有的字"):
        units_at_breaks(units_of(clean(PAGE), PAGE, 0), ["社区食堂办在家门口，", "新写的一段"])


@pytest.mark.parametrize("typed", ["", " \n\t", "甲\x00乙"])
def test_nothing_and_control_characters_are_refused(typed: str) -> None:
    with pytest.raises(Refused):
        typed_paragraphs(typed)


EDITS = st.lists(
    st.tuples(st.integers(0, 80), st.integers(0, 6), st.text("甲乙，。 ab1“", max_size=4)), min_size=1, max_size=4
)
STRUCTURE = st.lists(
    st.tuples(st.sampled_from(["split", "join", "move"]), st.integers(3, 6), st.integers(0, 30)), max_size=3
)


@given(number=st.integers(0, 3), rounds=st.lists(EDITS, min_size=1, max_size=3), structure=STRUCTURE)
@settings(max_examples=80, deadline=None)
def test_whatever_is_typed_again_and_again_stands_there(
    number: int, rounds: list[list[tuple[int, int, str]]], structure: list[tuple[str, int, int]]
) -> None:
    decisions = []
    for kind, line, at in structure:
        value = "down" if kind == "move" else None
        decisions.append(Decision(kind, make_anchor(PAGE, line, at, at + 1), value))  # type: ignore[arg-type]
    decisions = [one for one in decisions if one not in clean(PAGE, decisions).lost_decisions]
    for edits in rounds:
        article = clean(PAGE, decisions)
        at = number % len(article.items)
        typed = article.items[at].text
        for start, length, words in edits:
            typed = typed[:start] + words + typed[start + length :]
        if typed.strip():
            read, made = retype(decisions, at, typed.strip())
            assert read[at] == typed.strip()
            decisions += made
