"""What curators decide about the text: recorded, applied to the working copy, and undone by the same way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import takewhile

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from readingroom import records

from .. import compositions, models, stored
from ..manuscript import make_manuscript
from ..models import Article, CompositionKind, Edition
from ..refusal import Refused
from ..rehearsing import worked_out
from ..revising import Revision, follow, give, made_of, make, prepare, put, reading_of, settle, standing_decisions
from ..rule_record import overruled_rule
from ..working_copy import as_record, clean_with_vocabulary, decision_record, working_copy
from .decision_values import check, field_decision
from .statuses import Act, changing


def decide(article: Article, decision: records.Decision, *, by: User | None) -> models.Decision:
    """Records a decision and applies it. One that the rules cannot carry out is refused and leaves nothing."""
    return decide_all(article, [decision], by=by)[0]


def decide_all(article: Article, decisions: Sequence[records.Decision], *, by: User | None) -> list[models.Decision]:
    """All of them or none, with one cleaning for all: the room is held no longer for many than for one."""
    with changing(article, Act.DECIDE):
        return record(article, decisions, by)


def accept(article: Article, reason: str, *, by: User | None) -> models.Decision:
    """A reason to doubt was looked at and the page is right; who said so, and when, stays with the reason."""
    with changing(article, Act.DECIDE):
        if reason not in article.cleaning.review:
            raise Refused("这条疑问已经没有了，请刷新后再看。")
        (row,) = record(article, [records.Decision("accept", None, reason)], by)
        if reason in article.cleaning.review:
            raise Refused("这条疑问要在比较两篇文章的页面上判定。")
    return row


def undo(decision: models.Decision, *, by: User | None) -> None:
    """The decision stays on record, and the working copy is made without it."""
    with changing(decision.article, Act.DECIDE):
        decision.refresh_from_db()
        if decision.undone_at:
            raise Refused("这个决定已经撤销过了。")
        _revise_without([decision], decision.article, by)


def undo_all(article: Article, *, by: User | None) -> int:
    """Back to what the rules make of the page; says how many decisions were undone."""
    with changing(article, Act.DECIDE):
        rows = list(standing_decisions(article))
        if rows:
            _revise_without(rows, article, by)
    return len(rows)


def set_field(article: Article, name: str, value: str | None, *, by: User | None) -> models.Decision:
    """Sets a field to what a curator read on the page; None: it is not printed. A date brings its precision."""
    return set_fields(article, {name: value}, by=by)[0]


def set_fields(article: Article, values: Mapping[str, str | None], *, by: User | None) -> list[models.Decision]:
    with changing(article, Act.DECIDE):
        return record(article, [field_decision(name, value) for name, value in values.items()], by)


def set_article_themes(article: Article, slugs: list[str], *, by: User | None) -> models.Decision:
    return decide(article, records.Decision("article_themes", None, slugs), by=by)


def reclean(article: Article) -> None:
    """
    Applies the present rules and vocabulary; for a published article that makes a proposal.

    One that was rejected before is not made again.
    """
    with changing(article, Act.DECIDE):
        made = make(reading_of(article), standing_decisions(article))
        if not article.rejected or make_manuscript(article, made.reading, made.clean).fingerprint != article.rejected:
            give(article, made)


def reject_proposal(article: Article, *, by: User | None) -> None:
    """Back to what readers see: decisions made since then are undone, those undone since are made again."""
    with changing(article, Act.DECIDE):
        edition = article.edition
        if edition is None or edition.cleaning is None or not article.proposal:
            raise Refused(f"“{article}”没有待采纳的改动。")
        _refuse_divided(article, edition)
        published = worked_out(stored.load, edition.cleaning.result)
        article.rejected = make_manuscript(article, reading_of(article), working_copy(article)).fingerprint
        _restore_decisions(article, edition, by)
        settle(article, edition.cleaning, published)


def record(article: Article, decisions: Sequence[records.Decision], by: User | None) -> list[models.Decision]:
    """Writes and carries out decisions about an article that is held."""
    return carry_out(article, decisions, by)[0] if decisions else []


def carry_out(
    article: Article, decisions: Sequence[records.Decision], by: User | None
) -> tuple[list[models.Decision], records.CleanArticle]:
    """The rows and the working copy that comes of them. All is worked out before the first of them is written."""
    reading = reading_of(article)
    lines = as_record(reading)
    for decision in decisions:
        check(decision, lines)
    clean = clean_with_vocabulary(lines, [*map(decision_record, standing_decisions(article)), *decisions])
    if any(decision in clean.lost_decisions for decision in decisions):
        raise Refused("这个决定在这里无法执行，请换一个位置。")
    revision, before = prepare(article, made_of(reading, clean)), working_copy(article)
    rows = [_write(article, reading, decision, by, overruled_rule(before, decision)) for decision in decisions]
    _put(article, revision)
    return rows, clean


def _revise_without(rows: Collection[models.Decision], article: Article, by: User | None) -> None:
    reading = reading_of(article)
    others = [row for row in standing_decisions(article) if row not in rows]
    revision = prepare(article, make(reading, others))
    _undo(rows, by)
    _put(article, revision)


def _put(article: Article, revision: Revision) -> None:
    put(article, revision)
    follow(article, revision.made.clean)


def _write(
    article: Article, reading: models.Reading, decision: records.Decision, by: User | None, overrules: str
) -> models.Decision:
    place = asdict(decision.anchor) if decision.anchor else {}
    return models.Decision.objects.create(
        article=article, reading=reading, kind=decision.kind, value=decision.value, by=by, overrules=overrules, **place
    )


def _refuse_divided(article: Article, edition: Edition) -> None:
    """What readers see has the lines that were split off since, and they are another article's now."""
    divided = compositions.of(article).filter(kind=CompositionKind.SPLIT, article=article)
    if last := divided.filter(at__gt=edition.published_at).first():
        raise Refused(f"“{article}”上一次发布以后拆出了第 {last.other_id} 号“{last.other}”。要放弃改动，请先还原拆并。")


def _restore_decisions(article: Article, edition: Edition, by: User | None) -> None:
    """In the order in which they held: a later one goes before an earlier one, and one that is made again is later."""
    since = edition.published_at
    held_then = Q(at__lte=since) & (Q(undone_at=None) | Q(undone_at__gt=since))
    then, now = list(article.decisions.filter(held_then).order_by("at", "pk")), list(standing_decisions(article))
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(then, now, strict=False)))
    _undo(now[same:], by)
    for row in then[same:]:
        _write(article, row.reading, decision_record(row), by, row.overrules)


def _undo(rows: Iterable[models.Decision], by: User | None) -> None:
    for row in rows:
        row.undone_at, row.undone_by = timezone.now(), by
        row.save(update_fields=["undone_at", "undone_by"])
