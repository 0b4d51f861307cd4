"""Haystack's tree of SQ conditions as a query object of the library. No query string is made on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from haystack.backends import BaseSearchQuery, SearchNode
from haystack.inputs import Clean, Exact

from .binding import Query
from .exceptions import Unsupported
from .inputs import Condition
from .lookups import CONTENT, Lookups
from .strings import parse


class TantivySearchQuery(BaseSearchQuery):  # type: ignore[misc]
    """See `TantivySearchBackend` for what is supported."""

    def __str__(self) -> str:
        return repr(self.query_filter)

    def build_query(self) -> Query:
        lookups: Lookups = self.backend.lookups()
        query = tree_query(lookups, self.query_filter)
        if not self.boost:
            return query
        preferred = [
            lookups.conditions.weighted(lookups.relevance(str(text)), weight) for text, weight in self.boost.items()
        ]
        return lookups.conditions.preferring(query, preferred)

    def build_params(self, spelling_query: str | None = None) -> dict[str, Any]:
        # The backend marks hits by what was asked for, which cannot be read out of a query object.
        return {**super().build_params(spelling_query), "asked": asked_texts(self.query_filter)}

    def add_stats_query(self, stats_field: str, stats_facets: Any) -> None:
        raise Unsupported(f"Statistics (stats on {stats_field!r}).")


def tree_query(lookups: Lookups, node: SearchNode) -> Query:
    """A node and all below it. Negated parts of an AND become exclusions of that AND."""
    wanted: list[Query] = []
    excluded: list[Query] = []
    for child in node.children:
        query, negated = _child_query(lookups, child)
        (excluded if negated else wanted).append(query)
    if node.connector == SearchNode.OR and node.children:
        query = lookups.conditions.any_of([*wanted, *(_not(lookups, other) for other in excluded)])
    else:
        query = lookups.conditions.every_of(wanted, but_not=excluded)
    return _not(lookups, query) if node.negated else query


def asked_texts(node: SearchNode) -> list[str]:
    """What a tree looks for in texts, without what it excludes; these are the words to be marked."""
    if node.negated:
        return []
    return [text for child in node.children for text in _asked(child)]


def _asked(child: Any) -> list[str]:
    if isinstance(child, SearchNode):
        return asked_texts(child)
    _, value = child
    if getattr(value, "input_type_name", "") in ("raw", "auto_query"):
        tree = parse(str(value))
        return asked_texts(tree) if tree is not None else []
    return [str(value)] if isinstance(value, str | Clean | Condition | Exact) else []


def _child_query(lookups: Lookups, child: Any) -> tuple[Query, bool]:
    if isinstance(child, SearchNode):
        if child.negated and len(child.children) == 1 and not isinstance(child.children[0], SearchNode):
            return _leaf_query(lookups, *child.children[0]), True
        return tree_query(lookups, child), False
    return _leaf_query(lookups, *child), False


def _leaf_query(lookups: Lookups, expression: str, value: Any) -> Query:
    name, lookup = SearchNode().split_expression(expression)
    make = _INPUTS.get(getattr(value, "input_type_name", ""))
    return make(lookups, name, lookup, value) if make else _plain(lookups, name, lookup, value)


def _plain(lookups: Lookups, name: str, lookup: str, value: Any) -> Query:
    if name == CONTENT and lookup == "content":
        return lookups.text(str(value))
    return lookups.query(name, lookup, value)


def _clean(lookups: Lookups, name: str, lookup: str, value: Any) -> Query:
    return _plain(lookups, name, lookup, value.query_string)


def _exact(lookups: Lookups, name: str, _: str, value: Any) -> Query:
    return lookups.query(name, "exact", value.query_string)


def _negation(lookups: Lookups, name: str, lookup: str, value: Any) -> Query:
    return _not(lookups, _clean(lookups, name, lookup, value))


def _condition(lookups: Lookups, name: str, lookup: str, value: Any) -> Query:
    return lookups.conditions.unscored(_clean(lookups, name, lookup, value))


def _near(lookups: Lookups, name: str, _: str, value: Any) -> Query:
    return lookups.near(name, value.query_string)


def _raw(lookups: Lookups, name: str, _: str, value: Any) -> Query:
    if str(value) == "*":
        return lookups.conditions.everything()
    return _parsed(lookups, parse(str(value), default_field=name))


def _typed(lookups: Lookups, name: str, _: str, value: Any) -> Query:
    return _parsed(lookups, parse(str(value), default_field=name, with_fields=False))


def _parsed(lookups: Lookups, tree: SearchNode | None) -> Query:
    return tree_query(lookups, tree) if tree is not None else lookups.conditions.nothing()


def _not(lookups: Lookups, query: Query) -> Query:
    return lookups.conditions.every_of([], but_not=[query])


_INPUTS: dict[str, Callable[[Lookups, str, str, Any], Query]] = {
    "clean": _clean,
    "exact": _exact,
    "not": _negation,
    "condition": _condition,
    "near": _near,
    "raw": _raw,
    "auto_query": _typed,
    "python_data": _clean,
}
