from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.cleaning.anchors import find_anchor, make_anchor
from tests.cleaning.making import reading

PAGE = "社区食堂办在家门口。\n党员轮流送餐上门。\n党员轮流值班。"


def test_a_place_of_the_same_reading_is_itself() -> None:
    anchor = make_anchor(reading(PAGE), 2, 0, 2)

    assert find_anchor(anchor, reading(PAGE)) == anchor
    assert (anchor.before, anchor.after) == ("社区食堂办在家门口。\n", "轮流送餐上门。\n党员轮流值班。")


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ("新的一行\n" + PAGE, (3, 0, 2)),
        (PAGE.replace("党员轮流送", "  党员 轮流送"), (2, 2, 4)),
        (PAGE.replace("社区食堂", "居民食堂"), (2, 0, 2)),
    ],
)
def test_a_place_is_found_by_its_text_where_lines_moved(changed: str, place: tuple[int, int, int]) -> None:
    found = find_anchor(make_anchor(reading(PAGE), 2, 0, 2), reading(changed))

    assert found is not None
    assert (found.line, found.start, found.end) == place


@pytest.mark.parametrize("changed", ["社区食堂办在家门口。", "党\n员轮流送餐上门。", ""])
def test_a_place_whose_text_is_gone_or_broken_is_not_found(changed: str) -> None:
    assert find_anchor(make_anchor(reading(PAGE), 2, 0, 2), reading(changed)) is None


def test_of_two_places_that_look_alike_neither_is_taken() -> None:
    anchor = replace(make_anchor(reading("甲\n乙"), 1, 0, 1), before="", after="")

    assert find_anchor(anchor, reading("乙\n甲\n甲")) is None


def test_a_point_between_characters_is_found_by_what_stands_around_it() -> None:
    found = find_anchor(make_anchor(reading(PAGE), 2, 4, 4), reading("新的一行\n" + PAGE))

    assert found is not None
    assert (found.line, found.start, found.end) == (3, 4, 4)


@given(
    st.lists(st.text("党建员工作好。", min_size=4, max_size=30), min_size=1, max_size=6, unique=True),
    st.lists(st.text("新加的行", min_size=1, max_size=8), max_size=4),
    st.data(),
)
def test_what_is_found_is_always_the_quoted_text(lines: list[str], added: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(1, len(lines)))
    start = data.draw(st.integers(0, len(lines[number - 1]) - 1))
    end = data.draw(st.integers(start + 1, len(lines[number - 1])))
    anchor = make_anchor(reading("\n".join(lines)), number, start, end)

    found = find_anchor(anchor, reading("\n".join([*added, *lines])))

    assert found is None or found.quote == anchor.quote
