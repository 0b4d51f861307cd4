"""
Rooms whose pages are measured: articles like the five seeds, which have ten items and 1,700 characters on average.

The texts are the labelled paragraphs that the themes are measured with, and, as these are too few, their sentences in
another order. The last article is the long one whose weight is measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tests.benchmarks.documents import Document, as_many_as
from tests.benchmarks.rooms import enter_room, load_room
from tests.themes.labelled import SETS, paragraphs

PARAGRAPHS = 10
CHARACTERS = 170
"""Of a paragraph."""

LONG = 5_000
"""Characters of the long article."""


def fill(data: str, articles: int) -> int:
    """Publishes them, makes the index, and finds what is found ahead of requests; the number of the long article."""
    enter_room(Path(data))
    load_room(as_many_as(list(_paragraphs()), (articles - 1) * PARAGRAPHS), PARAGRAPHS)
    long = _publish_long_article()
    _make_index()
    return long


def _paragraphs() -> Iterator[Document]:
    """Several of the labelled ones together, for each is a sentence or two."""
    texts = iter([labelled.item.text for name in SETS for labelled in paragraphs(name)])
    number, text = 0, ""
    for more in texts:
        text += more
        if len(text) >= CHARACTERS:
            number += 1
            yield Document(str(number), "", text)
            text = ""


def _publish_long_article() -> int:
    from tests.library import item, published_article

    texts = [document.text for document in islice(as_many_as(list(_paragraphs()), 100), 100)]
    items, characters = [], 0
    while characters < LONG:
        if len(items) % 6 == 0:
            items.append(item(f"{'一二三四五六七八九十'[len(items) // 6]}、把事情办到居民家门口", kind="heading"))
        items.append(item(texts.pop()))
        characters += len(items[-1].text)
    return published_article(items, title="一篇五千字的文章").number


def _make_index() -> None:
    from readingroom.search.keeping import indexing
    from readingroom.search.keeping.quotations import FoundQuotations
    from readingroom.search.keeping.related import RelatedArticles

    indexing.rebuild()
    for found in (RelatedArticles(), FoundQuotations()):
        found.look_after(seconds=float("inf"))
