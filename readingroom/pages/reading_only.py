"""
Outside the desk the room is for reading: nothing is submitted, and nobody is recognised.

This stands before Django's sessions and logins. A request that is not for the desk loses the desk's cookies, so
no session is opened and no answer varies by who asks; only by how its reader chose to have pages shown, where it is
a page. A method other than GET and HEAD ends here, before the check against forged forms would call it forged.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers

from readingroom.security_headers import is_desk

from .errors import method_not_allowed
from .packing import as_taken

METHODS = ("GET", "HEAD")


class ReadingOnly:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request) if is_desk(request) else self._public(request)

    def _public(self, request: HttpRequest) -> HttpResponseBase:
        for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
            request.COOKIES.pop(name, None)
        response = self.get_response(request) if request.method in METHODS else self._refuse(request)
        response.headers.setdefault("Cache-Control", "no-cache")
        if hasattr(request, "preferences"):
            patch_vary_headers(response, ["Cookie"])
        as_taken(response, request)
        return response

    def _refuse(self, request: HttpRequest) -> HttpResponseBase:
        response = method_not_allowed(request)
        response.headers["Allow"] = ", ".join(METHODS)
        return response
