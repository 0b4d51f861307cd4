from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from readingroom.search.engine.exceptions import IndexBusy
from readingroom.search.engine.locking import exclusive, is_held

HOLDER = """
import sys, time
from pathlib import Path
from readingroom.search.engine.locking import exclusive
with exclusive(Path(sys.argv[1]), wait=0):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "lock"


def test_only_one_holds_the_lock(lock: Path) -> None:
    with exclusive(lock, wait=0):
        assert is_held(lock)
        with pytest.raises(IndexBusy, match="lock"), exclusive(lock, wait=0):
            pytest.fail("two hold it")

    assert not is_held(lock)


def test_who_waits_gets_it_when_it_is_free(lock: Path) -> None:
    got = threading.Event()

    def wait_for_it() -> None:
        with exclusive(lock, wait=10):
            got.set()

    with exclusive(lock, wait=0):
        waiting = threading.Thread(target=wait_for_it)
        waiting.start()
        assert not got.wait(0.1)
    waiting.join()

    assert got.is_set()


def test_the_lock_of_a_killed_process_is_free(lock: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(lock)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert is_held(lock)

        holder.kill()

    assert not is_held(lock)
