"""
Decisions go with the lines they are about, when these become part of another reading or another article.

How they will stand there is known before anything is written, so that the working copy is made with them beforehand.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from readingroom import records
from readingroom.cleaning.anchors import find_anchor, make_anchor

from ..compositions import Composed
from ..models import Article, Decision, Reading
from ..revising import standing_decisions
from ..working_copy import as_record, decision_record

_ABOUT_THE_PAGE = ("article_themes", "accept")
"""Kinds of decisions about the article as a whole, which another article has to be asked anew."""


@dataclass(frozen=True)
class Carried:
    """A decision that is stored, and as it will be where its line went."""

    row: Decision
    there: Decision


def carried(rows: Iterable[Decision], old: Composed, new: Composed, article: Article) -> list[Carried]:
    """
    Those decisions about the old reading whose lines the new one has, as they hold for it, and for this article.

    Lines are known by their file, so nothing is looked for where the text stands twice. A decision whose place is not
    in the old reading stays as it was.
    """
    lines, there = as_record(old.reading), as_record(new.reading)
    old_places = old.places
    new_lines = {place: number for number, place in enumerate(new.places, 1)}
    found = []
    for row in rows:
        anchor = decision_record(row).anchor
        place = find_anchor(anchor, lines) if anchor else None
        number = new_lines.get(old_places[place.line - 1]) if place else None
        if anchor is None or place is None or number is None:
            continue
        moved = make_anchor(there, number, place.start, place.end)
        if row.article_id != article.pk or find_anchor(anchor, there) != moved:
            found.append(Carried(row, _moved(row, moved, new.reading, article)))
    return found


def standing(rows: Iterable[Decision], moved: Sequence[Carried] = ()) -> list[Decision]:
    """These decisions as they will stand: what was carried is the latest, and goes before all that stayed."""
    return [*without(rows, moved), *(one.there for one in moved)]


def without(rows: Iterable[Decision], moved: Sequence[Carried]) -> list[Decision]:
    gone = {one.row.pk for one in moved}
    return [row for row in rows if row.pk not in gone]


def write_down(moved: Iterable[Carried], *, by: User | None) -> None:
    """Who decided stays the same; the row as it was says that it does not hold any more."""
    for one in moved:
        one.row.undone_at, one.row.undone_by = timezone.now(), by
        one.row.save(update_fields=["undone_at", "undone_by"])
        one.there.save()


def copied(article: Article, other: Article) -> list[Decision]:
    """What was decided about the page of one article, for another that is about to have that page; not stored."""
    rows = standing_decisions(article)
    return [
        Decision(**_values(row), article=other, reading_id=row.reading_id, by=row.by)
        for row in rows
        if row.kind not in _ABOUT_THE_PAGE
    ]


def given_with(article: Article, reading: Reading, *, since: datetime.datetime | None) -> QuerySet[Decision]:
    """What an article was given with a reading, and what was decided about that reading since."""
    rows = article.decisions.filter(reading=reading, undone_at=None)
    return rows.filter(at__gte=since) if since else rows


def _moved(row: Decision, anchor: records.Anchor, reading: Reading, article: Article) -> Decision:
    values = {**_values(row), **asdict(anchor)}
    return Decision(**values, article=article, reading=reading, by=row.by)


def _values(row: Decision) -> dict[str, object]:
    names = ("kind", "line", "start", "end", "quote", "before", "after", "value", "overrules")
    return {name: getattr(row, name) for name in names}
