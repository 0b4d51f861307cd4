"""A server of a room, and readers who ask it."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

from tests.running_room import PATIENCE, free_port
from tests.stress.rooms import Room


class Server:
    """The process and its address; started without anything that `prepare` would put in order before."""

    def __init__(self, room: Room) -> None:
        self.process = room.start("serve", ADDRESS=f"127.0.0.1:{free_port()}")
        assert self.process.stdout
        self.address = self.process.stdout.readline().removeprefix("地址：").strip()
        assert self.address, self.process.communicate()[1]
        self.answers_since = time.monotonic()

    def status(self, path: str) -> int:
        return self._ask(path)[0]

    def find(self, phrase: str) -> set[int] | None:
        """The numbers of the articles that hold a phrase; None while the index cannot answer."""
        answer = self._search(phrase)
        return answer and {hit["article"] for hit in answer["results"]}

    def count(self, phrase: str) -> int:
        """How many articles hold a phrase; none while the index cannot answer."""
        answer = self._search(phrase)
        return answer["count"] if answer else 0

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def stop(self) -> str:
        """As an office does; what the server complained about."""
        self.process.send_signal(signal.SIGTERM)
        _, complaint = self.process.communicate(timeout=PATIENCE)
        assert self.process.returncode == 0, complaint
        return complaint

    def _search(self, phrase: str) -> dict[str, Any] | None:
        status, body = self._ask("api/search?" + urlencode({"q": f'"{phrase}"', "size": 50}))
        assert status in (200, 503), (status, body)
        answer: dict[str, Any] = json.loads(body)
        return answer if status == 200 else None

    def _ask(self, path: str) -> tuple[int, bytes]:
        try:
            with urlopen(self.address + path, timeout=PATIENCE) as answer:
                return answer.status, answer.read()
        except HTTPError as error:
            return error.code, error.read()


@contextmanager
def serving(room: Room) -> Iterator[Server]:
    server = Server(room)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()


def seconds_until(true: Callable[[], bool], within: float = PATIENCE) -> float:
    begun = time.monotonic()
    while not true():
        assert time.monotonic() < begun + within, "It did not come true in time."
        time.sleep(0.05)
    took = time.monotonic() - begun
    assert took < within
    return took
