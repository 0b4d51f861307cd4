"""Decisions go with the lines they are about, when these become part of another reading or another article."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import asdict

from django.contrib.auth.models import User
from django.utils import timezone

from readingroom import records
from readingroom.cleaning.anchors import find_anchor, make_anchor

from ..compositions import places, stretches
from ..models import Article, Decision, Reading
from ..revising import standing_decisions
from ..working_copy import as_record, decision_record

_ABOUT_THE_PAGE = ("article_themes", "accept")
"""Kinds of decisions about the article as a whole, which another article has to be asked anew."""


def carry(rows: Iterable[Decision], old: Reading, new: Reading, article: Article, *, by: User | None) -> None:
    """
    Those decisions about the old reading whose lines the new one has hold for it, and for this article.

    Lines are known by their file, so nothing is looked for where the text stands twice. A decision whose place is not
    in the old reading stays as it was.
    """
    lines, there = as_record(old), as_record(new)
    old_places = places(stretches(old))
    new_lines = {place: number for number, place in enumerate(places(stretches(new)), 1)}
    for row in rows:
        anchor = decision_record(row).anchor
        found = find_anchor(anchor, lines) if anchor else None
        number = new_lines.get(old_places[found.line - 1]) if found else None
        if anchor is None or found is None or number is None:
            continue
        moved = make_anchor(there, number, found.start, found.end)
        if row.article_id != article.pk or find_anchor(anchor, there) != moved:
            _rewrite(row, moved, new, article, by)


def copy_decisions(article: Article, other: Article) -> None:
    """What was decided about the page of one article holds for another that is about to have that page."""
    for row in list(standing_decisions(article)):
        if row.kind not in _ABOUT_THE_PAGE:
            Decision.objects.create(**_values(row), article=other, reading_id=row.reading_id, by=row.by)


def take_decisions_back(
    article: Article, reading: Reading, *, since: datetime.datetime | None, by: User | None
) -> None:
    """Undoes what an article was given with a reading, and what was decided about that reading since."""
    rows = article.decisions.filter(reading=reading, undone_at=None)
    rows = rows.filter(at__gte=since) if since else rows
    rows.update(undone_at=timezone.now(), undone_by=by)


def _rewrite(row: Decision, anchor: records.Anchor, reading: Reading, article: Article, by: User | None) -> None:
    """Who decided stays the same; the row as it was says that it does not hold any more."""
    row.undone_at, row.undone_by = timezone.now(), by
    row.save(update_fields=["undone_at", "undone_by"])
    values = {**_values(row), **asdict(anchor)}
    Decision.objects.create(**values, article=article, reading=reading, by=row.by)


def _values(row: Decision) -> dict[str, object]:
    names = ("kind", "line", "start", "end", "quote", "before", "after", "value", "overrules")
    return {name: getattr(row, name) for name in names}
