from __future__ import annotations

from pathlib import Path

import pytest

from readingroom.search.keeping.shared import MOST, QuotationFile, Quotations, SharedQuotation, Stretch


def shared(number: int, *, has_more: bool = False) -> SharedQuotation:
    return SharedQuotation(
        Stretch("abcdefghij", number, number + 20), has_more, number, number * 10, Stretch("klmnopqrst", 5, 70_000)
    )


@pytest.fixture
def file(tmp_path: Path) -> QuotationFile:
    return QuotationFile(tmp_path / "quotations")


def test_a_record_is_read_as_it_was_written(file: QuotationFile) -> None:
    file.put(7, Quotations(70, 1, (shared(3), shared(2, has_more=True))))
    file.put(2, Quotations(20, 1))

    assert file.of(7) == Quotations(70, 1, (shared(3), shared(2, has_more=True)))
    assert file.of(7).named == (3, 2)
    assert file.of(2) == Quotations(20, 1)
    assert file.all() == {2: file.of(2), 7: file.of(7)}


def test_of_one_article_no_more_are_kept_than_a_record_holds(file: QuotationFile) -> None:
    file.put(1, Quotations(10, 1, tuple(shared(number) for number in range(1, MOST + 5))))
    file.put(2, Quotations(20, 1, (shared(1),)))

    assert len(file.of(1).shared) == MOST
    assert file.of(2).shared == (shared(1),)


def test_the_stamp_is_another_when_something_else_is_shared_and_only_then(file: QuotationFile) -> None:
    assert file.stamp_of(7) == ""

    file.put(7, Quotations(70, 1))
    assert file.stamp_of(7) == ""

    file.put(7, Quotations(70, 1, (shared(3),)))
    before = file.stamp_of(7)
    file.put(7, Quotations(70, 2, (shared(3),)))
    assert file.stamp_of(7) == before != ""

    file.mark_stale(7)
    assert file.stamp_of(7) == before

    file.put(7, Quotations(71, 1, (shared(4),)))
    assert file.stamp_of(7) not in (before, "")


def test_a_record_that_was_not_written_to_its_end_knows_nothing(file: QuotationFile, tmp_path: Path) -> None:
    file.put(1, Quotations(10, 1, (shared(3), shared(2))))
    path = tmp_path / "quotations"
    content = path.read_bytes()
    path.write_bytes(content.replace(b"klmnopqrst", b"klmnopqrsx", 1))

    assert file.of(1) == Quotations()
    assert file.all() == {}


def test_where_nothing_was_written_nothing_is_known(file: QuotationFile) -> None:
    assert file.of(5) == Quotations()
    assert file.all() == {}
