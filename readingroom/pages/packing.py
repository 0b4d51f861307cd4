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
"""On the page of an article, 4 takes a quarter less time than gzip's usual 6 and leaves two parts in a hundred more."""

LEAST = 500
"""Bytes. What fits in one packet arrives no sooner for being smaller."""

_GZIP = re.compile(r"(?:^|[,\s])gzip\s*(?:;(?!\s*q=0(?:\.0*)?\s*(?:,|$))|,|$)", re.IGNORECASE)
"""Named, and not with a weight of nothing. Who takes just anything (`*`) is as well served with what needs no unpacking."""


def as_taken(response: HttpResponseBase, request: HttpRequest) -> None:
    """Pack or unpack an answer for who asked."""
    patch_vary_headers(response, ["Accept-Encoding"])
    if not isinstance(response, HttpResponse):
        return
    if _GZIP.search(request.headers.get("Accept-Encoding", "")):
        pack(response)
    elif _is_packed(response):
        response.content = gzip.decompress(response.content)
        del response.headers["Content-Encoding"]


def pack(response: HttpResponse) -> None:
    """Unless that is done or not worth it. Without the time, so that the same content is the same bytes."""
    if not _is_packed(response) and len(response.content) >= LEAST:
        response.content = gzip.compress(response.content, LEVEL, mtime=0)
        response.headers["Content-Encoding"] = "gzip"


def _is_packed(response: HttpResponse) -> bool:
    return response.headers.get("Content-Encoding") == "gzip"
