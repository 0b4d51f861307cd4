"""
更正记录: every edition of an article with what it changed, and the earlier ones to be read.

Texts are masked here as beside an original: a number that was taken out of an article is not to be found one page on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from readingroom.articles.differences import Difference, differences_between
from readingroom.articles.models import Article, Edition, EditionTheme, Paragraph, Theme
from readingroom.comparing import Pieces, compare
from readingroom.personal_data import find, mask, mask_parts

from .addresses import origin
from .freshness import answer_from_room
from .gone import gone
from .outline import read_outline
from .source_line import source_line


@dataclass(frozen=True)
class Change:
    """One difference, with what differs in the old and the new wording marked. Either may be empty."""

    label: str
    old: Pieces
    new: Pieces


@dataclass(frozen=True)
class Step:
    """An edition, and its changes against the one before. `in_short` is said where the text did not change."""

    edition: Edition
    changes: Sequence[Change] = ()
    in_short: str = ""


@answer_from_room
def editions(request: HttpRequest, number: int) -> HttpResponse:
    found = Article.objects.published().filter(pk=number).first()
    if found is None:
        return gone(request, number)
    themes = list(Theme.objects.all())
    steps = list(_steps(found, themes))
    return render(request, "pages/editions.html", {"article": found, "steps": steps[::-1], "room_themes": themes})


@answer_from_room
def edition(request: HttpRequest, number: int, edition: int) -> HttpResponse:
    """An edition as it was read once. The current one has its address already: the article's."""
    found = Article.objects.published().filter(pk=number).first()
    if found is None or found.edition is None:
        return gone(request, number)
    if edition == found.edition.number:
        return redirect(found)
    earlier = get_object_or_404(_whole_editions(found), number=edition)
    lines = _lines(earlier)
    context = {
        "article": found,
        "edition": earlier,
        "following": found.editions.defer("items").filter(number__gt=edition).order_by("number").first(),
        "source_line": source_line(earlier),
        "lines": lines,
        "is_masked": any(find(text) for text in _texts(earlier)),
        "canonical": origin(request) + found.get_absolute_url(),
    }
    return render(request, "pages/edition.html", context)


def _whole_editions(article: Article) -> QuerySet[Edition]:
    themes = Prefetch("edition_themes", EditionTheme.objects.select_related("theme"))
    return article.editions.select_related("source").prefetch_related(themes).order_by("number")


def _steps(article: Article, themes: Sequence[Theme]) -> Iterator[Step]:
    names = {theme.slug: theme.name for theme in themes}
    joined = set(article.former_keys.filter(paragraph__isnull=False).values_list("key", flat=True))
    first, *others = _whole_editions(article)
    yield Step(first)
    for old, new in pairwise((first, *others)):
        found = differences_between(old, new, joined=joined, names=names)
        yield Step(new, [_change(difference) for difference in found], _in_short(found))


def _in_short(differences: Sequence[Difference]) -> str:
    about = {difference.about for difference in differences}
    if "text" in about:
        return ""
    return "只改了主题，文字没有改动。" if about == {"theme"} else "正文的文字没有改动。"


def _change(difference: Difference) -> Change:
    old, new = compare(_said(difference.old), _said(difference.new))
    return Change(difference.label, _masked(old), _masked(new))


def _said(text: str | None) -> str:
    """What was empty is said to be; what was not there at all is not."""
    return "" if text is None else text or "（无）"


def _masked(pieces: Pieces) -> Pieces:
    texts = mask_parts([text for text, _ in pieces])
    return [(text, differs) for text, (_, differs) in zip(texts, pieces, strict=True)]


def _texts(edition: Edition) -> Iterator[str]:
    """All that is shown of it."""
    yield edition.title
    yield from (part.text for part in source_line(edition))
    yield from (item["text"] for item in edition.items)


def _lines(edition: Edition) -> list[tuple[Paragraph, int | None]]:
    """The paragraphs, as they would be rows if the edition were the current one; headings with their level."""
    paragraphs = [
        Paragraph(
            key=item["key"],
            kind=item["kind"],
            text=mask(item["text"]),
            continues_previous_page=item["continues_previous_page"],
        )
        for item in edition.items
    ]
    levels = {heading.paragraph.key: heading.level for heading in read_outline(paragraphs)}
    return [(paragraph, levels.get(paragraph.key)) for paragraph in paragraphs]
