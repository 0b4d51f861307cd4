"""
原文对照: the printed lines of an article with what became of each, so that every word can be traced to the page.

The account is that of the edition that readers see. With `?paragraph=KEY` only the lines are shown that the paragraph
is made of, in the order in which it takes them up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from readingroom.articles import ledger, stored
from readingroom.articles.models import Article, Edition
from readingroom.articles.working_copy import line_of_row
from readingroom.cleaning import rule_name
from readingroom.personal_data import mask
from readingroom.records import CleanArticle, Line

from .freshness import answer_from_room
from .gone import gone
from .paging import page_of
from .printed_lines import Omission, Place, Places, ShownLine, count_reasons, show, written_by_others

BESIDE = 3
"""Lines before and after a page that are looked at for a telephone number in two lines, with blank ones between."""


@dataclass(frozen=True)
class Summary:
    """The lines of an original in numbers; why they were removed and what was changed in words, with how often."""

    lines: int
    kept: int
    removed: int
    reasons: Sequence[tuple[str, int]]
    changed: int
    changes: Sequence[tuple[str, int]]

    @property
    def blank(self) -> int:
        return self.lines - self.kept - self.removed


@answer_from_room
def original(request: HttpRequest, number: int) -> HttpResponse:
    with_lines = Article.objects.published().defer(None).select_related("edition__reading", "edition__cleaning")
    found = with_lines.filter(pk=number).first()
    if found is None or found.edition is None:
        return gone(request, number)
    context: dict[str, Any] = {"article": found}
    if found.edition.cleaning:
        clean = stored.load(found.edition.cleaning.result)
        shown = _paragraph if "paragraph" in request.GET else _page
        context |= {"summary": _sum_up(found.edition, clean), **shown(request, found.edition, clean)}
    return render(request, "pages/original.html", context)


def original_url(number: int, line: int) -> str:
    """Where a line of an article's original is shown."""
    page = ledger.part_of(line)
    return f"{reverse('pages:original', args=[number])}{f'?page={page}' if page > 1 else ''}#L{line}"


def _page(request: HttpRequest, edition: Edition, clean: CleanArticle) -> dict[str, Any]:
    page = page_of(edition.reading.lines, request, ledger.LINES)
    first, last = page.start_index(), page.end_index()
    begin = max(first - BESIDE, 1)
    lines = [
        line_of_row(number, row) for number, row in enumerate(edition.reading.lines[begin - 1 : last + BESIDE], begin)
    ]
    return {"page": page, "entries": _entries(lines, edition, clean, numbers=range(first, last + 1))}


def _paragraph(request: HttpRequest, edition: Edition, clean: CleanArticle) -> dict[str, Any]:
    key = request.GET["paragraph"]
    index = next((index for index, item in enumerate(edition.items) if item["key"] == key), None)
    if index is None:
        raise Http404("没有这个段落。")
    item = edition.items[index]
    lines = [line_of_row(number, edition.reading.lines[number - 1]) for number in dict.fromkeys(item["lines"])]
    return {
        "paragraph": _places(edition)[index],
        "text": mask(item["text"]),
        "whole": original_url(edition.article_id, item["line"]),
        "entries": _entries(lines, edition, clean),
    }


def _entries(
    lines: Sequence[Line], edition: Edition, clean: CleanArticle, *, numbers: range | None = None
) -> list[ShownLine | Omission]:
    rows = ledger.rows(lines, clean)
    return list(show(rows, written_by_others(clean.ledger), _places(edition), numbers=numbers))


def _places(edition: Edition) -> Places:
    article = reverse("pages:article", args=[edition.article_id])
    anchors: dict[ledger.Place, str] = {"title": ""}
    anchors |= {place: f"#p-{item['key']}" for place, item in enumerate(edition.items)}
    return {place: Place(ledger.place_in_words(place), article + anchor) for place, anchor in anchors.items()}


def _sum_up(edition: Edition, clean: CleanArticle) -> Summary:
    removed = [line.reason for line in clean.ledger if line.fate == "removed"]
    rules = Counter(rule_name(edit.rule) for edit in clean.edits)
    return Summary(
        lines=len(edition.reading.lines),
        kept=len(clean.ledger) - len(removed),
        removed=len(removed),
        reasons=count_reasons(removed),
        changed=len(clean.edits),
        changes=rules.most_common(),
    )
