"""Haystack's tree of SQ conditions as a query object of the library. No query string is made on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from haystack import inputs
from haystack.backends import BaseSearchQuery, SearchNode
from haystack.exceptions import MoreLikeThisError

from .conditions import Query
from .exceptions import Unsupported
from .fragments import fragment
from .inputs import Condition, Near
from .lookups import Lookups
from .strings import parse, parse_typed


class TantivySearchQuery(BaseSearchQuery):  # type: ignore[misc]
    """What a SearchQuerySet gathers, on its way to the backend."""

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

    def build_query_fragment(self, field: str, filter_type: str, value: Any) -> str:
        """What ``narrow(SQ(…))`` is handed on as: a string, in the words of `strings`."""
        return fragment(field, filter_type, value)

    def build_params(self, spelling_query: str | None = None) -> dict[str, Any]:
        params: dict[str, Any] = super().build_params(spelling_query)
        if self.stats:
            params["stats"] = self.stats
        if self.highlight or self.backend.include_spelling:
            # The backend marks and corrects what was asked for, which cannot be read out of a query object.
            params["asked"] = asked_texts(self.query_filter)
        return params

    def run(self, spelling_query: str | None = None, **kwargs: Any) -> None:
        found = self.backend.search(self.build_query(), **{**self.build_params(spelling_query), **kwargs})
        self._results, self._hit_count = found["results"], found["hits"]
        self._facet_counts, self._stats = self.post_process_facets(found), found.get("stats", {})
        self._spelling_suggestion = found.get("spelling_suggestion")

    def run_mlt(self, **kwargs: Any) -> None:
        """Haystack's own forgets which part of the results was asked for."""
        if self._mlt_instance is None:
            raise MoreLikeThisError("There is nothing to be like.")
        found = self.backend.more_like_this(
            self._mlt_instance, self.build_query() if self.query_filter else None, **{**self.build_params(), **kwargs}
        )
        self._results, self._hit_count = found["results"], found["hits"]


def tree_query(lookups: Lookups, node: SearchNode) -> Query:
    """A node and all below it."""
    query = _positive(lookups, node)
    return _not(lookups, query) if node.negated else query


def _positive(lookups: Lookups, node: SearchNode) -> Query:
    """A node as if it were not negated. Negated parts of an AND become exclusions of that AND."""
    wanted: list[Query] = []
    excluded: list[Query] = []
    for part in _parts(node):
        if isinstance(part, SearchNode):
            (excluded if part.negated else wanted).append(_positive(lookups, part))
        else:
            wanted.append(_leaf(lookups, *part))
    if node.connector == SearchNode.OR and node.children:
        return lookups.conditions.any_of([*wanted, *(_not(lookups, other) for other in excluded)])
    return lookups.conditions.every_of(wanted, but_not=excluded)


def _parts(node: SearchNode) -> Iterator[Any]:
    """The children of a node, and in the place of those that only bracket, theirs."""
    for child in node.children:
        only_brackets = (
            isinstance(child, SearchNode)
            and not child.negated
            and (child.connector == node.connector or len(child.children) == 1)
        )
        if only_brackets:
            yield from _parts(child)
        else:
            yield child


def asked_texts(node: SearchNode) -> list[str]:
    """What a tree looks for in texts, without what it excludes; these are the words to be marked."""
    if node.negated:
        return []
    return [text for child in node.children for text in _asked(child)]


def _asked(child: Any) -> list[str]:
    if isinstance(child, SearchNode):
        return asked_texts(child)
    _, value = child
    if isinstance(value, (inputs.Raw, inputs.AutoQuery)):
        tree = parse_typed(str(value)) if isinstance(value, inputs.AutoQuery) else parse(str(value))
        return asked_texts(tree) if tree is not None else []
    is_text = isinstance(value, (str, inputs.Clean, inputs.Exact, Condition)) and not isinstance(value, inputs.Not)
    return [str(value)] if is_text else []


def _leaf(lookups: Lookups, expression: str, value: Any) -> Query:
    name, lookup = SearchNode().split_expression(expression)
    if not isinstance(value, inputs.BaseInput):
        return lookups.query(name, lookup, value)
    # A site may have input types of its own, made from Haystack's.
    for kind in type(value).__mro__:
        if kind in _INPUTS:
            return _INPUTS[kind](lookups, name, lookup, value)
    raise Unsupported(f"The input type {type(value).__name__}.")


def _clean(lookups: Lookups, name: str, lookup: str, value: Any) -> Query:
    return lookups.query(name, lookup, value.query_string)


def _exact(lookups: Lookups, name: str, _: str, value: Any) -> Query:
    return lookups.query(name, "exact", value.query_string)


def _negation(lookups: Lookups, name: str, lookup: str, value: Any) -> Query:
    return _not(lookups, _clean(lookups, name, lookup, value))


def _condition(lookups: Lookups, name: str, lookup: str, value: Any) -> Query:
    return lookups.conditions.unscored(_clean(lookups, name, lookup, value))


def _near(lookups: Lookups, name: str, _: str, value: Any) -> Query:
    return lookups.near(name, value.query_string)


def _raw(lookups: Lookups, name: str, _: str, value: Any) -> Query:
    return _parsed(lookups, parse(str(value), default_field=name))


def _typed(lookups: Lookups, name: str, _: str, value: Any) -> Query:
    if not str(value).strip():
        return lookups.conditions.everything()
    return _parsed(lookups, parse_typed(str(value), field=name))


def _parsed(lookups: Lookups, tree: SearchNode | None) -> Query:
    return tree_query(lookups, tree) if tree is not None else lookups.conditions.nothing()


def _not(lookups: Lookups, query: Query) -> Query:
    return lookups.conditions.unscored(lookups.conditions.every_of([], but_not=[query]))


_INPUTS: Mapping[type, Callable[[Lookups, str, str, Any], Query]] = {
    inputs.Not: _negation,
    inputs.Clean: _clean,
    inputs.Exact: _exact,
    inputs.Raw: _raw,
    inputs.AutoQuery: _typed,
    inputs.PythonData: _clean,
    Near: _near,
    Condition: _condition,
}
