"""What a redaction of one article leaves in the room, place by place, with where to go and what to do there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Model
from django.urls import NoReverseMatch, reverse

from readingroom.articles.curation.elsewhere import Elsewhere
from readingroom.articles.curation.masking import Mask
from readingroom.articles.models import (
    Article,
    CleaningWord,
    Redaction,
    Room,
    Source,
    SourceAlias,
    SourceMerger,
    Term,
    Theme,
    Upload,
)
from readingroom.search.models import SynonymGroup, Word

TYPED: Mapping[type[Model], Sequence[str]] = {
    Source: ("name", "home_page"),
    SourceAlias: ("spelling",),
    SourceMerger: ("name",),
    Theme: ("name", "description"),
    Term: ("word",),
    CleaningWord: ("word", "note"),
    Room: ("name", "office", "contact"),
    Word: ("text", "note"),
    SynonymGroup: ("words", "note"),
}
"""What the office typed itself, for all articles; nobody changes it but who knows what for."""


@dataclass(frozen=True)
class AnotherArticle:
    article: Article
    open: Redaction | None
    """What was asked for it already, and waits."""


@dataclass(frozen=True)
class Row:
    """What somebody typed; `name` is without what is taken out."""

    name: str
    address: str


@dataclass(frozen=True)
class LeftOver:
    articles: Sequence[AnotherArticle] = ()
    uploads: Sequence[Upload] = ()
    unread: Sequence[Upload] = ()
    rows: Sequence[Row] = ()

    def __str__(self) -> str:
        """In one sentence for the record, by numbers alone."""
        said = [f"第 {one.article.pk} 号文章里也有" for one in self.articles]
        said += [f"第 {one.batch_id} 批的一件来件机器读不了" for one in self.unread]
        said += [f"{one.name}里也有" for one in self.rows]
        return "；".join(said)


def left_over(elsewhere: Elsewhere, mask: Mask) -> LeftOver:
    waiting = {row.article_id: row for row in Redaction.objects.filter(article__in=elsewhere.articles, decided_at=None)}
    return LeftOver(
        articles=[
            AnotherArticle(article, waiting.get(article.pk))
            for article in Article.objects.filter(pk__in=elsewhere.articles).order_by("pk")
        ],
        uploads=_uploads(elsewhere.uploads),
        unread=_uploads(elsewhere.unread),
        rows=list(_rows(mask)),
    )


def _uploads(numbers: Collection[int]) -> list[Upload]:
    return list(Upload.objects.filter(pk__in=numbers).select_related("batch", "archive").order_by("pk"))


def _rows(mask: Mask) -> Iterator[Row]:
    for model, columns in TYPED.items():
        for row in model._default_manager.all():
            if any(mask.places(getattr(row, column) or "") for column in columns):
                yield Row(f"{model._meta.verbose_name}“{mask.quotation(str(row))}”", _address(row))


def _address(row: Model) -> str:
    try:
        return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return ""
