"""
A Haystack engine over Tantivy, an embedded search engine: no server, one folder.

    HAYSTACK_CONNECTIONS = {
        "default": {
            "ENGINE": "readingroom.search.engine.TantivyEngine",
            "PATH": "/path/to/index",
            "ANALYSER": "path.to.a.function.that.makes.an.analyser",   # see `analysis.Analyser`
            "CONTENT_FIELDS": {"text": 1.0, "heading": 0.5},           # what `content` looks in; default: the document
        }
    }

It knows nothing of the site it serves: how a text becomes tokens is the analyser's business, which is given by its
path. The index lies in a folder as `store` describes; `TantivySearchBackend.aside` makes a new one beside the live
one, `batch` makes several writes visible in one step, and `locking` keeps writers of all processes apart. Readers
are never kept waiting.

Supported: content, contains, exact, in, startswith, endswith, fuzzy on analysed text (`contains` and `exact` are
exact to the character); exact, in, startswith, endswith, range, gt, gte, lt, lte on keywords, numbers and dates;
AutoQuery, Clean, Exact, Not, Raw and this engine's own `inputs.Condition`; models, narrow, boost (as an optional
part of the question), order_by several fields, field and query facets, values,
load_all, result_class, highlight, more_like_this.

Not there, and said so by an `exceptions.Unsupported` that names it: date facets, stats, spelling suggestions,
everything about places, ranges of text, options of highlight. Unlike other engines, this one never hides an index
that cannot answer behind an empty result: see `exceptions.IndexUnusable`.
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
