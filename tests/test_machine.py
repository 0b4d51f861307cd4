from __future__ import annotations

import socket
from pathlib import Path

import pytest

from readingroom import machine

FIB_TRIE = """\
Main:
  +-- 0.0.0.0/0 3 0 5
     |-- 0.0.0.0
        /0 universe UNICAST
     +-- 10.0.0.0/24 2 0 2
        |-- 10.0.0.0
           /24 link UNICAST
        |-- 10.0.0.5
           /32 host LOCAL
        |-- 10.0.0.255
           /32 link BROADCAST
Local:
     |-- 10.0.0.5
        /32 host LOCAL
     |-- 127.0.0.1
        /32 host LOCAL
"""
IF_INET6 = """\
fe8000000000000000fc00fffe000001 04 40 20 80     eth0
fd000000000000000000000000000002 04 40 00 82     eth0
00000000000000000000000000000001 01 80 10 80       lo
"""


@pytest.fixture
def proc(tmp_path: Path) -> Path:
    (tmp_path / "fib_trie").write_text(FIB_TRIE)
    (tmp_path / "if_inet6").write_text(IF_INET6)
    return tmp_path


def test_the_kernel_knows_the_addresses(proc: Path) -> None:
    names = machine.names(proc)

    assert names == ("localhost", "127.0.0.1", "[::1]", socket.gethostname(), "10.0.0.5", "[fd00::2]")


def test_a_kernel_that_does_not_tell_leaves_the_loopback_names(tmp_path: Path) -> None:
    assert machine.names(tmp_path) == ("localhost", "127.0.0.1", "[::1]", socket.gethostname())


def test_no_name_server_is_asked(proc: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for question in ("getaddrinfo", "gethostbyname", "getfqdn"):
        monkeypatch.setattr(socket, question, pytest.fail)

    assert machine.names(proc)
