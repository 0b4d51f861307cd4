"""A room of its own, started with the commands that an office types, for tests that go all the way."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent

PATIENCE = 300.0
"""
Seconds to wait for what takes a few: a machine that is busy with other work may need ten times as long, and only what
never comes is a fault.
"""


@dataclass(frozen=True)
class Room:
    address: str
    user: str
    password: str
    process: subprocess.Popen[str]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def start(command: str, data: Path, **settings: str) -> subprocess.Popen[str]:
    """`manage.py COMMAND` in a room."""
    return run([str(ROOT / "manage.py"), *command.split()], data, **settings)


def run(program: Sequence[str], data: Path, **settings: str) -> subprocess.Popen[str]:
    """A Python program with the room's own settings and none of the shell's or the tests'."""
    foreign = ("READINGROOM_", "DJANGO_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    own = {f"READINGROOM_{name}": value for name, value in {"DATA": str(data), "LOG": "WARNING", **settings}.items()}
    return subprocess.Popen(
        [sys.executable, *program],
        cwd=ROOT,
        env=environment | own,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Exit code, output and complaints of a command that ends of itself."""
    output, complaint = process.communicate()
    return process.returncode, output, complaint


@contextmanager
def running_room(data: Path, **settings: str) -> Iterator[Room]:
    """A prepared room that answers."""
    prepare(data, **settings)
    with serving_room(data, **settings) as room:
        yield room


def prepare(data: Path, **settings: str) -> None:
    code, output, complaint = finish(start("prepare", data, **settings))
    assert (code, output, complaint) == (0, "", ""), output + complaint


@contextmanager
def serving_room(data: Path, **settings: str) -> Iterator[Room]:
    """A room that was prepared before; told to stop at the end, which it has to do of itself."""
    port = free_port()
    with start("serve", data, ADDRESS=f"127.0.0.1:{port}", **settings) as server:
        assert server.stdout
        address = server.stdout.readline().removeprefix("地址：").strip()
        if not address:
            raise AssertionError(server.communicate()[1])
        user = server.stdout.readline().removeprefix("用户：").strip()
        password = server.stdout.readline().removeprefix("一次性密码：").partition("（")[0]
        try:
            yield Room(address, user, password, server)
        finally:
            server.send_signal(signal.SIGTERM)
            _, complaint = server.communicate(timeout=PATIENCE)
    assert server.returncode == 0, complaint
