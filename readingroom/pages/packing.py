"""
Public answers are sent packed by gzip to whoever takes it: a page is a third of its size, on a slow line and in memory.

They hold no secret that could be guessed from their size (BREACH); the desk's do, and are never packed. One page has
one ETag however it is sent, so ETags are weak, see `freshness`.
"""

from __future__ import annotations

import gzip
import re

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

LEVEL = 4
"""The pages of an article of 5,000 characters: level 4 takes half the time of 6 and leaves two parts in a hundred more."""

LEAST = 500
"""Bytes. What fits in one packet arrives no sooner for being smaller."""

_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


def takes_gzip(request: HttpRequest) -> bool:
    return _GZIP.search(request.headers.get("Accept-Encoding", "")) is not None


def packed(content: bytes) -> bytes:
    """Without the time, so that the same content is the same bytes."""
    return gzip.compress(content, LEVEL, mtime=0)


def pack(response: HttpResponseBase, request: HttpRequest) -> None:
    """Pack an answer, unless that is done or not worth it."""
    patch_vary_headers(response, ["Accept-Encoding"])
    if not isinstance(response, HttpResponse) or response.has_header("Content-Encoding"):
        return
    if len(response.content) >= LEAST and takes_gzip(request):
        response.content = packed(response.content)
        response.headers["Content-Encoding"] = "gzip"
