"""What search is to reach at 100,000 paragraphs and what pages are to, on a machine of two cores; and whether they do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tests.benchmarks.report import Row


@dataclass(frozen=True)
class Goal:
    """For the rows whose names match: ours is at most `at_most` (of other, where there is one), or at least `at_least`."""

    rows: str
    at_most: float | None = None
    at_least: float | None = None

    def of(self, row: Row) -> str | None:
        """What is to be said of a row; None: this goal is not about it."""
        if not re.fullmatch(self.rows, row.name):
            return None
        reached = row.ours / row.other if row.other else row.ours
        met = reached <= self.at_most if self.at_most is not None else reached >= (self.at_least or 0)
        limit = f"at most {self.at_most}" if self.at_most is not None else f"at least {self.at_least}"
        return f"{'met   ' if met else 'MISSED'} {row.name}: {reached:.4g}, {limit}"


GOALS = (
    Goal(r"100,000: (?!update)[^:]+, p50 ms", at_most=1 / 200),
    Goal(r"100,000: (?!update)[^:]+, p50 ms, beside raw", at_most=2.5),
    Goal(r"100,000: build, documents/s, with jieba, beside the usual stack", at_least=10),
    Goal(r"100,000: build, documents/s, with rjieba, beside the usual stack", at_least=20),
    Goal(r"100,000: update until visible, p50 ms", at_most=1 / 10),
    Goal(r"100,000: index, bytes a character", at_most=0.5),
    Goal(r"100,000: build, peak memory, MB, with jieba, beside the usual stack", at_most=0.5),
    Goal(r"100,000: memory of answering, MB, .*", at_most=0.5),
    Goal(r"100,000: room: /search/, .*, p50 ms", at_most=30),
    Goal(r"100,000: room: /search/, .*, p95 ms", at_most=80),
    Goal(r"100,000: room: /api/suggest, p95 ms", at_most=20),
    Goal(r"100,000: room: start of the server until the first search is answered, seconds, .*", at_most=2),
)

PAGE_GOALS = (
    Goal(r"[\d,]+ articles: an article that did not change, 304, .*", at_least=0.60),
    Goal(r"[\d,]+ articles: an article, kept, .*", at_least=0.50),
    Goal(r"[\d,]+ articles: an article, made, .*", at_least=0.20),
    Goal(r"[\d,]+ beside [\d,]+ articles: (.*kept|.*made|an article.*)", at_least=0.90),
    Goal(r"HTML of an article of 5,000 characters, bytes", at_most=30 * 1024),
    Goal(r"style sheet, bytes", at_most=15 * 1024),
    Goal(r"scripts of an article, bytes", at_most=10 * 1024),
    Goal(r".*: largest contentful paint, ms", at_most=800),
    Goal(r".*: layout shift", at_most=0.02),
)


def verdicts(rows: Sequence[Row], goals: Iterable[Goal] = GOALS) -> Iterator[str]:
    goals = tuple(goals)
    return (said for row in rows for goal in goals if (said := goal.of(row)))
