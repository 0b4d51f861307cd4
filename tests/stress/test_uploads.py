"""
`kill -9` while uploads are worked off: before and after each write and each commit.

`make test` tries one moment of each kind, `make stress` all of them. Afterwards the rest is worked off, and then every
file must have come to its outcome once, and no article be there twice.
"""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.running_room import finish, run
from tests.stress.rooms import Room

pytestmark = pytest.mark.slow

WORK = "work_off_uploads --until-done"

OF_WORKING_OFF = (
    # The first file becomes an article.
    "after INSERT articles_article 1",
    # The second is an archive with two files in it.
    "before commit 4",
)
NAMES = re.compile(r"(before|after) (INSERT|UPDATE|DELETE|commit)")

RECEIVE = """
import io, zipfile
from readingroom.articles import uploads
from tests.articles.page import PAGE
from tests.stress.rooms import about_courtyards
packed = io.BytesIO()
with zipfile.ZipFile(packed, "w") as archive:
    archive.writestr("b.txt", about_courtyards())
    archive.writestr("c.txt", PAGE + "\\n")
files = [("a.txt", PAGE.encode()), ("z.zip", packed.getvalue()), ("d.txt", b"")]
uploads.receive([uploads.Incoming(*file) for file in files], by=None)
"""
LOOK = """
import json
from readingroom.articles.models import Article, Original, Upload
rows = Upload.objects.order_by("pk").values_list("file_name", "state", "outcome")
whole = all(bool(one.content) == (one.state in ("refused", "asks") and one.size > 0) for one in Upload.objects.all())
print(json.dumps([[list(row) for row in rows], Article.objects.count(), Original.objects.count(), whole]))
"""


def shell(room: Room, program: str) -> str:
    command = ["manage.py", "shell", "--verbosity=0", "--no-imports", "--command", program]
    code, output, complaint = finish(run(command, room.data, **room.settings))
    assert code == 0, complaint
    return output


def held(room: Room) -> Sequence[object]:
    found: Sequence[object] = json.loads(shell(room, LOOK))
    return found


@pytest.fixture(scope="module")
def room_with_uploads(calm_room: Room, tmp_path_factory: pytest.TempPathFactory) -> Room:
    room = calm_room.copy(tmp_path_factory.mktemp("uploads"))
    shell(room, RECEIVE)
    return room


@pytest.fixture(scope="module")
def worked_off(room_with_uploads: Room, tmp_path_factory: pytest.TempPathFactory) -> tuple[Sequence[object], list[str]]:
    """What is there when nothing went wrong, and the moments of that."""
    room = room_with_uploads.copy(tmp_path_factory.mktemp("uploads"))
    code, _, moments = room.until("-", WORK)
    assert code == 0
    return held(room), moments


def test_undisturbed_every_file_comes_to_its_outcome(worked_off: tuple[Sequence[object], list[str]]) -> None:
    rows, *_ = worked_off[0]

    assert rows == [
        ["a.txt", "done", "created"],
        ["z.zip", "done", "unpacked"],
        ["d.txt", "refused", "refused"],
        ["b.txt", "done", "created"],
        ["c.txt", "asks", "duplicate"],
    ]


def test_the_sample_is_of_moments_that_there_are(worked_off: tuple[Sequence[object], list[str]]) -> None:
    assert set(OF_WORKING_OFF) <= set(worked_off[1])


@pytest.mark.parametrize("moment", OF_WORKING_OFF)
def test_killed_nothing_is_lost_and_nothing_done_twice(
    moment: str, room_with_uploads: Room, worked_off: tuple[Sequence[object], list[str]], tmp_path: Path
) -> None:
    assert what_is_held_after_being_killed(moment, room_with_uploads, tmp_path) == worked_off[0]


@pytest.mark.stress
@pytest.mark.timeout(3600)
def test_killed_at_every_moment(
    room_with_uploads: Room, worked_off: tuple[Sequence[object], list[str]], tmp_path: Path
) -> None:
    moments = [moment for moment in worked_off[1] if NAMES.match(moment)]
    assert moments

    wrong = [
        moment
        for place, moment in enumerate(moments)
        if what_is_held_after_being_killed(moment, room_with_uploads, tmp_path / str(place)) != worked_off[0]
    ]

    assert wrong == []


def what_is_held_after_being_killed(moment: str, room_with_uploads: Room, folder: Path) -> Sequence[object]:
    folder.mkdir(exist_ok=True)
    room = room_with_uploads.copy(folder)
    code, *_ = room.until(moment, WORK)
    assert code == -signal.SIGKILL
    assert room.manage(WORK)[0] == 0
    return held(room)
