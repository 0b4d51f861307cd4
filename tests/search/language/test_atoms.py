from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.search.language.atoms import Atom, occurrences, places
from readingroom.search.language.folding import fold

TEXT = st.text(st.sampled_from("党黨建設设 　，㎡5５g"), max_size=20)
PART = st.text(st.sampled_from("党建设,5gm2"), min_size=1, max_size=3)


def stretches(text: str, *atoms: Atom) -> list[str]:
    return [text[start:end] for start, end in places(text, atoms)]


@pytest.mark.parametrize(
    ("text", "atom", "marked"),
    [
        ("党建与黨建", Atom("党建"), ["党建", "黨建"]),
        ("党 建", Atom("党建"), ["党 建"]),
        ("党党党", Atom("党党"), ["党党党"]),
        ("１２３", Atom("2"), ["２"]),
        ("面积50㎡", Atom("m2"), ["㎡"]),
    ],
)
def test_places_are_those_of_the_text_as_it_is_written(text: str, atom: Atom, marked: list[str]) -> None:
    assert stretches(text, atom) == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [("5、15、5G、5", ["5", "5"]), ("第5期", ["5"]), ("５ 月", ["５"]), ("2005", [])],
)
def test_a_number_or_latin_word_is_marked_only_whole(text: str, marked: list[str]) -> None:
    assert stretches(text, Atom("5", whole=True)) == marked


def test_atoms_are_counted_as_they_are_marked() -> None:
    assert occurrences("5、15、5G、5，党建", [Atom("5", whole=True), Atom("党建"), Atom("g", whole=True)]) == [2, 1, 0]


def test_a_latin_word_beside_another_is_whole() -> None:
    assert stretches("New World", Atom("new", whole=True)) == ["New"]


def test_places_that_touch_or_overlap_are_joined() -> None:
    assert stretches("基层党组织", Atom("基层"), Atom("党组"), Atom("组织")) == ["基层党组织"]


@given(TEXT, st.lists(PART, max_size=3))
def test_places_are_in_order_and_apart(text: str, parts: list[str]) -> None:
    found = places(text, [Atom(fold(part)) for part in parts])

    assert all(start < end for start, end in found)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(found))


@given(TEXT, PART)
def test_something_is_marked_exactly_when_the_text_holds_it(text: str, part: str) -> None:
    assert bool(places(text, [Atom(fold(part))])) == (fold(part) in fold(text))
