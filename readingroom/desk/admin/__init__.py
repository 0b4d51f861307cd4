"""The admin of the library. Models are listed at the desk in the order in which they are registered here."""

from __future__ import annotations

# isort: off
from . import articles, uploads, sources, vocabulary, search_vocabulary, unanswered, room, originals, redactions, people

__all__ = [
    "articles",
    "originals",
    "people",
    "redactions",
    "room",
    "search_vocabulary",
    "sources",
    "unanswered",
    "uploads",
    "vocabulary",
]
