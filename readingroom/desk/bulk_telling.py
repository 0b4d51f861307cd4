"""What became of the articles that were worked on at once, said on the page that the curator comes back to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest

from .bulk_acts import BULK_ACTS, BulkAct
from .bulk_notes import Note, Results, done_by, taken

NAMED = 10
"""Articles that are named, of those with a reason."""


def tell(request: HttpRequest) -> None:
    """What became of the articles that this curator had worked on at once, on the first page that one comes back to."""
    for note in taken(request):
        act = next(act for act in BULK_ACTS.values() if act.label == note.act)
        if note.results is None:
            _tell_of_a_break(request, act, note)
        else:
            _tell(request, act, note.results)


def _tell(request: HttpRequest, act: BulkAct, results: Results) -> None:
    done = [number for number, _, why_not in results if not why_not]
    left = [result for result in results if result[2]]
    if done:
        messages.success(request, f"{act.done} {len(done)} 篇：第 {_listed(done)} 号。{act.after}")
    for number, name, why_not in left[:NAMED]:
        messages.warning(request, f"第 {number} 号“{name}”没有{act.label}：{why_not}。")
    if len(left) > NAMED:
        rest = _listed(number for number, *_ in left[NAMED:])
        messages.warning(request, f"另有 {len(left) - NAMED} 篇没有{act.label}：第 {rest} 号。")
    if not results:
        messages.warning(request, f"没有可以{act.label}的文章，什么也没有改。")


def _tell_of_a_break(request: HttpRequest, act: BulkAct, note: Note) -> None:
    done = done_by(cast(User, request.user), note)
    left = [number for number in note.numbers if number not in done]
    said = [f"上一次批量{act.label} {len(note.numbers)} 篇，没有做到底服务就停了。"]
    said += [f"{act.done} {len(done)} 篇：第 {_listed(done)} 号。{act.after}"] if done else []
    said += [f"没有{act.label}的 {len(left)} 篇：第 {_listed(left)} 号，这一次没有动它们，请再选一次。"] if left else []
    messages.warning(request, "".join(said))


def _listed(numbers: Iterable[int]) -> str:
    return "、".join(map(str, numbers))
