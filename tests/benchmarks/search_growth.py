"""
How search grows with the library: the engine alone, from 10,000 to 1,000,000 paragraphs, as a table and a picture.

    make rivals
    python -m tests.benchmarks.search_growth --load load.jsonl.gz --picture docs/search-growth.png --json growth.json

Beyond what the load holds, texts are its sentences in another order: as long and with as frequent words, but words
stand together that do not in print. `other` is the figure of the size before.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.benchmarks import stages
from tests.benchmarks.documents import read_documents
from tests.benchmarks.questions import KINDS, make_questions, plain
from tests.benchmarks.report import Row, parser_of, print_rows, refuse_without, write_record
from tests.benchmarks.stacks import stages as of_stacks

SIZES = "10000,30000,100000,300000,1000000"
QUESTIONS = 100
MB = 1_000_000

BUILD = "build, documents/s of a processor"
INDEX = "index, MB"
MEMORY = "build, peak memory, MB"
MEDIAN = "{}, p50 ms"
SLOWEST = "{}, p95 ms"


def main() -> None:
    parser = parser_of("search_growth")
    parser.add_argument("--load", type=Path, required=True, metavar="FILE")
    parser.add_argument("--sizes", default=SIZES, metavar="N,N")
    parser.add_argument("--segmenter", choices=("jieba", "rjieba"), default="rjieba")
    parser.add_argument("--picture", type=Path, metavar="PNG")
    arguments = parser.parse_args()
    if arguments.picture:
        refuse_without("matplotlib", parser)
    sizes = [int(size) for size in arguments.sizes.split(",")]
    figures: dict[int, dict[str, float]] = {}
    rows = print_rows(_rows(arguments, sizes, figures))
    write_record(rows, arguments.json)
    if arguments.picture:
        draw(figures, arguments.picture)


def _rows(arguments: argparse.Namespace, sizes: Sequence[int], figures: dict[int, dict[str, float]]) -> Iterator[Row]:
    before: Mapping[str, float] = {}
    for size in sizes:
        figures[size] = measure(arguments.load, size, arguments.segmenter)
        for name, figure in figures[size].items():
            yield Row(f"{size:,}: {name}", figure, before.get(name), size if name == BUILD else QUESTIONS)
        before = figures[size]


def measure(load: Path, size: int, segmenter: str) -> dict[str, float]:
    questions = plain(make_questions(read_documents(load, 10_000), QUESTIONS))
    with tempfile.TemporaryDirectory(prefix="readingroom-growth-") as folder:
        common = {"data": f"{folder}/dictionaries", "segmenter": segmenter}
        index = f"{folder}/index"
        built = stages.run(of_stacks.build, stack="ours", folder=index, like="", load=str(load), size=size, **common)
        asked = stages.run(of_stacks.ask_all, folders={"ours": index}, questions=questions, usual_each=0, **common)
    times = {kind: asked["times"][kind]["ours"] for kind in KINDS}
    return {
        BUILD: built["documents"] / built["processor"],
        INDEX: built["bytes"] / MB,
        MEMORY: built["peak"] / MB,
        **{MEDIAN.format(kind): statistics.median(taken) for kind, taken in times.items()},
        **{
            SLOWEST.format(kind): statistics.quantiles(taken, n=20, method="inclusive")[-1]
            for kind, taken in times.items()
        },
    }


def draw(figures: Mapping[int, Mapping[str, float]], picture: Path) -> None:
    """Three plots side by side, with logarithmic axes: on them what grows as the library does is a straight line."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    sizes = list(figures)
    drawing, (answers, rate, size) = pyplot.subplots(1, 3, figsize=(13, 4.2), layout="constrained")
    for kind in KINDS:
        answers.plot(sizes, [figures[one][MEDIAN.format(kind)] for one in sizes], marker="o", markersize=3, label=kind)
    answers.set(title="answer through Haystack, median", ylabel="milliseconds", yscale="log")
    answers.legend(fontsize=7)
    rate.plot(sizes, [figures[one][BUILD] for one in sizes], marker="o", markersize=3)
    rate.set(title="rebuilding the index", ylabel="paragraphs a second", ylim=(0, None))
    size.plot(sizes, [figures[one][INDEX] for one in sizes], marker="o", markersize=3)
    size.set(title="index on disk", ylabel="MB", yscale="log")
    for plot in (answers, rate, size):
        plot.set(xlabel="paragraphs", xscale="log")
        plot.grid(True, which="major", linewidth=0.4)
    drawing.savefig(picture, dpi=110)


if __name__ == "__main__":
    main()
