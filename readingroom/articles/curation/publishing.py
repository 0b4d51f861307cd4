"""Publishing: the only way in which public text comes about or changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User

from ..appearances import sync_leading_appearance
from ..differences import differences
from ..keys import Former
from ..manuscript import Manuscript, make_manuscript, paragraphs_of
from ..models import Article, Cleaning, Edition, EditionTheme, FormerKey, Paragraph, Status, Theme
from ..outlets import source_of
from ..refusal import Refused
from ..revising import reading_of
from ..room import announce
from ..working_copy import working_copy
from .putting_away import put_away_what_is_shown
from .statuses import Act, changing, log


def publish(article: Article, *, by: User | None, correction: str = "") -> Edition:
    """
    Makes the working copy the next edition; `correction` (更正说明) is shown with it.

    Refused when readers would see no difference.
    """
    with changing(article, Act.PUBLISH):
        manuscript = make_manuscript(article, reading_of(article), working_copy(article))
        themes = {theme.slug: theme for theme in Theme.objects.all()}
        _refuse_unfit(article, manuscript, themes)
        edition = _write_edition(article, manuscript, by=by, correction=correction)
        _write_themes(edition, manuscript, themes)
        write_paragraphs(edition, manuscript.items, manuscript.former, themes)
        _make_current(article, edition)
        sync_leading_appearance(article, edition.fields, edition.source)
        announce([article.pk])
        put_away_what_is_shown(by=by)
    log(article, Act.PUBLISH, by)
    return edition


def _refuse_unfit(article: Article, manuscript: Manuscript, themes: dict[str, Theme]) -> None:
    if article.edition and not differences(article.edition, manuscript):
        hint = "要让它重新可见，请用“恢复”" if article.status == Status.WITHDRAWN else "不必再发布"
        raise Refused(f"“{article}”的工作稿与上一版没有不同，{hint}。")
    if not any(item["kind"] == "paragraph" for item in manuscript.items):
        raise Refused(f"“{article}”没有正文，不能发布。")
    empty = [str(place) for place, item in enumerate(manuscript.items, 1) if not item["text"].strip()]
    if empty:
        raise Refused(f"“{article}”的第{'、'.join(empty)}段改得没有文字了。不要的段落请移除，要的请撤销改动。")
    unknown = {slug for slug in _slugs(manuscript) if slug not in themes}
    if unknown:
        raise Refused(
            f"“{article}”用到的主题 {'、'.join(sorted(map(str, unknown)))} 不在主题表里。请先装入主题词表（load_vocabulary），或重新清洗。"
        )


def _slugs(manuscript: Manuscript) -> list[str | None]:
    """Every theme that is needed; None for an item that should have one and has not."""
    primary = [item["theme"] for item in manuscript.items if item["kind"] != "front"]
    secondary = [item["theme_secondary"] for item in manuscript.items if item["theme_secondary"]]
    return [*primary, *secondary, *manuscript.themes]


def _write_edition(article: Article, manuscript: Manuscript, *, by: User | None, correction: str) -> Edition:
    cleaning = article.cleaning
    last = article.editions.order_by("-number").values_list("number", flat=True).first()
    return Edition.objects.create(
        article=article,
        number=(last or 0) + 1,
        title=manuscript.title,
        title_is_built=manuscript.title_is_built,
        source=source_of(manuscript.fields),
        date=manuscript.fields["date"] or "",
        fields=manuscript.fields,
        items=list(manuscript.items),
        cleaning=cleaning,
        reading_id=cleaning.reading_id,
        rules_version=manuscript.rules_version,
        correction=correction,
        published_by=by,
    )


def _write_themes(edition: Edition, manuscript: Manuscript, themes: dict[str, Theme]) -> None:
    EditionTheme.objects.bulk_create(
        EditionTheme(edition=edition, theme=themes[slug], order=order) for order, slug in enumerate(manuscript.themes)
    )


def write_paragraphs(
    edition: Edition, items: Iterable[Mapping[str, Any]], former: Iterable[Former], themes: Mapping[str, Theme]
) -> None:
    """The rows of the article are written anew; that a former key points to one of them is checked at commit."""
    article = edition.article
    article.former_keys.all().delete()
    article.paragraphs.all().delete()
    Paragraph.objects.bulk_create(paragraphs_of(article, items, themes))
    FormerKey.objects.bulk_create(
        FormerKey(
            key=one.key,
            article=article,
            paragraph_id=one.into,
            last_text=one.text,
            reading_id=one.place.reading,
            line=one.place.line,
            start=one.place.start,
        )
        for one in former
    )


def _make_current(article: Article, edition: Edition) -> None:
    """Of the cleanings only this one is needed now: what older editions say is in the editions."""
    article.edition = edition
    article.status = Status.PUBLISHED
    article.proposal, article.rejected = [], ""
    article.withdrawn_at, article.withdrawal_reason = None, ""
    article.save(update_fields=["edition", "status", "proposal", "rejected", "withdrawn_at", "withdrawal_reason"])
    outdated = Cleaning.objects.filter(editions__article=article).exclude(pk=article.cleaning_id)
    outdated.defer("result").delete()
