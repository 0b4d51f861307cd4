"""Articles, themes and sources for programs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from readingroom.articles import models
from readingroom.personal_data import mask

from ..freshness import data_from_article, data_from_room
from ..gone import once_published, whole
from ..holdings import SourceHolding, ThemeHolding, theme_holdings, ways
from ..source_line import source_name
from .answers import VERSION, Article, ArticleEntry, Paragraph, Root, SourceEntry, ThemeEntry, Withdrawn, in_json
from .listing import list_page, read_asked

FILTERS = ("theme", "source", "year")


def root(request: HttpRequest) -> HttpResponse:
    """Announces its description as programs look for one (RFC 8631)."""
    response = _links(request)
    response.headers["Link"] = f'<{reverse("pages:api_openapi")}>; rel="service-desc"; type="application/json"'
    return response


@data_from_room
def _links(request: HttpRequest) -> HttpResponse:
    links: Root = {
        "v": VERSION,
        "articles": reverse("pages:api_articles"),
        "themes": reverse("pages:api_themes"),
        "sources": reverse("pages:api_sources"),
        "search": reverse("pages:api_search"),
        "suggest": reverse("pages:api_suggest"),
        "openapi": reverse("pages:api_openapi"),
    }
    return in_json(links)


@data_from_room
def articles(request: HttpRequest) -> JsonResponse:
    asked = read_asked(request.GET, *FILTERS)
    found = asked.narrow(models.Article.objects.published()).with_themes().newest_first()
    return in_json(list_page(request, asked, found, _article))


@data_from_article
def article(request: HttpRequest, number: int) -> JsonResponse:
    """An article whose text became part of another is answered with that one: nothing here redirects."""
    found = _published(number)
    if found is None:
        article = once_published(number)
        if article.status == models.Status.ARCHIVED:
            article = whole(article)
        found = _published(article.pk)
        if found is None:
            return _withdrawn(article)
    assert found.edition is not None  # what is published has one
    paragraphs = found.paragraphs.select_related("theme", "secondary_theme")
    answer: Article = {
        "v": VERSION,
        **_article(found),
        "correction": mask(found.edition.correction),
        "fields": found.edition.fields,
        "paragraphs": [_paragraph(each) for each in paragraphs],
    }
    return in_json(answer)


def _published(number: int) -> models.Article | None:
    return models.Article.objects.published().with_themes().filter(pk=number).first()


@data_from_room
def themes(request: HttpRequest) -> JsonResponse:
    return in_json(list_page(request, read_asked(request.GET), theme_holdings(request), _theme))


@data_from_room
def sources(request: HttpRequest) -> JsonResponse:
    """Articles that name no outlet are counted under a null source."""
    return in_json(list_page(request, read_asked(request.GET), ways(request).sources, _source))


def _article(article: models.Article) -> ArticleEntry:
    edition = article.edition
    assert edition is not None
    return {
        "number": article.number,
        "edition": edition.number,
        "published_at": edition.published_at.isoformat(),
        "title": edition.title,
        "title_is_built": edition.title_is_built,
        "url": article.get_absolute_url(),
        "source": source_name(edition),
        "source_number": edition.source_id,
        "date": edition.date,
        "themes": [place.theme.slug for place in edition.edition_themes.all()],
    }


def _paragraph(paragraph: models.Paragraph) -> Paragraph:
    return {
        "key": paragraph.key,
        "kind": paragraph.kind,
        "text": paragraph.text,
        "theme": paragraph.theme.slug if paragraph.theme else None,
        "theme_secondary": paragraph.secondary_theme.slug if paragraph.secondary_theme else None,
        "near_tie": paragraph.near_tie,
        "continues_previous_page": paragraph.continues_previous_page,
        "url": paragraph.get_absolute_url(),
    }


def _theme(holding: ThemeHolding) -> ThemeEntry:
    return {
        "slug": holding.theme.slug,
        "name": holding.theme.name,
        "description": holding.theme.description,
        "url": holding.theme.get_absolute_url(),
        "articles": holding.articles,
        "paragraphs": holding.passages,
    }


def _source(holding: SourceHolding) -> SourceEntry:
    source = holding.source
    return {
        "number": source.pk if source else None,
        "name": source.name if source else None,
        "kind": source.kind if source else None,
        "url": holding.get_absolute_url(),
        "articles": holding.articles,
    }


def _withdrawn(article: models.Article) -> JsonResponse:
    assert article.edition is not None
    said: Withdrawn = {"error": "withdrawn", "title": article.edition.title, "date": article.edition.date}
    return JsonResponse(said, status=410)
