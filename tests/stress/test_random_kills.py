"""
`kill -9` at any moment, again and again in the same room, while articles come in, are found, and the index is made anew.

What an import said it published is found within seconds of the next start; nothing is left over, lost or doubled.
In `make test` the aimed kills stand for this, which find the same moments without a clock.
"""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.stress.readers import Server, seconds_until
from tests.stress.rooms import IMPORT, Room
from tests.stress.stories import SHARED, acknowledged, put_stories_into

pytestmark = [pytest.mark.slow, pytest.mark.stress, pytest.mark.timeout(3600)]

KILLS = 50
FILES = 12
"""Of one import: more than it gets done before it is killed."""
LONGEST = 4.0
"""Seconds from a start to a kill: a command needs two until it writes."""
BESIDE = ("", "index", "index --rebuild")
"""What somebody else does at that moment."""


def test_what_was_acknowledged_is_found_after_any_kill(calm_room: Room, tmp_path: Path) -> None:
    room = calm_room.copy(tmp_path)
    chance = random.Random(KILLS)
    told: dict[str, int] = {}
    times = []

    for kill in range(KILLS):
        server = Server(room)
        put_stories_into(tmp_path / f"{kill}", range(kill * FILES, (kill + 1) * FILES))
        importing = room.start(f"{IMPORT} {tmp_path / str(kill)}")
        processes = [server.process, importing, *(room.start(command) for command in chance.choices(BESIDE) if command)]
        time.sleep(chance.uniform(0, LONGEST))
        for process in chance.sample(processes, k=len(processes)):
            process.kill()
        output, *_ = [process.communicate()[0] for process in (importing, *set(processes) - {importing})]
        new = acknowledged(output)
        told |= new

        times.append(_seconds_until_found(room, new, len(told)))

    print(f"{KILLS} kills, {len(told)} articles acknowledged, found after {max(times):.2f} s at most")
    assert room.start_again_and_audit()[1]["faults"] == []


def _seconds_until_found(room: Room, new: Mapping[str, int], in_all: int) -> float:
    """From the moment that the next server answers; then that one is killed too."""
    server = Server(room)
    try:
        return seconds_until(
            lambda: server.count(SHARED) >= in_all and all(server.find(words) == {new[words]} for words in new)
        )
    finally:
        server.kill()
