"""What a curator says of two articles that have text in common, and what follows from it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from .. import resemblances
from ..appearances import add_appearance
from ..models import Appearance, Article, Original, Reading, Resemblance, Verdict
from ..outlets import source_of
from ..refusal import Refused
from ..revising import Made, flag, give, make, reading_of, standing_decisions
from ..room import announce, writing
from ..stand_ins import PUT_AWAY
from ..working_copy import working_copy
from .carrying import copied, given_with
from .putting_away import bring_back, put_away
from .statuses import Act, changing, what_hinders

logger = logging.getLogger(__name__)


def judge(resemblance: Resemblance, verdict: str, *, by: User | None) -> Resemblance:
    """
    Same or revised: the first of the two is archived and the second goes on, with another appearance or with the text
    of the first as a proposal. Different: nobody is asked again.
    """
    with writing():
        row = _unjudged(resemblance)
        if verdict in PUT_AWAY:
            _refuse_hindered(row)
        # What takes its time comes before the first write (`rehearsing`).
        follow = _FOLLOWS[Verdict(verdict)](row)
        row.verdict, row.by, row.at = Verdict(verdict), by, timezone.now()
        row.save()
        follow()
        if row.verdict in PUT_AWAY:
            put_away(row.article, by=by)
        row.save()
        tell(row)
    logger.info("judge: articles %s and %s %s by %s", row.article_id, row.other_id, row.verdict, by)
    return row


def take_back(resemblance: Resemblance, *, by: User | None) -> None:
    """As if nobody had judged; what became of the second article for other reasons stays."""
    with writing():
        row = _find(resemblance.pk)
        if not row.verdict:
            raise Refused("这个判定已经收回了。")
        verdict, appearance, replaced = row.verdict, row.appearance, row.replaced
        if verdict == Verdict.REVISED and replaced:
            _move_working_copy_back(row, replaced, by)
        row.verdict, row.by, row.at, row.appearance, row.replaced = "", None, None, None, None
        row.save()
        if appearance:
            appearance.delete()
            announce([row.other_id])
        if verdict in PUT_AWAY:
            bring_back(row.article, by=by)
        tell(row)
    logger.info("take back: articles %s and %s by %s", row.article_id, row.other_id, by)


def _unjudged(resemblance: Resemblance) -> Resemblance:
    """As it is now, with the article first that the curator saw first."""
    one, two = resemblance.article_id, resemblance.other_id
    row = Resemblance.objects.filter(Q(article=one, other=two) | Q(article=two, other=one)).first()
    if row and row.verdict:
        raise Refused(f"这两篇刚才已经判定为“{row.get_verdict_display()}”，请看过以后再定。")
    row = row or Resemblance(likeness=resemblance.likeness, shared=resemblance.shared)
    row.article, row.other = Article.objects.get(pk=one), Article.objects.get(pk=two)
    return row


def _find(number: int) -> Resemblance:
    return Resemblance.objects.select_related("article", "other", "appearance", "replaced").get(pk=number)


def _refuse_hindered(row: Resemblance) -> None:
    for article, act in ((row.article, Act.ARCHIVE), (row.other, Act.DECIDE)):
        if hindrance := what_hinders(article, act):
            raise Refused(hindrance)


def _appearance(row: Resemblance) -> Callable[[], None]:
    """Where the first was printed, beside where the second was; none when that is known already."""
    fields, original = working_copy(row.article).fields, reading_of(row.article).original
    leading = row.article.appearances.filter(leads=True).first()
    accessed_on = leading.accessed_on if leading else None

    def add() -> None:
        added = add_appearance(row.other, original, fields, source_of(fields), accessed_on=accessed_on)
        if _is_known(added):
            added.delete()
        else:
            row.appearance = added

    return add


def _is_known(added: Appearance) -> bool:
    said = ("source_id", "source_as_printed", "date", "issue", "page", "column", "url")
    others = Appearance.objects.filter(article=added.article_id).exclude(pk=added.pk)
    return others.filter(**{name: getattr(added, name) for name in said}).exists()


def _working_copy(row: Resemblance) -> Callable[[], None]:
    """That of the second is made of the reading of the first, with what was decided about it."""
    reading, decisions = reading_of(row.article), copied(row.article, row.other)
    made = make(reading, [*standing_decisions(row.other), *decisions])

    def move() -> None:
        row.replaced = reading_of(row.other)
        Original.objects.filter(pk=reading.original_id).update(article=row.other)
        for decision in decisions:
            decision.save()
        _give(row.other, made)

    return move


def _move_working_copy_back(row: Resemblance, replaced: Reading, by: User | None) -> None:
    with changing(row.other, Act.DECIDE):
        reading = reading_of(row.article)
        if row.other.cleaning.reading_id == reading.pk:
            given = given_with(row.other, reading, since=row.at)
            made = make(replaced, [one for one in standing_decisions(row.other) if one not in given])
            given.update(undone_at=timezone.now(), undone_by=by)
            _give(row.other, made)
        Original.objects.filter(pk=reading.original_id).update(article=row.article)


def _give(article: Article, made: Made) -> None:
    give(article, made)
    flag(article)


_FOLLOWS: Mapping[Verdict, Callable[[Resemblance], Callable[[], None]]] = {
    Verdict.SAME: _appearance,
    Verdict.REVISED: _working_copy,
    Verdict.DIFFERENT: lambda row: lambda: None,
}
"""What follows from a verdict: looked at first, and given back to be written."""


def tell(row: Resemblance) -> None:
    """Whether there is still a reason to look at the two."""
    pairs = ((row.article, row.other_id), (row.other, row.article_id))
    for article, number in pairs:
        article.refresh_from_db()
        cleaning = article.cleaning
        about_it = [reason for reason in resemblances.reasons(article) if resemblances.is_about(reason, number)]
        review = [reason for reason in cleaning.review if not resemblances.is_about(reason, number)] + about_it
        if review != cleaning.review:
            cleaning.review, cleaning.result = review, {**cleaning.result, "review": review}
            cleaning.save(update_fields=["review", "result"])
