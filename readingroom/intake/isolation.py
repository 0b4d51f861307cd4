"""
What the child process gives up before it looks at a file.

Limits of the operating system, where there are any: Windows knows none of them, and there the time limit remains.
"""

from __future__ import annotations

import contextlib
import os
import sys

MEMORY = 512 * 2**20
"""Bytes of addresses. Python, a parser and a file of 32 MB as a tree take less."""
SECONDS = 9
"""Of processor time; the clock on the wall is the starter's."""
OPEN_FILES = 64


def isolate(*, starter: int) -> None:
    """Sets every limit that this system knows. `starter` is the process that waits for the answer."""
    if sys.platform == "win32":
        return
    _limit_resources()
    if os.getppid() != starter:
        # It died while this was starting; nobody waits.
        os._exit(1)


def _limit_resources() -> None:
    import resource

    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
    ):
        # macOS refuses some; the others are set all the same.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
