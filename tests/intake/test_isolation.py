"""What a reader that a file has taken over can do: next to nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")

ATTEMPTS = {
    "reach the network": "import socket; socket.socket()",
    "talk to processes here": "import socket; socket.socketpair()",
    "start a program": "import subprocess; subprocess.run(['/bin/true'])",
    "split in two": "os.fork()",
    "start a thread": "import threading; threading.Thread(target=print).start()",
    "end another process": "os.kill(os.getppid(), 0)",
    "read a file of the room": "open(sys.argv[1]).read()",
    "list a folder": "os.listdir('/etc')",
    "write a file": "open(sys.argv[1] + '.new', 'w').write('x')",
    "remove a file": "os.remove(sys.argv[1])",
    "take a gigabyte": "bytearray(2**30)",
    "open a hundred files": "[open(os.devnull) for _ in range(100)]",
}
PROGRAM = """
import json, os, sys
from readingroom.intake import isolation
exec(sys.argv[3])
kept = isolation.isolate(starter=os.getppid())
done = []
for name, attempt in json.loads(sys.argv[2]).items():
    try:
        exec(attempt)
    except (OSError, MemoryError, RuntimeError):
        continue
    done.append(name)
import decimal, email.message
print(json.dumps([kept, done]))
"""


def attempt(secret: Path, attempts: Mapping[str, str], first: str = "") -> tuple[list[str], list[str]]:
    """What the kernel does not let go of, and what of the attempts succeeded; `first` is run before all."""
    secret.write_text("x")
    root = Path(__file__).resolve().parents[2]
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, secret, json.dumps(attempts), first],
        capture_output=True,
        cwd=root,
        env={"PYTHONPATH": str(root), "PATH": os.environ["PATH"]},
        check=True,
    )
    kept, done = json.loads(ended.stdout)
    return kept, done


def test_a_reader_can_do_nothing_but_read_and_answer(tmp_path: Path) -> None:
    secret = tmp_path / "secret"

    kept, done = attempt(secret, ATTEMPTS)

    if kept:
        pytest.skip(f"this kernel does not let go of {kept}")
    assert done == []
    assert secret.exists()


def test_limits_hold_on_a_kernel_that_knows_nothing_else(tmp_path: Path) -> None:
    write = "os.write(os.open(sys.argv[1], os.O_WRONLY), b'y')"
    attempts = {"write": write, **{name: ATTEMPTS[name] for name in ("take a gigabyte", "open a hundred files")}}

    kept, done = attempt(tmp_path / "secret", attempts, first="isolation._STEPS = ()")

    assert (kept, done) == ([], [])
    assert (tmp_path / "secret").read_text() == "x"
