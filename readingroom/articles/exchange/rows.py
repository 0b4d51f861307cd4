"""Rows that hold the same as a part of an article's line, not saved yet."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping

from django.db.models import Model

from .. import stored
from ..models import Appearance, Article, Decision, Edition, Original, Reading, Source
from .lines import Damaged
from .run import Run
from .said import day_of, moment_of, time_of
from .shape import ExportedAppearance, ExportedDecision, ExportedEdition, ExportedOriginal, ExportedReading

PLAIN = ("leads", "source_as_printed", "date", "date_precision", "date_kind", "issue", "page", "column", "url")
"""What an appearance's row holds as its line does."""


def put(row: Model) -> None:
    """With the dates it has; `save` would give it today's. SQLite does not see to how long a text may be."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(value, str) and field.max_length and len(value) > field.max_length:
            raise Damaged(f"“{field.verbose_name}”超过 {field.max_length} 字")
    row.save_base(raw=True)


def original(one: ExportedOriginal, run: Run) -> Original:
    content = content_of(one.file_name, one.content)
    if not one.redacted_at and hashlib.sha256(content).hexdigest() != one.sha256:
        raise Damaged(f"原件“{one.file_name}”的内容与它的 SHA-256 不符")
    return Original(
        sha256=one.sha256,
        content=content,
        size=len(content),
        file_name=one.file_name,
        format=one.format,
        simhash=one.simhash,
        redacted_at=moment_of(one.redacted_at),
        added_at=time_of(one.added_at),
        added_by=run.person(one.added_by) if run.same_room else run.by,
    )


def content_of(name: str, content: str) -> bytes:
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        raise Damaged(f"文件“{name}”的内容不是 base64") from None


def reading(one: ExportedReading, originals: Mapping[str, Original]) -> Reading:
    return Reading(
        original=originals[one.original],
        reader=one.reader,
        encoding=one.encoding,
        read_at=time_of(one.read_at),
        lines=[list(line) for line in one.lines],
        doubts=list(one.doubts),
        is_composed=one.is_composed,
    )


def decision(one: ExportedDecision, of: Reading, run: Run) -> Decision:
    return Decision(
        reading=of,
        kind=one.kind,
        line=one.line,
        start=one.start,
        end=one.end,
        quote=one.quote,
        before=one.before,
        after=one.after,
        value=one.value,
        overrules=one.overrules,
        by=run.person(one.by),
        at=time_of(one.at),
        undone_at=moment_of(one.undone_at),
        undone_by=run.person(one.undone_by),
    )


def edition(one: ExportedEdition, article: Article, source: Source | None, of: Reading, run: Run) -> Edition:
    return Edition(
        article=article,
        number=one.number,
        title=one.title,
        title_is_built=one.title_is_built,
        source=source,
        date=one.date,
        fields=dict(one.fields),
        items=stored.dump_record(one.items),
        reading=of,
        rules_version=one.rules_version,
        correction=one.correction,
        published_at=time_of(one.published_at),
        published_by=run.person(one.published_by),
    )


def appearance(
    one: ExportedAppearance, article: Article, source: Source | None, originals: Mapping[str, Original]
) -> Appearance:
    row = Appearance(
        article=article,
        original=originals[one.original] if one.original else None,
        source=source,
        accessed_on=day_of(one.accessed_on),
        **{name: getattr(one, name) for name in PLAIN},
    )
    row.full_clean(exclude=["article"])
    return row
