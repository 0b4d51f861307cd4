from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from readingroom.serving import uploads
from readingroom.serving.uploads import UploadWorker
from tests.running_room import PATIENCE

pytestmark = pytest.mark.slow

WAITS = (sys.executable, "-c", "import sys; sys.stdin.read()")
"""A process that ends when the server's end of the pipe is closed, as the real one does."""


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "SECONDS_BEFORE_THE_FIRST", 0.0)


def eventually(happens: Callable[[], object]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if happens():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def worker():
    worker = UploadWorker(WAITS)
    worker.start()
    assert eventually(lambda: worker.process)
    yield worker
    worker.stop()


def test_the_process_ends_with_the_server(worker: UploadWorker) -> None:
    process = worker.process
    assert process

    worker.stop()

    assert process.returncode == -signal.SIGTERM


def test_another_is_started_when_it_ends(worker: UploadWorker, caplog: pytest.LogCaptureFixture) -> None:
    first = worker.process
    assert first

    first.kill()

    assert eventually(lambda: worker.process is not first)
    assert "处理来件的进程结束了（-9）" in caplog.text


def test_one_that_does_not_end_when_told_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(uploads, "SECONDS_TO_FINISH", 0.2)
    ready = tmp_path / "ready"
    program = (
        "import pathlib, signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        f"pathlib.Path({str(ready)!r}).touch(); time.sleep(60)"
    )
    worker = UploadWorker((sys.executable, "-c", program))
    worker.start()
    assert eventually(ready.exists)

    worker.stop()

    assert worker.process
    assert worker.process.wait(PATIENCE) == -signal.SIGKILL


def test_one_that_fails_at_once_is_not_started_again_and_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(uploads, "SECONDS_BEFORE_ANOTHER", (0.0, 0.0, 60.0))
    starts = tmp_path / "starts"
    worker = UploadWorker((sys.executable, "-c", f"open({str(starts)!r}, 'a').write('x')"))
    worker.start()

    assert eventually(lambda: starts.exists() and len(starts.read_text()) == 2)
    time.sleep(0.5)
    worker.stop()

    assert starts.read_text() == "xx"


def test_when_the_server_is_killed_the_process_ends_of_itself(tmp_path: Path) -> None:
    """What a killed server leaves behind would go on writing to its room."""
    program = (
        "import sys, time; from readingroom.serving.uploads import UploadWorker;"
        f"worker = UploadWorker({WAITS!r}); worker.start()\n"
        "while worker.process is None: time.sleep(0.01)\n"
        "print(worker.process.pid, flush=True); time.sleep(60)"
    )
    server = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert server.stdout
    process = int(server.stdout.readline())

    server.kill()
    server.wait()
    server.stdout.close()

    assert eventually(lambda: not _runs(process))


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # What nobody has waited for yet is there in name only.
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
