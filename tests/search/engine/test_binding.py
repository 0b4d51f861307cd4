from __future__ import annotations

from pathlib import Path

import pytest

from readingroom.search.engine import IndexDamaged, IndexDiffers, IndexNotWritten
from readingroom.search.engine.binding import Snapshot, Writer, create
from readingroom.search.engine.schema import Column

COLUMNS = [Column("id", "keyword", stored=True)]


def test_an_index_with_other_columns_is_not_taken_for_this_one(tmp_path: Path) -> None:
    create(tmp_path / "index", COLUMNS)

    assert len(Snapshot(tmp_path / "index", COLUMNS)) == 0
    with pytest.raises(IndexDiffers):
        Snapshot(tmp_path / "index", [Column("id", "integer", stored=True)])


def test_failures_of_the_library_are_named_by_what_was_done(tmp_path: Path) -> None:
    create(tmp_path / "index", COLUMNS)
    (tmp_path / "empty").mkdir()

    with pytest.raises(IndexNotWritten, match="empty"):
        Writer(tmp_path / "empty")
    with pytest.raises(IndexDamaged, match="empty"):
        Snapshot(tmp_path / "empty", COLUMNS)


def test_a_write_into_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    create(tmp_path / "index", COLUMNS)
    writer = Writer(tmp_path / "index")

    with pytest.raises(IndexNotWritten, match="nothing"):
        writer.delete("nothing", 1)
    writer.close()


def test_terms_come_most_frequent_first_and_only_those_that_begin_so(tmp_path: Path) -> None:
    columns = [Column("words", "frequencies")]
    create(tmp_path / "index", columns)
    writer = Writer(tmp_path / "index")
    for words in ("党建 党员 服务", "党员 组织", "党员 党建"):
        writer.add({"frequencies": [("words", words)]})
    writer.commit()
    writer.close()

    snapshot = Snapshot(tmp_path / "index", columns)

    assert snapshot.terms("words", "党") == [("党员", 3), ("党建", 2)]
    assert snapshot.terms("words", limit=1) == [("党员", 3)]
    assert snapshot.terms("words", "网") == []
    with pytest.raises(IndexDamaged):
        snapshot.terms("nothing")


def test_damage_is_named_also_where_a_word_is_counted(tmp_path: Path) -> None:
    columns = [Column("words", "positions")]
    create(tmp_path / "index", columns)
    writer = Writer(tmp_path / "index")
    writer.add({"positions": [("words", "党员 党建")]})
    writer.commit()
    writer.close()
    next((tmp_path / "index").glob("*.pos")).unlink()

    with pytest.raises(IndexDamaged):
        Snapshot(tmp_path / "index", columns).frequency("words", "党员")
