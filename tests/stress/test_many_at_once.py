"""
Everybody at the index at once: a server, two more keepers, imports, updates and rebuilds, while readers search.

Nobody is shown that somebody else is writing, and in the end everything is there once.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.running_room import finish, run
from tests.stress.readers import Server, seconds_until, serving
from tests.stress.rooms import IMPORT, Room
from tests.stress.stories import acknowledged, phrase, put_stories_into

pytestmark = pytest.mark.slow

FILES = 8
READERS = 3

# What another server process would have.
KEEPER = """
import manage, os, signal
os.environ["DJANGO_SETTINGS_MODULE"] = "readingroom.settings"
import django
django.setup()
from readingroom.search.keeping.keeper import IndexKeeper
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
keeper = IndexKeeper(rounds_between_reconciliations=5)
keeper.start()
signal.sigwait({signal.SIGTERM})
keeper.stop()
"""


@pytest.mark.parametrize("seconds", [4, pytest.param(120, marks=pytest.mark.stress)])
def test_nobody_hears_of_the_others(seconds: int, calm_room: Room, tmp_path: Path) -> None:
    room = calm_room.copy(tmp_path)

    with serving(room) as server:
        with keepers(room, 2), readers(server), ThreadPoolExecutor(3) as offices:
            end = time.monotonic() + seconds
            importing = offices.submit(bring_in_until, end, room, tmp_path)
            others = [offices.submit(repeat_until, end, room, command) for command in ("index", "index --rebuild")]
            told, times = importing.result(), [other.result() for other in others]
            seconds_until(lambda: all(server.find(words) == {number} for words, number in told.items()))
        complaint = server.stop()

    print(f"{seconds} s: {len(told)} articles, {times[0]} updates, {times[1]} rebuilds")
    assert complaint == ""
    assert room.audit()["faults"] == []


def bring_in_until(end: float, room: Room, folder: Path) -> dict[str, int]:
    told: dict[str, int] = {}
    turn = 0
    while time.monotonic() < end or not told:
        put_stories_into(folder / f"{turn}", range(turn * FILES, (turn + 1) * FILES))
        told |= acknowledged(done(room, f"{IMPORT} {folder / str(turn)}"))
        turn += 1
    assert len(told) == turn * FILES
    return told


def repeat_until(end: float, room: Room, command: str) -> int:
    """How often it was done."""
    times = 0
    while time.monotonic() < end or not times:
        done(room, command)
        times += 1
    return times


def done(room: Room, command: str) -> str:
    """What a command said that ended well and without complaints."""
    code, output, complaint = finish(room.start(command))
    assert (code, complaint) == (0, ""), (command, output)
    return output


@contextmanager
def keepers(room: Room, number: int) -> Iterator[None]:
    processes = [run(["-c", KEEPER], room.data, **room.settings) for _ in range(number)]
    try:
        yield
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        endings = [finish(process) for process in processes]
    assert endings == [(0, "", "")] * number


@contextmanager
def readers(server: Server) -> Iterator[None]:
    """They are answered every time: there is an index from the first moment to the last."""
    enough = threading.Event()

    def search() -> int:
        asked = 0
        while not enough.wait(0.02):
            assert server.find("支部") is not None
            assert server.find(phrase(asked % FILES)) is not None
            asked += 1
        return asked

    with ThreadPoolExecutor(READERS) as pool:
        reading = [pool.submit(search) for _ in range(READERS)]
        try:
            yield
        finally:
            enough.set()
        assert all(reader.result() for reader in reading)
