"""
One file with several articles is split, one article in several files is joined, and both can be undone.

Originals and readings stay as they are. What changes is which lines an article's working copy is made of; so a
published article gets a proposal, and its readers see nothing before somebody publishes. So it is with one that is
joined to another: it goes when the whole is published (`putting_away`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.utils import timezone

from .. import compositions, resemblances
from ..compositions import Stretch, compose, cut, places, stretches
from ..limits import excess_of
from ..models import Article, Composition, CompositionKind, Original, Reading, Status
from ..refusal import Refused
from ..revising import adopt, flag, reading_of, revise, standing_decisions
from ..stand_ins import stand_in
from ..working_copy import make_working_copy
from .carrying import carry
from .putting_away import bring_back, put_away
from .statuses import Act, changing

logger = logging.getLogger(__name__)


def split_file(article: Article, line: int, *, by: User | None) -> Article:
    """From this line of its reading on it is another article; gives that one."""
    with changing(article, Act.DECIDE):
        whole = reading_of(article)
        if not 2 <= line <= len(whole.lines):
            raise Refused("请从第 2 行到最后一行之间选一行，作为另一篇的第一行。")
        first, second = map(compose, cut(stretches(whole), line))
        other = Article()
        adopt(other, second, make_working_copy(second, ()))
        carry(list(standing_decisions(article)), whole, second, other, by=by)
        resemblances.forget(other)
        _continue(article, whole, first, by)
        _settle(other, second)
        _write(CompositionKind.SPLIT, article, other, whole, first, second, by)
    logger.info("split: article %s gave %s by %s", article.pk, other.pk, by)
    return other


def join_files(article: Article, other: Article, *, by: User | None) -> None:
    """The reading of the other goes on at the end of this one's; the other is put away, and says where it is."""
    if article.pk == other.pk:
        raise Refused("不能把一篇文章接在它自己后面。")
    with changing(article, Act.DECIDE), changing(other, Act.ARCHIVE):
        before, added = reading_of(article), reading_of(other)
        parts = (*stretches(before), *stretches(added))
        _refuse_unfit(article, other, parts, before, added)
        whole = compose(parts)
        _write(CompositionKind.JOIN, article, other, before, whole, added, by)
        carry(list(standing_decisions(other)), added, whole, article, by=by)
        put_away(other, by=by)
        resemblances.forget(other)
        _give_originals(_first_lines(added), other, article)
        _continue(article, before, whole, by)
    logger.info("join: article %s took in %s by %s", article.pk, other.pk, by)


def part_files(article: Article, *, by: User | None) -> Composition:
    """Undoes the latest splitting or joining that this article has part in; gives what was undone."""
    last = compositions.of(article).first()
    if last is None:
        raise Refused(f"“{article}”没有拆开过，也没有并入过别的文件。")
    with changing(last.article, Act.DECIDE):
        last.refresh_from_db()
        _refuse_outdated(last)
        last.undone_at, last.undone_by = timezone.now(), by
        last.save(update_fields=["undone_at", "undone_by"])
        if last.kind == CompositionKind.SPLIT:
            _take_in_again(last, by)
            _continue(last.article, last.after, last.before, by)
        else:
            _give_back(last, by)
            _continue(last.article, last.after, last.before, by)
            revise(last.other, last.other_reading)
    article.refresh_from_db()
    logger.info("part: articles %s and %s by %s", last.article_id, last.other_id, by)
    return last


def _continue(article: Article, old: Reading, new: Reading, by: User | None) -> None:
    """The article with another reading, and with those decisions that are about lines it still has."""
    carry(list(standing_decisions(article)), old, new, article, by=by)
    _settle(article, new)


def _settle(article: Article, reading: Reading) -> None:
    clean = revise(article, reading)
    if not clean.body_length:
        raise Refused("这样一来有一篇就没有正文了，请换一行再拆。")
    flag(article)


def _take_in_again(split: Composition, by: User | None) -> None:
    carry(list(standing_decisions(split.other)), split.other_reading, split.before, split.article, by=by)
    if split.other.status != Status.ARCHIVED:
        put_away(split.other, by=by)


def _give_back(join: Composition, by: User | None) -> None:
    carry(list(standing_decisions(join.article)), join.after, join.other_reading, join.other, by=by)
    kept, given = _first_lines(join.before), _first_lines(join.other_reading)
    begins_there = {source for source, line in given.items() if line < kept.get(source, line + 1)}
    _give_originals(begins_there, join.article, join.other)
    bring_back(join.other, by=by)


def _first_lines(reading: Reading) -> dict[int, int]:
    """Of each file that a reading is made of, the first line it has."""
    found: dict[int, int] = {}
    for part in stretches(reading):
        found[part.source] = min(part.first, found.get(part.source, part.first))
    return found


def _give_originals(sources: Iterable[int], giver: Article, taker: Article) -> None:
    """A file that comes in again is known as that of the article which holds its text; of several, its beginning."""
    Original.objects.filter(readings__in=list(sources), article=giver).update(article=taker)


def _refuse_unfit(
    article: Article, other: Article, parts: tuple[Stretch, ...], before: Reading, added: Reading
) -> None:
    lines = places(parts)
    if len(set(lines)) < len(lines):
        raise Refused(f"“{article}”和“{other}”里有同一个文件的同一些行，不能接在一起。")
    if excess := excess_of(text for text, *_ in (*before.lines, *added.lines)):
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
    before: Reading,
    after: Reading,
    added: Reading,
    by: User | None,
) -> None:
    Composition.objects.create(
        kind=kind, article=article, other=other, before=before, after=after, other_reading=added, by=by
    )
