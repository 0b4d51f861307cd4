from __future__ import annotations

from readingroom.articles.keys import Place, make_key

ORIGINAL = "ab" * 32


def test_a_key_is_ten_lower_case_base32_characters() -> None:
    key = make_key(ORIGINAL, Place(1, 5, 0), taken=())

    assert len(key) == 10
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz234567")


def test_a_key_depends_on_the_original_and_the_place_but_not_on_the_reading() -> None:
    key = make_key(ORIGINAL, Place(1, 5, 0), taken=())

    assert make_key(ORIGINAL, Place(2, 5, 0), taken=()) == key
    assert make_key(ORIGINAL, Place(1, 5, 1), taken=()) != key
    assert make_key(ORIGINAL, Place(1, 50, 0), taken=()) != key
    assert make_key("cd" * 32, Place(1, 5, 0), taken=()) != key


def test_line_and_start_do_not_run_into_each_other() -> None:
    assert make_key(ORIGINAL, Place(1, 1, 23), taken=()) != make_key(ORIGINAL, Place(1, 12, 3), taken=())


def test_a_key_never_changes_between_versions_of_the_software() -> None:
    assert make_key(ORIGINAL, Place(1, 5, 0), taken=()) == "asxquzv6ms"


def test_a_counter_is_mixed_in_only_when_the_key_is_taken() -> None:
    first = make_key(ORIGINAL, Place(1, 5, 0), taken=())
    second = make_key(ORIGINAL, Place(1, 5, 0), taken={first})
    third = make_key(ORIGINAL, Place(1, 5, 0), taken={first, second})

    assert len({first, second, third}) == 3
