"""Haystack's name for `index`; see there."""

from __future__ import annotations

from .index import Command as Command
