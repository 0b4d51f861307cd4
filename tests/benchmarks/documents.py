"""Documents to measure with: JSON lines of {"id", "title", "text"} and perhaps "law", the work they are a part of."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice
from pathlib import Path

_SENTENCE = re.compile(r"[^。；\s]+[。；]?")


@dataclass(frozen=True)
class Document:
    id: str
    title: str
    text: str
    law: str = ""

    @property
    def characters(self) -> int:
        return len(self.title) + len(self.text)


def read_documents(path: Path, limit: int | None = None) -> list[Document]:
    """The first documents of a file, which may be packed by gzip; what else stands in a line is passed over."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        rows = map(json.loads, islice(filter(str.strip, lines), limit))
        return [Document(row["id"], row.get("title") or "", row["text"], row.get("law", "")) for row in rows]


def as_many_as(documents: Sequence[Document], size: int) -> Iterator[Document]:
    """
    The documents, and when they are too few, others put together from their sentences in another order.

    So words are as frequent and texts as long as in the file, and no text comes twice; but words stand together
    that do not in print, and hardly a word is new.
    """
    return islice(chain(documents, _shuffled(documents, random.Random(1))), size)


def _shuffled(documents: Sequence[Document], chance: random.Random) -> Iterator[Document]:
    sentences = [sentence for document in documents for sentence in _SENTENCE.findall(document.text)]
    for number in count(1):
        pattern = chance.choice(documents)
        many = len(_SENTENCE.findall(pattern.text)) or 1
        text = "".join(chance.choice(sentences) for _ in range(many))
        yield Document(f"{pattern.id}-{number}", pattern.title, text, pattern.law)
