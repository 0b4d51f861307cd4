"""
The few query strings that Haystack itself makes, as an SQ tree.

``narrow('field:"value"')`` comes from Haystack's faceted forms and ``Raw`` from a program: fields, phrases in quotes,
NOT. ``AutoQuery`` is what a person typed: the same without fields. Whatever else is typed is text: there is no
syntax to be wrong.
"""

from __future__ import annotations

import re

from haystack.backends import SQ
from haystack.inputs import Clean, Exact

_NOT = r"(?P<not>NOT\s+|-)?"
_FIELD = r"(?:(?P<field>\w+):)?"
_VALUE = r'(?:"(?P<phrase>[^"]*)"|\((?P<group>[^()]*)\)|(?P<word>[^\s"]+))'
_PART = re.compile(_NOT + _FIELD + _VALUE)
_PART_WITHOUT_FIELD = re.compile(_NOT + _VALUE)


def parse(text: str, *, default_field: str = "content", with_fields: bool = True) -> SQ | None:
    """All parts must hold; None when there is nothing in the text."""
    whole: SQ | None = None
    for part in (_PART if with_fields else _PART_WITHOUT_FIELD).finditer(text):
        condition = _condition(part, default_field)
        if condition is not None:
            whole = condition if whole is None else whole & condition
    return whole


def _condition(part: re.Match[str], default_field: str) -> SQ | None:
    field = part.groupdict().get("field") or default_field
    if part["group"] is not None:
        inner = parse(part["group"], default_field=field, with_fields=part.re is _PART)
    elif part["phrase"] is not None:
        inner = SQ((field, Exact(part["phrase"]))) if part["phrase"].strip() else None
    else:
        inner = SQ((field, Clean(part["word"])))
    return ~inner if inner is not None and part["not"] else inner
