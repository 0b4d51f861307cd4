from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.comparing import MOST_COMPARED, Pieces, compare, differences


def marked(pieces: Pieces) -> str:
    """What differs in brackets."""
    return "".join(f"[{text}]" if differs else text for text, differs in pieces)


def unmarked(pieces: Pieces) -> str:
    return "".join(text for text, differs in pieces if not differs)


@pytest.mark.parametrize(
    ("old", "new", "old_marked", "new_marked"),
    [
        ("居民议事每月一次", "居民议事每周一次", "居民议事每[月]一次", "居民议事每[周]一次"),
        ("楼道里的灯修好了", "楼道里的灯都修好了", "楼道里的灯修好了", "楼道里的灯[都]修好了"),
        ("先听意见，再定方案", "先听意见、再定方案", "先听意见[，]再定方案", "先听意见[、]再定方案"),
        ("“先听意见”", "先听意见", "[“]先听意见[”]", "先听意见"),
        ("2021年7月动工", "2022年7月动工", "[2021]年7月动工", "[2022]年7月动工"),
        ("用Python写", "用Pascal写", "用[Python]写", "用[Pascal]写"),
        ("黨建引領", "党建引领", "[黨]建引[領]", "[党]建引[领]"),
        ("", "新增的一段", "", "[新增的一段]"),
        ("整段不要了", "", "[整段不要了]", ""),
    ],
)
def test_what_differs_is_marked(old: str, new: str, old_marked: str, new_marked: str) -> None:
    before, after = compare(old, new)

    assert (marked(before), marked(after)) == (old_marked, new_marked)


def test_texts_that_are_the_same_are_one_piece() -> None:
    assert compare("一字不改", "一字不改") == ([("一字不改", False)], [("一字不改", False)])
    assert compare("", "") == ([], [])


@pytest.mark.parametrize(
    ("old", "new", "new_marked"),
    [
        # One character in common between two differences is chance,
        ("大家都到了", "人人都来了", "[人人都来]了"),
        # and so is a mark of punctuation, however many stand together;
        ("昨天到的”，“信件", "今晨寄的”，“包裹", "[今晨寄的”，“包裹]"),
        # a word between two small ones is none,
        ("深化改革开放", "推进改革创新", "[推进]改革[创新]"),
        # but between two long ones it is.
        ("图书馆的周末延长开放，增设夜间居民阅览座位", "菜市场门口摆了一排新居民种下的花草", None),
    ],
)
def test_what_agrees_by_chance_is_marked_with_the_rest(old: str, new: str, new_marked: str | None) -> None:
    _, after = compare(old, new)

    assert marked(after) == (new_marked or f"[{new}]")


def test_one_character_at_the_beginning_or_the_end_stays_unmarked() -> None:
    _, after = compare("我要去北京了", "我不回上海了")

    assert marked(after) == "我[不回上海]了"


def test_a_small_change_beside_a_long_one_stays_apart() -> None:
    old = "各楼组长每周五下午到活动室开会，会议由王老师主持。"
    new = "值班的志愿者轮流整理书架，会议由李老师主持。"

    _, after = compare(old, new)

    assert marked(after).endswith("，会议由[李]老师主持。")


@pytest.mark.timeout(20)
def test_long_texts_are_marked_character_by_character_in_no_time() -> None:
    old = "".join(chr(0x4E00 + place * 7919 % 4001) for place in range(MOST_COMPARED - 2))
    new = "首" + old[:5_000] + "中" + old[5_001:] + "尾"

    _, after = compare(old, new)

    assert [text for text, differs in after if differs] == ["首", "中", "尾"]


@pytest.mark.timeout(20)
def test_texts_too_long_to_compare_differ_in_all_between_their_common_beginning_and_end() -> None:
    middle = "甲乙丙丁" * MOST_COMPARED

    before, after = compare(f"同样开头，一{middle}二，同样结尾。", f"同样开头，二{middle}一，同样结尾。")

    assert before == [("同样开头，", False), (f"一{middle}二", True), ("，同样结尾。", False)]
    assert after == [("同样开头，", False), (f"二{middle}一", True), ("，同样结尾。", False)]


TEXTS = st.text(alphabet="甲乙丙丁，。“”２2a é\n", max_size=12)


@st.composite
def wordings(draw: st.DrawFn) -> tuple[str, str]:
    """Two texts that share some stretches."""
    parts = draw(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=6))
    return "".join(same + old for same, old, _ in parts), "".join(same + new for same, _, new in parts)


@given(wordings())
def test_pieces_join_to_the_texts_and_what_is_unmarked_is_the_same(texts: tuple[str, str]) -> None:
    before, after = compare(*texts)

    assert ("".join(text for text, _ in before), "".join(text for text, _ in after)) == texts
    assert unmarked(before) == unmarked(after)


@given(wordings())
def test_no_piece_is_empty_and_marked_and_unmarked_take_turns(texts: tuple[str, str]) -> None:
    for pieces in compare(*texts):
        assert all(text for text, _ in pieces)
        assert all(one[1] != two[1] for one, two in pairwise(pieces))


@given(wordings())
def test_differences_are_what_is_marked(texts: tuple[str, str]) -> None:
    before, after = compare(*texts)

    found = differences(*texts)

    assert [old for old, _ in found if old] == [text for text, differs in before if differs]
    assert [new for _, new in found if new] == [text for text, differs in after if differs]
    assert all(old or new for old, new in found)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert not any(differs for pieces in compare(text, text) for _, differs in pieces)
