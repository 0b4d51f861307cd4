"""
Runs a management command and has it die at one moment of its work.

    python -m tests.stress.crossings LOG MOMENT COMMAND…

Wherever the command writes, to the database, to a file of the data folder, to the index or to whoever started it,
it crosses two moments, `before …` and `after …`. Each is noted in LOG with its ordinal among those of its name, as in
`after commit 3`. At MOMENT the process kills itself, as `kill -9` would; with `-` it lives, and LOG is then the list
of all moments there are.

Nothing in the product knows of this: it is done at its borders with Django, the system and the search library.
"""

from __future__ import annotations

import builtins
import io
import os
import re
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

NAME_OF_THE_RUN = re.compile(
    r"(?<=generations/)[^/]+|(?<=imports\.underway/)\d+|(?<=secret_key\.)[\w.]+|(?<=cache/)tmp\w+"
)
WRITING = re.compile(r'(INSERT|UPDATE|DELETE)\b.*?"(\w+)"')
FILE_CALLS = ("replace", "rename", "link", "unlink", "mkdir", "rmdir", "fsync")
INDEX_STEPS = ("add", "delete", "commit", "rollback", "close")

Act = Callable[..., Any]


class Crossings:
    """Counts the moments of all threads, and dies at one of them."""

    def __init__(self, log: str, deadly: str) -> None:
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        self._deadly = deadly
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def around(self, act: Act, name: Callable[..., str | None]) -> Act:
        """`act` between two moments; `name` is asked with its arguments, and gives None for what is of no interest."""

        @wraps(act)
        def crossed(*args: Any, **kwargs: Any) -> Any:
            named = name(*args, **kwargs)
            if named is None:
                return act(*args, **kwargs)
            self._cross(f"before {named}")
            result = act(*args, **kwargs)
            self._cross(f"after {named}")
            return result

        return crossed

    def _cross(self, name: str) -> None:
        # The lock is held to the end: between the decision to die and death no other thread does anything.
        with self._lock:
            self._counts[name] += 1
            moment = f"{name} {self._counts[name]}"
            os.write(self._log, f"{moment}\n".encode())
            if moment == self._deadly:
                os.kill(os.getpid(), signal.SIGKILL)


def watch_files(crossings: Crossings) -> None:
    for call in FILE_CALLS:
        setattr(os, call, crossings.around(getattr(os, call), lambda path, *_, call=call, **__: _named(call, path)))

    def opened(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        stream = open_for_writing(file, mode, *args, **kwargs)
        if _named_open(file, mode):
            stream.write = crossings.around(stream.write, lambda _: _named("write", file))
            stream.close = crossings.around(stream.close, lambda: _named("close", file))
        return stream

    open_for_writing = crossings.around(io.open, _named_open)
    io.open = builtins.open = opened


def _named_open(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> str | None:
    return _named("open", file) if set(mode) & set("wax+") else None


def _named(call: str, path: Any) -> str | None:
    """The call with the file's name in the data folder; None for files elsewhere."""
    path = Path(f"/proc/self/fd/{path}").readlink() if isinstance(path, int) else path
    data, _, name = os.fspath(path).partition(os.environ["READINGROOM_DATA"] + "/")
    return f"{call} {NAME_OF_THE_RUN.sub('…', name)}" if name and not data else None


def watch_database(crossings: Crossings) -> None:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.signals import connection_created

    def executed(execute: Act, sql: str, *args: Any) -> Any:
        return crossings.around(execute, lambda *_: _named_statement(sql))(sql, *args)

    def watch(connection: BaseDatabaseWrapper, **_: Any) -> None:
        connection.execute_wrappers.append(executed)

    connection_created.connect(watch, weak=False)
    BaseDatabaseWrapper._commit = crossings.around(BaseDatabaseWrapper._commit, lambda _: "commit")  # type: ignore[attr-defined]


def _named_statement(sql: str) -> str | None:
    found = WRITING.match(sql)
    return found and f"{found[1]} {found[2]}"


def watch_index(crossings: Crossings) -> None:
    from readingroom.search.engine.binding import Writer

    for step in INDEX_STEPS:
        setattr(Writer, step, crossings.around(getattr(Writer, step), lambda *_, step=step: f"index {step}"))


def watch_output(crossings: Crossings) -> None:
    from django.core.management.base import OutputWrapper

    OutputWrapper.write = crossings.around(OutputWrapper.write, lambda *_, **__: "say")  # type: ignore[method-assign]


def main(log: str, deadly: str, *command: str) -> None:
    import manage

    os.environ["DJANGO_SETTINGS_MODULE"] = "readingroom.settings"
    import django

    django.setup()
    crossings = Crossings(log, deadly)
    for watch in (watch_files, watch_database, watch_index, watch_output):
        watch(crossings)
    sys.argv = ["manage.py", *command]
    manage.main()


if __name__ == "__main__":
    main(*sys.argv[1:])
