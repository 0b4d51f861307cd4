"""
How many themes are found, beside guessing the commonest one and beside looking at headings only.

    python -m tests.benchmarks.themes --json themes.json

The paragraphs written for this project stand alone, so that looking at headings finds nothing there; the items of
the seeds are read as articles. The words were chosen with all of these in view.
"""

from __future__ import annotations

import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence

from readingroom.records import THEME_SLUGS, Item
from readingroom.themes import shipped_vocabulary, theme_items
from tests.benchmarks.report import Row, report
from tests.themes.labelled import (
    SEEDS,
    SETS,
    Labelled,
    Pairs,
    accuracy,
    an_item,
    gold_items,
    macro_f1,
    paragraphs,
    recall,
    themed,
)

REPETITIONS = 50
LONG = 10_000
"""Characters of a paragraph that is longer than any printed one."""


def majority(articles: Sequence[Sequence[Labelled]]) -> Pairs:
    """Everything on the theme that is commonest in this very set: the most that guessing can reach."""
    known = [entry.primary for article in articles for entry in article]
    ((commonest, _),) = Counter(known).most_common(1)
    return [(theme, commonest) for theme in known]


def heading_only(articles: Sequence[Sequence[Labelled]]) -> Pairs:
    """Each heading on the theme of its own words, each paragraph on that of the heading above, else general."""
    return [pair for article in articles for pair in _heading_only(article)]


def by_words(articles: Sequence[Sequence[Labelled]]) -> Pairs:
    """What readingroom.themes says."""
    return [(entry.primary, theming.primary) for article in articles for entry, theming in themed(article)]


def rows() -> Iterator[Row]:
    sets = {name: [paragraphs(name)] for name in SETS} | {"seeds": [gold_items(seed) for seed in SEEDS]}
    for name, articles in sets.items():
        ours = by_words(articles)
        for baseline in (majority, heading_only):
            other = baseline(articles)
            yield Row(f"{name}: accuracy, {baseline.__name__}", accuracy(ours), accuracy(other), len(ours))
            yield Row(f"{name}: macro-F1, {baseline.__name__}", macro_f1(ours), macro_f1(other), len(ours))
        for theme in THEME_SLUGS:
            yield Row(f"{name}: recall of {theme}", recall(theme, ours), None, of_theme(theme, ours))
        yield Row(f"{name}: share of near ties", near_ties(articles), None, len(ours))
    yield Row(
        f"milliseconds for a paragraph of {LONG} characters", milliseconds_for_a_long_paragraph(), None, REPETITIONS
    )


def of_theme(theme: str, pairs: Pairs) -> int:
    return sum(known == theme for known, _ in pairs)


def near_ties(articles: Sequence[Sequence[Labelled]]) -> float:
    return statistics.mean(theming.near_tie for article in articles for _, theming in themed(article))


def milliseconds_for_a_long_paragraph() -> float:
    """The median time; making the vocabulary ready is part of it."""
    text = "".join(entry.item.text for name in SETS for entry in paragraphs(name))
    items = [an_item((text * (LONG // len(text) + 1))[:LONG])]
    return statistics.median(_milliseconds(items) for _ in range(REPETITIONS))


def _milliseconds(items: Sequence[Item]) -> float:
    start = time.perf_counter()
    theme_items(items, shipped_vocabulary())
    return (time.perf_counter() - start) * 1000


def _heading_only(article: Sequence[Labelled]) -> Iterator[tuple[str, str]]:
    above = "general"
    for entry, theming in themed(article):
        if entry.item.kind == "heading":
            above = theming.primary
        yield entry.primary, above


if __name__ == "__main__":
    report("themes", rows())
