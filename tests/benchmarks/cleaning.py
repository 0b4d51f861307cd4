"""
What cleaning makes of the five seeds and of the look-alike pages, scored against what a person made of them.

    python -m tests.benchmarks.cleaning --json cleaning.json

For the seeds `other` is doing nothing: every line of the raw file a paragraph; what each score means is told in
tests/gold/score.py. For the look-alike pages `other` is the figure that was seen when the set was opened, written by
somebody who did not know the rules: it tells what to expect of a page that nobody has seen. At last, for every rule,
the share of the lines it spoke about where it was right, and the pages where it alone spoke about a line.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from readingroom.pipeline import process, public_form
from readingroom.records import Reading
from tests.benchmarks.report import Row, report
from tests.gold import score
from tests.lookalikes.pages import CLOSED, FOLDER, SETS, load
from tests.lookalikes.scoring import outcomes, rule_counts, shares
from tests.seeds import IDS, gold, seed_reading

SCORES = {
    "P": "precision of the text's characters, in their order",
    "R": "recall of the text's characters, in their order",
    "F1": "F1 of the text's characters, in their order",
    "bndF1": "F1 of paragraph boundaries",
    "headF1": "F1 of headings",
    "exact": "items right to the last character",
    "punct": "punctuation marks right",
    "lines": "raw lines with the right fate",
    "reason": "removed lines with the right reason",
}


def rows() -> Iterator[Row]:
    ours = _summary({seed: public_form(process(seed_reading(seed))) for seed in IDS})
    other = _summary({seed: _untouched(seed_reading(seed)) for seed in IDS})
    for name, meaning in SCORES.items():
        yield Row(meaning, ours[name], other[name], len(IDS))
    for folder in (*SETS, *CLOSED):
        first = first_seen(folder)
        for share in shares(outcomes(load(folder))):
            yield Row(f"{folder}: {share.name}", share.value, first.get(share.name), share.whole)
    for rule, count in rule_counts(page for folder in SETS for page in load(folder)).items():
        yield Row(f"rule {rule}: right", 1 - count.wrong / count.hits, None, count.hits)
        yield Row(f"rule {rule}: pages where it alone spoke", count.pages_alone, None, count.hits)


def first_seen(folder: str) -> dict[str, float]:
    """The figures of a set when it was opened."""
    data = tomllib.loads((FOLDER / "first_seen.toml").read_text("utf-8"))
    return {name: part / whole for name, (part, whole) in data.get(folder, {}).items()}


def _summary(made: dict[str, dict[str, Any]]) -> dict[str, float | None]:
    counts: Counter[str] = Counter()
    for seed, article in made.items():
        counts += score.score_doc(gold(seed), article)[0]
    summary: dict[str, float | None] = score.summary(counts)
    return summary


def _untouched(reading: Reading) -> dict[str, Any]:
    return {"items": [{"kind": "paragraph", "text": line.text} for line in reading.lines if line.text.strip()]}


if __name__ == "__main__":
    report("cleaning", rows())
