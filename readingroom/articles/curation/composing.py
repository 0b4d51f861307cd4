"""
One file with several articles is split, one article in several files is joined, and both can be undone.

Originals and readings stay as they are. What changes is which lines an article's working copy is made of; so a
published article gets a proposal, and its readers see nothing before somebody publishes. So it is with one that is
joined to another: it goes when the whole is published (`putting_away`).

Each act knows what both articles will be (`_Next`) before its first write: cleaning them takes seconds (`rehearsing`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from .. import compositions, resemblances
from ..compositions import Composed, Stretch, compose, cut, store, stored
from ..limits import excess_of
from ..models import Article, Composition, CompositionKind, Decision, Original, Status
from ..refusal import Refused
from ..revising import Made, adopt, flag, give, make, standing_decisions
from ..stand_ins import stand_in
from .carrying import Carried, carried, standing, without, write_down
from .putting_away import bring_back, put_away
from .statuses import Act, changing

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Next:
    """What an article is about to be: another reading, the decisions that go with it, and what is made of them."""

    article: Article
    composed: Composed
    moved: Sequence[Carried]
    made: Made


def split_file(article: Article, line: int, *, by: User | None) -> Article:
    """From this line of its reading on it is another article; gives that one."""
    with changing(article, Act.DECIDE):
        whole = stored(article.cleaning.reading_id)
        if not 2 <= line <= len(whole.reading.lines):
            raise Refused("请从第 2 行到最后一行之间选一行，作为另一篇的第一行。")
        first, second = map(compose, cut(whole.parts, line))
        other, rows = Article(), list(standing_decisions(article))
        gone = carried(rows, whole, second, other)
        left = without(rows, gone)
        rest = _next(article, first, left, carried(left, whole, first, article))
        split_off = _next(other, second, (), gone)
        _refuse_empty(rest, split_off)
        store(second)
        adopt(other, split_off.made)
        # It was compared with an article that has its lines still.
        resemblances.forget(other)
        _become(rest, by)
        _become(split_off, by)
        _write(CompositionKind.SPLIT, article, other, whole, first, second, by)
    logger.info("split: article %s gave %s by %s", article.pk, other.pk, by)
    return other


def join_files(article: Article, other: Article, *, by: User | None) -> None:
    """The reading of the other goes on at the end of this one's; the other is put away, and says where it is."""
    if article.pk == other.pk:
        raise Refused("不能把一篇文章接在它自己后面。")
    with changing(article, Act.DECIDE), changing(other, Act.ARCHIVE):
        before, added = stored(article.cleaning.reading_id), stored(other.cleaning.reading_id)
        _refuse_unfit(article, other, before, added)
        whole = compose((*before.parts, *added.parts))
        rows = list(standing_decisions(article))
        theirs = carried(standing_decisions(other), added, whole, article)
        joined = _next(article, whole, rows, [*theirs, *carried(rows, before, whole, article)])
        _refuse_empty(joined)
        store(whole)
        _write(CompositionKind.JOIN, article, other, before, whole, added, by)
        put_away(other, by=by)
        resemblances.forget(other)
        _give_originals(_first_lines(added.parts), other, article)
        _become(joined, by)
    logger.info("join: article %s took in %s by %s", article.pk, other.pk, by)


def part_files(article: Article, *, by: User | None) -> Composition:
    """Undoes the latest splitting or joining that this article has part in; gives what was undone."""
    last = compositions.of(article).first()
    if last is None:
        raise Refused(f"“{article}”没有拆开过，也没有并入过别的文件。")
    with changing(last.article, Act.DECIDE):
        last.refresh_from_db()
        _refuse_outdated(last)
        undo = _take_in_again if last.kind == CompositionKind.SPLIT else _give_back
        undo(last, stored(last.before_id), stored(last.after_id), stored(last.other_reading_id), by)
    article.refresh_from_db()
    logger.info("part: articles %s and %s by %s", last.article_id, last.other_id, by)
    return last


def _take_in_again(split: Composition, before: Composed, after: Composed, given: Composed, by: User | None) -> None:
    rows = list(standing_decisions(split.article))
    back = carried(standing_decisions(split.other), given, before, split.article)
    whole = _next(split.article, before, rows, [*back, *carried(rows, after, before, split.article)])
    _refuse_empty(whole)
    _undo(split, by)
    if split.other.status != Status.ARCHIVED:
        put_away(split.other, by=by)
    _become(whole, by)


def _give_back(join: Composition, before: Composed, after: Composed, given: Composed, by: User | None) -> None:
    rows = list(standing_decisions(join.article))
    back = carried(rows, after, given, join.other)
    left = without(rows, back)
    rest = _next(join.article, before, left, carried(left, after, before, join.article))
    other = _next(join.other, given, standing_decisions(join.other), back)
    _refuse_empty(rest)
    _undo(join, by)
    kept = _first_lines(before.parts)
    begins_there = {source for source, line in _first_lines(given.parts).items() if line < kept.get(source, line + 1)}
    _give_originals(begins_there, join.article, join.other)
    bring_back(join.other, by=by)
    _become(rest, by)
    give(other.article, other.made)
    write_down(other.moved, by=by)


def _next(article: Article, composed: Composed, rows: Iterable[Decision], moved: Sequence[Carried]) -> _Next:
    """With those of its decisions that are about lines it still has, and with those that come with its new ones."""
    return _Next(article, composed, moved, make(composed.reading, standing(rows, moved)))


def _refuse_empty(*coming: _Next) -> None:
    if not all(one.made.clean.body_length for one in coming):
        raise Refused("这样一来有一篇就没有正文了，请换一行再拆。")


def _become(coming: _Next, by: User | None) -> None:
    store(coming.composed)
    give(coming.article, coming.made)
    write_down(coming.moved, by=by)
    flag(coming.article)


def _undo(last: Composition, by: User | None) -> None:
    last.undone_at, last.undone_by = timezone.now(), by
    last.save(update_fields=["undone_at", "undone_by"])


def _first_lines(parts: Iterable[Stretch]) -> dict[int, int]:
    """Of each file that a reading is made of, the first line it has."""
    found: dict[int, int] = {}
    for part in parts:
        found[part.source] = min(part.first, found.get(part.source, part.first))
    return found


def _give_originals(sources: Iterable[int], giver: Article, taker: Article) -> None:
    """A file that comes in again is known as that of the article which holds its text; of several, its beginning."""
    Original.objects.filter(readings__in=list(sources), article=giver).update(article=taker)


def _refuse_unfit(article: Article, other: Article, before: Composed, added: Composed) -> None:
    lines = [*before.places, *added.places]
    if len(set(lines)) < len(lines):
        raise Refused(f"“{article}”和“{other}”里有同一个文件的同一些行，不能接在一起。")
    if excess := excess_of(text for text, *_ in (*before.reading.lines, *added.reading.lines)):
        raise Refused(f"接在一起{excess}，太长了，请仍作两篇。")


def _refuse_outdated(last: Composition) -> None:
    if last.undone_at:
        raise Refused("刚才已经还原了。")
    if last.article.cleaning.reading_id not in (last.after_id, last.before_id):
        raise Refused(_outdated(last.article))
    if last.kind == CompositionKind.SPLIT:
        if last.other.cleaning.reading_id != last.other_reading_id:
            raise Refused(_outdated(last.other))
        if found := stand_in(last.other):
            raise Refused(f"“{last.other}”已归到第 {found.article.pk} 号“{found.article}”，请先在那里还原或收回。")


def _outdated(article: Article) -> str:
    return (
        f"“{article}”后来又拆并过，或者换过文字，请先还原后来的改动：打开第 {article.pk} 号文章，点“还原最近一次拆并”。"
    )


def _write(
    kind: CompositionKind,
    article: Article,
    other: Article,
    before: Composed,
    after: Composed,
    added: Composed,
    by: User | None,
) -> None:
    readings = {"before": before.reading, "after": after.reading, "other_reading": added.reading}
    Composition.objects.create(kind=kind, article=article, other=other, **readings, by=by)
