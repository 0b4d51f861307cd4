from __future__ import annotations

from pathlib import Path

import pytest

from readingroom.search.keeping.neighbours import Near, Neighbours


@pytest.fixture
def neighbours(tmp_path: Path) -> Neighbours:
    return Neighbours(tmp_path / "related")


def test_a_record_is_read_as_it_was_written(neighbours: Neighbours) -> None:
    neighbours.put(7, Near(70, 1, (3, 2)))
    neighbours.put(2, Near(20, 1))
    neighbours.put(7, Near(71, 2, (5, 4, 3, 2, 1)))

    assert neighbours.of(7) == Near(71, 2, (5, 4, 3, 2, 1))
    assert neighbours.all() == {2: Near(20, 1), 7: Near(71, 2, (5, 4, 3, 2, 1))}


@pytest.mark.parametrize("number", [1, 8, 1_000_000])
def test_where_nothing_was_written_nothing_is_known(neighbours: Neighbours, number: int) -> None:
    assert neighbours.of(number) == Near()

    neighbours.put(7, Near(70, 1, (3,)))

    assert neighbours.of(number) == Near()


def test_what_is_stale_still_stands(neighbours: Neighbours) -> None:
    neighbours.put(7, Near(70, 1, (3, 2)))

    assert neighbours.mark_stale(7) == neighbours.of(7) == Near(70, 0, (3, 2))


def test_a_file_that_was_cut_off_is_read_as_far_as_it_goes(neighbours: Neighbours, tmp_path: Path) -> None:
    neighbours.put(1, Near(10, 1, (2,)))
    neighbours.put(2, Near(20, 1, (1,)))
    file = tmp_path / "related"
    file.write_bytes(file.read_bytes()[:-1])

    assert neighbours.all() == {1: Near(10, 1, (2,))}
    assert neighbours.of(2) == Near()


def test_where_no_file_can_be_read_nothing_is_known(neighbours: Neighbours, tmp_path: Path) -> None:
    (tmp_path / "related").mkdir()

    assert neighbours.of(1) == Near()
