"""
没找到的: questions that found nothing, kept for the curators; nothing is kept about who asked.

A request notes its question in the process's memory, neither writes nor waits, and is done. The keeper of the index
empties the notes into the database. Notes of a process that ends before are lost, which does no harm: a question
that matters is asked again.
"""

from __future__ import annotations

import re
from collections import deque

from .folding import fold

LONGEST = 200
"""Characters of a question that are kept; more than this is no question of one person about one thing."""

_MOST_NOTES = 500
"""Of one round. Beyond it somebody's program is asking, and the older questions go."""

# A telephone or identity number, or an address to write to: it would be kept about somebody. Parts of a number may
# stand apart; a day with hyphens in it has fewer digits.
_ABOUT_SOMEBODY = re.compile(r"\d{8}|(?:\d\W?){11}|\w@\w")

_notes: deque[str] = deque(maxlen=_MOST_NOTES)


def note(q: str) -> None:
    """A question found nothing. Costs next to nothing and never fails; for the request that answers it."""
    if q.strip() and not _ABOUT_SOMEBODY.search(fold(q)):
        _notes.append(" ".join(q.split())[:LONGEST])
