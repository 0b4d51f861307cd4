"""
Whether quoted phrases are exact: of all paragraphs that hold a phrase, how many are found, and of those found how many
hold it.

    python -m tests.benchmarks.phrases --load load.jsonl.gz [--size 10000] [--each 50] [--json OUT]

Phrases are stretches of the paragraphs, of one to eight characters, cut anywhere, through words and punctuation. A
paragraph holds a phrase when the one folded is a part of the other folded. Half of the phrases are asked for in
traditional characters.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from opencc import OpenCC

from tests.benchmarks.documents import as_many_as, read_documents
from tests.benchmarks.report import Row, parser_of, print_rows, write_record
from tests.benchmarks.rooms import enter_room, load_room

LENGTHS = range(1, 9)


def measure(load: Path, size: int, each: int, data: Path) -> Iterator[Row]:
    enter_room(data, SEGMENTER="rjieba")
    from readingroom import search
    from readingroom.articles.models import Paragraph
    from readingroom.search.keeping import indexing
    from readingroom.search.language.folding import fold

    load_room(as_many_as(read_documents(load, size), size))
    indexing.rebuild()
    folded = {key: fold(text) for key, text in Paragraph.objects.exclude(kind="heading").values_list("key", "text")}
    for length in LENGTHS:
        right, found, both = 0, 0, 0
        for phrase in _phrases(sorted(folded.values()), length, each):
            holding = {key for key, text in folded.items() if fold(phrase) in text}
            hits = {hit.anchor for hit in search.find(f"“{phrase}”", kind="paragraph", size=size).hits}
            right, found, both = right + len(holding), found + len(hits), both + len(holding & hits)
        yield Row(f"phrases of {length}: recall", both / right, None, each)
        yield Row(f"phrases of {length}: precision", both / found if found else 1.0, None, each)


def _phrases(texts: Sequence[str], length: int, each: int) -> Iterator[str]:
    """Quotation marks within a phrase are a question of reading questions, not of finding: none of these has one."""
    chance = random.Random(length)
    traditional = OpenCC("s2t").convert
    made = 0
    while made < each:
        text = chance.choice(texts)
        start = chance.randrange(max(len(text) - length, 0) + 1)
        phrase = text[start : start + length]
        if len(phrase) == length and not set(phrase) & set('"“”‘’「」『』«»„'):
            made += 1
            yield traditional(phrase) if made % 2 else phrase


def main() -> None:
    parser = parser_of("phrases")
    parser.add_argument("--load", type=Path, required=True, metavar="FILE")
    parser.add_argument("--size", type=int, default=10_000, metavar="N", help="paragraphs")
    parser.add_argument("--each", type=int, default=50, metavar="N", help="phrases of each length")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as data:
        write_record(print_rows(measure(asked.load, asked.size, asked.each, Path(data))), asked.json)


if __name__ == "__main__":
    main()
