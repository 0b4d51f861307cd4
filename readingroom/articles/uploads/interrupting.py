"""
Breaking off what a process is reading: because it is to end, or because there is no end to it.

Both are signals, and a process may be told to end in the middle of a transaction too; there it only makes a note, and
what was read is written first. Signals reach a process's first thread alone; in others nothing is broken off.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stopped(BaseException):
    """The process was told to end; what it is at goes back into the queue, and that is no failed attempt."""


class TakesTooLong(Exception):
    """Reading and cleaning a file came to no end."""


stop_asked = threading.Event()
_reading = threading.Event()


@contextmanager
def stoppable() -> Iterator[None]:
    """A block that ends by `Stopped` wherever it is, when the process is told to end; for the first thread."""
    before = {number: signal.signal(number, _stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        stop_asked.clear()
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def reading(seconds: float) -> Iterator[None]:
    """What may be broken off: when the process is told to end, and by `TakesTooLong` after so many seconds."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        _reading.set()
        if stop_asked.is_set():
            raise Stopped
        yield
    finally:
        _reading.clear()
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _stop(number: int, frame: FrameType | None) -> None:
    stop_asked.set()
    if _reading.is_set():
        raise Stopped


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TakesTooLong
