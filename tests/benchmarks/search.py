"""
How quick search is: the engine beside the usual stack and beside what it is built on, and the whole room.

    make rivals
    python -m tests.benchmarks.search --load load.jsonl.gz --sizes 10000,100000 --json search.json

The load is a file of JSON lines {"id", "title", "text", "law"}; a size beyond it is filled up with its sentences in
another order. `other` is the usual stack of tutorials (Haystack's Whoosh backend with jieba's ChineseAnalyzer) or, in
rows that say so, Tantivy without Haystack and engine, asked the identical query objects on the identical index and
loading the same stored fields; see tests/benchmarks/stacks. Rows about the room have no other.

All questions are asked in one process, the stacks one after the other for each question; builds, first questions and
memory are measured in processes of their own. At the end stands which goals were met. With --cache, indexes are kept
in a folder and used again while the code that made them is the same. Above 10,000 documents the usual stack is built
in one batch instead of Haystack's, or it would take hours (see `site.MOST_IN_BATCHES`): it is shown at its best.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks import room_stages, stages
from tests.benchmarks.documents import read_documents
from tests.benchmarks.goals import verdicts
from tests.benchmarks.questions import KINDS, make_questions, plain
from tests.benchmarks.report import Row, parser_of, print_rows, refuse_without, write_record
from tests.benchmarks.serving import first_search, serving
from tests.benchmarks.stacks import stages as of_stacks
from tests.benchmarks.stacks.shelf import Shelf

SEGMENTERS = ("jieba", "rjieba")
MB = 1_000_000


@dataclass(frozen=True)
class Plan:
    """How often things are done."""

    questions: int
    questions_of_usual: int
    updates: int
    updates_of_usual: int
    starts: int


WHOLE = Plan(questions=100, questions_of_usual=40, updates=30, updates_of_usual=5, starts=5)
QUICK = Plan(questions=10, questions_of_usual=3, updates=5, updates_of_usual=2, starts=1)


def main() -> None:
    parser = parser_of("search")
    parser.add_argument("--load", type=Path, required=True, metavar="FILE")
    parser.add_argument("--sizes", default="10000,100000", metavar="N,N")
    parser.add_argument("--cache", type=Path, metavar="FOLDER")
    parser.add_argument("--quick", action="store_true", help="a few questions, to see that all works")
    arguments = parser.parse_args()
    refuse_without("whoosh", parser)
    rows = print_rows(_rows(arguments))
    for line in verdicts(rows):
        print(line)
    write_record(rows, arguments.json, packages=("whoosh",))


def _rows(arguments: argparse.Namespace) -> Iterator[Row]:
    plan = QUICK if arguments.quick else WHOLE
    with tempfile.TemporaryDirectory(prefix="readingroom-search-") as folder:
        for size in map(int, arguments.sizes.split(",")):
            bench = Bench(arguments.load, size, plan, Path(folder), Shelf(arguments.cache or Path(folder) / "shelf"))
            for row in bench.rows():
                yield Row(f"{size:,}: {row.name}", row.ours, row.other, row.n)


class Bench:
    """Everything that is measured at one size."""

    def __init__(self, load: Path, size: int, plan: Plan, folder: Path, shelf: Shelf) -> None:
        self._load = load
        self._size = size
        self._plan = plan
        self._folder = folder
        self._shelf = shelf
        self._questions = plain(make_questions(read_documents(load, 10_000), plan.questions))
        self._dictionaries = str(folder / "dictionaries")

    def rows(self) -> Iterator[Row]:
        yield from self._builds()
        yield from self._answers()
        yield from self._processes()
        yield from self._updates()
        yield from self._room()

    # ------------------------------------------------------------------- stacks

    def _builds(self) -> Iterator[Row]:
        usual = self._built("usual", "jieba")
        for segmenter in SEGMENTERS:
            ours, raw = self._built("ours", segmenter), self._built("raw", segmenter)
            for name, other in (("the usual stack", usual), ("raw", raw)):
                beside = f"with {segmenter}, beside {name}"
                yield Row(f"build, documents/s, {beside}", _rate(ours), _rate(other), self._size)
                yield Row(f"build, characters/s, {beside}", *_each("characters", ours, other), self._size)
                yield Row(f"build, seconds of a processor, {beside}", ours["processor"], other["processor"], 1)
                yield Row(f"build, peak memory, MB, {beside}", ours["peak"] / MB, other["peak"] / MB, 1)
        characters = ours["characters"]
        yield Row("index, bytes a character", ours["bytes"] / characters, usual["bytes"] / characters, self._size)
        yield Row("index, bytes a character, beside raw", ours["bytes"] / characters, raw["bytes"] / characters, 1)

    def _answers(self) -> Iterator[Row]:
        asked = stages.run(
            of_stacks.ask_all,
            folders={name: self._built(name, "jieba")["folder"] for name in ("ours", "usual")},
            questions=self._questions,
            usual_each=self._plan.questions_of_usual,
            data=self._dictionaries,
            segmenter="jieba",
        )
        for kind in KINDS:
            times, answered = asked["times"][kind], asked["answered"][kind]
            for ours, other, beside in (("beside usual", "usual", ""), ("ours", "raw", ", beside raw")):
                for share in (50, 95, 99):
                    name = f"{kind}, p{share} ms{beside}"
                    n = len(times[other])
                    yield Row(name, percentile(times[ours], share), percentile(times[other], share), n)
            shares = (_share(answered[name]) for name in ("beside usual", "usual"))
            yield Row(f"{kind}, share of the questions with an answer", *shares, len(times["usual"]))

    def _processes(self) -> Iterator[Row]:
        firsts: dict[str, list[float]] = {"ours": [], "usual": []}
        folders = {name: self._built(name, "jieba")["folder"] for name in firsts}
        common = {"data": self._dictionaries, "segmenter": "jieba"}
        for _ in range(self._plan.starts):
            for name, taken in firsts.items():
                taken.append(stages.run(of_stacks.first_question, stack=name, folder=folders[name], **common))
        medians = (statistics.median(taken) for taken in firsts.values())
        yield Row("first question in a new process, ms", *medians, self._plan.starts)
        held = {
            name: stages.run(
                of_stacks.memory_of_asking, stack=name, folder=folders[name], questions=self._questions, **common
            )
            for name in firsts
        }
        for what, name in (("peak", "with mapped files"), ("own", "without mapped files")):
            yield Row(f"memory of answering, MB, {name}", *(one[what] / MB for one in held.values()), 1)

    def _updates(self) -> Iterator[Row]:
        with tempfile.TemporaryDirectory(dir=self._folder) as copies:
            taken = stages.run(
                of_stacks.updates,
                folders={
                    name: self._shelf.copy(self._built(name, "jieba"), Path(copies) / name)
                    for name in ("ours", "usual", "raw")
                },
                load=str(self._load),
                each=self._plan.updates,
                usual_each=self._plan.updates_of_usual,
                data=self._dictionaries,
                segmenter="jieba",
            )
        for other, beside in (("usual", ""), ("raw", ", beside raw")):
            medians = (statistics.median(taken[one]) for one in ("ours", other))
            yield Row(f"update until visible, p50 ms{beside}", *medians, len(taken[other]))

    def _built(self, stack: str, segmenter: str) -> dict[str, Any]:
        like = self._built("ours", segmenter)["folder"] if stack == "raw" else ""
        return self._shelf.built(
            stack, load=str(self._load), size=self._size, segmenter=segmenter, data=self._dictionaries, like=like
        )

    # --------------------------------------------------------------------- room

    def _room(self) -> Iterator[Row]:
        with _folder(self._folder) as data:
            stages.run(room_stages.fill, data=data, load=str(self._load), size=self._size)
            for segmenter in reversed(SEGMENTERS):
                built = stages.run(room_stages.rebuild, data=data, segmenter=segmenter)
                yield Row(f"room: rebuild, documents/s, with {segmenter}", _rate(built), None, built["documents"])
                yield Row(f"room: rebuild, seconds, with {segmenter}", built["seconds"], None, 1)
                yield Row(f"room: rebuild, seconds of a processor, with {segmenter}", built["processor"], None, 1)
                yield Row(f"room: rebuild, peak memory, MB, with {segmenter}", built["peak"] / MB, None, 1)
            yield Row("room: index, MB", built["bytes"] / MB, None, built["documents"])
            yield from self._pages(data)
            yield from self._served(data)

    def _pages(self, data: str) -> Iterator[Row]:
        taken = stages.run(room_stages.ask_for_pages, data=data, segmenter="jieba", questions=self._questions)
        for name, times in taken.items():
            for share in (50, 95, 99) if len(times) > 1 else (50,):
                yield Row(f"room: {name}, p{share} ms", percentile(times, share), None, len(times))
        published = stages.run(room_stages.publish, data=data, segmenter="jieba", times=self._plan.updates)
        yield Row("room: publish until found, p50 ms", statistics.median(published), None, len(published))

    def _served(self, data: str) -> Iterator[Row]:
        for segmenter in reversed(SEGMENTERS):
            # The first start with a segmenter finds an index of the other.
            stages.run(room_stages.rebuild, data=data, segmenter=segmenter)
            firsts = [first_search(Path(data), segmenter) for _ in range(self._plan.starts)]
            name = f"room: start of the server until the first search is answered, seconds, with {segmenter}"
            yield Row(name, statistics.median(firsts), None, len(firsts))
        with serving(Path(data), "jieba") as server:
            times = self._plan.updates_of_usual
            published = stages.run(
                room_stages.publish_beside_a_server, data=data, segmenter="jieba", times=times, address=server.address
            )
            yield Row("room: publish until a server finds it, p50 ms", statistics.median(published), None, times)
            server.ask(self._questions)
            yield Row("room: memory of the server, MB, with mapped files", server.memory("VmHWM") / MB, None, 1)
            yield Row("room: memory of the server, MB, without mapped files", server.memory("RssAnon") / MB, None, 1)


def percentile(times: Sequence[float], share: int) -> float:
    if len(times) == 1:
        return times[0]
    return statistics.quantiles(times, n=100, method="inclusive")[share - 1]


def _rate(built: dict[str, float]) -> float:
    return built["documents"] / built["seconds"]


def _each(what: str, *built: dict[str, float]) -> Iterator[float]:
    return (one[what] / one["seconds"] for one in built)


def _share(counts: Sequence[int]) -> float:
    return sum(map(bool, counts)) / len(counts)


@contextmanager
def _folder(above: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory(dir=above) as folder:
        yield folder


if __name__ == "__main__":
    main()
