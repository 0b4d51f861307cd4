"""
Published articles in bulk.

The rows are those that importing and publishing leave, down to the items of the editions and the ledgers of the
cleanings; going through the rules, with a transaction for each article, would take an hour. Themes, sources and
dates are dealt out by chance, the same in every run, so that filters and facets have something to do.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from django.db import models, transaction

from readingroom.articles import stored
from readingroom.articles.keys import Place, make_key
from readingroom.articles.models import (
    Appearance,
    Article,
    Cleaning,
    Edition,
    EditionTheme,
    Original,
    Paragraph,
    Reading,
    Source,
    Status,
    Theme,
)
from readingroom.records import FIELD_NAMES, CleanArticle, Item
from tests.benchmarks.documents import Document
from tests.library import clean_article, item

_TOGETHER = 200
_YEARS = range(2012, 2026)
# Of the articles so many have no source, and so many no date.
_WITHOUT = 0.05

_T = TypeVar("_T")


def print_articles(documents: Iterable[Document], per_article: int) -> dict[str, str]:
    """See `rooms.load_room`."""
    deal = _Deal()
    keys: dict[str, str] = {}
    chunks = _chunks(_chunks(documents, per_article), _TOGETHER)
    for turn, chunk in enumerate(chunks):
        sheets = [deal.sheet(turn * _TOGETHER + place, those) for place, those in enumerate(chunk, start=1)]
        _write(sheets)
        for sheet in sheets:
            keys |= sheet.keys
    return keys


@dataclass(frozen=True)
class _Sheet:
    """One article. All its rows have its number, so that they can name each other before they are written."""

    number: int
    documents: Sequence[Document]
    clean: CleanArticle
    source: Source | None
    themes: Sequence[Theme]

    @property
    def content(self) -> bytes:
        return "\n".join([str(self.number), *(one.text for one in self.clean.items)]).encode()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def simhash(self) -> str:
        """Not the texts' own, which takes longer than all else; nothing but another import looks at it."""
        return self.sha256[:16]

    @property
    def title(self) -> str:
        return self.clean.fields["title"] or ""

    @property
    def date(self) -> str:
        return self.clean.fields["date"] or ""

    @property
    def items(self) -> list[dict[str, Any]]:
        sha256 = self.sha256
        return [_entry(sha256, one) for one in self.clean.items]

    @property
    def keys(self) -> dict[str, str]:
        paragraphs = [entry["key"] for entry in self.items if entry["kind"] == "paragraph"]
        return {document.id: key for document, key in zip(self.documents, paragraphs, strict=True)}


class _Deal:
    """Gives each article what its documents do not say."""

    def __init__(self) -> None:
        self._chance = random.Random(1)
        self._themes = list(Theme.objects.order_by("order"))
        self._sources = list(Source.objects.order_by("pk"))

    def sheet(self, number: int, documents: Sequence[Document]) -> _Sheet:
        source = None if self._is_without() else self._chance.choice(self._sources)
        themes = self._chance.sample(self._themes, self._chance.choice((1, 1, 2)))
        clean = clean_article(
            [item(text, kind=kind, theme=self._chance.choice(self._themes).slug) for kind, text in _items(documents)],
            themes=[theme.slug for theme in themes],
            title=(documents[0].title or documents[0].text)[:300],
            source=source.name if source else None,
            date=None if self._is_without() else self._date(),
        )
        return _Sheet(number, documents, clean, source, themes)

    def _is_without(self) -> bool:
        return self._chance.random() < _WITHOUT

    def _date(self) -> str:
        return f"{self._chance.choice(_YEARS)}-{self._chance.randint(1, 12):02}-{self._chance.randint(1, 28):02}"


def _items(documents: Sequence[Document]) -> Iterator[tuple[Any, str]]:
    for document in documents:
        if len(documents) > 1 and document.title:
            yield "heading", document.title
        yield "paragraph", " ".join(document.text.split())


def _entry(sha256: str, one: Item) -> dict[str, Any]:
    """What the manuscript of an article says of an item whose key is new."""
    assert one.theming
    return {
        "key": make_key(sha256, Place(1, one.line, one.start), ()),
        "kind": one.kind,
        "text": one.text,
        "line": one.line,
        "start": one.start,
        "lines": list(one.lines),
        "continues_previous_page": False,
        "theme": one.theming.primary,
        "theme_secondary": None,
        "near_tie": False,
        "theme_decided_by": "rules",
        "theme_evidence": [],
    }


def _write(sheets: Sequence[_Sheet]) -> None:
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    with transaction.atomic():
        _bulk_create(Original, [_original(sheet) for sheet in sheets])
        _bulk_create(Reading, [_reading(sheet) for sheet in sheets])
        _bulk_create(Cleaning, [_cleaning(sheet) for sheet in sheets])
        # An article and its edition name each other; the database looks at that when all is written.
        _bulk_create(Article, [_article(sheet) for sheet in sheets])
        _bulk_create(Edition, [_edition(sheet) for sheet in sheets])
        _bulk_create(EditionTheme, [row for sheet in sheets for row in _edition_themes(sheet)])
        _bulk_create(Appearance, [_appearance(sheet) for sheet in sheets])
        _bulk_create(Paragraph, [row for sheet in sheets for row in _paragraphs(sheet, themes)])


def _bulk_create(model: type[models.Model], rows: Sequence[Any]) -> None:
    model._base_manager.bulk_create(rows)


def _original(sheet: _Sheet) -> Original:
    return Original(
        pk=sheet.number,
        sha256=sheet.sha256,
        content=sheet.content,
        size=len(sheet.content),
        file_name=f"{sheet.number}.txt",
        format="text",
        simhash=sheet.simhash,
        article_id=sheet.number,
    )


def _reading(sheet: _Sheet) -> Reading:
    return Reading(
        pk=sheet.number,
        original_id=sheet.number,
        reader="benchmark-1",
        encoding="utf-8",
        lines=[[one.text, ""] for one in sheet.clean.items],
    )


def _cleaning(sheet: _Sheet) -> Cleaning:
    return Cleaning(
        pk=sheet.number,
        reading_id=sheet.number,
        rules_version=sheet.clean.rules_version,
        result=stored.dump(sheet.clean),
        review=[],
    )


def _article(sheet: _Sheet) -> Article:
    return Article(
        pk=sheet.number,
        status=Status.PUBLISHED,
        name=sheet.title,
        cleaning_id=sheet.number,
        edition_id=sheet.number,
        simhash=sheet.simhash,
    )


def _edition(sheet: _Sheet) -> Edition:
    return Edition(
        pk=sheet.number,
        article_id=sheet.number,
        number=1,
        title=sheet.title,
        source=sheet.source,
        date=sheet.date,
        fields={name: sheet.clean.fields.get(name) for name in FIELD_NAMES},
        items=sheet.items,
        cleaning_id=sheet.number,
        reading_id=sheet.number,
        rules_version=sheet.clean.rules_version,
    )


def _edition_themes(sheet: _Sheet) -> list[EditionTheme]:
    return [EditionTheme(edition_id=sheet.number, theme=theme, order=order) for order, theme in enumerate(sheet.themes)]


def _appearance(sheet: _Sheet) -> Appearance:
    return Appearance(
        article_id=sheet.number,
        original_id=sheet.number,
        source=sheet.source,
        source_as_printed=sheet.source.name if sheet.source else "",
        date=sheet.date,
        date_precision="day" if sheet.date else "",
    )


def _paragraphs(sheet: _Sheet, themes: Mapping[str, Theme]) -> list[Paragraph]:
    return [
        Paragraph(
            key=entry["key"],
            article_id=sheet.number,
            order=order,
            kind=entry["kind"],
            text=entry["text"],
            theme=themes[entry["theme"]],
        )
        for order, entry in enumerate(sheet.items)
    ]


def _chunks(rows: Iterable[_T], size: int) -> Iterator[list[_T]]:
    rest = iter(rows)
    while chunk := list(islice(rest, size)):
        yield chunk
