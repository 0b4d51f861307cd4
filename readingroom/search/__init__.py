"""
Search: what readers type, answered from the published library.

    questions      what somebody typed → a question
    analysis       one analyser for index, question and highlight
    search_indexes what of the library is indexed; the texts are templates
    engine         Haystack engine over Tantivy; knows nothing of the room
    finding        question → answers, loaded from `published()` (hits)
    highlighting   where an answer stands in a text
    indexing       keeps the index with the library: news, reconciliation, rebuilding

A search never fails silently: what was left out of a question is said, and an index that cannot answer raises
`IndexUnavailable`, never an empty result.

Haystack's Whoosh backend with jieba's ChineseAnalyzer, the usual stack, was dropped: half a second a question at
100,000 paragraphs, no hits for any quoted phrase, empty passages.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .finding import IndexUnavailable, NoSuchPage, Results, find, understand
    from .highlighting import mark
    from .hits import Hit
    from .indexing import state
    from .questions import Kind, Sort

__all__ = ["Hit", "IndexUnavailable", "Kind", "NoSuchPage", "Results", "Sort", "find", "mark", "state", "understand"]

_HOMES = {"Hit": "hits", "Kind": "questions", "Sort": "questions", "mark": "highlighting", "state": "indexing"}


def __getattr__(name: str) -> Any:
    """Loaded at first use: Django imports this package before there are models."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = _HOMES.get(name, "finding")
    return getattr(import_module(f"{__name__}.{module}"), name)
