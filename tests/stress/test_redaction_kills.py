"""
`kill -9` in the midst of a redaction, and two people who decide at once.

After the next start it is either not done, and can be agreed to again, or wholly done: in the rows, in the database's
file and its log, in the index and in all other files.
"""

from __future__ import annotations

import json
import re
import signal
from typing import Any

import pytest

from tests.running_room import finish, run
from tests.stress.rooms import POSTGRESQL, Room

pytestmark = pytest.mark.slow

MOMENTS = (
    # Before that somebody logs in.
    "before UPDATE articles_redaction 1",
    "after UPDATE articles_redaction 1",
    "after UPDATE articles_original 1",
    "before UPDATE articles_reading 1",
    "after UPDATE articles_reading 1",
    "after UPDATE articles_original 2",
    "after UPDATE articles_cleaning 1",
    "after UPDATE articles_cleaning 2",
    "after UPDATE articles_decision 1",
    "after UPDATE articles_edition 1",
    "after UPDATE articles_paragraph 1",
    "after UPDATE articles_appearance 1",
    "after UPDATE articles_article 1",
    "after UPDATE articles_upload 1",
    "before UPDATE articles_redaction 2",
    "after UPDATE articles_redaction 2",
    "after UPDATE articles_room 1",
    "after INSERT articles_change 1",
    "after UPDATE django_admin_log 1",
    "after DELETE search_unansweredquestion 1",
    "after INSERT django_admin_log 1",
    "before commit 4",
    (DONE := "after commit 4"),
    "before open wiped.new 1",
    "after open wiped.new 1",
    "after write wiped.new 1",
    "before fsync wiped.new 1",
    "after close wiped.new 1",
    "before replace wiped.new 1",
    "after replace wiped.new 1",
)
SHORT_FORM = {DONE}
"""The rows are done, and their traces are not wiped yet."""
CALL = "__import__('importlib').import_module('tests.stress.redaction')"


def shell(call: str) -> str:
    return f"shell --verbosity=0 --no-imports --command {CALL}.{call}"


@pytest.fixture(scope="session")
def asked_room(calm_room: Room, tmp_path_factory: pytest.TempPathFactory) -> Room:
    room = calm_room.copy(tmp_path_factory.mktemp("redaction"))
    code, _, complaint = room.manage(shell("ask()"))
    assert code == 0, complaint
    return room


def left(room: Room) -> dict[str, Any]:
    code, output, complaint = room.manage(shell("print_left()"))
    assert code == 0, complaint
    found: dict[str, Any] = json.loads(output)
    return found


WHOLE = {
    "Original",
    "Reading",
    "Cleaning",
    "Edition",
    "Paragraph",
    "Decision",
    "Upload",
    "UnansweredQuestion",
    "LogEntry",
}


@pytest.mark.parametrize(
    "moment", [pytest.param(one, marks=() if one in SHORT_FORM else pytest.mark.stress) for one in MOMENTS]
)
def test_a_redaction_that_is_killed_is_done_wholly_or_not_at_all(moment: str, asked_room: Room, tmp_path: Any) -> None:
    room = asked_room.copy(tmp_path)
    code, *_ = room.until(moment, shell("agree()"))
    assert code == -signal.SIGKILL
    room.start_again()

    found = left(room)

    assert found["is_done"] == (moment in MOMENTS[MOMENTS.index(DONE) :])
    if not found["is_done"]:
        assert set(found["left"]) >= WHOLE
        code, _, complaint = room.manage(shell("agree()"))
        assert code == 0, complaint
        found = left(room)
    assert found == {"is_done": True, "left": []}
    assert room.audit()["faults"] == []


@pytest.mark.stress
def test_every_write_of_a_redaction_is_aimed_at(asked_room: Room, tmp_path: Any) -> None:
    *_, moments = asked_room.copy(tmp_path).until("-", shell("agree()"))

    crossed = {name_of(moment) for moment in moments}
    known = {name_of(moment) for moment in MOMENTS}
    logging_in = "(INSERT|UPDATE|DELETE) (auth|django_session)"
    assert {name for name in crossed if not re.match(logging_in, name)} <= known


def name_of(moment: str) -> str:
    return moment.split(" ", 1)[1].rpartition(" ")[0]


@pytest.mark.stress
@pytest.mark.parametrize("other", ["agree('third')", "take_back()"])
def test_of_two_who_decide_at_once_one_does(other: str, asked_room: Room, tmp_path: Any) -> None:
    room = asked_room.copy(tmp_path)
    made = "shell --verbosity=0 --no-imports --command"
    room.manage(
        f"{made} __import__('django.contrib.auth.models',fromlist=['User']).User.objects.create_superuser('third')"
    )

    programs = [["manage.py", *shell(call).split()] for call in ("agree()", other)]
    both = [run(program, room.data, **room.settings) for program in programs]
    assert [code for code, *_ in map(finish, both)] == [0, 0]

    room.start_again()
    found = left(room)
    assert found["is_done"] == (not found["left"])
    assert found["is_done"] or other == "take_back()"
    assert POSTGRESQL or room.audit()["faults"] == []
