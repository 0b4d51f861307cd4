"""
Where else in the room the same stands that is asked to be taken out of one article.

Another article needs a redaction of its own, for its text changes by it. A file that was received and is no article's
original loses its bytes when the redaction is agreed to; one that no program here can read is for people to look at.
"""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from readingroom import intake
from readingroom.personal_data import digits
from readingroom.records import Unreadable

from ..models import Article, Reading, Redaction, Upload
from .masking import Mask, letters_of
from .redacted_rows import originals_of

PATIENCE = 20.0
"""Seconds for opening files that were received; those that were not come to are for people to look at."""

ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16")
LARGEST_UNREAD = 1_000_000
"""In which, and how many of its bytes, a file is looked at that cannot be read as what it is."""


@dataclass(frozen=True)
class Elsewhere:
    """Numbers of articles and of uploads; `unread` are uploads of which nobody knows what is in them."""

    articles: Collection[int] = ()
    uploads: Collection[int] = ()
    unread: Collection[int] = ()


def look_elsewhere(redaction: Redaction, secrets: Iterable[str]) -> Elsewhere:
    """Takes as long as reading all files that nobody has settled; writes nothing."""
    secrets = list(secrets)
    mask = Mask(secrets)
    uploads, unread = [], []
    for upload, holds in _looked_through(_with_bytes_of_their_own(redaction), mask):
        if holds:
            uploads.append(upload)
        elif holds is None:
            unread.append(upload)
    return Elsewhere(sorted(_articles(redaction, secrets, mask)), uploads, unread)


# ----------------------------------------------------------------------- articles


def _articles(redaction: Redaction, secrets: Iterable[str], mask: Mask) -> set[int]:
    held = Q(pk__in=[])
    for ending in {ending for secret in secrets for ending in _endings(secret)}:
        # SQLite keeps what is no ASCII as it is escaped, PostgreSQL as it is.
        held |= Q(page__contains=ending) | Q(page__contains=json.dumps(ending)[1:-1])
    readings = Reading.objects.annotate(page=Cast("lines", TextField())).filter(held)
    readings = readings.exclude(original__in=originals_of(redaction))
    found = [pk for pk, lines in readings.values_list("pk", "lines") if mask.places("\n".join(row[0] for row in lines))]
    own = Q(cleaning__reading__in=found) | Q(editions__reading__in=found)
    return set(Article.objects.filter(own).exclude(pk=redaction.article_id).values_list("pk", flat=True))


def _endings(secret: str) -> set[str]:
    """
    What the database is asked for: the last letters, which stand together however the rest is grouped.

    >>> sorted(_endings("139-1234-5678"))
    ['5678', '五六七八', '５６７８']
    >>> sorted(_endings("王小红"))
    ['小 红', '小\\u3000红', '小红']
    """
    letters = letters_of(digits.read_out(digits.plain(secret)))
    if letters[-4:].isdigit() and len(letters) >= 4:
        four = letters[-4:]
        spelt = {
            "".join(numerals[int(digit)] for digit in four)
            for numerals in ("〇一二三四五六七八九", "零一二三四五六七八九")
        }
        return {four, "".join(chr(ord(digit) + 0xFEE0) for digit in four), *spelt}
    letters = letters_of(secret)
    if letters[-2:].isascii():
        return {letters[-2:]}
    return {letters[-2:], " ".join(letters[-2:]), "\u3000".join(letters[-2:])}


# ------------------------------------------------------------------------ uploads


def _with_bytes_of_their_own(redaction: Redaction) -> QuerySet[Upload]:
    """But for the article's own, which go in any case."""
    return Upload.objects.filter(original=None, content__isnull=False).exclude(article=redaction.article_id)


def _looked_through(uploads: QuerySet[Upload], mask: Mask) -> Iterator[tuple[int, bool | None]]:
    """Whether each holds it; None where that is not to be found out."""
    until = time.monotonic() + PATIENCE
    for number, name in uploads.order_by("-pk").values_list("pk", "file_name"):
        content = bytes(Upload.objects.values_list("content", flat=True).get(pk=number) or b"")
        yield number, _holds(content, name, mask) if time.monotonic() < until else None


def _holds(data: bytes, name: str, mask: Mask) -> bool | None:
    if not data.strip():
        return False
    try:
        return any(mask.places(text) for text in _read_texts(data, name))
    except Unreadable:
        seen = data[:LARGEST_UNREAD]
        return any(mask.places(seen.decode(encoding, "ignore")) for encoding in ENCODINGS) or None


def texts_in(data: bytes, name: str) -> list[str]:
    """Of a file as it came, or of those in an archive; none where nobody can read it."""
    try:
        return list(_read_texts(data, name)) if data.strip() else []
    except Unreadable:
        return []


def _read_texts(data: bytes, name: str) -> Iterator[str]:
    is_archive = intake.is_archive(data)
    files = [(one.data, one.name) for one in intake.unpack(data, name=name)] if is_archive else [(data, name)]
    for content, its_name in files:
        yield "\n".join(line.text for line in intake.read(content, name=its_name).lines)
