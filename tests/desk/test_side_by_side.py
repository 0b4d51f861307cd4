from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.desk import side_by_side
from readingroom.desk.side_by_side import Row, groups
from tests.articles.alike import ARTICLE, ELSEWHERE


def rows(left, right) -> list[Row]:
    return [row for group in groups(left, right) for row in group.rows]


def kinds(left, right) -> list[str]:
    return [row.kind for row in rows(left, right)]


def test_the_same_paragraphs_stand_beside_each_other_and_are_folded() -> None:
    (group,) = groups(ARTICLE, ARTICLE)

    assert group.is_folded
    assert [row.kind for row in group.rows] == ["same"] * 6


def test_a_single_paragraph_that_is_the_same_is_not_folded() -> None:
    changed, same, other = groups(ARTICLE[:3], [f"{ARTICLE[0]}又", ARTICLE[1], f"{ARTICLE[2]}又"])

    assert [group.is_folded for group in (changed, same, other)] == [False, False, False]
    assert [row.kind for row in same.rows] == ["same"]


def test_a_paragraph_that_was_put_in_stands_alone() -> None:
    found = rows(ARTICLE, [*ARTICLE[:2], ELSEWHERE[0], *ARTICLE[2:]])

    assert [row.kind for row in found] == ["same", "same", "right", "same", "same", "same", "same"]
    assert (found[2].left_number, found[2].right_number) == (None, 3)


def test_a_paragraph_in_other_words_stands_beside_its_first_form_with_the_words_marked() -> None:
    other = ARTICLE[1].replace("三年", "五年")

    (row,) = [row for row in rows(ARTICLE, [ARTICLE[0], other, *ARTICLE[2:]]) if row.kind == "changed"]

    assert row.differences == [("三", "五")]
    assert ("三", True) in row.pieces[0]
    assert ("五", True) in row.pieces[1]


@pytest.mark.parametrize("other", [ARTICLE[0].replace("，", ","), ARTICLE[0].replace("楼栋", "樓棟")])
def test_other_marks_and_another_script_are_no_other_words(other: str) -> None:
    assert kinds(ARTICLE[:1], [other]) == ["marks"]


def test_a_paragraph_at_another_place_says_where() -> None:
    found = rows(ARTICLE[:4], [ARTICLE[3], *ARTICLE[:3]])

    assert [row.elsewhere for row in found if row.kind in ("left", "right")] == [4, 1]


def test_articles_that_share_nothing_stand_one_after_the_other() -> None:
    assert kinds(ARTICLE[:2], ELSEWHERE[:2]) == ["left", "left", "right", "right"]


def test_hundreds_of_paragraphs_that_all_differ_stand_beside_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "MOST_TRIED", 0)
    changed = [text[:10] + "改" + text[11:] for text in ARTICLE]

    assert kinds(ARTICLE, [ELSEWHERE[0], *changed]) == ["right", *["changed"] * 6]


def test_an_article_may_have_no_paragraphs() -> None:
    assert kinds([], []) == []
    assert kinds([], ELSEWHERE[:1]) == ["right"]


paragraphs = st.lists(st.sampled_from([*ARTICLE, *ELSEWHERE, ARTICLE[0][:20], "。", ""]), max_size=8)


@given(left=paragraphs, right=paragraphs)
def test_every_paragraph_is_shown_once_and_in_its_order(left: list[str], right: list[str]) -> None:
    found = rows(left, right)

    assert [row.left_number for row in found if row.left_number] == list(range(1, len(left) + 1))
    assert [row.right_number for row in found if row.right_number] == list(range(1, len(right) + 1))
    assert ["".join(text for text, _ in row.pieces[0]) for row in found if row.left_number] == left
    assert ["".join(text for text, _ in row.pieces[1]) for row in found if row.right_number] == right
