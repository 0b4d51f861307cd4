from __future__ import annotations

from pathlib import Path

import pytest

from readingroom.search.keeping.near import Near, NearFile


@pytest.fixture
def file(tmp_path: Path) -> NearFile:
    return NearFile(tmp_path / "related")


def test_a_record_is_read_as_it_was_written(file: NearFile) -> None:
    file.put(7, Near(70, 1, (3, 2)))
    file.put(2, Near(20, 1))
    file.put(7, Near(71, 2, (5, 4, 3, 2, 1)))

    assert file.of(7) == Near(71, 2, (5, 4, 3, 2, 1))
    assert file.all() == {2: Near(20, 1), 7: Near(71, 2, (5, 4, 3, 2, 1))}


@pytest.mark.parametrize("number", [1, 8, 1_000_000])
def test_where_nothing_was_written_nothing_is_known(file: NearFile, number: int) -> None:
    assert file.of(number) == Near()

    file.put(7, Near(70, 1, (3,)))

    assert file.of(number) == Near()


def test_what_is_stale_still_stands(file: NearFile) -> None:
    file.put(7, Near(70, 1, (3, 2)))

    assert file.mark_stale(7) == file.of(7) == Near(70, 0, (3, 2))


def test_a_file_that_was_cut_off_is_read_as_far_as_it_goes(file: NearFile, tmp_path: Path) -> None:
    file.put(1, Near(10, 1, (2,)))
    file.put(2, Near(20, 1, (1,)))
    path = tmp_path / "related"
    path.write_bytes(path.read_bytes()[:-1])

    assert file.all() == {1: Near(10, 1, (2,))}
    assert file.of(2) == Near()


def test_where_no_file_can_be_read_nothing_is_known(file: NearFile, tmp_path: Path) -> None:
    (tmp_path / "related").mkdir()

    assert file.of(1) == Near()
