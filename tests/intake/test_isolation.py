"""What a reader that a file has taken over can do: next to nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
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


def test_a_reader_can_do_nothing_but_read_and_answer(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x")
    root = Path(__file__).resolve().parents[2]

    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, secret, json.dumps(ATTEMPTS)],
        capture_output=True,
        cwd=root,
        env={"PYTHONPATH": str(root), "PATH": os.environ["PATH"]},
        check=True,
    )

    kept, done = json.loads(ended.stdout)
    if kept:
        pytest.skip(f"this kernel does not let go of {kept}")
    assert done == []
    assert secret.exists()
