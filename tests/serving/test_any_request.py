"""
A running room is asked what nobody thought of, by schemathesis, which makes requests of /api/openapi.json.

By hand, against a room that runs: ``schemathesis run http://127.0.0.1:8000/api/openapi.json`` with `OPTIONS`.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.made_once import prepared_data
from tests.running_room import Room, serving_room

pytestmark = pytest.mark.slow

OPTIONS = (
    "--phases=examples,coverage,fuzzing",
    # A value that is not known is left out and said in `dropped`; it is no reason to refuse.
    "--exclude-checks=negative_data_rejection",
)
"""All that an answer is checked for is on, but for one."""


@pytest.fixture
def room(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with serving_room(prepared_data(tmp_path_factory, tmp_path / "data"), LOG="ERROR") as room:
        yield room


def ask(room: Room, folder: Path, *options: str) -> tuple[int, str]:
    """The exit code, and what was found; requests to try it again are among it."""
    program = Path(sys.executable).with_name("schemathesis")
    command = [program, "run", f"{room.address}api/openapi.json", *OPTIONS, *options]
    asked = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return asked.returncode, asked.stdout


def test_whatever_is_asked_is_answered_as_described(room: Room, tmp_path: Path) -> None:
    code, found = ask(room, tmp_path, "--generation-deterministic", "--max-examples=10")

    assert code == 0, found


@pytest.mark.full
@pytest.mark.timeout(900)
def test_so_are_thousands_of_requests_that_differ_each_time(room: Room, tmp_path: Path) -> None:
    code, found = ask(room, tmp_path, "--max-examples=1000", "--continue-on-failure")

    assert code == 0, found
