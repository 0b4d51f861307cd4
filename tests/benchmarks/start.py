"""
How long a start takes, from the command to the first answer, on the wall clock.

    python -m tests.benchmarks.start --json start.json

The packages are installed already; the first start makes the database, publishes the seeds and makes the index.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

from tests.benchmarks.report import Row, report
from tests.running_room import running_room

ROUNDS = 5


def rows() -> Iterator[Row]:
    firsts, seconds = zip(*(_two_starts() for _ in range(ROUNDS)), strict=True)
    yield Row("first start, seconds", statistics.median(firsts), None, ROUNDS)
    yield Row("second start, seconds", statistics.median(seconds), None, ROUNDS)
    yield Row("second start, slowest, seconds", max(seconds), None, ROUNDS)


def _two_starts() -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as data:
        return _start(Path(data)), _start(Path(data))


def _start(data: Path) -> float:
    began = time.perf_counter()
    with running_room(data) as room, urlopen(room.address) as answer:
        assert answer.status == 200
        return time.perf_counter() - began


if __name__ == "__main__":
    report("start", rows())
