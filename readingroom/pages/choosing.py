"""
显示设置: where a reader's choice arrives, is kept in the cookie, and leads back to the page it was made on.

A plain form with GET, for the room is for reading only and no address here changes anything but the asker's own
browser.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from .freshness import answer_from_room
from .preferences import COOKIE, preferences_of

KEPT_FOR = timedelta(days=365)
CHOICES = {"size", "look", "elder"}


def preferences(request: HttpRequest) -> HttpResponse:
    """The page 显示设置; with a choice in its address, that choice is kept and the reader sent back."""
    return _keep(request) if CHOICES & request.GET.keys() else _page(request)


@answer_from_room
def _page(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/preferences.html")


def _keep(request: HttpRequest) -> HttpResponse:
    chosen = preferences_of(request).changed(request.GET.dict())
    response = HttpResponseRedirect(_way_back(request.GET.get("next", "")), status=303)
    response.headers["Cache-Control"] = "no-store"
    if chosen.token:
        response.set_cookie(
            COOKIE,
            chosen.token,
            max_age=KEPT_FOR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    elif COOKIE in request.COOKIES:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


def _way_back(address: str) -> str:
    """Only ever to a page of this room: a link made elsewhere must not lead elsewhere by way of it."""
    is_here = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_here else "/"
