from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.made_once import made_once
from tests.stress.rooms import IMPORT, Room, new_room, outcomes, put_files_into, room_in


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stress") / "incoming"
    put_files_into(folder)
    return folder


@pytest.fixture(scope="session")
def calm_room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return room_in(made_once(tmp_path_factory, "calm", new_room))


@pytest.fixture(scope="session")
def room_with_news(calm_room: Room, files: Path, tmp_path_factory: pytest.TempPathFactory) -> Room:
    """Four files were brought in while nobody looked after the index."""

    def bring_in(folder: Path) -> None:
        room = calm_room.copy(folder)
        code, output, complaint = room.manage(f"{IMPORT} {files}")
        assert (code, outcomes(output)) == (0, ["updated", "created", "created", "duplicate"]), complaint

    return room_in(made_once(tmp_path_factory, "news", bring_in))


@pytest.fixture(scope="session")
def undisturbed(room_with_news: Room, tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    """What is there when nothing went wrong."""

    def look_through(folder: Path) -> None:
        room = room_with_news.copy(folder)
        _, found = room.start_again_and_audit()
        assert found["faults"] == []
        (folder / "holds.json").write_text(json.dumps(found["holds"]), "utf-8")

    holds: list[object] = json.loads(
        (made_once(tmp_path_factory, "undisturbed", look_through) / "holds.json").read_bytes()
    )
    return holds
