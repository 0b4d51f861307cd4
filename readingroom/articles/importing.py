"""
Bringing files in.

Reading and cleaning come first and need no lock; then, with the room held, the file is compared with what is
there and ends in one of five outcomes. Since one writer follows the other, two imports of the same file at
once end in `created` and `unchanged`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PureWindowsPath
from typing import Literal

from django.contrib.auth.models import User
from django.utils.functional import cached_property

from readingroom import intake, records

from .curation import publish as publish_article
from .curation.appearances import sync_leading_appearance
from .models import Article, Original, Reading, Status
from .outlets import source_of
from .revising import adopt, revise, text_of
from .room import writing
from .simhash import REVISION, distance, simhash
from .working_copy import as_record, clean_with_vocabulary, working_copy

OutcomeName = Literal["created", "updated", "unchanged", "duplicate", "refused"]


@dataclass(frozen=True)
class Outcome:
    """What became of a file; `number` is the article it concerns, `reason` a Chinese remark, often empty."""

    outcome: OutcomeName
    name: str
    number: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Arrival:
    """A file that was read and cleaned, before anything is known of where it belongs."""

    data: bytes
    name: str
    reading: records.Reading
    clean: records.CleanArticle

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def base_name(self) -> str:
        # Understands both separators: files also come from browsers on Windows.
        return PureWindowsPath(self.name).name[-255:]

    @cached_property
    def simhash(self) -> str:
        return simhash(text_of(self.clean))


def import_file(
    data: bytes, name: str, *, by: User | None = None, publish: bool = False, dry_run: bool = False
) -> Outcome:
    """Brings one file in. `publish` publishes what the machine has no doubt about; a dry run only says the outcome."""
    try:
        arrival = read_arrival(data, name)
    except records.Unreadable as error:
        return Outcome("refused", name, reason=str(error))
    if dry_run:
        return _outcome(arrival)
    return store(arrival, by=by, publish=publish)


def read_arrival(data: bytes, name: str) -> Arrival:
    """Reads and cleans a file; raises Unreadable when that gives no article."""
    reading = intake.read(data, name=name)
    clean = clean_with_vocabulary(reading)
    if not clean.body_length:
        raise records.Unreadable("没有找到正文。")
    return Arrival(data, name, reading, clean)


def store(arrival: Arrival, *, by: User | None = None, publish: bool = False) -> Outcome:
    """Writes what `_outcome` says, with the room held from the comparison to the last row."""
    with writing():
        outcome = _outcome(arrival)
        if outcome.outcome == "created":
            article = _create(arrival, by)
        elif outcome.outcome == "updated":
            article = _update(article_of(outcome), arrival, by)
        else:
            return outcome
        if publish and article.status == Status.DRAFT:
            publish_article(article, by=by)
    return Outcome(outcome.outcome, outcome.name, article.pk, outcome.reason or "；".join(article.cleaning.review))


def article_of(outcome: Outcome) -> Article:
    """The article that an outcome concerns; there is none only for what was refused, and in a dry run."""
    assert outcome.number is not None, outcome
    return Article.objects.get(pk=outcome.number)


def _outcome(arrival: Arrival) -> Outcome:
    stored = Original.objects.filter(sha256=arrival.sha256).first()
    if stored and stored.file_name == arrival.base_name:
        return Outcome("unchanged", arrival.name, stored.article_id)
    if stored:
        return Outcome("duplicate", arrival.name, stored.article_id, f"与“{stored.file_name}”是同一个文件")
    if (revised := _revised_article(arrival)) is not None:
        return Outcome("updated", arrival.name, revised)
    if (twin := _same_items(arrival)) is not None:
        return Outcome("duplicate", arrival.name, twin, f"正文与第 {twin} 号文章相同")
    return Outcome("created", arrival.name)


def _revised_article(arrival: Arrival) -> int | None:
    """
    The article a file of this name was made into, if the text is near; of several the nearest.

    What the machine made of the two files is compared: what curators removed since then does not make a
    revision another text.
    """
    known = Original.objects.filter(file_name=arrival.base_name).values_list("simhash", "article")
    near = [(distance(arrival.simhash, other), number) for other, number in known]
    bits, number = min(near, default=(REVISION + 1, None))
    return number if bits <= REVISION else None


def _same_items(arrival: Arrival) -> int | None:
    """Another article that says the same, as it stands now or as the machine made it."""
    wanted = _said(arrival.clean)
    for article in Article.objects.filter(simhash=arrival.simhash).order_by("pk"):
        if _said(working_copy(article)) == wanted:
            return article.pk
    for reading in Reading.objects.filter(original__simhash=arrival.simhash).order_by("pk"):
        if _said(clean_with_vocabulary(as_record(reading))) == wanted:
            return reading.original.article_id
    return None


def _said(clean: records.CleanArticle) -> list[tuple[str, str]]:
    return [(item.kind, item.text) for item in clean.items]


def _create(arrival: Arrival, by: User | None) -> Article:
    reading = _write_reading(arrival, by, None)
    article = Article()
    adopt(article, reading, arrival.clean)
    _flag(article)
    sync_leading_appearance(article, arrival.clean.fields, source_of(arrival.clean.fields))
    reading.original.article = article
    reading.original.save(update_fields=["article"])
    return article


def _update(article: Article, arrival: Arrival, by: User | None) -> Article:
    """The working copy moves to the new reading, and the curators' decisions with it."""
    clean = revise(article, _write_reading(arrival, by, article))
    _flag(article)
    if article.edition is None:
        sync_leading_appearance(article, clean.fields, source_of(clean.fields))
    return article


def _flag(article: Article) -> None:
    if article.status == Status.DRAFT and article.cleaning.review:
        article.status = Status.PENDING
        article.save(update_fields=["status"])


def _write_reading(arrival: Arrival, by: User | None, article: Article | None) -> Reading:
    original = Original.objects.create(
        sha256=arrival.sha256,
        content=arrival.data,
        size=len(arrival.data),
        file_name=arrival.base_name,
        format=arrival.reading.format,
        simhash=arrival.simhash,
        added_by=by,
        article=article,
    )
    return Reading.objects.create(
        original=original,
        reader=arrival.reading.reader,
        encoding=arrival.reading.encoding,
        lines=[[line.text, line.style] for line in arrival.reading.lines],
        doubts=list(arrival.reading.doubts),
    )
