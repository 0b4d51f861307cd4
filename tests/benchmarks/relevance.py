"""
How well answers are ranked: ours, the usual stack of tutorials, and BM25 over words alone.

    make rivals
    python -m tests.benchmarks.relevance --docs F --queries F [--docs F --queries F …] [--sample N] [--json OUT]

Files are JSON lines, which may be packed by gzip: documents {"id", "title", "text"}, questions {"id", "query",
"relevant": [ids]}. Each set is searched by itself, and the questions once more in traditional characters.

MRR@10 is the mean of one over the rank of the first right answer, recall@1 and @10 the mean share of the right
answers among the first and the first ten.
"""

from __future__ import annotations

import gzip
import json
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from opencc import OpenCC

from tests.benchmarks import ranking
from tests.benchmarks.report import Row, parser_of, print_rows, refuse_without, write_record
from tests.benchmarks.stages import run

SAMPLE = 1_000
"""Questions of a set, at most; of a larger one they are drawn by chance, the same in every run."""

Rankings = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Question:
    text: str
    relevant: frozenset[str]


@dataclass(frozen=True)
class Collection:
    """A set of documents and the questions that they answer."""

    name: str
    docs: Path
    questions: Sequence[Question]

    def ranked(self, stage: Callable[..., Rankings], texts: Sequence[str]) -> Rankings:
        with tempfile.TemporaryDirectory() as data:
            answers: Rankings = run(stage, docs=str(self.docs), questions=list(texts), data=data)
            return answers


def mrr(questions: Sequence[Question], rankings: Rankings) -> float:
    return mean(map(_reciprocal_rank, questions, rankings))


def recall(questions: Sequence[Question], rankings: Rankings, depth: int) -> float:
    return mean(
        len(question.relevant & set(ranking[:depth])) / len(question.relevant)
        for question, ranking in zip(questions, rankings, strict=True)
    )


def _reciprocal_rank(question: Question, ranking: Sequence[str]) -> float:
    return next((1 / rank for rank, id in enumerate(ranking, 1) if id in question.relevant), 0.0)


MEASURES: dict[str, Callable[[Sequence[Question], Rankings], float]] = {
    "MRR@10": mrr,
    "recall@1": lambda questions, rankings: recall(questions, rankings, 1),
    "recall@10": lambda questions, rankings: recall(questions, rankings, 10),
}


def measure(collections: Sequence[Collection], *, with_usual: bool) -> Iterator[Row]:
    better = []
    for collection in collections:
        rows = list(_measure_one(collection, with_usual=with_usual))
        yield from rows
        better += [row.ours - row.other for row in rows if row.name.endswith("MRR@10, words only") and row.other]
    yield Row("points of MRR@10 above words only, mean of the sets", 100 * mean(better), None, len(better))
    yield Row("… in the worst set", 100 * min(better), None, len(better))


def _measure_one(collection: Collection, *, with_usual: bool) -> Iterator[Row]:
    questions = collection.questions
    typed = [question.text for question in questions]
    traditional = list(map(OpenCC("s2t").convert, typed))
    # In one call: the room is the same, and it is loaded once.
    both = collection.ranked(ranking.ours, [*typed, *traditional])
    ours, ours_traditional = both[: len(typed)], both[len(typed) :]
    others = {"words only": collection.ranked(ranking.words_only, typed)}
    if with_usual:
        others["usual stack"] = collection.ranked(ranking.usual, typed)
    for other, rankings in others.items():
        for name, of in MEASURES.items():
            yield Row(f"{collection.name}: {name}, {other}", of(questions, ours), of(questions, rankings), len(typed))
    in_simplified = mrr(questions, ours)
    yield Row(
        f"{collection.name}: MRR@10 asked in traditional, in simplified",
        mrr(questions, ours_traditional),
        in_simplified,
        len(typed),
    )


def read_collection(docs: Path, queries: Path, sample: int) -> Collection:
    with gzip.open(queries, "rt", encoding="utf-8") if queries.suffix == ".gz" else queries.open(encoding="utf-8") as f:
        rows = [json.loads(line) for line in f if line.strip()]
    drawn = rows if len(rows) <= sample else random.Random(1).sample(rows, sample)
    return Collection(docs.parent.name, docs, [Question(row["query"], frozenset(row["relevant"])) for row in drawn])


def main() -> None:
    parser = parser_of("relevance")
    parser.add_argument("--docs", type=Path, action="append", required=True, metavar="FILE")
    parser.add_argument("--queries", type=Path, action="append", required=True, metavar="FILE")
    parser.add_argument("--sample", type=int, default=SAMPLE, metavar="N", help="questions of a set, at most")
    parser.add_argument("--without-usual", action="store_true", help="its index takes minutes")
    asked = parser.parse_args()
    if len(asked.docs) != len(asked.queries):
        parser.error("each --docs needs its --queries")
    if not asked.without_usual:
        refuse_without("whoosh", parser)
    collections = [
        read_collection(docs, queries, asked.sample) for docs, queries in zip(asked.docs, asked.queries, strict=True)
    ]
    rows = print_rows(measure(collections, with_usual=not asked.without_usual))
    write_record(rows, asked.json, packages=() if asked.without_usual else ("whoosh",))


if __name__ == "__main__":
    main()
