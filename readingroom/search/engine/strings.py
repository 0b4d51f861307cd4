"""
The few query strings that there are, as an SQ tree.

``Raw``, ``raw_search``, ``query_facet`` and ``narrow`` take what Haystack itself makes and what programs write:
``word``, ``"a phrase"``, ``field:value``, ``field__lookup:"value"``, ``jo*``, ``[low TO high]``, ``{low TO high}``,
AND, OR, NOT (or -), and groups in parentheses. ``AutoQuery`` is what a person typed: words, phrases, -word. Whatever
else is written is text: there is no syntax to be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from haystack.backends import SQ
from haystack.constants import FILTER_SEPARATOR
from haystack.inputs import Clean, Exact

_TOKEN = re.compile(
    r"""
      (?P<not> NOT(?=[\s(]) | (?<!:)-(?=[^\s-]) )
    | (?P<connector> (?:AND|OR)(?=[\s(]) )
    | (?P<open> \( )
    | (?P<close> \) )
    | (?P<field> \w+ ) : (?=\S)
    | "(?P<phrase> (?: [^"\\] | \\. )* )"
    | (?P<low_in> [\[{] ) \s*+ (?P<low> [^\s\]}]*? ) \s*+ \b[Tt][Oo]\b \s* (?P<high> [^\s\]}]*? ) \s* (?P<high_in> [\]}] )
    | (?P<word> [^\s"()]+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_TYPED = re.compile(r'(?P<not>-(?=\S))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_WILD = re.compile(r"(?P<before>\*)?(?P<text>[^*]*)(?P<after>\*)?")
# What Haystack and its engines write for all documents.
_EVERYTHING = ("*", "*:*")
_WILD_LOOKUPS = {(False, True): "startswith", (True, False): "endswith", (True, True): "contains"}

# Groups within groups; what is deeper is read as if it stood here.
_DEEPEST = 20


def parse(text: str, *, default_field: str = "content") -> SQ | None:
    """What a program wrote; None when there is nothing in the text."""
    return _Reader(text).alternatives(default_field)


def parse_typed(text: str, *, field: str = "content") -> SQ | None:
    """What a person typed: all parts must hold."""
    found = []
    for part in _TYPED.finditer(text):
        condition = _phrase(part["phrase"], field) if part["phrase"] is not None else SQ((field, Clean(part["word"])))
        found.append(~condition if condition is not None and part["not"] else condition)
    return _joined(found, SQ.AND)


def quoted(value: object) -> str:
    r"""
    A value as `parse` reads it again.

    >>> print(quoted('a "b"'))
    "a \"b\""
    """
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


class _Reader:
    """Reads the tokens of a text one after another."""

    def __init__(self, text: str) -> None:
        self._tokens = _TOKEN.finditer(text)
        self._next = next(self._tokens, None)
        self._depth = 0

    def alternatives(self, field: str) -> SQ | None:
        found = [self._every(field)]
        while self._next and self._next["connector"] == "OR":
            self._take()
            found.append(self._every(field))
        return _joined(found, SQ.OR)

    def _every(self, field: str) -> SQ | None:
        found = []
        while self._next and self._next["connector"] != "OR" and not (self._depth and self._next["close"]):
            found.append(self._part(field))
        return _joined(found, SQ.AND)

    def _part(self, field: str) -> SQ | None:
        token, negated = self._take(), False
        while token and (token["not"] or token["field"]):
            negated ^= bool(token["not"])
            field = token["field"] or field
            token = self._take()
        condition = self._condition(token, field) if token else None
        return ~condition if condition is not None and negated else condition

    def _condition(self, token: re.Match[str], field: str) -> SQ | None:
        if token["open"]:
            return self._group(field)
        if token["low_in"]:
            return _range(token, field)
        if token["phrase"] is not None:
            return _phrase(_ESCAPED.sub(r"\1", token["phrase"]), field)
        return _word(token["word"], field) if token["word"] else None

    def _group(self, field: str) -> SQ | None:
        if self._depth == _DEEPEST:
            return None
        self._depth += 1
        inner = self.alternatives(field)
        self._depth -= 1
        # Only the sign that closes the group can stand here.
        self._take()
        return inner

    def _take(self) -> re.Match[str] | None:
        token, self._next = self._next, next(self._tokens, None)
        return token


def _phrase(text: str, field: str) -> SQ | None:
    if FILTER_SEPARATOR in field:
        return SQ((field, text))
    return SQ((field, Exact(text))) if text.strip() else None


def _word(word: str, field: str) -> SQ | None:
    if word in _EVERYTHING:
        return SQ()
    wild = _WILD.fullmatch(word)
    lookup = _WILD_LOOKUPS.get((bool(wild["before"]), bool(wild["after"]))) if wild else None
    if wild is None or lookup is None or FILTER_SEPARATOR in field:
        return SQ((field, Clean(word)))
    return SQ((f"{field}{FILTER_SEPARATOR}{lookup}", wild["text"])) if wild["text"] else None


def _range(token: re.Match[str], field: str) -> SQ | None:
    lookups = {"low": "gte" if token["low_in"] == "[" else "gt", "high": "lte" if token["high_in"] == "]" else "lt"}
    limits = [
        SQ((f"{field}{FILTER_SEPARATOR}{lookup}", token[end]))
        for end, lookup in lookups.items()
        if token[end] not in ("", "*")
    ]
    return _joined(limits, SQ.AND)


def _joined(parts: Iterable[SQ | None], connector: str) -> SQ | None:
    found = [part for part in parts if part is not None]
    return SQ(*found, _connector=connector) if len(found) > 1 else next(iter(found), None)
