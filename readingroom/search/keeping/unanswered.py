"""
没找到的: questions that found nothing, kept for the curators; nothing is kept about who asked.

A request notes its question in the process's memory, neither writes nor waits, and is done. Whoever looks after the
index takes the notes into the database. Those of a process that ends before are lost, which does no harm: what
matters is asked again.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Mapping

from django.db.models import F
from django.utils import timezone

from readingroom.articles.room import Unwritten, in_time

from ..language.folding import fold
from ..models import LONGEST_QUESTION, UnansweredQuestion

MOST_KEPT = 1000
"""More than a curator ever looks through; the least recent go."""

_MOST_NOTES = 500
"""Of one round, a second or so. Beyond it somebody's program is asking, and the older notes go."""

# A telephone or identity number, or an address to write to: it would be kept about somebody. The digits of a number
# may stand apart; a day with hyphens in it has fewer of them.
_ABOUT_SOMEBODY = re.compile(r"\d{8}|(?:\d[\W_]{0,3}){11}|\w@\w")

_notes: deque[str] = deque(maxlen=_MOST_NOTES)


def note(q: str) -> None:
    """A question found nothing. Costs next to nothing and never fails: it is called by the request that says so."""
    question = " ".join("".join(sign if sign.isprintable() else " " for sign in q).split())
    if question and not _ABOUT_SOMEBODY.search(fold(question)):
        _notes.append(question[:LONGEST_QUESTION])


def keep() -> None:
    """Take this process's notes into the database; when it cannot be written now, the next call does."""
    if not _notes:
        return
    notes = [_notes.popleft() for _ in range(len(_notes))]
    try:
        with in_time():
            _write({fold(note)[:LONGEST_QUESTION]: note for note in notes}, _times(notes))
    except Unwritten:
        _notes.extendleft(reversed(notes))


def _times(notes: list[str]) -> Mapping[int, list[str]]:
    """The folded questions by how often each was asked."""
    asked: dict[int, list[str]] = {}
    for folded, times in Counter(fold(note)[:LONGEST_QUESTION] for note in notes).items():
        asked.setdefault(times, []).append(folded)
    return asked


def _write(texts: Mapping[str, str], asked: Mapping[int, list[str]]) -> None:
    """Rows first and numbers then, so that two processes may keep the same question at the same moment."""
    today = timezone.localdate()
    UnansweredQuestion.objects.bulk_create(
        (UnansweredQuestion(text=text, folded=folded, first_on=today, last_on=today) for folded, text in texts.items()),
        ignore_conflicts=True,
    )
    for times, folded in asked.items():
        UnansweredQuestion.objects.filter(folded__in=folded).update(times=F("times") + times, last_on=today)
    recent = UnansweredQuestion.objects.order_by("-last_on", "-pk")
    UnansweredQuestion.objects.filter(pk__in=list(recent[MOST_KEPT:].values_list("pk", flat=True))).delete()
