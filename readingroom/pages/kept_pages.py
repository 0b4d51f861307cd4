"""
The cache of rendered pages: whoever asks for a page that was made already is sent it as it lies.

A page lies under all it depends on: the ETag (which names the room's revision, the article's edition, the code and the
reader's choices), the host as it was asked, for citations and feeds hold whole addresses, and the address. So nothing
has to be taken out when something changes: a write raises the revision, and what was made before is not asked for any
more, in whichever process it lies. What was not asked for longest is forgotten first, see CACHES in the settings.

Addresses with other parameters than those below are answered and not kept; whatever a link, a counter or a scanner
hangs on an address, pages that are read stay. Who makes up values for those below pushes pages out, which are made
anew: the cache gets no larger. Marked words hang on the index; they never come here, for such answers have no ETag.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from .packing import pack

CACHE = "pages"

Kept = tuple[bytes, dict[str, str]]
"""A page as it is sent to most, packed, and the headers that say so."""

LARGEST = 128 * 1024
"""Packed bytes; with a thousand pages (see CACHES) the cache stays below 128 MB, and in an office below 10."""

_PARAMETERS = {
    "page": re.compile("[1-9][0-9]{0,5}"),
    "view": re.compile("paragraphs"),
    "theme": re.compile("[a-z0-9_-]{1,32}"),
    "source": re.compile("[1-9][0-9]{0,8}"),
    "year": re.compile("[0-9]{4}|none"),
    "print": re.compile("normal|large"),
}
"""What may stand in the address of a page that is kept, in the one form in which the room's own links write it."""


def answer(request: HttpRequest, etag: str | None, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The page that is kept under this ETag, or the one that is made now."""
    if etag is None or not _has_a_usual_address(request):
        return make()
    cache, key = caches[CACHE], _key(request, etag)
    kept: Kept | None = cache.get(key)
    if kept is not None:
        content, headers = kept
        return HttpResponse(content, headers=headers)
    made = make()
    if made.status_code == 200:
        pack(made)
        if len(made.content) <= LARGEST:
            cache.set(key, (made.content, dict(made.items())))
    return made


def _key(request: HttpRequest, etag: str) -> str:
    parts = (etag, request.scheme, request.get_host(), request.get_full_path())
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def _has_a_usual_address(request: HttpRequest) -> bool:
    query = request.META.get("QUERY_STRING", "")
    parameters = [part.partition("=")[::2] for part in query.split("&")] if query else []
    return len(dict(parameters)) == len(parameters) and all(
        name in _PARAMETERS and _PARAMETERS[name].fullmatch(value) for name, value in parameters
    )
