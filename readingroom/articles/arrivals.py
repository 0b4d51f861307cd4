"""
A file that has been read and cleaned, and how it compares with what the room holds.

Comparing writes nothing, so a dry run can say the outcome too.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import PureWindowsPath
from typing import Literal

from django.utils.functional import cached_property

from readingroom import intake, records

from .models import Article, Original, Reading
from .revising import text_of
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
    simhash: str = field(init=False)

    def __post_init__(self) -> None:
        # Not when it is asked for: that is while the room is held, and a book takes seconds.
        object.__setattr__(self, "simhash", simhash(text_of(self.clean)))

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def base_name(self) -> str:
        # Understands both separators: files also come from browsers on Windows.
        return PureWindowsPath(self.name).name[-255:]


def read_arrival(data: bytes, name: str) -> Arrival:
    """Reads and cleans a file; raises Unreadable when that gives no article."""
    reading = intake.read(data, name=name)
    clean = clean_with_vocabulary(reading)
    if not clean.body_length:
        raise records.Unreadable("没有找到正文。")
    return Arrival(data, name, reading, clean)


def compare(arrival: Arrival) -> Outcome:
    """What becomes of a file when it is brought in now."""
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
