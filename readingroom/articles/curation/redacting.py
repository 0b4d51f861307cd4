"""
Taking personal data out for good: one person asks, another agrees, and then it is done in one transaction.

What is recorded is who, when, why and where, never what stood there. Afterwards the original is known by the hash of
what came in, so that the same file is not brought in again.
"""

from __future__ import annotations

import json
import logging
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from readingroom import personal_data, records

from ..models import Article, Decision, Reading, Redaction
from ..refusal import Refused
from ..revising import reading_of
from ..room import announce, writing
from ..working_copy import as_record, working_copy
from .characters import Unit, units_of
from .masking import SHORTEST, Mask, letters_of
from .redacted_rows import HOLDERS, originals_of, redact_rows

logger = logging.getLogger(__name__)

SELECTED = "selected"
"""The kind of a place that a curator chose; the others are those of `personal_data`."""

LONGEST_REASON = 200

Place = Mapping[str, Any]
"""
{reading, line, start, end, kind, of}: `of` is the same for the places of one number that stands in two lines.

{decision, start, end, kind} is a place in what a curator typed, and no place of the page.
"""

_Found = list[tuple[int, int, int, str]]
"""The line, start, end and kind of one number; two where it stands in two lines."""


def personal_places(article: Article) -> list[dict[str, Any]]:
    """The telephone and identity numbers of the page that the working copy is made of, and those that curators typed."""
    reading = reading_of(article)
    found = sorted(_on_page(as_record(reading), working_copy(article)))
    of_page = [
        {"reading": reading.pk, "line": line, "start": start, "end": end, "kind": kind, "of": of}
        for of, places in enumerate(found)
        for line, start, end, kind in places
    ]
    return of_page + [
        {"decision": row.pk, "start": span.start, "end": span.end, "kind": span.kind}
        for row in article.decisions.filter(kind__in=["text", "field"])
        for span in personal_data.find(typed_in(row))
    ]


def typed_in(decision: Decision) -> str:
    """What a curator typed as a wording or as the value of a field."""
    value: Any = decision.value
    return (value["value"] if decision.kind == "field" else value) or ""


def _on_page(page: records.Reading, clean: records.CleanArticle) -> Iterator[_Found]:
    """In each line by itself; and in each item, where a number may stand in two lines."""
    in_lines: _Found = [
        (line.number, span.start, span.end, span.kind) for line in page.lines for span in personal_data.find(line.text)
    ]
    yield from ([place] for place in in_lines)
    for number in range(len(clean.items)):
        for places in _in_item(units_of(clean, page, number), page):
            if not any(_overlap(place, one) for place in places for one in in_lines):
                yield places


def _in_item(units: Sequence[Unit], page: records.Reading) -> Iterator[_Found]:
    for span in personal_data.find("".join(unit.text for unit in units)):
        places: _Found = []
        for unit in _printed_between(units, span.start, span.end, page):
            if places and (places[-1][0], places[-1][2]) == (unit.line, unit.start):
                places[-1] = (*places[-1][:2], unit.end, span.kind)
            else:
                places.append((unit.line, unit.start, unit.end, span.kind))
        if places:
            yield places


def _printed_between(units: Sequence[Unit], start: int, end: int, page: records.Reading) -> Iterator[Unit]:
    """Units whose letters stand on the page; what a curator typed in their place does not."""
    at = 0
    for unit in units:
        raw = unicodedata.normalize("NFKC", page.lines[unit.line - 1].text[unit.start : unit.end])
        if start < at + len(unit.text) and at < end and unit.start < unit.end and letters_of(unit.text) in raw:
            yield unit
        at += len(unit.text)


def _overlap(one: tuple[int, int, int, str], other: tuple[int, int, int, str]) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def ask_redaction(article: Article, places: Sequence[Place], reason: str, *, by: User) -> Redaction:
    """Asks for what stands at these places to be taken out; nothing happens before another person agrees."""
    with writing():
        article.refresh_from_db()
        if article.redactions.filter(decided_at=None).exists():
            raise Refused("这篇文章已经有一份隐去申请在等人复核，请先办完那一份。")
        if not reason.strip() or len(reason) > LONGEST_REASON:
            raise Refused(f"请写明理由，不超过 {LONGEST_REASON} 字。")
        if personal_data.find(reason):
            raise Refused("理由会一直留着，请不要把号码写在里面。")
        if not places:
            raise Refused("请选出要隐去的文字。")
        found = _texts_at(places)
        if any(len(letters_of(text)) < SHORTEST for text in found.values()):
            raise Refused("要隐去的文字太短，单独一个字到处都有。请选完整的号码或姓名。")
        if Mask(found.values()).places(reason):
            raise Refused("理由会一直留着，请不要把要隐去的文字写在里面。")
        plain = [dict(place) for place in places]
        redaction = Redaction.objects.create(article=article, places=plain, reason=reason.strip(), asked_by=by)
    logger.info("redaction %s of article %s asked by %s", redaction.pk, article.pk, by.pk)
    return redaction


def articles_with_the_same(redaction: Redaction) -> QuerySet[Article]:
    """
    Other articles on whose pages one of these texts stands, letter by letter; each needs a redaction of its own.

    Of one that was done nobody knows any more what to look for.
    """
    if redaction.done_at:
        return Article.objects.none()
    held = Q(pk__in=[])
    for text in _texts_at(redaction.places).values():
        # SQLite keeps what is no ASCII as it is escaped, PostgreSQL as it is.
        held |= Q(page__contains=text) | Q(page__contains=json.dumps(text)[1:-1])
    readings = Reading.objects.annotate(page=Cast("lines", TextField())).filter(held)
    readings = readings.exclude(original__in=originals_of(redaction.article))
    own = Q(cleaning__reading__in=readings) | Q(editions__reading__in=readings)
    return Article.objects.filter(own).exclude(pk=redaction.article_id).distinct().order_by("pk")


def agree_to_redaction(redaction: Redaction, *, by: User) -> Mask:
    """Does what was asked, everywhere; says what to look for in what is kept outside the library."""
    with writing():
        _decide(redaction, by, agrees=True)
        mask, articles = redact_rows(redaction, _texts_at(redaction.places).values())
        redaction.done_at = timezone.now()
        redaction.save(update_fields=["done_at"])
        announce(sorted(articles))
    # What it calls itself is its article's title, which may have held the number.
    redaction.refresh_from_db()
    logger.info("redaction %s of article %s done, agreed by %s", redaction.pk, redaction.article_id, by.pk)
    return mask


def refuse_redaction(redaction: Redaction, *, by: User) -> None:
    with writing():
        _decide(redaction, by, agrees=False)
    logger.info("redaction %s of article %s refused by %s", redaction.pk, redaction.article_id, by.pk)


def _decide(redaction: Redaction, by: User, *, agrees: bool) -> None:
    redaction.refresh_from_db()
    if redaction.decided_at:
        raise Refused("这份申请已经有人复核过了。")
    if by.pk == redaction.asked_by_id:
        raise Refused("隐去要由另一个人复核，不能自己同意自己提出的申请。")
    redaction.decided_by, redaction.decided_at, redaction.is_agreed = by, timezone.now(), agrees
    redaction.save(update_fields=["decided_by", "decided_at", "is_agreed"])


def _texts_at(places: Sequence[Place]) -> dict[Any, str]:
    """What stands at the places, those of one number together."""
    readings = Reading.objects.in_bulk({place.get("reading") for place in places} - {None})
    decisions = Decision.objects.in_bulk({place.get("decision") for place in places} - {None})
    found: dict[Any, str] = {}
    for number, place in enumerate(places):
        of = place.get("of", f"place {number}")
        if row := decisions.get(place.get("decision")):
            found[of] = typed_in(row)[place["start"] : place["end"]]
        else:
            found[of] = found.get(of, "") + _text_at(place, readings.get(place.get("reading")))
    return found


def _text_at(place: Place, reading: Reading | None) -> str:
    line, start, end = (place.get(name) for name in ("line", "start", "end"))
    if reading and type(line) is type(start) is type(end) is int and 1 <= line <= len(reading.lines):
        text: str = reading.lines[line - 1][0]
        if 0 <= start < end <= len(text):
            return text[start:end]
    raise Refused("要隐去的位置在原文中找不到，请刷新后再选。")


def wipe() -> None:
    """
    After a redaction, and outside any transaction: what the database left behind of the old rows is overwritten.

    SQLite writes its file anew, for free pages keep what stood in them, and empties the log beside it. PostgreSQL has
    the rows of these tables written anew; its own log goes with time.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in HOLDERS)
            cursor.execute(f"VACUUM FULL {tables}")
