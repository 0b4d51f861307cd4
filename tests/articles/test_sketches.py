from __future__ import annotations

from readingroom.articles.sketches import EVERY, MOST, RUN, letters, sketch

LONG = "".join(chr(0x4E00 + number * 37 % 20_000) for number in range(6_000))


def test_one_run_of_so_many_is_kept() -> None:
    assert 0.7 * len(LONG) < EVERY * len(sketch(LONG)) < 1.3 * len(LONG)


def test_a_part_of_a_text_keeps_its_part_of_the_sample() -> None:
    part = sketch(LONG[1_000:3_000])

    assert part < sketch(LONG)


def test_other_texts_have_other_samples() -> None:
    assert not sketch(LONG) & sketch(LONG[::-1])


def test_a_book_is_told_by_a_part_of_its_sample() -> None:
    assert len(sketch("".join(map(str, range(60_000))))) == MOST


def test_a_text_shorter_than_a_run_has_no_sample() -> None:
    assert sketch("党" * (RUN - 1)) == sketch("") == frozenset()


def test_broken_characters_are_letters_or_not_but_no_fault() -> None:
    assert sketch(letters("\ud800" * 40)) == frozenset()
    assert sketch("\ud800" * 400) is not None
