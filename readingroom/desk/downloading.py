"""Articles as a file to take along: JSON Lines with originals, decisions and keys (see `articles.exchange`)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone

from readingroom.articles.exchange import export_lines
from readingroom.articles.models import Article


def download(chosen: QuerySet[Article]) -> StreamingHttpResponse:
    """Line by line as the browser takes it, whatever the size of the library."""
    numbers = list(chosen.order_by("pk").values_list("pk", flat=True))
    name = f"articles-{timezone.localtime():%Y%m%d-%H%M}.jsonl"
    return StreamingHttpResponse(
        export_lines(numbers),
        content_type="application/jsonl; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
