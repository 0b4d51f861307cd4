"""
The few query strings that Haystack itself makes, as an SQ tree.

`narrow('field:"value"')` comes from Haystack's faceted forms, ``AutoQuery`` is what a person typed (quotes for a
phrase, a minus sign for an exclusion), ``Raw`` the same with fields and NOT. Whatever else is typed is text: there
is no syntax to be wrong.
"""

from __future__ import annotations

import re

from haystack.backends import SQ
from haystack.inputs import Clean, Exact

_PART = re.compile(
    r"""(?P<not>NOT\s+|-)?
        (?:(?P<field>\w+):)?
        (?:"(?P<phrase>[^"]*)" | \((?P<group>[^()]*)\) | (?P<word>[^\s"]+))""",
    re.VERBOSE,
)


def parse(text: str, *, default_field: str = "content") -> SQ | None:
    """All parts must hold; None when there is nothing in the text."""
    whole: SQ | None = None
    for part in _PART.finditer(text):
        condition = _condition(part, default_field)
        if condition is not None:
            whole = condition if whole is None else whole & condition
    return whole


def _condition(part: re.Match[str], default_field: str) -> SQ | None:
    field = part["field"] or default_field
    if part["group"] is not None:
        inner = parse(part["group"], default_field=field)
    elif part["phrase"] is not None:
        inner = SQ((field, Exact(part["phrase"]))) if part["phrase"].strip() else None
    else:
        inner = SQ((field, Clean(part["word"])))
    return ~inner if inner is not None and part["not"] else inner
