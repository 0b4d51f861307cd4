"""
An import that finds the disk full: a small file system, filled up but for some pages, so that each time it is another
write that fails. The short form limits the size of files instead, for which nobody needs to be root.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running_room import finish, run
from tests.stress.rooms import IMPORT, Room, outcomes

pytestmark = pytest.mark.slow

PAGE_SIZE = 4096
LARGE_ENOUGH = 32 * 1024 * 1024
"""Of the disk: twice what a room takes."""

# Runs manage.py where no file may grow beyond a size.
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.argv[:2] = ["manage.py"]
import manage
manage.main()
"""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Mounting is for root; `make stress` is root in a name space of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={LARGE_ENOUGH}", "tmpfs", folder], check=True)
    yield folder
    subprocess.run(["umount", folder], check=True)


def fill(disk: Path, *, but_for: int) -> Path:
    """Leaves so many pages free; the file that takes the rest is to be deleted to make space."""
    ballast = disk / "ballast"
    free = int(subprocess.check_output(["stat", "--file-system", "--format=%f", disk]))
    ballast.write_bytes(bytes((free - but_for) * PAGE_SIZE))
    return ballast


@pytest.mark.stress
@pytest.mark.parametrize("pages", [0, 1, 2, 3, 5, 9, 17, 25, 33, 41, 49, 57, 65, 81, 97, 129])
def test_what_finds_no_space_is_refused_and_comes_in_when_there_is_some(
    pages: int, calm_room: Room, files: Path, undisturbed: list[object], disk: Path
) -> None:
    room = calm_room.copy(disk)
    ballast = fill(disk, but_for=pages)

    code, output, complaint = room.manage(f"{IMPORT} {files}")
    refused = [line for line in output.splitlines() if line.startswith("refused\t")]
    assert code == (1 if refused else 0)
    assert refused or pages > 41
    assert all("空间" in line for line in refused)
    # Readers are served meanwhile.
    complaint += room.start_again()
    assert "Traceback" not in complaint

    ballast.unlink()
    assert room.start_again_and_audit()[1]["faults"] == []
    code, output, complaint = room.manage(f"{IMPORT} {files}")
    assert code == 0, complaint
    assert room.start_again_and_audit()[1] == {"faults": [], "holds": undisturbed}


def test_a_database_that_may_not_grow_is_told_with_what_to_do(
    calm_room: Room, files: Path, undisturbed: list[object], tmp_path: Path
) -> None:
    room = calm_room.copy(tmp_path)
    most = (room.data / "readingroom.sqlite3").stat().st_size

    program = ["-c", LIMITED, str(most), *f"{IMPORT} {files}".split()]
    code, output, complaint = finish(run(program, room.data, **room.settings))

    assert (code, complaint) == (1, "")
    assert outcomes(output) == ["refused"] * 4
    assert output.count("请腾出空间后再做一次") == 4
    assert room.manage(f"{IMPORT} {files}")[0] == 0
    assert room.start_again_and_audit()[1] == {"faults": [], "holds": undisturbed}
