"""The admin of the library. Models are listed at the desk in the order in which they are registered here."""

from __future__ import annotations

# isort: off
from . import articles, sources, vocabulary, room, originals, people

__all__ = ["articles", "originals", "people", "room", "sources", "vocabulary"]
