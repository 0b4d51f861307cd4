"""
What is measured in a process of its own, so that neither memory nor warmth is shared with anything else.

A stage is a function from plain values to plain values; `run` calls one in a new process. What the process says on
standard error is shown.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent


def run(stage: Callable[..., Any], **arguments: Any) -> Any:
    program = [sys.executable, "-m", "tests.benchmarks.stages", stage.__module__, stage.__name__]
    done = subprocess.run(
        program, input=json.dumps(arguments), stdout=subprocess.PIPE, cwd=ROOT, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{stage.__module__}.{stage.__name__} ended with {done.returncode}.")
    return json.loads(done.stdout.splitlines()[-1])


def peak_memory() -> int:
    """
    Most bytes this process ever held in memory, files that are mapped among them.

    Of this program alone: what `getrusage` says is inherited from the process that started it.
    """
    return _memory("VmHWM")


def own_memory() -> int:
    """Bytes that this process holds now and no file does."""
    return _memory("RssAnon")


def _memory(name: str) -> int:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))


def folder_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def milliseconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def _main() -> None:
    module, name = sys.argv[1:]
    # Only the last line counts, whatever libraries print.
    stdout = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    answer = getattr(importlib.import_module(module), name)(**json.load(sys.stdin))
    print(json.dumps(answer), file=stdout, flush=True)


if __name__ == "__main__":
    _main()
