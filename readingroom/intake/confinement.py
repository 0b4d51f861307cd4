"""
Parsing in a child process, so that a hostile file can break nothing but its own reading.

One process for one file: started afresh (the server has threads, which a fork would copy in the middle of their
work), with an empty environment, limits on memory, processor time and files (`isolation`), and killed with all its
kin when the time is over. What it answers is checked (`answers`). Starting takes a twentieth of a second and the
reader's imports as much again; keeping processes in stock was dropped for that, since a second file would meet what
the first one did to them.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from readingroom.intake import answers
from readingroom.records import Unreadable

_log = logging.getLogger(__name__)

MOST_SECONDS = 9.0
"""From start to answer. A hundred printed pages take less; a curator waits no longer than ten for a reason."""
LARGEST_ANSWER = 160 * 2**20
"""Bytes of an answer: the files of the largest ZIP that is unpacked, with some room."""
AT_ONCE = 2
"""Readers at a time, over all threads of a server: each may take half a gigabyte."""

_places = threading.BoundedSemaphore(AT_ONCE)
_ROOT = str(Path(__file__).resolve().parents[2])
_START = "import sys; sys.path.append(sys.argv[1]); from readingroom.intake.worker import main; main()"
_KEPT = ("LD_LIBRARY_PATH", "SYSTEMROOT")
"""What Python itself may need of the environment: to find its library, and to start at all on Windows."""

TOO_SLOW = "用了太长时间还没有读完，已停止。文件可能过大或已损坏，请拆成几个文件，或打开后另存一份再收入。"
TOO_LARGE = "展开后占用的内存过大，已停止。文件可能过大或已损坏，请拆成几个文件，或打开后另存一份再收入。"
BROKEN = "读不出来，文件可能已损坏。请在原来的程序里打开它，另存一份再收入；还是不行，就把正文复制出来粘贴。"
BUSY = "现在不能读取：计算机没有余力再开一个程序。请关掉一些程序，过一会儿再试。"


def run(job: str, data: bytes, *, name: str, **arguments: int) -> answers.Answer:
    """
    What the reader named `job` (`worker.JOBS`) makes of the bytes. Raises Unreadable, with the reason in Chinese.

    The file's name is for sentences only and never names a file on this machine.
    """
    order = json.dumps({"job": job, "name": name, **arguments}).encode("ascii") + b"\n"
    with _places:
        answer, code, late = _ask(order, data)
    return _judge(answer, code, late=late, name=name)


def _ask(order: bytes, data: bytes) -> tuple[bytes, int, bool]:
    """The answer's bytes, how the process ended, and whether it had to be stopped."""
    try:
        process = _start()
    except OSError as error:
        _log.error("a reader could not be started: %s", error)
        raise Unreadable(BUSY) from None
    assert process.stdin is not None
    assert process.stdout is not None
    late = threading.Event()
    clock = threading.Timer(MOST_SECONDS, _stop, (process, late))
    clock.start()
    # It reads all before it answers, so writing and reading cannot wait for each other.
    try:
        with suppress(OSError), process.stdin as pipe:
            pipe.write(order)
            pipe.write(data)
        answer = process.stdout.read(LARGEST_ANSWER + 1)
    finally:
        clock.cancel()
        clock.join()
        _kill(process)
        process.stdout.close()
        process.wait()
    return answer, process.returncode, late.is_set()


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-I", "-B", "-X", "utf8", "-c", _START, _ROOT, str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=tempfile.gettempdir(),
        env={name: os.environ[name] for name in _KEPT if name in os.environ},
        start_new_session=True,
    )


def _stop(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """With all that it may have started. The process is not reaped yet, so its number is nobody else's."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _judge(answer: bytes, code: int, *, late: bool, name: str) -> answers.Answer:
    if late or (hasattr(signal, "SIGXCPU") and code == -signal.SIGXCPU):
        raise Unreadable(f"{name} {TOO_SLOW}")
    if len(answer) > LARGEST_ANSWER:
        raise Unreadable(f"{name} {TOO_LARGE}")
    kept, _, answer = answer.partition(b"\n")
    _say_once(kept)
    try:
        found = answers.unpack(answer)
    except answers.Nonsense as nonsense:
        _log.warning("reading %r ended with code %s and no answer: %s", name, code, nonsense)
        raise Unreadable(f"{name} {BROKEN}") from None
    if isinstance(found, tuple):
        raise Unreadable(_refusal(*found, name=name))
    return found


@lru_cache(8)
def _say_once(kept: bytes) -> None:
    """What this system does not let a reader give up; the same for each, so it is said once."""
    with suppress(ValueError):
        if missing := json.loads(kept or b"[]"):
            _log.warning("读取文件的程序在这台计算机上做不到：%s", "；".join(map(str, missing)))


def _refusal(kind: str, message: str, *, name: str) -> str:
    if kind == "unreadable":
        return message
    if kind == "memory":
        return f"{name} {TOO_LARGE}"
    _log.warning("reading %r failed: %s", name, message)
    return f"{name} {BROKEN}"
