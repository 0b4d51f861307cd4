"""Whether a person is asked about what a rule removes was decided anew: the articles in hand are asked, or no longer."""

from __future__ import annotations

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType

from readingroom import cleaning
from readingroom.cleaning.questioned import is_about_rule
from readingroom.pipeline import unaccepted

from ..models import Article, Status
from ..questioning import IN_HAND, articles_touched, questioned_rules
from ..revising import flag, standing_decisions
from ..working_copy import decision_record, working_copy

MOST_AT_ONCE = 100
"""Articles that are read while the room is held, half a second. All others are asked when they are cleaned anew."""


def ask_anew(rule: str) -> None:
    """The latest ones; nothing is cleaned, for what a rule removed stands in the working copy."""
    questioned = questioned_rules() & {rule}
    in_hand = articles_touched(rule).filter(status__in=IN_HAND).select_related("cleaning")
    for article in in_hand[:MOST_AT_ONCE]:
        _ask(article, rule, questioned)


def _ask(article: Article, rule: str, questioned: frozenset[str]) -> None:
    clean, kept = article.cleaning, [one for one in article.cleaning.review if not is_about_rule(one, rule)]
    doubts = cleaning.doubts_about_rules(working_copy(article).ledger, questioned, kept)
    review = [*kept, *unaccepted(doubts, map(decision_record, standing_decisions(article)))]
    if review != clean.review:
        clean.review, clean.result = review, {**clean.result, "review": review}
        clean.save(update_fields=["review", "result"])
        flag(article)
        _unflag(article)


def _unflag(article: Article) -> None:
    """A draft again, where the question alone made it wait. Whoever did anything with it may have handed it on."""
    if article.status == Status.PENDING and not article.cleaning.review and not _was_worked_on(article):
        article.status = Status.DRAFT
        article.save(update_fields=["status"])


def _was_worked_on(article: Article) -> bool:
    kind = ContentType.objects.get_for_model(Article)
    by_hand = LogEntry.objects.filter(content_type=kind, object_id=str(article.pk))
    return article.decisions.exists() or by_hand.exists()
