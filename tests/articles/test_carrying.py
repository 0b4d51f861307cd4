"""Single steps of `lineage` and `claims`; test_lineage.py takes them in any order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import pytest

from readingroom.articles.keys import Carried, Former, Keyed, Place, Unkeyed, make_key
from readingroom.articles.lineage import carry_over

ORIGINAL = "ab" * 32


def item(text: str, line: int, *, reading: int = 1, start: int = 0) -> Unkeyed:
    return Unkeyed(text, Place(reading, line, start))


def keyed(key: str, text: str, line: int, *, reading: int = 1) -> Keyed:
    return Keyed(key, text, Place(reading, line, 0))


def former(key: str, text: str, line: int, into: str | None = None, *, reading: int = 1) -> Former:
    return Former(key, text, Place(reading, line, 0), into)


def carry(
    items: list[Unkeyed],
    *standing: Keyed,
    former: tuple[Former, ...] = (),
    held: dict[int, int | Literal["title"]] | None = None,
) -> Carried:
    """`held` says which item holds the beginning of which raw line."""
    lines: Mapping[int, int | Literal["title"]] = held or {one.place.line: i for i, one in enumerate(items)}
    return carry_over(
        items,
        original=ORIGINAL,
        standing=standing,
        former=former,
        holder=lambda place: lines.get(place.line),
    )


MEETING = "党支部每月召开一次支部党员大会，讨论决定支部的重要事项。"
WINDOW = "社区把服务窗口搬到楼下，居民办事不再来回跑路。"
TRAINING = "街道为每个网格配备一名专职干部，并定期组织业务培训。"


def test_the_same_place_keeps_its_key_whatever_the_text_says() -> None:
    carried = carry([item("完全改写过的一段文字。", 1)], keyed("aaa", MEETING, 1))

    assert carried == Carried(("aaa",), ())


def test_places_of_different_readings_are_not_compared() -> None:
    carried = carry([item(WINDOW, 1, reading=2)], keyed("aaa", MEETING, 1))

    assert carried.keys != ("aaa",)
    assert carried.former == (former("aaa", MEETING, 1),)


def test_in_another_reading_the_text_carries_the_key() -> None:
    carried = carry(
        [item(TRAINING, 1, reading=2), item(MEETING, 2, reading=2)],
        keyed("aaa", MEETING, 1),
        keyed("bbb", TRAINING, 2),
    )

    assert carried.keys == ("bbb", "aaa")


def test_twins_keep_their_order_in_another_reading() -> None:
    carried = carry(
        [item(MEETING, 4, reading=2), item(MEETING, 9, reading=2)], keyed("aaa", MEETING, 1), keyed("bbb", MEETING, 2)
    )

    assert carried.keys == ("aaa", "bbb")


@pytest.mark.parametrize(
    "text",
    [
        "党支部每月召开一次党员大会，讨论决定重要事项。",
        "现在党支部每月召开一次支部党员大会，讨论决定支部的重要事项，并公开结果。",
    ],
)
def test_half_of_the_text_in_common_is_enough(text: str) -> None:
    carried = carry([item(text, 7)], keyed("aaa", MEETING, 1), held={})

    assert carried.keys == ("aaa",)


def test_less_than_half_of_the_text_in_common_is_not_enough() -> None:
    carried = carry([item("党支部还没有活动室。", 7)], keyed("aaa", MEETING, 1), held={})

    assert carried.keys != ("aaa",)


def test_the_largest_shared_text_wins() -> None:
    near, nearer = MEETING[:-6] + "其他的事。", MEETING[:-1] + "！"

    carried = carry([item(near, 7), item(nearer, 8)], keyed("aaa", MEETING, 1), held={})

    assert carried.keys[1] == "aaa"


def test_a_split_keeps_the_key_on_the_first_part() -> None:
    carried = carry([item(MEETING[:5], 1), item(MEETING[5:], 1, start=5)], keyed("aaa", MEETING, 1), held={1: 0})

    assert carried.keys[0] == "aaa"
    assert carried.former == ()


def test_a_split_keeps_the_key_on_the_first_part_in_another_reading_too() -> None:
    carried = carry([item(MEETING[:9], 1, reading=2), item(MEETING[9:], 2, reading=2)], keyed("aaa", MEETING, 1))

    assert carried.keys[0] == "aaa"


def test_a_join_keeps_the_first_key_and_the_other_points_to_it() -> None:
    carried = carry([item(MEETING + WINDOW, 1)], keyed("aaa", MEETING, 1), keyed("bbb", WINDOW, 2), held={1: 0, 2: 0})

    assert carried == Carried(("aaa",), (former("bbb", WINDOW, 2, into="aaa"),))


def test_a_join_keeps_the_first_key_in_another_reading_too() -> None:
    joined = item(WINDOW + MEETING, 1, reading=2)

    carried = carry([joined], keyed("aaa", WINDOW, 1), keyed("bbb", MEETING, 2))

    assert carried == Carried(("aaa",), (former("bbb", MEETING, 2, into="aaa"),))


def test_a_deleted_paragraph_is_gone_with_its_last_text() -> None:
    carried = carry([item(MEETING, 1)], keyed("aaa", MEETING, 1), keyed("bbb", WINDOW, 2))

    assert carried.former == (former("bbb", WINDOW, 2, into=None),)


def test_a_deleted_paragraph_is_gone_although_another_says_the_same() -> None:
    carried = carry([item(MEETING + "会后公开。", 1)], keyed("aaa", MEETING, 1), keyed("bbb", MEETING, 2))

    assert carried.former == (former("bbb", MEETING, 2, into=None),)


def test_a_paragraph_that_comes_back_gets_its_key_back() -> None:
    carried = carry([item(MEETING, 1), item(WINDOW, 2)], keyed("aaa", MEETING, 1), former=(former("bbb", WINDOW, 2),))

    assert carried == Carried(("aaa", "bbb"), ())


def test_a_join_that_is_undone_gives_the_key_back() -> None:
    joined = keyed("aaa", MEETING + WINDOW, 1)

    carried = carry([item(MEETING, 1), item(WINDOW, 2)], joined, former=(former("bbb", WINDOW, 2, into="aaa"),))

    assert carried == Carried(("aaa", "bbb"), ())


def test_a_returning_paragraph_does_not_take_the_key_of_one_it_resembles() -> None:
    twin = MEETING[:-1] + "！"

    carried = carry([item(MEETING, 1)], keyed("bbb", twin, 2), former=(former("aaa", MEETING, 1),))

    assert carried == Carried(("aaa",), (former("bbb", twin, 2),))


def test_a_gone_paragraph_comes_back_in_another_reading_by_its_text() -> None:
    carried = carry([item(WINDOW, 1, reading=2)], former=(former("aaa", WINDOW, 8),))

    assert carried == Carried(("aaa",), ())


def test_a_former_key_follows_the_paragraph_that_took_its_text_in() -> None:
    """bbb was joined into aaa; now both are joined into ccc, which stands before them."""
    carried = carry(
        [item(TRAINING + MEETING + WINDOW, 1)],
        keyed("ccc", TRAINING, 1),
        keyed("aaa", MEETING + WINDOW, 2),
        former=(former("bbb", WINDOW, 3, into="aaa"),),
        held={1: 0, 2: 0, 3: 0},
    )

    assert {one.key: one.into for one in carried.former} == {"aaa": "ccc", "bbb": "ccc"}


def test_a_former_key_follows_its_text_into_another_reading() -> None:
    carried = carry(
        [item(MEETING + WINDOW, 1, reading=2)],
        keyed("aaa", MEETING + WINDOW, 2),
        former=(former("bbb", WINDOW, 3, into="aaa"),),
    )

    assert carried.former == (former("bbb", WINDOW, 3, into="aaa"),)


def test_a_former_key_is_gone_when_its_text_leaves_the_paragraph() -> None:
    carried = carry(
        [item(MEETING, 1)],
        keyed("aaa", MEETING + WINDOW, 1),
        former=(former("bbb", WINDOW, 2, into="aaa"),),
        held={1: 0},
    )

    assert carried.former == (former("bbb", WINDOW, 2, into=None),)


def test_a_new_item_never_gets_a_key_that_was_ever_given() -> None:
    """aaa was made at line 1 and moved to line 2 when line 1 was taken out; now line 1 is back by itself."""
    first = make_key(ORIGINAL, Place(1, 1, 0), taken=())

    carried = carry([item(MEETING, 1), item(WINDOW, 2)], keyed(first, WINDOW, 2))

    assert carried.keys[1] == first
    assert carried.keys[0] != first


def test_keys_of_other_articles_are_passed_over() -> None:
    first = make_key(ORIGINAL, Place(1, 1, 0), taken=())

    carried = carry_over([item(MEETING, 1)], original=ORIGINAL, taken={first})

    assert carried.keys != (first,)


def test_the_order_in_which_former_keys_are_read_does_not_matter() -> None:
    twins = (former("bbb", MEETING, 4), former("aaa", MEETING, 5))
    items = [item(MEETING, 1, reading=2)]

    assert carry(items, former=twins).keys == carry(items, former=twins[::-1]).keys == ("aaa",)


def test_an_article_without_items_loses_no_key() -> None:
    carried = carry([], keyed("aaa", MEETING, 1))

    assert carried == Carried((), (former("aaa", MEETING, 1),))


@pytest.mark.timeout(30)
def test_five_hundred_paragraphs_that_all_moved_and_changed_take_no_time() -> None:
    texts = ["".join(chr(0x4E00 + (n * 131 + k * (7 + n % 5)) % 20000) for k in range(200)) for n in range(500)]
    standing = [keyed(f"key{n}", text, n + 1) for n, text in enumerate(texts)]
    items = [item(f"改{text[:90]}动{text[100:]}", n + 1, reading=2) for n, text in enumerate(texts)]

    carried = carry(items, *standing)

    assert carried.keys == tuple(one.key for one in standing)


TITLE = "党建引领小区治理的三个办法，一个老旧小区两年里的探索和今后的打算。"


def test_a_key_that_moved_on_with_a_larger_text_comes_home_when_that_is_parted() -> None:
    key = make_key(ORIGINAL, Place(1, 3, 0), ())

    carried = carry([item(WINDOW, 3)], keyed(key, TITLE + MEETING + WINDOW, 1), held={1: "title", 3: 0})

    assert carried == Carried((key,), ())


def test_a_key_does_not_come_home_to_another_text() -> None:
    key = make_key(ORIGINAL, Place(1, 3, 0), ())

    carried = carry([item(WINDOW, 3)], keyed(key, MEETING, 1), held={1: "title", 3: 0})

    assert carried.keys != (key,)
    assert carried.former == (former(key, MEETING, 1),)


def test_a_text_whose_beginning_became_the_title_is_looked_for_in_the_items() -> None:
    carried = carry(
        [item(WINDOW, 3), item(MEETING + TRAINING, 4)],
        keyed("bbb", MEETING + TRAINING, 4),
        former=(former("aaa", "题名" + WINDOW, 1),),
        held={1: "title", 3: 0, 4: 1},
    )

    assert carried.former == (former("aaa", "题名" + WINDOW, 1, into=carried.keys[0]),)
