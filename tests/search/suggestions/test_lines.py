from __future__ import annotations

from readingroom.search.suggestions.lines import Lines

LINES = Lines(["党建", "党建引领", "", "社区党建", "党建党建"])


def test_lines_are_found_by_their_beginning_in_their_order() -> None:
    assert list(LINES.beginning("党建")) == [0, 1, 4]
    assert list(LINES.beginning("")) == [0, 1, 2, 3, 4]
    assert list(LINES.beginning("建")) == []


def test_a_line_that_holds_a_text_twice_is_found_once() -> None:
    assert list(LINES.holding("党建")) == [0, 1, 3, 4]


def test_lines_are_found_by_their_end() -> None:
    assert list(LINES.ending("党建")) == [0, 3, 4]


def test_a_place_of_the_whole_belongs_to_the_line_after_its_line_break() -> None:
    assert [LINES.number(place) for place in (0, 1, 2, 3, 7, 8, 9)] == [0, 0, 0, 1, 1, 2, 3]
    assert LINES.whole[LINES.end(1)] == "\n"


def test_no_lines_hold_nothing() -> None:
    assert list(Lines([]).holding("党")) == []
