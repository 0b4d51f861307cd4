"""
A Haystack engine over Tantivy, an embedded search engine: no server, one folder.

    HAYSTACK_CONNECTIONS = {
        "default": {
            "ENGINE": "path.to.this.package.TantivyEngine",
            "PATH": "/path/to/index",
        }
    }

It knows nothing of the site it serves: how a text becomes tokens is the business of an analyser, which is given by
its path. The index lies in a folder as `store` describes; `TantivySearchBackend.aside` makes a new one beside the
live one, `batch` makes several writes visible in one step, and `locking` keeps writers of all processes apart.
Readers are never kept waiting. Options, what is supported and how to write an analyser: README.md beside this file.

What Tantivy cannot do is said so by an `exceptions.Unsupported` that names it: everything about places, other query
parsers (AltParser), boosts of documents, values of a document field (its order, facets and ranges), statistics on
anything but numbers. Unlike other engines, this one never hides an index that cannot answer behind an empty result,
whatever SILENTLY_FAIL says: see `exceptions.IndexUnusable`.
"""

from __future__ import annotations

from haystack.backends import BaseEngine

from .backend import TantivySearchBackend
from .exceptions import IndexBusy, IndexDamaged, IndexDiffers, IndexMissing, IndexNotWritten, IndexUnusable, Unsupported
from .query import TantivySearchQuery

__all__ = [
    "IndexBusy",
    "IndexDamaged",
    "IndexDiffers",
    "IndexMissing",
    "IndexNotWritten",
    "IndexUnusable",
    "TantivyEngine",
    "Unsupported",
]


class TantivyEngine(BaseEngine):  # type: ignore[misc]
    """What HAYSTACK_CONNECTIONS names."""

    backend = TantivySearchBackend
    query = TantivySearchQuery
