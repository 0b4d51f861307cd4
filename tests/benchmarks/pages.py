"""
How fast pages are answered, beside an empty view and a static file of the same server, and what they weigh.

    python -m tests.benchmarks.pages --articles 100,10000 --json pages.json

Making the rooms takes most of the time: some five minutes of a processor for ten thousand articles, their index and
what is found ahead of requests; without that the server would be looking for it while it is measured.

For each size a room is served as an office serves it, all of them at once, and this process asks them over connections
that stay open, one request at a time: each kind of page in turn, in another order each round. A rate is one second
divided by the median. `kept`: the page was made before and is sent as it lies. `made`: the cache of rendered pages was
emptied before, so the page is read from the database and rendered; every round it is another article. `made after a
write`: what the room's lists have was not counted yet either, as for the first who asks after a publication. `other` is
the empty view, through all of the middleware; in the rows that compare sizes, the smallest room.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

from tests.benchmarks import stages, weights
from tests.benchmarks.connection import Connection
from tests.benchmarks.goals import PAGE_GOALS, verdicts
from tests.benchmarks.page_rooms import fill
from tests.benchmarks.report import Row, parser_of, print_rows, write_record
from tests.benchmarks.serving import serving
from tests.running_room import finish, start

SIZES = "100,10000"
ROUNDS = 60
EACH = 4
"""Kept answers of each kind in a round."""

NOTHING, STATIC, ARTICLE, UNCHANGED = (
    "an empty view",
    "a static file",
    "an article",
    "an article that did not change, 304",
)
PAGES = {
    "the first page": "/",
    "all articles": "/articles/",
    "a theme": "/themes/service/",
    "a theme's passages": "/themes/service/?view=paragraphs",
    "sources": "/sources/",
    "years": "/years/",
}
SEARCH = "a search"
SEARCHED = f"/search/?q={quote('网格 居民')}"
"""Never kept, and not of the library's pages: its time is in `benchmarks.search`."""

SETTINGS = "--settings=tests.benchmarks.page_settings"

Times = Mapping[str, list[float]]


class Asker:
    """Asks one room, and keeps the seconds by what was asked for."""

    def __init__(self, address: str, articles: int) -> None:
        self._connection = Connection(address)
        self._articles = articles
        self._chance = random.Random(1)
        self._sheet = weights.files_of(self._connection, "/").style_sheet
        self.times: dict[str, list[float]] = defaultdict(list)

    def round(self, number: int) -> None:
        self._connection.ask("/benchmark/forget/")
        made = {**PAGES, ARTICLE: f"/articles/{number % (self._articles - 1) + 1}/"}
        for kind in self._shuffled(made):
            self._ask(f"{kind}, made", made[kind])
        etag = self._connection.ask("/articles/1/").headers["etag"]
        always = {NOTHING: "/benchmark/nothing/", STATIC: self._sheet, SEARCH: SEARCHED}
        kept = {f"{kind}, kept": path for kind, path in {**PAGES, ARTICLE: "/articles/1/"}.items()}
        for _ in range(EACH):
            for kind in self._shuffled({**always, **kept, UNCHANGED: ""}):
                if kind == UNCHANGED:
                    self._ask(kind, "/articles/1/", 304, If_None_Match=etag)
                else:
                    self._ask(kind, {**always, **kept}[kind])

    def round_of_writes(self) -> None:
        for kind in self._shuffled(PAGES):
            self._connection.ask("/benchmark/write/")
            self._ask(f"{kind}, made after a write", PAGES[kind])

    def _ask(self, kind: str, path: str, status: int = 200, **headers: str) -> None:
        answer = self._connection.ask(path, **headers)
        assert answer.status == status, f"{path}: {answer.status}"
        self.times[kind].append(answer.seconds)

    def _shuffled(self, kinds: Mapping[str, str]) -> Sequence[str]:
        return self._chance.sample(list(kinds), len(kinds))


def main() -> None:
    parser = parser_of("pages")
    parser.add_argument("--articles", default=SIZES, metavar="N,N")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")
    arguments = parser.parse_args()
    rows = print_rows(_rows(arguments))
    print(*verdicts(rows, PAGE_GOALS), sep="\n")
    write_record(rows, arguments.json)


def _rows(arguments: argparse.Namespace) -> Iterator[Row]:
    sizes = sorted(int(size) for size in arguments.articles.split(","))
    with tempfile.TemporaryDirectory(prefix="readingroom-pages-") as folder, ExitStack() as rooms:
        data = {size: Path(folder, str(size)) for size in sizes}
        long = {size: stages.run(fill, data=str(data[size]), articles=size) for size in sizes}
        for size in sizes:
            assert finish(start("prepare", data[size])) == (0, "", "")
        addresses = {size: rooms.enter_context(serving(data[size], "jieba", SETTINGS)).address for size in sizes}
        times = measure(addresses, arguments.rounds)
        for size in sizes:
            yield from _rates(size, times[size])
        for size in sizes[1:]:
            yield from _growth(size, times[size], sizes[0], times[sizes[0]])
        yield from weights.rows(addresses[sizes[-1]], long[sizes[-1]])


def measure(addresses: Mapping[int, str], rounds: int) -> dict[int, Times]:
    askers = {size: Asker(address, size) for size, address in addresses.items()}
    for number in range(-5, rounds):
        for asker in askers.values():
            asker.round(number)
            if number < 0:
                asker.times.clear()
    # By themselves: a write is rare, and most pages are made some time after one.
    for _ in range(rounds):
        for asker in askers.values():
            asker.round_of_writes()
    return {size: asker.times for size, asker in askers.items()}


def _rates(size: int, times: Times) -> Iterator[Row]:
    empty = _rate(times[NOTHING])
    for kind, taken in sorted(times.items()):
        yield Row(f"{size:,} articles: {kind}, answers/s", _rate(taken), empty, len(taken))


def _growth(size: int, times: Times, least: int, times_of_least: Times) -> Iterator[Row]:
    """Rates are taken as shares of the room's own empty view, for two servers are never quite alike."""
    for kind, taken in sorted(times.items()):
        share, before = (_rate(one[kind]) / _rate(one[NOTHING]) for one in (times, times_of_least))
        yield Row(f"{size:,} beside {least:,} articles: {kind}", share, before, len(taken))


def _rate(seconds: Sequence[float]) -> float:
    return 1 / statistics.median(seconds)


if __name__ == "__main__":
    main()
