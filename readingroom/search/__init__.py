"""
Search: what readers type, answered from the published library.

    questions      what somebody typed → a question
    analysis       one analyser for index, question and highlight
    search_indexes what of the library is indexed; the texts are templates
    engine         Haystack engine over Tantivy; knows nothing of the room
    finding        question → answers, loaded from `published()`
    highlighting   where an answer stands in a text
    indexing       keeps the index with the library: news, reconciliation, rebuilding

A search never fails silently: what was left out of a question is said, and an index that cannot answer raises
`IndexUnavailable`, never an empty result.

Haystack's Whoosh backend with jieba's ChineseAnalyzer, the usual stack, was dropped: half a second a question at
100,000 paragraphs, no hits for any quoted phrase, empty passages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .finding import Hit, IndexUnavailable, NoSuchPage, Results, find
    from .indexing import state

__all__ = ["Hit", "IndexUnavailable", "NoSuchPage", "Results", "find", "state"]


def __getattr__(name: str) -> Any:
    """Loaded at first use: Django imports this package before there are models."""
    if name == "state":
        from .indexing import state

        return state
    if name in __all__:
        from . import finding

        return getattr(finding, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
