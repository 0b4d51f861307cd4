"""
Reading and writing by the `tantivy` library.

All calls of it are here and in `conditions`, for its 0.27 is not the last form of its interface. Its failures arrive
as ValueError, as RuntimeError or, from damaged files, as a Rust panic, which Python cannot import by name; when
reading all become `IndexDamaged`, when writing `IndexNotWritten`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy

from .conditions import Query, library_schema
from .exceptions import IndexDamaged, IndexDiffers, IndexNotWritten
from .schema import Column

Address = tantivy.DocAddress

# Least the library takes for a writing thread is 15 MB; more means fewer, larger segments.
_WRITER_MEMORY = 50_000_000


@dataclass(frozen=True)
class Page:
    """Part of the hits of a query: how many there are in all, and of this part the scores and addresses."""

    count: int
    hits: list[tuple[Any, Address]]


class Snapshot:
    """The index as it stood when it was opened or last reloaded; what is written later does not reach it."""

    def __init__(self, folder: Path, columns: Sequence[Column]) -> None:
        with _named(IndexDamaged, folder):
            self._index = tantivy.Index.open(str(folder))
            if self._index.schema != library_schema(columns):
                raise IndexDiffers(f"{folder} holds other columns than its facts say.")
            self._index.config_reader("manual")
            self._index.reload()
            self._searcher = self._index.searcher()
        self._folder = folder

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(
        self, query: Query, *, limit: int, offset: int = 0, order: str | None = None, descending: bool = False
    ) -> Page:
        direction = tantivy.Order.Desc if descending else tantivy.Order.Asc
        with _named(IndexDamaged, self._folder):
            found = self._searcher.search(
                query,
                limit=limit,
                offset=offset,
                order_by_field=order,
                order=direction if order else tantivy.Order.Desc,
            )
            # The library's stubs leave `count` out.
            return Page(found.count, found.hits)  # type: ignore[attr-defined]

    def count(self, query: Query) -> int:
        return self.search(query, limit=1).count

    def stored(self, addresses: Sequence[Address]) -> list[Mapping[str, list[Any]]]:
        with _named(IndexDamaged, self._folder):
            return [self._searcher.doc(address).to_dict() for address in addresses]

    def numbers(self, column: str, addresses: Sequence[Address]) -> list[Any]:
        with _named(IndexDamaged, self._folder):
            return list(self._searcher.fast_field_values(column, list(addresses)))

    def aggregate(self, query: Query, wanted: Mapping[str, Any]) -> Mapping[str, Any]:
        """Counts and sums over what a query finds; all of them in one walk through it."""
        with _named(IndexDamaged, self._folder):
            found: Mapping[str, Any] = self._searcher.aggregate(query, dict(wanted))
            return found

    def frequency(self, column: str, token: str) -> int:
        """In how many documents a token stands."""
        with _named(IndexDamaged, self._folder):
            return int(self._searcher.doc_freq(column, token))

    def terms(self, column: str, prefix: str = "", limit: int | None = None) -> list[tuple[str, int]]:
        """
        The tokens of a text column that begin so, each with the number of its documents, most frequent first.

        Documents that were deleted count until their segment is merged.
        """
        with _named(IndexDamaged, self._folder):
            return list(self._searcher.terms_with_prefix(column, prefix, limit=limit))


class Writer:
    """Adds and deletes documents; nothing of it is seen before `commit`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with self._failure_named():
            # One thread: the time goes into cutting words, before a document arrives here.
            self._writer = tantivy.Index.open(str(folder)).writer(_WRITER_MEMORY, 1)

    def add(self, texts: Mapping[str, Sequence[tuple[str, Any]]]) -> None:
        """`texts` holds for each kind of column the names and values to put in."""
        document = tantivy.Document()
        for kind, pairs in texts.items():
            put = getattr(document, _ADDERS[kind])
            for name, value in pairs:
                put(name, value)
        with self._failure_named():
            self._writer.add_document(document)

    def delete(self, column: str, value: Any) -> None:
        with self._failure_named():
            self._writer.delete_documents_by_term(column, value)

    def commit(self) -> None:
        with self._failure_named():
            self._writer.commit()

    def rollback(self) -> None:
        with self._failure_named():
            self._writer.rollback()

    def close(self) -> None:
        """Must be called: a writer that is dropped with merging threads at work was seen to hang for good."""
        with self._failure_named():
            self._writer.wait_merging_threads()

    def _failure_named(self) -> AbstractContextManager[None]:
        return _named(IndexNotWritten, self._folder)


_ADDERS = {
    "positions": "add_text",
    "frequencies": "add_text",
    "stored": "add_bytes",
    "keyword": "add_text",
    "integer": "add_integer",
    "float": "add_float",
    "boolean": "add_boolean",
    "date": "add_date",
}


def create(folder: Path, columns: Sequence[Column]) -> None:
    """Make an empty index in an empty folder."""
    folder.mkdir(parents=True)
    with _named(IndexNotWritten, folder):
        tantivy.Index(library_schema(columns), path=str(folder))


@contextmanager
def _named(name: type[IndexDamaged | IndexNotWritten], folder: Path) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        if isinstance(error, (ValueError, RuntimeError, OSError)) or type(error).__name__ == "PanicException":
            raise name(f"{folder}: {error}") from error
        raise
