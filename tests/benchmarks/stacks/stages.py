"""
The stages that are the same for every stack: build, first question, questions, update, memory.

`data` is the folder in which the room's segmenter keeps its loaded dictionary; it lasts from stage to stage.
"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

from tests.benchmarks.documents import as_many_as, read_documents
from tests.benchmarks.questions import COMMON, KINDS, Question, read_questions
from tests.benchmarks.stacks import site
from tests.benchmarks.stages import folder_bytes, milliseconds, own_memory, peak_memory

WARMING = 2
"""Questions of each kind that are asked before any is timed."""

_ODD_WORD = "xqzvisible"


def build(
    stack: site.Stack | Literal["raw"], folder: str, like: str, load: str, size: int, data: str, segmenter: str
) -> dict[str, float]:
    """Index the first documents; `like` is our index, for the columns of raw tantivy's."""
    site.enter_site(Path(data), segmenter)
    rows = site.Rows(as_many_as(read_documents(Path(load), size), size))
    started, worked = time.perf_counter(), time.process_time()
    if stack == "raw":
        _build_raw(Path(folder), Path(like), rows)
    else:
        in_one = stack == "usual" and size > site.MOST_IN_BATCHES
        site.build(stack, site.open_stack(stack, Path(folder)), rows, together=size if in_one else site.TOGETHER)
    return {
        "seconds": time.perf_counter() - started,
        "processor": time.process_time() - worked,
        "documents": size,
        "characters": rows.characters,
        "bytes": folder_bytes(Path(folder)),
        "peak": peak_memory(),
    }


def ask_all(
    folders: dict[str, str], questions: list[tuple[str, list[str]]], usual_each: int, data: str, segmenter: str
) -> dict[str, Any]:
    """
    Milliseconds of every question, by kind and stack, and how many answers it had.

    The stacks answer the same question one after the other, each time in another order. The usual stack, a thousand
    times as slow, is asked only so many of each kind; "beside usual" is what ours took for these.
    """
    site.enter_site(Path(data), segmenter)
    asked = read_questions(questions)
    stacks = _answerers(folders)
    for question in _some_of_each_kind(asked, WARMING):
        for answer in stacks.values():
            answer(question)()
    chance = random.Random(1)
    order = chance.sample(asked, len(asked))
    for_usual = set(_some_of_each_kind(asked, usual_each))
    times: dict[str, dict[str, list[float]]] = {kind: defaultdict(list) for kind in KINDS}
    answered: dict[str, dict[str, list[int]]] = {kind: defaultdict(list) for kind in KINDS}
    for question in order:
        for name in chance.sample(sorted(stacks), len(stacks)):
            if name == "usual" and question not in for_usual:
                continue
            ask = stacks[name](question)
            started = time.perf_counter()
            count = ask()
            taken = (time.perf_counter() - started) * 1000
            for place in (name, "beside usual") if name == "ours" and question in for_usual else (name,):
                times[question.kind][place].append(taken)
                answered[question.kind][place].append(count)
    return {"times": times, "answered": answered}


def first_question(stack: site.Stack, folder: str, data: str, segmenter: str) -> float:
    """Milliseconds. Django is there already; the stack is not, nor the segmenter's dictionary."""
    site.enter_site(Path(data), segmenter)
    question = Question(COMMON, ("管理",))
    return milliseconds(lambda: (site.open_stack(stack, Path(folder)), site.answer(question, stack)))


def memory_of_asking(
    stack: site.Stack, folder: str, questions: list[tuple[str, list[str]]], data: str, segmenter: str
) -> dict[str, float]:
    """What a process holds that has answered some questions of every kind."""
    site.enter_site(Path(data), segmenter)
    site.open_stack(stack, Path(folder))
    for question in _some_of_each_kind(read_questions(questions), 5):
        site.answer(question, stack)
    return {"peak": peak_memory(), "own": own_memory()}


def updates(
    folders: dict[str, str], load: str, each: int, usual_each: int, data: str, segmenter: str
) -> dict[str, list[float]]:
    """Milliseconds from a changed document in hand until it is found by its new word."""
    site.enter_site(Path(data), segmenter)
    from readingroom.search.language.analysis import analyser
    from tests.benchmarks.stacks import raw

    rows = list(site.Rows(read_documents(Path(load), each + 1)))
    acts: dict[str, Callable[[Any, str], int]] = {
        "ours": _updater("ours", Path(folders["ours"])),
        "usual": _updater("usual", Path(folders["usual"])),
        "raw": lambda row, word: raw.update(Path(folders["raw"]), row, word, analyser()),
    }
    taken: dict[str, list[float]] = defaultdict(list)
    for turn, row in enumerate(rows):
        word = row.text = f"{_ODD_WORD}{turn}x{random.randrange(10**9)}"
        for stack, act in acts.items():
            if stack == "usual" and turn > usual_each:
                continue
            started = time.perf_counter()
            assert act(row, word) == 1, f"{stack} does not find {word}."
            # The first opens what later ones find open.
            if turn:
                taken[stack].append((time.perf_counter() - started) * 1000)
    return taken


def _updater(stack: site.Stack, folder: Path) -> Callable[[Any, str], int]:
    backend = site.open_stack(stack, folder)

    def update(row: Any, word: str) -> int:
        backend.update(site.search_index(stack), [row])
        return site.answer(Question(COMMON, (word,)), stack)

    return update


def _answerers(folders: dict[str, str]) -> dict[str, Callable[[Question], Callable[[], int]]]:
    from tests.benchmarks.stacks.raw import Reader

    backend = site.open_stack("ours", Path(folders["ours"]))
    reader = Reader(Path(folders["ours"]), backend.store.open().analyser)

    def raw(question: Question) -> Callable[[], int]:
        query = reader.prepare(question)
        return lambda: reader.answer(question, query)

    stacks: dict[str, Callable[[Question], Callable[[], int]]] = {
        "ours": lambda question: lambda: site.answer(question, "ours"),
        "raw": raw,
    }
    if "usual" in folders:
        site.open_stack("usual", Path(folders["usual"]))
        stacks["usual"] = lambda question: lambda: site.answer(question, "usual")
    return stacks


def _build_raw(folder: Path, like: Path, rows: site.Rows) -> None:
    from readingroom.search.language.analysis import analyser
    from tests.benchmarks.stacks import raw

    raw.build(folder, like, rows, analyser())


def _some_of_each_kind(questions: Sequence[Question], each: int) -> list[Question]:
    return [question for kind in KINDS for question in [one for one in questions if one.kind == kind][:each]]
