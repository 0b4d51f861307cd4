"""Sources that are one and the same under several names, and how that is taken back."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from ..models import Appearance, Article, Edition, Source, SourceAlias, SourceMerger
from ..refusal import Refused
from ..room import announce, writing

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Holdings:
    """What is filed under a source and moves with it when it is merged."""

    source: Source
    appearances: int
    articles: int
    editions: int
    aliases: tuple[str, ...]


def holdings(source: Source) -> Holdings:
    """For a curator about to merge."""
    return Holdings(
        source,
        appearances=source.appearances.count(),
        articles=Article.objects.filter(edition__source=source).count(),
        editions=Edition.objects.filter(source=source).count(),
        aliases=tuple(source.aliases.values_list("spelling", flat=True)),
    )


def merge_sources(kept: Source, others: Sequence[Source], *, by: User | None) -> list[SourceMerger]:
    """
    Makes one source of several: what was filed under the others is filed under `kept`, and their names are its aliases.

    What editions say is not touched, only the row they are filed under. The addresses of the others lead on.
    """
    with writing():
        rows = _present(kept, others)
        kept = next(row for row in rows if row.pk == kept.pk)
        mergers = [_merge(row, kept, by) for row in rows if row.pk != kept.pk]
        announce(_articles_of(kept))
    for merger in mergers:
        logger.info("merge: source %s into %s by %s", merger.number, kept.pk, by)
    return mergers


def unmerge_source(merger: SourceMerger, *, by: User | None) -> Source:
    """
    Takes a merging back: the source has its number and name again, with what was filed under it then.

    What came in since then stays where it is, and so does what a curator filed elsewhere.
    """
    with writing():
        merger.refresh_from_db()
        if merger.undone_at:
            raise Refused("这次合并已经撤销过了。")
        if Source.objects.filter(name=merger.name).exists():
            raise Refused(f"现在另有一个来源叫“{merger.name}”，不能恢复；请先改它的名称。")
        kept = merger.kept
        source = Source.objects.create(pk=merger.number, **merger.row)
        _give_back(merger, source)
        merger.undone_at, merger.undone_by = timezone.now(), by
        merger.save(update_fields=["undone_at", "undone_by"])
        announce(sorted({*_articles_of(source), *_articles_of(kept)}))
    logger.info("unmerge: source %s from %s by %s", source.pk, kept.pk, by)
    return source


def _present(kept: Source, others: Sequence[Source]) -> list[Source]:
    """As they are now: somebody else may have merged or deleted one since the page was shown."""
    wanted = {kept.pk, *(other.pk for other in others)}
    rows = list(Source.objects.filter(pk__in=wanted).order_by("pk"))
    if len(rows) < len(wanted):
        raise Refused("其中有来源已经被别人合并或删除了，请回到列表再选。")
    if len(rows) < 2:
        raise Refused("请选两个或更多的来源。")
    return rows


def _merge(source: Source, kept: Source, by: User | None) -> SourceMerger:
    appearances, editions = source.appearances.all(), Edition.objects.filter(source=source)
    merger = SourceMerger.objects.create(
        number=source.pk,
        name=source.name,
        kept=kept,
        row={"name": source.name, "kind": source.kind, "home_page": source.home_page},
        moved={
            "appearances": list(appearances.values_list("pk", flat=True)),
            "editions": list(editions.values_list("pk", flat=True)),
            "aliases": list(source.aliases.values_list("spelling", flat=True)),
        },
        by=by,
    )
    appearances.update(source=kept)
    editions.update(source=kept)
    source.aliases.update(source=kept)
    # What was merged into this one before leads on as well.
    SourceMerger.objects.filter(kept=source).update(kept=kept)
    _name_alias(source.name, source, kept)
    source.delete()
    return merger


def _name_alias(name: str, source: Source, kept: Source) -> None:
    """The name may be a spelling of the kept one already; of a third one it says two things."""
    alias, _ = SourceAlias.objects.select_related("source").get_or_create(spelling=name, defaults={"source": kept})
    if alias.source_id != kept.pk:
        raise Refused(f"“{source}”又是“{alias.source}”的别名，请先从那里去掉这个别名，再合并。")


def _give_back(merger: SourceMerger, source: Source) -> None:
    editions = Edition.objects.filter(pk__in=merger.moved["editions"], source=merger.kept)
    editions.update(source=source)
    appearances = Appearance.objects.filter(pk__in=merger.moved["appearances"], source=merger.kept)
    # A leading appearance says what the current edition says; one that was published since then stays with it.
    newer = Article.objects.filter(edition__isnull=False).exclude(edition__in=merger.moved["editions"])
    appearances.exclude(leads=True, article__in=newer).update(source=source)
    aliases = SourceAlias.objects.filter(source=merger.kept)
    aliases.filter(spelling=source.name).delete()
    aliases.filter(spelling__in=merger.moved["aliases"]).update(source=source)


def _articles_of(source: Source) -> Iterator[int]:
    found = {
        *source.appearances.values_list("article", flat=True),
        *Edition.objects.filter(source=source).values_list("article", flat=True),
    }
    yield from sorted(found)
