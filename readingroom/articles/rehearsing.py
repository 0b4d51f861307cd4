"""
What takes seconds of a long article is worked out before the room is held, and found again while it is.

An act of `curation` looks, works out, and then writes. `rehearse` has it done up to its first write, with the room free
for everybody else. Done in earnest afterwards it looks again, and what is `worked_out` of the same as before is not
worked out twice. What somebody changed in between is another question and gets another answer, so that nothing depends
on the rehearsal but how long the room is held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from contextvars import ContextVar
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import connection, transaction

from .refusal import Refused

Answer = TypeVar("Answer")

_Answers = dict[Callable[..., Any], list[tuple[Any, Any]]]

_answers: ContextVar[_Answers | None] = ContextVar("answers", default=None)
_is_rehearsal: ContextVar[bool] = ContextVar("is_rehearsal", default=False)


class _FirstWrite(Exception):
    """As far as a rehearsal goes."""


@contextmanager
def remembering() -> Iterator[None]:
    """Until the end of the block it is remembered what was worked out, and no longer: it is large."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def worked_out(work: Callable[..., Answer], *question: Any) -> Answer:
    """What a pure function gives; the same question is answered once. Questions are compared whole, not by a number."""
    answers = _answers.get()
    if answers is None:
        return work(*question)
    known: list[tuple[Any, Answer]] = answers.setdefault(work, [])
    for asked, answer in known:
        if asked == question:
            return answer
    known.append((question, work(*question)))
    return known[-1][1]


def rehearse(act: Callable[[], object]) -> None:
    """
    Does an act up to its first write, without holding anything.

    What goes wrong on the way is told when the act is done in earnest; it may have come of looking while others wrote.
    A transaction that is open already stays whole.
    """
    token = _is_rehearsal.set(True)
    try:
        with (
            suppress(_FirstWrite, Refused, ValidationError, ObjectDoesNotExist),
            transaction.atomic() if connection.in_atomic_block else nullcontext(),
            connection.execute_wrapper(_stop_at_a_write),
        ):
            act()
    finally:
        _is_rehearsal.reset(token)


def is_rehearsal() -> bool:
    return _is_rehearsal.get()


def _stop_at_a_write(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if not sql.startswith("SELECT"):
        raise _FirstWrite
    return execute(sql, params, many, context)
