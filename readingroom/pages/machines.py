"""What browsers, crawlers of the office network and whoever watches the server ask for."""

from __future__ import annotations

import sqlite3

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from readingroom import search
from readingroom.articles.models import Room

from .addresses import origin
from .freshness import data_from_room
from .in_xml import in_xml


@data_from_room
def opensearch(request: HttpRequest) -> HttpResponse:
    context = {"origin": origin(request)}
    return in_xml(request, "pages/opensearch.xml", context, kind="application/opensearchdescription+xml")


@data_from_room
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/robots.txt", {"origin": origin(request)}, content_type="text/plain; charset=utf-8")


def healthz(request: HttpRequest) -> JsonResponse:
    """
    Whether the room can answer. Without a database it cannot; without an index it can, all but the search.

    SQLite's version and journal mode are named because some versions damage a WAL database, see the settings.
    """
    try:
        Room.objects.exists()
        return JsonResponse({"database": "ok", "index": search.state(), **_database_facts()})
    except Error:
        return JsonResponse({"database": "broken", "index": "broken"}, status=503)


def _database_facts() -> dict[str, str]:
    if connection.vendor != "sqlite":
        return {"engine": connection.vendor}
    with connection.cursor() as cursor:
        journal_mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    return {"engine": "sqlite", "sqlite": sqlite3.sqlite_version, "journal_mode": journal_mode}
