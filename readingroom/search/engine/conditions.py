"""
Queries and schemas of the `tantivy` library.

Queries are made as objects, never as strings, so there is nothing to escape. Only the tokenizers `raw` and
`whitespace` are used; the library's own would mangle Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import tantivy

from .schema import Column

Query = tantivy.Query

_TYPES = {
    "integer": tantivy.FieldType.Integer,
    "float": tantivy.FieldType.Float,
    "boolean": tantivy.FieldType.Boolean,
    "date": tantivy.FieldType.Date,
}


class Conditions:
    """Makes queries for one schema. A condition does not score; `term` and `phrase` do."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._schema = library_schema(columns)

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


def library_schema(columns: Sequence[Column]) -> tantivy.Schema:
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
