"""
Tantivy by itself: what there is to reach.

It is asked on our own index, with the query objects that our engine makes, made beforehand, and loads the same stored
fields; for snippets the same marking is done. What it builds is an index of the same columns, cut by the same
analyser, with a writer like ours.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy

from readingroom.search.language.analysis import Analyser
from tests.benchmarks.questions import FACETS, SNIPPETS, Question
from tests.benchmarks.stacks.site import FACETED, PAGE, asked

_MEMORY = 50_000_000


def live_generation(folder: Path) -> Path:
    return folder / "generations" / (folder / "current").read_text("utf-8").strip()


class Reader:
    """Asks the live generation of our index."""

    def __init__(self, folder: Path, analyser: Analyser) -> None:
        self._searcher = tantivy.Index.open(str(live_generation(folder))).searcher()
        self._analyser = analyser

    def prepare(self, question: Question) -> Any:
        return asked(question, "ours").query.build_query()

    def answer(self, question: Question, query: Any) -> int:
        found = self._searcher.search(query, PAGE)
        documents = [self._searcher.doc(address).to_dict() for _, address in found.hits]
        if question.kind == FACETS:
            for name in FACETED:
                self._searcher.aggregate(query, {"facet": {"terms": {"field": name, "size": 100}}})
        if question.kind == SNIPPETS:
            for document in documents:
                self._analyser.places(document["text"][0].decode(), question.words)
        count: int = found.count  # type: ignore[attr-defined]
        return count


def build(folder: Path, like: Path, rows: Iterable[Any], analyser: Analyser) -> None:
    """An index with the columns of the one in `like`, ours."""
    folder.mkdir(parents=True)
    schema = tantivy.Index.open(str(live_generation(like))).schema
    writer = tantivy.Index(schema, path=str(folder)).writer(_MEMORY, 1)
    for row in rows:
        writer.add_document(_document(row, analyser))
    writer.commit()
    writer.wait_merging_threads()


def update(folder: Path, row: Any, word: str, analyser: Analyser) -> int:
    """Put a row in the place of the one of its number, by a fresh writer; returns in how many the word stands then."""
    index = tantivy.Index.open(str(folder))
    writer = index.writer(_MEMORY, 1)
    writer.delete_documents_by_term("django_id", str(row.pk))
    writer.add_document(_document(row, analyser))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    found = index.searcher().search(tantivy.Query.term_query(index.schema, "text__words", word), PAGE)
    count: int = found.count  # type: ignore[attr-defined]
    return count


def _document(row: Any, analyser: Analyser) -> tantivy.Document:
    document = tantivy.Document()
    for name in ("text", "title"):
        value = getattr(row, name)
        for channel, tokens in analyser.tokens(value).items():
            document.add_text(f"{name}__{channel}", tokens)
        document.add_bytes(name, value.encode())
    keywords = {"id": f"stacks.passage.{row.pk}", "django_ct": "stacks.passage", "django_id": str(row.pk)}
    for name, value in {**keywords, "law": row.law, "year": row.year}.items():
        document.add_text(name, value)
    document.add_date("written_on", datetime.datetime.combine(row.written_on, datetime.time()))
    return document
