"""
Search: what readers type, answered from the published library.

    language        one analyser for index, question and highlight: folding, words, atoms
    search_indexes  what of the library is indexed; the texts are templates
    engine          Haystack engine over Tantivy; knows nothing of the room
    asking          what somebody typed → a question → answers, loaded from `published()`, with their snippets
    suggestions     what may be meant: completion while typing, pinyin, corrections
    vocabulary      the office's own words and synonyms, and how many paragraphs they reach (`reach`)
    keeping         keeps the index with the library: news, reconciliation, rebuilding; related articles; 没找到的

A search never fails silently: what was left out of a question is said, and an index that cannot answer raises
`IndexUnavailable`, never an empty result.

Haystack's Whoosh backend with jieba's ChineseAnalyzer, the usual stack, was dropped: half a second a question at
100,000 paragraphs, no hits for any quoted phrase, empty snippets.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .asking.finding import IndexUnavailable, NoSuchPage, Results, find, understand
    from .asking.highlighting import mark
    from .asking.hits import Hit
    from .asking.terms import Kind, Sort
    from .keeping.indexing import state

__all__ = ["Hit", "IndexUnavailable", "Kind", "NoSuchPage", "Results", "Sort", "find", "mark", "state", "understand"]

_HOMES = {
    "Hit": "asking.hits",
    "Kind": "asking.terms",
    "Sort": "asking.terms",
    "mark": "asking.highlighting",
    "state": "keeping.indexing",
}


def __getattr__(name: str) -> Any:
    """Loaded at first use: Django imports this package before there are models."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = _HOMES.get(name, "asking.finding")
    return getattr(import_module(f"{__name__}.{module}"), name)
