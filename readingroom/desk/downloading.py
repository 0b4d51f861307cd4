"""Articles, or all of the library, as a file to take along: JSON Lines with originals, decisions and keys (`articles.exchange`)."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone

from readingroom.articles.exchange import export_library, export_lines
from readingroom.articles.models import Article

from .curated import curator
from .exchanging import TO_EXPORT


def download(chosen: QuerySet[Article]) -> StreamingHttpResponse:
    return _as_file("articles", export_lines(list(chosen.order_by("pk").values_list("pk", flat=True))))


def download_library(request: HttpRequest) -> StreamingHttpResponse:
    if not curator(request).has_perms(TO_EXPORT):
        raise PermissionDenied
    return _as_file("library", export_library())


def _as_file(name: str, lines: Iterator[str]) -> StreamingHttpResponse:
    """Line by line as the browser takes it, whatever the size of the library."""
    return StreamingHttpResponse(
        lines,
        content_type="application/jsonl; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}-{timezone.localtime():%Y%m%d-%H%M}.jsonl"'},
    )
