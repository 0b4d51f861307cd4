"""The room's addresses, one of nothing at all to measure them by, and two at which is lost what was kept."""

from __future__ import annotations

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.urls import path

from readingroom.pages import counting, kept_pages
from readingroom.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def nothing(request: HttpRequest) -> HttpResponse:
    """What cannot be saved: the server, all of the middleware, and an answer."""
    return HttpResponse("nothing")


def forget(request: HttpRequest) -> HttpResponse:
    """As for whoever asks for a page that nobody asked for since the last publication."""
    caches[kept_pages.CACHE].clear()
    return HttpResponse("forgotten")


def write(request: HttpRequest) -> HttpResponse:
    """As after a publication, when no page that was made before is good any more, and no count."""
    counting.forget_counts()
    return forget(request)


urlpatterns += [
    path("benchmark/nothing/", nothing),
    path("benchmark/forget/", forget),
    path("benchmark/write/", write),
]
