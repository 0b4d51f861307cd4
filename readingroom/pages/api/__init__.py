"""
The same things for programs: read-only JSON under /api/, without trailing slashes and without redirects.

    library      articles, themes and sources, in pages (`listing`)
    searching    searching, and suggestions while somebody types
    answers      what they answer, as types: the checker holds the views to them
    description  /api/openapi.json: the addresses, their `parameters`, and `schemas` read off those types

Lists are {v, count, next, previous, dropped, results}; `v` is raised when a field changes its meaning, not when one is
added. Addresses come without a host name, for the room goes by several. Errors are {"error": "a_word"} with their
status.

A framework (Django Ninja, REST framework) would bring serialisers, routing, content negotiation, authentication and a
browsable interface to eight addresses that are only read, and be one more thing to keep patched in an office without a
network. What it is wanted for, a description that cannot differ from the code, is `schemas`, one screen.
"""

from __future__ import annotations

from .description import openapi
from .library import article, articles, root, sources, themes
from .searching import search, suggest

__all__ = ["article", "articles", "openapi", "root", "search", "sources", "suggest", "themes"]
