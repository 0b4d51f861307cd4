"""
Taking personal data out for good: one person asks, another agrees, and then it is done in one transaction.

What is recorded is who, when, why and where, never what stood there. Afterwards the original is known by the hash of
what came in, so that the same file is not brought in again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from readingroom import personal_data

from ..models import Article, Decision, Reading, Redaction
from ..refusal import Refused
from ..revising import reading_of
from ..room import announce, writing
from ..working_copy import as_record, working_copy
from .elsewhere import Elsewhere, look_elsewhere
from .masking import SHORTEST, Mask, letters_of
from .on_page import Found, on_page, over_line_ends
from .redacted_rows import redact_rows

logger = logging.getLogger(__name__)

SELECTED = "selected"
"""The kind of a place that a curator chose; the others are those of `personal_data`."""

LONGEST_REASON = 200

Place = Mapping[str, Any]
"""
{reading, line, start, end, kind, of}: `of` is the same for the places of one number that stands in two lines.

{decision, start, end, kind} is a place in what a curator typed, and no place of the page.
"""


def personal_places(article: Article) -> list[dict[str, Any]]:
    """What is a person's on the page that the working copy is made of, and in what curators typed."""
    reading = reading_of(article)
    found = sorted(on_page(as_record(reading), working_copy(article), _personal))
    return _as_places(reading, found) + [
        {"decision": row.pk, "start": span.start, "end": span.end, "kind": span.kind}
        for row in article.decisions.filter(kind__in=["text", "field"])
        for span in personal_data.find(typed_in(row))
    ]


def same_places(article: Article, redaction: Redaction) -> list[dict[str, Any]]:
    """Where the same stands on the page of another article."""
    if redaction.decided_at:
        raise Refused("这份申请已经办过，机器不再知道要找什么了。")
    return places_of(article, mask_of(redaction))


def places_of(article: Article, mask: Mask) -> list[dict[str, Any]]:
    """Where it stands on the page that the working copy is made of."""
    reading = reading_of(article)
    page = as_record(reading)

    def find(text: str) -> Iterator[tuple[int, int, str]]:
        return ((start, end, SELECTED) for start, end in mask.places(text))

    found = [*on_page(page, working_copy(article), find), *over_line_ends([line.text for line in page.lines], find)]
    return _as_places(reading, found)


def _personal(text: str) -> Iterator[tuple[int, int, str]]:
    return ((span.start, span.end, span.kind) for span in personal_data.find(text))


def _as_places(reading: Reading, found: Iterable[Found]) -> list[dict[str, Any]]:
    return [
        {"reading": reading.pk, "line": line, "start": start, "end": end, "kind": kind, "of": of}
        for of, places in enumerate(found)
        for line, start, end, kind in places
    ]


def typed_in(decision: Decision) -> str:
    """What a curator typed as a wording or as the value of a field."""
    value: Any = decision.value
    return (value["value"] if decision.kind == "field" else value) or ""


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


def mask_of(redaction: Redaction) -> Mask:
    """What to look for; of one that was done nobody knows any more."""
    return Mask(_texts_at(redaction.places).values())


def agree_to_redaction(redaction: Redaction, *, by: User, elsewhere: Elsewhere | None = None) -> Mask:
    """
    Does what was asked, everywhere; says what to look for in what is kept outside the library.

    `elsewhere` is what was found in the rest of the room; finding it takes seconds, so before the room is held.
    """
    with writing():
        _decide(redaction, by, agrees=True)
        secrets = _texts_at(redaction.places)
        elsewhere = elsewhere or look_elsewhere(redaction, secrets.values())
        mask, articles = redact_rows(redaction, secrets.values(), elsewhere.uploads)
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


def take_back_redaction(redaction: Redaction, *, by: User) -> None:
    """Who asked for it thinks better of it; nobody else decided then."""
    with writing():
        redaction.refresh_from_db()
        if by.pk != redaction.asked_by_id:
            raise Refused("只有提出的人可以收回；您可以选“不同意”。")
        _refuse_decided(redaction)
        redaction.decided_at, redaction.is_agreed = timezone.now(), False
        redaction.save(update_fields=["decided_at", "is_agreed"])
    logger.info("redaction %s of article %s taken back by %s", redaction.pk, redaction.article_id, by.pk)


def elsewhere_of(redaction: Redaction) -> Elsewhere:
    """Where else the same stands that is asked to be taken out; nothing is known of one that was decided."""
    return Elsewhere() if redaction.decided_at else look_elsewhere(redaction, _texts_at(redaction.places).values())


def _decide(redaction: Redaction, by: User, *, agrees: bool) -> None:
    redaction.refresh_from_db()
    _refuse_decided(redaction)
    if by.pk == redaction.asked_by_id:
        raise Refused("隐去要由另一个人复核，不能自己同意自己提出的申请。")
    redaction.decided_by, redaction.decided_at, redaction.is_agreed = by, timezone.now(), agrees
    redaction.save(update_fields=["decided_by", "decided_at", "is_agreed"])


def _refuse_decided(redaction: Redaction) -> None:
    if redaction.decided_at:
        how = "复核过了" if redaction.decided_by else "由提出的人收回了"
        raise Refused(f"这份申请已经{how}。")


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
