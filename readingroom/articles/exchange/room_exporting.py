"""From the rows that are no article's own to their lines: before the articles what they need, after them what is between them."""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import Field, ForeignKey

from ..models import (
    Batch,
    Composition,
    OfficeRow,
    Redaction,
    Resemblance,
    Room,
    Source,
    SourceMerger,
    Term,
    Theme,
    Upload,
)
from .article_exporting import Places
from .room_shape import (
    ExportedBatch,
    ExportedComposition,
    ExportedMerger,
    ExportedPerson,
    ExportedRedaction,
    ExportedRoom,
    ExportedRow,
    ExportedSource,
    ExportedTerm,
    ExportedTheme,
    ExportedUpload,
    ExportedVerdict,
)
from .said import moment, name_of
from .shape import VERSION

V: Any = VERSION
"""The literal that the shapes name is the same number."""

NOTED = frozenset({"id", "changed_at", "changed_by"})
"""Columns of an `OfficeRow` that say who wrote it, not what."""


def before_articles() -> Iterator[Any]:
    # The first write of a room makes its row.
    for room in Room.objects.all():
        yield ExportedRoom("readingroom-room", V, room.name, room.office, room.contact, str(room.identity))
    for user in _people():
        yield ExportedPerson("readingroom-person", V, user.get_username(), user.first_name, user.last_name)
    for theme in Theme.objects.order_by("order", "slug"):
        terms = tuple(map(_term, theme.terms.order_by("pk")))
        yield ExportedTheme("readingroom-theme", V, theme.slug, theme.name, theme.description, theme.order, terms)
    for source in Source.objects.order_by("pk"):
        aliases = tuple(sorted(source.aliases.values_list("spelling", flat=True)))
        yield ExportedSource("readingroom-source", V, source.pk, source.name, source.kind, source.home_page, aliases)
    for model in office_models():
        for row in model._default_manager.order_by(*natural_keys(model)[0]):
            yield _office_row(row)


def redactions_of(article: int, places: Places) -> Iterator[ExportedRedaction]:
    """Read at one moment with the article: that something is out is not said where it is still in."""
    rows = Redaction.objects.filter(article=article).select_related("asked_by", "decided_by")
    for row in rows.order_by("asked_at", "pk"):
        yield _redaction(row, places)


def between_articles(places: Mapping[int, Places]) -> Iterator[Any]:
    """What is said of these articles and of no others."""
    none: Mapping[int, int] = {}
    readings = defaultdict(lambda: none, {article: one.readings for article, one in places.items()})
    for composition in Composition.objects.select_related("by", "undone_by").order_by("at", "pk").iterator():
        own, others = readings[composition.article_id], readings[composition.other_id]
        if {composition.before_id, composition.after_id} <= own.keys() and composition.other_reading_id in others:
            yield _composition(composition, own, others)
    judged = Resemblance.objects.exclude(verdict="").select_related("by")
    for one in judged.order_by("at", "article", "other").iterator():
        if one.article_id in places and one.other_id in places:
            yield _verdict(one, places[one.other_id])


def after_articles(places: Mapping[int, Places]) -> Iterator[Any]:
    for merger in SourceMerger.objects.select_related("kept", "by", "undone_by").order_by("at", "pk"):
        yield _merger(merger, places)
    for batch in Batch.objects.select_related("by").order_by("pk"):
        yield ExportedBatch("readingroom-batch", V, batch.pk, name_of(batch.by), batch.at.isoformat())
    for upload in Upload.objects.order_by("pk").select_related("original").defer(None).iterator(chunk_size=1):
        if upload.article_id is None or upload.article_id in places:
            yield _upload(upload)


def office_models() -> list[type[OfficeRow]]:
    """The library's, and those of apps above it, which it knows by nothing else."""
    found = [model for model in apps.get_models() if issubclass(model, OfficeRow)]
    return sorted(found, key=lambda model: model._meta.label_lower)


def natural_keys(model: type[OfficeRow]) -> list[tuple[str, ...]]:
    """The columns by which a row is known, whatever its number; those that no row lacks come first."""
    constraints = [tuple(one.fields) for one in model._meta.total_unique_constraints]
    single = [field for field in value_fields(model) if field.unique]
    return [*constraints, *((field.name,) for field in sorted(single, key=lambda field: field.null))]


def value_fields(model: type[OfficeRow]) -> list[Field[Any, Any]]:
    return [field for field in model._meta.concrete_fields if field.name not in NOTED]


def _people() -> Iterable[User]:
    """Those who did something that is exported."""
    found: set[int] = set()
    for model in (*apps.get_app_config("articles").get_models(), *office_models()):
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model is User:
                found |= set(model._base_manager.order_by().values_list(field.attname, flat=True).distinct())
    return User.objects.filter(pk__in=found - {None}).order_by("username")


def _term(row: Term) -> ExportedTerm:
    return ExportedTerm(row.word, row.weight, row.origin, row.state, row.shipped_weight, row.proposed_weight)


def _office_row(row: OfficeRow) -> ExportedRow:
    values = {field.name: said_value(field, row) for field in value_fields(type(row))}
    at = moment(row.changed_at) if row.changed_at else None
    return ExportedRow("readingroom-row", V, row._meta.label_lower, values, at, name_of(row.changed_by))


def said_value(field: Field[Any, Any], row: OfficeRow) -> Any:
    value = field.value_from_object(row)
    return value if isinstance(value, str | int | float | bool | None) else field.value_to_string(row)


def _redaction(row: Redaction, places: Places) -> ExportedRedaction:
    return ExportedRedaction(
        format="readingroom-redaction",
        version=V,
        article=row.article_id,
        originals=tuple(row.originals.order_by("sha256").values_list("sha256", flat=True)),
        places=tuple(
            {
                **place,
                **({"reading": places.readings.get(place["reading"])} if "reading" in place else {}),
                **({"decision": places.decisions.get(place["decision"])} if "decision" in place else {}),
            }
            for place in row.places
        ),
        reason=row.reason,
        asked_by=row.asked_by.get_username(),
        asked_at=row.asked_at.isoformat(),
        decided_by=name_of(row.decided_by),
        decided_at=moment(row.decided_at),
        is_agreed=row.is_agreed,
        done_at=moment(row.done_at),
    )


def _composition(row: Composition, own: Mapping[int, int], others: Mapping[int, int]) -> ExportedComposition:
    return ExportedComposition(
        format="readingroom-composition",
        version=V,
        kind=row.kind,
        article=row.article_id,
        other=row.other_id,
        before=own[row.before_id],
        after=own[row.after_id],
        other_reading=others[row.other_reading_id],
        by=name_of(row.by),
        at=row.at.isoformat(),
        undone_at=moment(row.undone_at),
        undone_by=name_of(row.undone_by),
    )


def _verdict(row: Resemblance, of_the_other: Places) -> ExportedVerdict:
    assert row.at
    return ExportedVerdict(
        format="readingroom-verdict",
        version=V,
        article=row.article_id,
        other=row.other_id,
        likeness=row.likeness,
        shared=row.shared,
        verdict=row.verdict,
        by=name_of(row.by),
        at=row.at.isoformat(),
        appearance=of_the_other.appearances.get(row.appearance_id) if row.appearance_id else None,
        replaced=of_the_other.readings.get(row.replaced_id) if row.replaced_id else None,
    )


def _merger(row: SourceMerger, places: Mapping[int, Places]) -> ExportedMerger:
    appearances, editions = set(row.moved["appearances"]), set(row.moved["editions"])
    return ExportedMerger(
        format="readingroom-merger",
        version=V,
        number=row.number,
        name=row.name,
        kept=row.kept.name,
        row=row.row,
        appearances=_pairs((article, one.appearances, appearances) for article, one in places.items()),
        editions=_pairs((article, one.editions, editions) for article, one in places.items()),
        aliases=tuple(sorted(row.moved["aliases"])),
        by=name_of(row.by),
        at=row.at.isoformat(),
        undone_at=moment(row.undone_at),
        undone_by=name_of(row.undone_by),
    )


def _pairs(found: Iterable[tuple[int, Mapping[int, int], AbstractSet[int]]]) -> tuple[tuple[int, int], ...]:
    """Each article with the place of each of its rows that is wanted."""
    return tuple(sorted((article, places[row]) for article, places, wanted in found for row in wanted & places.keys()))


def _upload(row: Upload) -> ExportedUpload:
    return ExportedUpload(
        format="readingroom-upload",
        version=V,
        number=row.pk,
        batch=row.batch_id,
        archive=row.archive_id,
        file_name=row.file_name,
        content=None if row.content is None else base64.b64encode(row.content).decode(),
        size=row.size,
        sha256=row.sha256,
        url=row.url,
        accessed_on=row.accessed_on.isoformat() if row.accessed_on else None,
        state=row.state,
        outcome=row.outcome,
        reason=row.reason,
        article=row.article_id,
        original=row.original.sha256 if row.original else None,
        attempts=row.attempts,
        settled_at=moment(row.settled_at),
    )
