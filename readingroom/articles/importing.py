"""
Bringing files in.

Reading and cleaning come first and need no lock, and so does what cleaning with the decisions about an older file
takes (`rehearsing`); then, with the room held, the file is compared with what is there and ends in one of five
outcomes. Since one writer follows the other, two imports of the same file at once end in `created` and `unchanged`.
"""

from __future__ import annotations

import hashlib
from datetime import date
from functools import partial

from django.contrib.auth.models import User

from readingroom import records

from . import curation
from .appearances import add_appearance
from .arrivals import Arrival, Outcome, OutcomeName, compare, compare_bytes, read_arrival
from .models import Appearance, Article, Original, Reading, Status
from .outlets import source_of
from .rehearsing import rehearse, remembering
from .revising import flag, follow, give, made_of, make, prepare, put, standing_decisions
from .room import Unwritten, writing
from .working_copy import lines_as_rows

__all__ = ["Arrival", "Outcome", "OutcomeName", "article_of", "import_file", "read_arrival", "store", "store_reprint"]


def import_file(
    data: bytes, name: str, *, by: User | None = None, publish: bool = False, dry_run: bool = False
) -> Outcome:
    """Brings one file in. `publish` publishes what the machine has no doubt about; a dry run only says the outcome."""
    if known := compare_bytes(hashlib.sha256(data).hexdigest(), name):
        return known
    with remembering():
        try:
            arrival = read_arrival(data, name)
        except records.Unreadable as error:
            return Outcome("refused", name, reason=str(error))
        if dry_run:
            return compare(arrival)
        rehearse(partial(store, arrival, by=by))
        try:
            return store(arrival, by=by, publish=publish)
        except Unwritten as error:
            return Outcome("refused", name, reason=str(error))


def store(arrival: Arrival, *, by: User | None = None, publish: bool = False) -> Outcome:
    """Writes what `compare` says, with the room held from the comparison to the last row."""
    with writing():
        outcome = compare(arrival)
        if outcome.outcome == "created":
            article = _create(arrival, by)
        elif outcome.outcome == "updated":
            article = _update(article_of(outcome), arrival, by)
        else:
            return outcome
        doubts = list(article.cleaning.review)
        if publish and article.status == Status.DRAFT:
            doubts += _publish(article, by)
    return Outcome(outcome.outcome, outcome.name, article.pk, "；".join(doubts))


def store_reprint(
    arrival: Arrival, article: Article, *, by: User | None, url: str = "", accessed_on: date | None = None
) -> Appearance:
    """Another printing of what an article says: keeps the file, and notes where that was printed. No text changes."""
    with writing():
        reading = _reading(arrival, by, article)
        _write(reading)
        original = reading.original
        fields = {**arrival.clean.fields, "url": url or arrival.clean.fields.get("url")}
        return add_appearance(article, original, fields, source_of(fields), accessed_on=accessed_on)


def _publish(article: Article, by: User | None) -> list[str]:
    """A file that cannot be published is there all the same, as a draft; says why."""
    try:
        curation.publish(article, by=by)
    except Unwritten:
        # The article is not there either: it is one transaction.
        raise
    except curation.Refused as refusal:
        return [str(refusal)]
    return []


def article_of(outcome: Outcome) -> Article:
    """The article that an outcome concerns; there is none only for what was refused, and in a dry run."""
    assert outcome.number is not None, outcome
    return Article.objects.get(pk=outcome.number)


def _create(arrival: Arrival, by: User | None) -> Article:
    reading, article = _reading(arrival, by, None), Article()
    revision = prepare(article, made_of(reading, arrival.clean))
    _write(reading)
    put(article, revision)
    follow(article, arrival.clean)
    flag(article)
    reading.original.article = article
    reading.original.save(update_fields=["article"])
    return article


def _update(article: Article, arrival: Arrival, by: User | None) -> Article:
    """The working copy moves to the new reading, and the curators' decisions with it."""
    reading = _reading(arrival, by, article)
    made = make(reading, standing_decisions(article))
    _write(reading)
    give(article, made)
    flag(article)
    return article


def _reading(arrival: Arrival, by: User | None, article: Article | None) -> Reading:
    """Not stored yet, and neither is the original."""
    original = Original(
        sha256=arrival.sha256,
        content=arrival.data,
        size=len(arrival.data),
        file_name=arrival.base_name,
        format=arrival.reading.format,
        simhash=arrival.simhash,
        added_by=by,
        article=article,
    )
    return Reading(
        original=original,
        reader=arrival.reading.reader,
        encoding=arrival.reading.encoding,
        lines=lines_as_rows(arrival.reading.lines),
        doubts=list(arrival.reading.doubts),
    )


def _write(reading: Reading) -> None:
    reading.original.save()
    reading.save()
