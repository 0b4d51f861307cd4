"""
What cleaning makes of the five seeds, scored against what a person made of them.

    python -m tests.benchmarks.cleaning --json cleaning.json

`other` is doing nothing: every line of the raw file a paragraph. What each score means is told in tests/gold/score.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from readingroom.pipeline import process, public_form
from readingroom.records import Reading
from tests.benchmarks.report import Row, report
from tests.gold import score
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
