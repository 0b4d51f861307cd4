"""
Which articles are being worked on at once, so that a curator is told what became of them whatever happens meanwhile.

The note lies in the session, apart from what the pages keep there, and is written before the first article is begun.
What came of it is told with the next list, and not in the answer: that may never arrive. Where the server was killed
nothing came of it; then the log tells, for its entry about an article is written in one transaction with the act.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, cast

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

_KEY = "articles at once"

_under_way: set[str] = set()
"""In this process, which is the only one that answers."""

Results = list[tuple[int, str, str]]
"""Of each article its number, its name, and why it was not done; empty where it was."""


@dataclass
class Note:
    """`last_entry` is the newest of the log when this began; `results` is None until all was tried."""

    act: str
    numbers: list[int]
    last_entry: int
    results: Results | None = None
    key: str = field(default_factory=lambda: uuid.uuid4().hex)


@contextmanager
def noted(request: HttpRequest, act: str, numbers: Sequence[int]) -> Iterator[Note]:
    """For as long as the articles are worked on; the block says what came of it."""
    last = LogEntry.objects.order_by("-pk").values_list("pk", flat=True).first()
    note = Note(act, list(numbers), last or 0)
    _under_way.add(note.key)
    try:
        _write(request, note)
        yield note
        _write(request, note)
    finally:
        _under_way.discard(note.key)


def taken(request: HttpRequest) -> list[Note]:
    """Those that are over, each once."""
    if not request.session.get(_KEY):
        return []
    session = _session(request)
    notes = [Note(**note) for note in session[_KEY].values()]
    over = [note for note in notes if note.key not in _under_way]
    for note in over:
        del session[_KEY][note.key]
    if over:
        session.save()
    return over


def entry_of(act: str) -> str:
    """How the log says that an act was done to an article among others."""
    return f"批量{act}"


def done_by(user: User, note: Note) -> list[int]:
    """Of the articles of a note those that the log knows of."""
    entries = LogEntry.objects.filter(
        user=user, pk__gt=note.last_entry, change_message=entry_of(note.act), object_id__in=map(str, note.numbers)
    )
    return sorted({int(number) for number in entries.values_list("object_id", flat=True) if number})


def _write(request: HttpRequest, note: Note) -> None:
    session = _session(request)
    session.setdefault(_KEY, {})[note.key] = vars(note)
    session.save()


def _session(request: HttpRequest) -> SessionBase:
    """Read anew: another page of the same curator may have written to it since this one was asked for."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    return cast(SessionBase, store(cast(Any, request.session).session_key))
