"""Plain rows: sources and their spellings, themes and their words, appearances, the room itself, and what apps above add."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from readingroom.records import THEME_SLUGS

from ..appearances import FOLLOWS_FIELDS
from ..models import (
    Appearance,
    Article,
    OfficeRow,
    Origin,
    Room,
    RuleSetting,
    Source,
    SourceAlias,
    Term,
    TermState,
    Theme,
)
from ..refusal import Refused
from ..room import announce, writing
from .asking import ask_anew

logger = logging.getLogger(__name__)

Row = Source | SourceAlias | Theme | Term | Room | Appearance | OfficeRow


def save(row: Row, *, by: User | None) -> None:
    """Validates and writes a new or changed row; refused when a rule is against it."""
    with writing():
        _refuse_change(row)
        if isinstance(row, Room):
            # The form was shown before others wrote; the revision goes forward only.
            row.revision = Room.objects.get().revision
        if isinstance(row, OfficeRow):
            row.changed_by = by
        try:
            row.full_clean()
        except ValidationError as error:
            raise Refused.because(error) from None
        row.save()
        if isinstance(row, RuleSetting):
            ask_anew(row.rule)
        announce(_articles_showing(row))
    logger.info("save: %s %s by %s", row._meta.label, row.pk, by)


def delete(row: Row, *, by: User | None) -> None:
    """Deletes a row that nothing needs. A shipped term stays as a deleted row, so that it does not come back."""
    with writing():
        _refuse_deletion(row)
        number, articles = row.pk, list(_articles_showing(row))
        if isinstance(row, Term) and row.origin == Origin.SHIPPED:
            row.state = TermState.DELETED
            row.save(update_fields=["state"])
        else:
            row.delete()
        if isinstance(row, RuleSetting):
            ask_anew(row.rule)
        announce(articles)
    logger.info("delete: %s %s by %s", row._meta.label, number, by)


def _refuse_change(row: Row) -> None:
    before = type(row)._default_manager.filter(pk=row.pk).first() if row.pk else None
    if isinstance(row, Theme) and isinstance(before, Theme) and before.slug != row.slug:
        raise Refused(f"主题的代号用在网址里，不能改：{before.slug}。")
    if isinstance(row, Term) and row.theme.slug == "general":
        raise Refused("“综合”收其他主题之外的内容，不设主题词。")
    if isinstance(row, Source | SourceAlias):
        _refuse_name_of_another(row)
    if isinstance(row, Appearance) and isinstance(before, Appearance) and before.leads:
        _refuse_change_of_the_lead(row, before)


def _refuse_name_of_another(row: Source | SourceAlias) -> None:
    """By its name or spelling one source has to be found, and no other."""
    name, source = (row.name, row.pk) if isinstance(row, Source) else (row.spelling, row.source_id)
    alias = SourceAlias.objects.filter(spelling=name).exclude(source=source).select_related("source").first()
    if alias:
        raise Refused(f"“{name}”已经是“{alias.source}”的别名。两个来源其实是一个的话，请在来源列表里选中它们再合并。")
    if isinstance(row, SourceAlias) and Source.objects.filter(name=name).exclude(pk=source).exists():
        raise Refused(f"“{name}”自己就是一个来源。两个其实是一个的话，请在来源列表里选中它们再合并。")


def _refuse_change_of_the_lead(row: Appearance, before: Appearance) -> None:
    fixed = [field for field in Appearance._meta.fields if field.name in (*FOLLOWS_FIELDS, "leads", "article")]
    changed = [field for field in fixed if field.value_from_object(row) != field.value_from_object(before)]
    if changed:
        names = "、".join(str(field.verbose_name) for field in changed)
        raise Refused(f"用于来源行的刊登随文章的著录项走，请改著录项：{names}。")


def _refuse_deletion(row: Row) -> None:
    if isinstance(row, Room):
        raise Refused("阅览室只有一个，不能删除。")
    if isinstance(row, Theme) and row.slug in THEME_SLUGS:
        raise Refused(f"“{row}”是随软件提供的主题，不能删除。")
    if isinstance(row, OfficeRow) and row.why_it_stays:
        raise Refused(row.why_it_stays)
    if isinstance(row, Appearance) and row.leads:
        raise Refused("用于来源行的刊登不能删除。")
    if isinstance(row, Source | Theme) and (used := len(set(_articles_using(row)))):
        raise Refused(f"“{row}”还有 {used} 篇文章在用，不能删除。")


def _articles_using(row: Source | Theme) -> Iterable[int]:
    """In any edition: earlier ones stay readable."""
    if isinstance(row, Source):
        yield from Article.objects.filter(appearances__source=row).values_list("pk", flat=True)
        yield from Article.objects.filter(editions__source=row).values_list("pk", flat=True)
    else:
        yield from Article.objects.filter(editions__themes=row).values_list("pk", flat=True)
        yield from row.paragraphs.values_list("article", flat=True)
        yield from Article.objects.filter(paragraphs__secondary_theme=row).values_list("pk", flat=True)


def _articles_showing(row: Row) -> Iterable[int]:
    """Articles whose index documents a row is part of."""
    if isinstance(row, Appearance):
        return [row.article_id]
    return sorted(set(_articles_using(row))) if isinstance(row, Source | Theme) and row.pk else []
