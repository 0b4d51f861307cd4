from __future__ import annotations

import os
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from readingroom.environment import CannotStart
from readingroom.serving import data_folder
from readingroom.serving.data_folder import file_system_of, make_data_folder, only_one_preparation, only_one_server

MOUNTS = r"""
24 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
29 24 0:26 / /srv rw,relatime shared:9 - nfs4 files:/srv rw
31 24 8:2 / /srv/disk rw - xfs /dev/sdb1 rw
33 24 0:31 / /mnt/office\040files rw - cifs //files/office rw
""".strip()


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    path = tmp_path / "mountinfo"
    path.write_text(MOUNTS)
    return path


def test_the_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    make_data_folder(tmp_path / "var" / "room")

    assert stat.S_IMODE((tmp_path / "var" / "room").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "file", [None, "lost+found", "readingroom.sqlite3", "secret_key", "secret_key.7.ab", "serve.lock"]
)
def test_a_rooms_folder_that_others_could_read_is_closed(tmp_path: Path, file: str | None) -> None:
    tmp_path.chmod(0o755)
    if file:
        (tmp_path / file).touch()

    make_data_folder(tmp_path)

    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_a_folder_with_a_rooms_database_is_a_rooms(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    with closing(sqlite3.connect(tmp_path / "readingroom.sqlite3")) as database:
        database.execute("CREATE TABLE article (number)")

    make_data_folder(tmp_path)


@pytest.mark.parametrize("journal", ["WAL", "TRUNCATE"])
def test_a_folder_of_something_else_is_refused_and_left_as_it_is(tmp_path: Path, journal: str) -> None:
    """Also when a command looked for the database there before; that leaves an empty one."""
    (tmp_path / "payroll.ods").touch()
    with closing(sqlite3.connect(tmp_path / "readingroom.sqlite3")) as database:
        database.execute(f"PRAGMA journal_mode={journal}")
    tmp_path.chmod(0o755)

    with pytest.raises(CannotStart, match="READINGROOM_DATA"):
        make_data_folder(tmp_path)

    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_file_in_its_place_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").touch()

    with pytest.raises(CannotStart, match="READINGROOM_DATA"):
        make_data_folder(tmp_path / "data")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/room", "ext4"),
        ("/srv/room", "nfs4"),
        ("/srv/disk/room", "xfs"),
        ("/srvother/room", "ext4"),
        ("/mnt/office files/room", "cifs"),
    ],
)
def test_the_innermost_mount_says_what_file_system_it_is(mounts: Path, path: str, kind: str) -> None:
    assert file_system_of(Path(path), mounts) == kind


def test_a_later_mount_on_the_same_place_covers_the_earlier_one(mounts: Path) -> None:
    mounts.write_text(f"{MOUNTS}\n35 24 8:3 / /srv rw - btrfs /dev/sdc1 rw")

    assert file_system_of(Path("/srv/room"), mounts) == "btrfs"


def test_a_system_without_a_list_of_mounts_is_taken_on_trust(tmp_path: Path) -> None:
    assert file_system_of(tmp_path, tmp_path / "nowhere") is None


def test_a_network_file_system_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_folder, "file_system_of", lambda path, mounts: "nfs4")

    with pytest.raises(CannotStart, match="nfs4"):
        make_data_folder(tmp_path)


def test_the_second_server_is_refused_with_the_number_of_the_first(tmp_path: Path) -> None:
    with only_one_server(tmp_path), pytest.raises(CannotStart, match=f"进程 {os.getpid()}"), only_one_server(tmp_path):
        pass


def test_a_server_that_ended_makes_room_for_the_next(tmp_path: Path) -> None:
    with only_one_server(tmp_path):
        pass

    with only_one_server(tmp_path):
        pass


def test_preparations_at_once_go_one_after_the_other(tmp_path: Path) -> None:
    inside = 0
    most = 0

    def prepare(_: int) -> None:
        nonlocal inside, most
        with only_one_preparation(tmp_path):
            inside += 1
            most = max(most, inside)
            inside -= 1

    with ThreadPoolExecutor(4) as starts:
        list(starts.map(prepare, range(50)))

    assert most == 1
