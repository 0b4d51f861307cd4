from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from readingroom.intake import answers, confinement
from readingroom.intake.answers import Picture
from readingroom.records import Unreadable

SOUND = r"import os; os.read(0, 9); os.write(1, b'[]\n{\"picture\": 3}\nPNG')"


def ask(program: str, monkeypatch: pytest.MonkeyPatch, data: bytes = b"x") -> answers.Answer:
    """Runs a program of the test's own in place of the reader."""
    monkeypatch.setattr(confinement, "_START", program)
    return confinement.run("read_docx", data, name="夜校.docx")


def refusal(program: str, monkeypatch: pytest.MonkeyPatch, data: bytes = b"x") -> str:
    with pytest.raises(Unreadable) as refused:
        ask(program, monkeypatch, data)
    return str(refused.value)


def test_what_the_child_answers_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(SOUND, monkeypatch) == Picture(b"PNG")


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("import time; time.sleep(60)", confinement.TOO_SLOW),
        ("while True: pass", confinement.TOO_SLOW),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", confinement.TOO_SLOW),
        ("import os; os.abort()", confinement.BROKEN),
        ("print('[]'); print('{}')", confinement.BROKEN),
        ("print(chr(0x91) * 50)", confinement.BROKEN),
        ("", confinement.BROKEN),
        ("while True: print('x' * 10000)", confinement.TOO_LARGE),
        (r"""print('[]\n{"refused": "memory", "message": ""}')""", confinement.TOO_LARGE),
    ],
)
def test_a_child_that_fails_ends_in_a_reason(program: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "MOST_SECONDS", 0.5)
    monkeypatch.setattr(confinement, "LARGEST_ANSWER", 100_000)

    assert refusal(program, monkeypatch) == f"夜校.docx {said}"


def test_a_child_that_does_not_listen_is_stopped_though_there_is_much_to_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "MOST_SECONDS", 0.5)

    assert confinement.TOO_SLOW in refusal("import time; time.sleep(60)", monkeypatch, bytes(2**20))


def test_the_child_is_told_nothing_of_the_rooms_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READINGROOM_DATABASE_URL", "postgresql://room:secret@localhost/room")
    program = r"""import os; print('[]\n{"refused": "unreadable", "message": "%s"}' % os.environ.get('READINGROOM_DATABASE_URL'))"""

    assert refusal(program, monkeypatch) == "None"


def test_where_no_process_can_be_started_it_is_not_the_files_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    assert refusal(SOUND, monkeypatch) == confinement.BUSY


def test_what_a_system_cannot_do_is_logged_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    program = r"""print('["some step"]\n{"refused": "memory", "message": ""}')"""
    confinement._say_once.cache_clear()

    with caplog.at_level(logging.WARNING):
        refusal(program, monkeypatch)
        refusal(program, monkeypatch)

    assert [record.getMessage() for record in caplog.records] == ["读取文件的程序在这台计算机上做不到：some step"]


def test_what_the_child_started_ends_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "MOST_SECONDS", 1.0)
    noted = tmp_path / "pid"
    program = f"import os, time; pid = os.fork(); pid and open({str(noted)!r}, 'w').write(str(pid)); time.sleep(60)"

    refusal(program, monkeypatch)

    assert is_gone(int(noted.read_text()))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its starter")
def test_a_server_that_is_killed_leaves_no_child(tmp_path: Path) -> None:
    """The child is isolated as always, and then waits for an order that never comes."""
    program = (
        "from readingroom.intake import confinement; process = confinement._start(); "
        "print(process.pid, process.stdin.fileno(), flush=True); import time; time.sleep(60)"
    )
    server = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])
    assert server.stdout is not None
    child, pipe = map(int, server.stdout.readline().split())
    # Held open here too, so that it is not the end of its order that ends the child.
    held = os.open(f"/proc/{server.pid}/fd/{pipe}", os.O_WRONLY)
    time.sleep(0.3)

    server.send_signal(signal.SIGKILL)
    server.wait()
    server.stdout.close()

    assert is_gone(child)
    os.close(held)


def is_gone(pid: int) -> bool:
    """Whether a process ends within two seconds; one that nobody has reaped yet is at its end."""
    for _ in range(40):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False
