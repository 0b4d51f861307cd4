"""Whoosh itself is not needed: the classes that upstream's tests import from it are stood in for by name."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _QueryParser:
    def __init__(self, *args: Any, **options: Any) -> None:
        pass

    def parse(self, text: str) -> str:
        return text


class _Named:
    """A class of Whoosh's that is only handed on."""

    def __init__(self, *args: Any, **options: Any) -> None:
        pass

    def __or__(self, other: object) -> _Named:
        return self


_WHOOSH = {
    "whoosh": {},
    "whoosh.analysis": {"SpaceSeparatedTokenizer": _Named, "SubstitutionFilter": _Named},
    "whoosh.fields": dict.fromkeys(("BOOLEAN", "DATETIME", "KEYWORD", "NUMERIC", "TEXT"), _Named),
    "whoosh.qparser": {"QueryParser": _QueryParser},
}


def stand_in() -> None:
    for name, contents in _WHOOSH.items():
        module = ModuleType(name)
        vars(module).update(contents)
        sys.modules[name] = module
