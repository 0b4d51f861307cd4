"""Two imports at the same moment, of folders that have files in common; `tests/articles/test_at_once.py` is the short form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.articles.page import PAGE
from tests.running_room import finish
from tests.stress.rooms import IMPORT, Room, about_courtyards, outcomes

pytestmark = [pytest.mark.slow, pytest.mark.stress]


@pytest.mark.parametrize("attempt", range(3))
def test_each_article_is_there_once_and_both_say_so(attempt: int, calm_room: Room, tmp_path: Path) -> None:
    room = calm_room.copy(tmp_path)
    folders = {
        "one": {"a.txt": PAGE, "b.txt": about_courtyards(), "c.txt": PAGE.replace("小区", "菜场")},
        "two": {"a.txt": PAGE, "copy of b.txt": about_courtyards(), "d.txt": PAGE.replace("社区", "街坊")},
    }
    for folder, files in folders.items():
        (tmp_path / folder).mkdir()
        for name, text in files.items():
            (tmp_path / folder / name).write_text(text, "utf-8")

    writers = [room.start(f"{IMPORT} {tmp_path / folder}") for folder in folders]
    endings = [finish(writer) for writer in writers]
    _, found = room.start_again_and_audit()

    assert [code for code, *_ in endings] == [0, 0], endings
    assert not any("Traceback" in complaint for *_, complaint in endings)
    of_one, of_two = ([*outcomes(output)] for _, output, _ in endings)
    assert sorted([of_one[0], of_two[0]]) == ["created", "unchanged"]
    assert sorted([of_one[1], of_two[1]]) == ["created", "duplicate"]
    assert found["faults"] == []
    assert sum(name in ("a.txt", "b.txt", "copy of b.txt") for name, *_ in found["holds"]) == 2
