"""The site's search: fields, rows, and questions, written once for every stack that stands behind Haystack."""

from __future__ import annotations

import datetime
import os
import random
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from functools import reduce
from itertools import islice
from operator import or_
from pathlib import Path
from typing import Any, Literal

import django

from tests.benchmarks.documents import Document
from tests.benchmarks.questions import FACETS, PHRASE, QUESTION, SNIPPETS, Question

Stack = Literal["ours", "usual"]

FACETED = ("law", "year")
PAGE = 10
TOGETHER = 1_000
"""Documents of a batch, as in Haystack's own `update_index`."""

MOST_IN_BATCHES = 10_000
"""
Documents that the usual stack takes in such batches; more are given to it in one, which is quicker for it.

Whoosh opens all its segments for every document that is put: 10,000 in batches take 130 s of a processor, 17,000 take
430, and 100,000 would take hours; in one batch 100,000 take 270.
"""

_ENGINES: dict[Stack, dict[str, Any]] = {
    "ours": {
        "ENGINE": "readingroom.search.engine.TantivyEngine",
        "ANALYSER": "readingroom.search.language.analysis.analyser",
    },
    "usual": {"ENGINE": "tests.benchmarks.stacks.usual.UsualEngine"},
}


def enter_site(data: Path, segmenter: str) -> None:
    """Make this process one of the site's. Once a process."""
    for name in [name for name in os.environ if name.startswith(("READINGROOM_", "DJANGO_"))]:
        del os.environ[name]
    os.environ |= {"READINGROOM_DATA": str(data), "READINGROOM_SEGMENTER": segmenter, "READINGROOM_LOG": "ERROR"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.stacks.settings"
    django.setup()


def open_stack(stack: Stack, folder: Path) -> Any:
    """The backend of a stack whose index lies, or will lie, in this folder."""
    from django.conf import settings
    from haystack import connections

    settings.HAYSTACK_CONNECTIONS[stack] = {**_ENGINES[stack], "PATH": str(folder), "SILENTLY_FAIL": False}
    connections[stack].get_unified_index().build(indexes=[_index(stack)])
    return connections[stack].get_backend()


def _index(stack: Stack) -> Any:
    """
    Fields as each stack's users would write them: the value of a facet is a keyword to ours.

    To Whoosh a plain text that can be sorted is enough to count facets by, and cheaper than a second field.
    """
    from haystack import indexes

    from tests.benchmarks.stacks.models import Passage

    keyword = {"analyzer": "keyword"} if stack == "ours" else {}

    class PassageIndex(indexes.SearchIndex, indexes.Indexable):  # type: ignore[misc]
        text = indexes.CharField(document=True, model_attr="text")
        title = indexes.CharField(model_attr="title")
        law = indexes.CharField(model_attr="law", **keyword)
        year = indexes.CharField(model_attr="year", **keyword)
        written_on = indexes.DateField(model_attr="written_on")

        def get_model(self) -> type[Passage]:
            return Passage

    return PassageIndex()


class Rows:
    """
    Rows that are in no database, each made when it is its turn; the date is dealt out by chance, always the same.

    `characters` are those of the rows so far.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = documents
        self.characters = 0

    def __iter__(self) -> Iterator[Any]:
        chance = random.Random(1)
        for number, document in enumerate(self._documents, start=1):
            self.characters += document.characters
            yield _row(number, document, datetime.date(2012, 1, 1) + datetime.timedelta(chance.randrange(5_000)))


def _row(number: int, document: Document, day: datetime.date) -> Any:
    from tests.benchmarks.stacks.models import Passage

    return Passage(
        pk=number,
        title=document.title,
        text=document.text,
        law=document.law or "none",
        year=str(day.year),
        written_on=day,
    )


def search_index(stack: Stack) -> Any:
    from haystack import connections

    from tests.benchmarks.stacks.models import Passage

    return connections[stack].get_unified_index().get_index(Passage)


def build(stack: Stack, backend: Any, rows: Rows, *, together: int = TOGETHER) -> None:
    """In the batches of Haystack's `rebuild_index`; ours aside and swapped in, as the room rebuilds it."""
    if stack == "usual":
        backend.setup()
    with backend.aside() if stack == "ours" else nullcontext():
        rest = iter(rows)
        while batch := list(islice(rest, together)):
            backend.update(search_index(stack), batch)


def asked(question: Question, stack: Stack) -> Any:
    """The question as a developer writes it with Haystack; the same lines for every stack."""
    from haystack.inputs import Exact
    from haystack.query import SQ, SearchQuerySet

    found = SearchQuerySet(using=stack)
    if question.kind == PHRASE:
        return found.filter(content=Exact(question.words[0]))
    if question.kind == QUESTION:
        return found.filter(reduce(or_, (SQ(content=word) for word in question.words)))
    found = found.filter(content=" ".join(question.words))
    if question.kind == FACETS:
        for name in FACETED:
            found = found.facet(name)
    return found.highlight() if question.kind == SNIPPETS else found


def answer(question: Question, stack: Stack) -> int:
    """Ask, and take all that a first page needs: ten documents with their fields, the count, facets, snippets."""
    found = asked(question, stack)
    documents = list(found[:PAGE])
    if question.kind == FACETS:
        found.facet_counts()
    assert len(documents) <= PAGE
    return len(found)
