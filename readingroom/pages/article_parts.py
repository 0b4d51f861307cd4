"""
All that the page of one article is made of, in three statements, however long it is and whatever is near to it.

The articles that a page names, its own, the neighbours, the related ones and those that have what it quotes, are one
question; so are the paragraphs, its own and the quoted ones; and so are the themes, the room's with their places in
the article. What was found ahead of the request may have been withdrawn since; only what is published comes back.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet, Subquery
from django.http import HttpRequest

from readingroom.articles.models import Appearance, Article, Paragraph, Theme
from readingroom.articles.models.library import ArticleQuerySet
from readingroom.search.keeping import quotations, related
from readingroom.search.keeping.near import MOST as MOST_RELATED
from readingroom.search.keeping.shared import MOST as MOST_SHARED
from readingroom.search.keeping.shared import Quotations

from .frame import remember_themes
from .freshness import Standing, standing_of
from .neighbours import Neighbours, newer, older
from .quoting import Quotation, quotations_of
from .statements import Statement

# Stand-ins, see `statements`.
_NUMBER, _EDITION = -1, -2
_NAMED = range(-3, -3 - MOST_RELATED - MOST_SHARED, -1)
_DATE, _THEME = "-date", "-theme"
_KEYS = [f"-{number}" for number in range(MOST_SHARED)]


@dataclass(frozen=True)
class Parts:
    """
    `appearance` says where and when the article was looked at, `themes` are its own, the largest first; `theme` is the
    one whose list its neighbours stand in, if any.
    """

    article: Article
    appearance: Appearance
    paragraphs: list[Paragraph]
    themes: list[Theme]
    theme: Theme | None
    neighbours: Neighbours
    related: list[Article]
    quotations: list[Quotation]


def read_parts(request: HttpRequest, number: int) -> Parts | None:
    """None for an article that is not published."""
    standing = standing_of(request, number)
    if not standing.is_published:
        return None
    near, shared = related.related_to(number), quotations.shared_quotations(number)
    themes = _THEMES.rows({_EDITION: standing.edition})
    remember_themes(request, themes)
    theme = next((theme for theme in themes if theme.slug == request.GET.get("theme")), None)
    articles = _read_articles(standing, theme, {*near, *shared.named})
    article = articles.get(number)
    if article is None:
        return None
    by_key = _read_paragraphs(number, shared)
    return Parts(
        article=article,
        appearance=Appearance(url=article.url or "", accessed_on=article.accessed_on),
        paragraphs=[paragraph for paragraph in by_key.values() if paragraph.article_id == number],
        themes=sorted((each for each in themes if each.place is not None), key=attrgetter("place")),
        theme=theme,
        neighbours=Neighbours(articles.get(article.newer), articles.get(article.older)),
        related=[articles[each] for each in near if each in articles],
        quotations=quotations_of(article, shared, articles, by_key),
    )


def _read_articles(standing: Standing, theme: Theme | None, named: set[int]) -> dict[int, Any]:
    """By number; each says which are the neighbours of the article itself."""
    values: dict[Hashable, Any] = dict(zip(_NAMED, sorted(named), strict=False))
    values |= {_NUMBER: standing.number, _DATE: standing.date, _THEME: theme.slug if theme else ""}
    rows = (_ARTICLES_ON_THEME if theme else _ARTICLES).rows(values)
    return {article.number: article for article in rows}


def _read_paragraphs(number: int, shared: Quotations) -> dict[str, Paragraph]:
    """By key: the article's in their order, and those of other articles that have what it quotes."""
    values: dict[Hashable, Any] = dict(zip(_KEYS, sorted(shared.paragraphs), strict=False))
    return {paragraph.key: paragraph for paragraph in _PARAGRAPHS.rows({**values, _NUMBER: number})}


_SHOWN = [
    *(
        f"edition__{name}"
        for name in ("number", "title", "title_is_built", "date", "fields", "published_at", "correction")
    ),
    "edition__source__name",
    "edition__source__kind",
]
"""What a page says of an article. Making objects of all columns takes longer than finding them."""


def _articles(among: ArticleQuerySet) -> QuerySet[Any]:
    before, after = (Subquery(find(_NUMBER, _DATE, among)) for find in (newer, older))
    articles = Article.objects.published().with_leading_appearance().select_related(None)
    return (
        articles.select_related("edition__source")
        .only("number", *_SHOWN)
        .annotate(newer=before, older=after, url=F("leading_appearance__url"))
        .annotate(accessed_on=F("leading_appearance__accessed_on"))
        .filter(pk__in=[_NUMBER, *_NAMED, before, after])
    )


_ARTICLES: Statement[Any] = Statement(lambda: _articles(Article.objects.published()))
_ARTICLES_ON_THEME: Statement[Any] = Statement(lambda: _articles(Article.objects.published().on_theme(_THEME)))

_PARAGRAPHS: Statement[Paragraph] = Statement(
    lambda: (
        Paragraph.objects.filter(Q(article=_NUMBER) | Q(pk__in=_KEYS))
        .select_related("theme")
        .defer("theme_evidence")
        .order_by("order")
    )
)

_THEMES: Statement[Any] = Statement(
    lambda: Theme.objects.annotate(
        here=FilteredRelation("edition_themes", condition=Q(edition_themes__edition=_EDITION)), place=F("here__order")
    )
)
