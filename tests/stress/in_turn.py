"""
Commands of one room one after another, until one fails.

    python -m tests.stress.in_turn COMMAND…

Each runs in a process of its own, as it would if it had been typed, but one that was forked when all modules were
there: loading them is most of what a command costs. What is asked to end is the command that runs.
"""

from __future__ import annotations

import os
import shlex
import signal
import sys


def main(*commands: str) -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "readingroom.settings"
    import django

    django.setup()
    import readingroom.urls  # noqa: F401 (what the commands would load one by one)

    return next(filter(None, map(_run, commands)), 0)


def _run(command: str) -> int:
    """Its exit code."""
    import manage

    process = os.fork()
    if not process:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        sys.argv = ["manage.py", *shlex.split(command)]
        manage.main()
        sys.exit()
    signal.signal(signal.SIGTERM, lambda *_: os.kill(process, signal.SIGTERM))
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
