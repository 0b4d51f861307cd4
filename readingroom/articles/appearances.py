"""The leading appearance says in columns what an article's fields say; it follows them and is not edited itself."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from .models import Appearance, Article, Original, Source
from .models.library import DatePrecision
from .room import announce, writing

FOLLOWS_FIELDS = (
    "original",
    "source",
    "source_as_printed",
    "date",
    "date_precision",
    "date_kind",
    "issue",
    "page",
    "column",
    "url",
)
"""What only a field decision changes. When a page was looked at (`accessed_on`) is the curator's alone."""

_COLUMNS = {field.name: field for field in Appearance._meta.fields}
_PRECISIONS = {4: DatePrecision.YEAR, 7: DatePrecision.MONTH, 10: DatePrecision.DAY}


def sync_leading_appearance(article: Article, fields: Mapping[str, str | None], source: Source | None) -> None:
    values = _columns(fields) | {"source": source, "original_id": article.cleaning.reading.original_id}
    Appearance.objects.update_or_create(article=article, leads=True, defaults=values)


def add_appearance(
    article: Article,
    original: Original | None,
    fields: Mapping[str, str | None],
    source: Source | None,
    *,
    accessed_on: datetime.date | None = None,
) -> Appearance:
    """A reprint: what its own page says of it, beside what leads."""
    with writing():
        appearance = Appearance.objects.create(
            article=article,
            original=original,
            leads=False,
            source=source,
            accessed_on=accessed_on,
            **_columns(fields),
        )
        announce([article.pk])
    return appearance


def _columns(fields: Mapping[str, str | None]) -> dict[str, Any]:
    date = fields.get("date") or ""
    return {
        "source_as_printed": _fitting("source_as_printed", fields.get("source")),
        "date": date,
        "date_precision": _PRECISIONS[len(date)] if date else "",
        **{name: _fitting(name, fields.get(name)) for name in ("date_kind", "issue", "page", "column", "url")},
    }


def _fitting(column: str, value: str | None) -> str:
    """Cut to the width of its column, which lists need; the edition's fields hold it whole."""
    return (value or "")[: _COLUMNS[column].max_length]
