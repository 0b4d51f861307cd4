"""
What of the library is searched: published articles, and the paragraphs and front items of their current editions.

The text of a document is a template in ``templates/search/indexes/articles/``. Every document says which edition of
which article it was made from. Texts are not stored: what is shown always comes from the database.
"""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from haystack import indexes

from readingroom.articles.models import Article, Edition, Paragraph
from readingroom.articles.models.library import ParagraphKind

from .language.passages import letters, shingles
from .language.quotations import quotations

UNKNOWN = "none"
"""The year of an article without a date."""

# The index orders by one number: date, then article, then place in the article. Beyond these bounds a number would
# run into its neighbour, no more; a room has thousands of articles, an article hundreds of paragraphs.
_ARTICLES = 1_000_000
_PLACES = 10_000


class _OfAnEdition(indexes.SearchIndex):  # type: ignore[misc]
    """What documents of both kinds hold."""

    text = indexes.CharField(document=True, use_template=True, stored=False)
    heading = indexes.CharField(use_template=True, stored=False)
    article = indexes.IntegerField()
    edition = indexes.IntegerField()
    theme = indexes.MultiValueField(analyzer="keyword", stored=False)
    source = indexes.IntegerField(null=True, stored=False)
    year = indexes.CharField(analyzer="keyword", stored=False)
    newest = indexes.IntegerField(stored=False)

    def prepare(self, obj: Any) -> dict[str, Any]:
        prepared: dict[str, Any] = super().prepare(obj)
        edition = self.edition_of(obj)
        prepared |= {
            "article": edition.article_id,
            "edition": edition.pk,
            "source": edition.source_id,
            "year": edition.date[:4] or UNKNOWN,
            "newest": newest_first_number(edition.date, edition.article_id, getattr(obj, "order", 0)),
        }
        return prepared

    def edition_of(self, obj: Any) -> Edition:
        raise NotImplementedError


class ArticleIndex(_OfAnEdition, indexes.Indexable):  # type: ignore[misc]
    quoted = indexes.MultiValueField(analyzer="keyword", stored=False)

    def get_model(self) -> type[Article]:
        return Article

    def index_queryset(self, using: str | None = None) -> QuerySet[Article]:
        return Article.objects.published().with_themes().prefetch_related("paragraphs")

    def edition_of(self, obj: Article) -> Edition:
        assert obj.edition is not None
        return obj.edition

    def prepare_theme(self, obj: Article) -> list[str]:
        return [place.theme.slug for place in self.edition_of(obj).edition_themes.all()]

    def prepare_quoted(self, obj: Article) -> list[str]:
        """All the short runs of letters in what it quotes, by which a text that has one of them finds it."""
        quoted = (p.text[start:end] for p in obj.paragraphs.all() for start, end in quotations(p.text))
        return list(dict.fromkeys(run for text in quoted for run in shingles(letters(text))))


class ParagraphIndex(_OfAnEdition, indexes.Indexable):  # type: ignore[misc]
    def get_model(self) -> type[Paragraph]:
        return Paragraph

    def index_queryset(self, using: str | None = None) -> QuerySet[Paragraph]:
        """Headings are no hits of their own; their words count for the paragraph right below."""
        before = Paragraph.objects.filter(article=OuterRef("article"), order__lt=OuterRef("order")).order_by("-order")
        return (
            Paragraph.objects.published()
            .exclude(kind=ParagraphKind.HEADING)
            .with_articles()
            .select_related("theme")
            .annotate(
                kind_before=Subquery(before.values("kind")[:1]),
                text_before=Subquery(before.values("text")[:1]),
            )
        )

    def edition_of(self, obj: Paragraph) -> Edition:
        assert obj.article.edition is not None
        return obj.article.edition

    def prepare_theme(self, obj: Paragraph) -> list[str]:
        return [obj.theme.slug] if obj.theme else []


def newest_first_number(date: str, article: int, place: int) -> int:
    """
    The larger, the earlier in a list of the newest: by date, then the later article, then the order of reading.

    A month stands after the last day of the month before and before its own first day; no date is the oldest.

    >>> dates = ["2022-07-01", "2022-07", "2022-06-30", "2022", ""]
    >>> dates == sorted(dates, key=lambda date: newest_first_number(date, 1, 0), reverse=True)
    True
    """
    year, month, day = (*map(int, date.split("-") if date else []), 0, 0, 0)[:3]
    dated = (year * 100 + month) * 100 + day
    return (dated * _ARTICLES + article) * _PLACES + (_PLACES - 1 - place)
