"""
Every call of the `tantivy` library, and nothing else: its 0.27 is not the last form of its interface.

Queries are made as objects, never as strings, so there is nothing to escape. Only the tokenizers `raw` and
`whitespace` are used; the library's own would mangle Chinese. Its failures arrive as ValueError, as RuntimeError
or, from damaged files, as a Rust panic, which Python cannot import by name; when reading all become `IndexDamaged`,
when writing `IndexNotWritten`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy

from .exceptions import IndexDamaged, IndexDiffers, IndexNotWritten
from .schema import Column

Query = tantivy.Query
Address = tantivy.DocAddress

# Least the library takes for a writing thread is 15 MB; more means fewer, larger segments.
_WRITER_MEMORY = 50_000_000
_TYPES = {
    "integer": tantivy.FieldType.Integer,
    "float": tantivy.FieldType.Float,
    "boolean": tantivy.FieldType.Boolean,
    "date": tantivy.FieldType.Date,
}


@dataclass(frozen=True)
class Page:
    """Part of the hits of a query: how many there are in all, and of this part the scores and addresses."""

    count: int
    hits: list[tuple[Any, Address]]


class Conditions:
    """Makes queries for one schema. A condition does not score; `term` and `phrase` do."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._schema = _schema(columns)

    def everything(self) -> Query:
        return Query.all_query()

    def nothing(self) -> Query:
        return Query.empty_query()

    def term(self, column: str, value: Any) -> Query:
        return Query.term_query(self._schema, column, value, "freq")

    def phrase(self, column: str, tokens: Sequence[tuple[int, str]]) -> Query:
        """Tokens at their distances. The library panics at a phrase of one."""
        if len(tokens) == 1:
            return self.term(column, tokens[0][1])
        return Query.phrase_query(self._schema, column, list(tokens))

    def one_of(self, column: str, values: Sequence[Any]) -> Query:
        if not values:
            return self.nothing()
        if len(values) == 1:
            return self.unscored(Query.term_query(self._schema, column, values[0], "basic"))
        return self.unscored(Query.term_set_query(self._schema, column, list(values)))

    def between(self, column: Column, low: Any, high: Any, *, with_low: bool, with_high: bool) -> Query:
        kind = _TYPES[column.kind]
        return self.unscored(Query.range_query(self._schema, column.name, kind, low, high, with_low, with_high))

    def begins(self, column: str, text: str) -> Query:
        return self._pattern(column, f"{re.escape(text)}.*")

    def ends(self, column: str, text: str) -> Query:
        return self._pattern(column, f".*{re.escape(text)}")

    def holds(self, column: str, text: str) -> Query:
        return self._pattern(column, f".*{re.escape(text)}.*")

    def resembles(self, column: str, text: str, distance: int) -> Query:
        return self.unscored(Query.fuzzy_term_query(self._schema, column, text, distance))

    def _pattern(self, column: str, pattern: str) -> Query:
        # (?s): a dot is any character, a line break too.
        return self.unscored(Query.regex_query(self._schema, column, f"(?s){pattern}"))

    def every_of(self, queries: Sequence[Query], *, but_not: Sequence[Query] = ()) -> Query:
        if not but_not and len(queries) < 2:
            return queries[0] if queries else self.everything()
        # The library finds nothing by exclusions alone.
        required = [(tantivy.Occur.Must, query) for query in queries or [self.unscored(self.everything())]]
        return Query.boolean_query([*required, *((tantivy.Occur.MustNot, query) for query in but_not)])

    def any_of(self, queries: Sequence[Query]) -> Query:
        if len(queries) < 2:
            return queries[0] if queries else self.nothing()
        return Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])

    def preferring(self, query: Query, preferred: Sequence[Query]) -> Query:
        """The hits of `query`; those that also meet `preferred` score higher."""
        optional = [(tantivy.Occur.Should, other) for other in preferred]
        return Query.boolean_query([(tantivy.Occur.Must, query), *optional])

    def unscored(self, query: Query) -> Query:
        return Query.const_score_query(query, 0.0)

    def weighted(self, query: Query, weight: float) -> Query:
        return query if weight == 1.0 else Query.boost_query(query, weight)


class Snapshot:
    """The index as it stood when it was opened or last reloaded; what is written later does not reach it."""

    def __init__(self, folder: Path, columns: Sequence[Column]) -> None:
        with _named(IndexDamaged, folder):
            self._index = tantivy.Index.open(str(folder))
            if self._index.schema != _schema(columns):
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

    def delete_everything(self) -> None:
        with self._failure_named():
            self._writer.delete_all_documents()

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
        tantivy.Index(_schema(columns), path=str(folder))


def _schema(columns: Sequence[Column]) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for column in columns:
        match column.kind:
            case "positions":
                builder.add_text_field(column.name, tokenizer_name="whitespace", index_option="position")
            case "frequencies":
                builder.add_text_field(column.name, tokenizer_name="whitespace", index_option="freq")
            case "stored":
                builder.add_bytes_field(column.name, stored=True)
            case "keyword":
                builder.add_text_field(
                    column.name, stored=column.stored, fast=True, tokenizer_name="raw", index_option="basic"
                )
            case kind:
                add = getattr(builder, f"add_{kind}_field")
                add(column.name, stored=column.stored, indexed=True, fast=True)
    return builder.build()


@contextmanager
def _named(name: type[IndexDamaged | IndexNotWritten], folder: Path) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        if isinstance(error, (ValueError, RuntimeError, OSError)) or type(error).__name__ == "PanicException":
            raise name(f"{folder}: {error}") from error
        raise
