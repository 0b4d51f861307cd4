from __future__ import annotations

from pathlib import Path

import pytest

from tests.stress.rooms import IMPORT, Room, new_room, outcomes, put_files_into


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stress") / "incoming"
    put_files_into(folder)
    return folder


@pytest.fixture(scope="session")
def calm_room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return new_room(tmp_path_factory.mktemp("stress"))


@pytest.fixture(scope="session")
def room_with_news(calm_room: Room, files: Path, tmp_path_factory: pytest.TempPathFactory) -> Room:
    """Four files were brought in while nobody looked after the index."""
    room = calm_room.copy(tmp_path_factory.mktemp("stress"))
    code, output, complaint = room.manage(f"{IMPORT} {files}")
    assert (code, outcomes(output)) == (0, ["updated", "created", "created", "duplicate"]), complaint
    return room


@pytest.fixture(scope="session")
def undisturbed(room_with_news: Room, tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    """What is there when nothing went wrong."""
    room = room_with_news.copy(tmp_path_factory.mktemp("stress"))
    room.start_again()
    found = room.audit()
    assert found["faults"] == []
    holds: list[object] = found["holds"]
    return holds
