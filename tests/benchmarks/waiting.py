"""
How long people wait while somebody else gives the room much to do: readers, and a curator who decides about an article.

    python -m tests.benchmarks.waiting --json waiting.json

A real server, asked from outside, one request after the other by each of four people, who think a tenth of a second in
between. Milliseconds on the wall clock, so nothing else should run; `other` is the same in the calm room, in the same
run. n counts requests. What the others do is measured too, in seconds and without an other.
"""

from __future__ import annotations

import math
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING
from urllib.request import urlopen

from tests.articles.alike import ARTICLE, ELSEWHERE
from tests.benchmarks.growth import SENTENCE
from tests.benchmarks.report import Row, report
from tests.benchmarks.rooms import enter_room
from tests.benchmarks.serving import serving
from tests.running_room import prepare

if TYPE_CHECKING:
    from tests.stress.curators import Curator

PUBLISHED = 300
DRAFTS = 200
"""As many as the desk publishes at once."""

LINES = 5_000
"""The longest article that is taken."""

FILES = 20
"""A morning's work."""

CALM = 20.0
"""Seconds."""

THINKING = 0.1

WORDS = "".join(ARTICLE + ELSEWHERE).replace("，", "").replace("。", "")


@dataclass(frozen=True)
class Numbers:
    """Of the articles that are asked for and worked on."""

    read: int
    decided: int
    long: int
    drafts: Sequence[int]


@dataclass
class Visitor:
    """Does one thing again and again; `waits` are the moments when a request began, with its milliseconds."""

    visit: Callable[[], object]
    waits: list[tuple[float, float]] = field(default_factory=list)

    def stay(self, closed: Event) -> None:
        while not closed.wait(THINKING):
            began = time.perf_counter()
            self.visit()
            self.waits.append((began, 1000 * (time.perf_counter() - began)))

    def between(self, begin: float, end: float) -> list[float]:
        """Those that were under way at any moment of it: who waited all the time began before."""
        return [wait for began, wait in self.waits if began <= end and began + wait / 1000 >= begin]

    def has_waited_since(self, moment: float) -> bool:
        return bool(self.waits) and self.waits[-1][0] > moment


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        prepare(data)
        numbers = fill(data)
        # Only now: before there were no settings.
        from tests.stress.curators import Curator

        with serving(data, "jieba") as room:
            visitors = {
                "home": Visitor(lambda: read(room.address)),
                "article": Visitor(lambda: read(f"{room.address}articles/{numbers.read}/")),
                "search": Visitor(lambda: read(f"{room.address}search/?q=%E5%85%9A%E5%BB%BA")),
                "a decision": Visitor(deciding(Curator(room.address, "林晓"), numbers.decided)),
            }
            colleague = Curator(room.address, "周岚")
            yield from measured(visitors, deeds(colleague, numbers))


def measured(visitors: Mapping[str, Visitor], deeds: Mapping[str, Callable[[], object]]) -> Iterator[Row]:
    with staying(visitors.values()):
        _, calm = waits_during(lambda: time.sleep(CALM), visitors)
        for deed, act in deeds.items():
            seconds, waits = waits_during(act, visitors)
            yield Row(f"{deed}: takes, seconds", seconds, None, 1)
            for name in visitors:
                yield from compared(f"{deed}: {name}", waits[name], calm[name])


def waits_during(act: Callable[[], object], visitors: Mapping[str, Visitor]) -> tuple[float, dict[str, list[float]]]:
    """The seconds that it takes, and the milliseconds of each visitor meanwhile."""
    begin = time.perf_counter()
    act()
    end = time.perf_counter()
    while not all(one.has_waited_since(end) for one in visitors.values()):
        time.sleep(THINKING)
    return end - begin, {name: one.between(begin, end) for name, one in visitors.items()}


def compared(name: str, waits: Sequence[float], calm: Sequence[float]) -> Iterator[Row]:
    for figure, of in (("p50", statistics.median), ("p95", p95), ("max", max)):
        yield Row(f"{name}, {figure}, ms", of(waits), of(calm), len(waits))


def p95(waits: Sequence[float]) -> float:
    return sorted(waits)[math.ceil(0.95 * len(waits)) - 1]


@contextmanager
def staying(visitors: Iterable[Visitor]) -> Iterator[None]:
    closed = Event()
    threads = [Thread(target=one.stay, args=[closed]) for one in visitors]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        closed.set()
        for thread in threads:
            thread.join()


def deeds(curator: Curator, numbers: Numbers) -> Mapping[str, Callable[[], object]]:
    decide = deciding(curator, numbers.long)
    return {
        f"{FILES} files worked off": bring_in,
        f"decision about {LINES} lines": decide,
        f"{DRAFTS} published at once": lambda: curator.do("publish", curator.look_at("publish", numbers.drafts)),
        "export of the room": lambda: curator.get("desk/articles/room/exchange/library/"),
    }


def read(address: str) -> None:
    with urlopen(address) as answer:
        answer.read()


def deciding(curator: Curator, number: int) -> Callable[[], object]:
    """From the page of an article by way of a decision about it to the page that comes of that."""
    kinds = cycle(("heading", "paragraph"))

    def decide() -> None:
        sent = {"version": curator.version_of(number), "items": [1], "kind": next(kinds)}
        status, page = curator.post(f"desk/articles/article/{number}/do/kind/", sent)
        assert (status, "类型已改" in page) == (200, True)

    return decide


def fill(data: Path) -> Numbers:
    """This process is one of the room's from now on."""
    enter_room(data)
    from django.contrib.auth.models import User

    from readingroom.articles.importing import import_file
    from tests.stress.curators import PASSWORD

    for name in ("林晓", "周岚"):
        User.objects.create_superuser(name, password=PASSWORD)
    chance = random.Random(1)
    published = [import_file(page(chance), f"{at}.txt", publish=True).number for at in range(PUBLISHED)]
    drafts = [import_file(page(chance), f"d{at}.txt").number for at in range(DRAFTS)]
    lines = [f"第{at}次走访，{SENTENCE}" for at in range(LINES - 2)]
    long = import_file(text("走访记", lines), "long.txt").number
    first, second, *_ = published
    assert first
    assert second
    assert long
    return Numbers(first, second, long, [number for number in drafts if number])


def bring_in() -> None:
    """As the desk does it; until the last file is settled."""
    from readingroom.articles.models import Upload
    from readingroom.articles.uploads import Incoming, receive

    chance = random.Random(time.monotonic_ns())
    receive([Incoming(f"n{at}.txt", page(chance)) for at in range(FILES)], by=None)
    while Upload.objects.pending().exists():
        time.sleep(THINKING)


def page(chance: random.Random) -> bytes:
    """An article that shares no sentence with any other."""
    paragraphs = ["，".join(some(chance, 12) for _ in range(9)) + "。" for _ in range(12)]
    return text(f"{some(chance, 4)}党建的{some(chance, 4)}", paragraphs)


def some(chance: random.Random, letters: int) -> str:
    return "".join(chance.choices(WORDS, k=letters))


def text(title: str, paragraphs: Sequence[str]) -> bytes:
    return "\n".join([title, "来源:东湖晚报 2024-07-02 作者:何田", *paragraphs]).encode()


if __name__ == "__main__":
    report("waiting", rows())
