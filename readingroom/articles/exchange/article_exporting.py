"""From the rows of an article to its line."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.db.models import Model, Q, QuerySet

from ..manuscript import make_manuscript
from ..models import (
    Appearance,
    Article,
    Composition,
    Decision,
    Edition,
    FormerKey,
    Original,
    Reading,
    ReadingPart,
    Resemblance,
    Theme,
)
from ..revising import reading_of
from ..working_copy import working_copy
from .said import moment, name_of
from .shape import (
    VERSION,
    ExportedAppearance,
    ExportedArticle,
    ExportedDecision,
    ExportedEdition,
    ExportedFormerKey,
    ExportedItem,
    ExportedOriginal,
    ExportedPart,
    ExportedReading,
    ExportedWorkingCopy,
)


class Places(NamedTuple):
    """
    Where the rows of an article stand in its line, for the lines that speak of them; of editions their numbers.

    A row that came after the line was written is in none of them.
    """

    readings: Mapping[int, int]
    decisions: Mapping[int, int]
    appearances: Mapping[int, int]
    editions: Mapping[int, int]


def exported(article: Article) -> ExportedArticle:
    return _Exporter(article).article()


def exported_with_places(article: Article) -> tuple[ExportedArticle, Places]:
    exporter = _Exporter(article)
    return exporter.article(), exporter.places()


class _Exporter:
    """One article; its readings are found first, for all else speaks of their places in the list."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._readings = readings_of(article)
        self._places = _places(self._readings)
        self._decided = list(article.decisions.select_related("by", "undone_by").order_by("at", "pk"))
        self._editions = list(article.editions.select_related("source", "published_by").order_by("number"))
        self._appearances = list(appearances_of(article))

    def article(self) -> ExportedArticle:
        article = self._article
        return ExportedArticle(
            format="readingroom-article",
            version=VERSION,  # type: ignore[arg-type]  # the literal is the same number
            number=article.pk,
            status=article.status,
            archived_from=article.archived_from,
            withdrawn_at=moment(article.withdrawn_at),
            withdrawal_reason=article.withdrawal_reason,
            rejected=article.rejected,
            name=article.name,
            added_at=article.added_at.isoformat(),
            edition=article.edition.number if article.edition else None,
            edition_cleaning=self._edition_cleaning(),
            originals=tuple(self._originals()),
            readings=tuple(map(self._reading, self._readings)),
            decisions=tuple(self._decisions()),
            appearances=tuple(self._appearance(row) for row in self._appearances),
            editions=tuple(map(self._edition, self._editions)),
            former_keys=tuple(self._former_keys()),
            working_copy=self._working_copy(),
            sources=self._sources(),
            themes=dict(Theme.objects.order_by("slug").values_list("slug", "name")),
        )

    def places(self) -> Places:
        editions = {row.pk: row.number for row in self._editions}
        return Places(self._places, _places(self._decided), _places(self._appearances), editions)

    def _originals(self) -> Iterator[ExportedOriginal]:
        wanted = {reading.original_id for reading in self._readings}
        wanted |= {row.original_id for row in self._appearances if row.original_id}
        wanted |= set(self._article.originals.values_list("pk", flat=True))
        for row in (
            Original.objects.filter(pk__in=wanted).select_related("added_by").order_by("added_at", "sha256").defer(None)
        ):
            yield ExportedOriginal(
                sha256=row.sha256,
                file_name=row.file_name,
                format=row.format,
                simhash=row.simhash,
                is_own=row.article_id == self._article.pk,
                redacted_at=moment(row.redacted_at),
                added_at=row.added_at.isoformat(),
                added_by=name_of(row.added_by),
                content=base64.b64encode(row.content).decode(),
            )

    def _reading(self, row: Reading) -> ExportedReading:
        return ExportedReading(
            original=row.original.sha256,
            reader=row.reader,
            encoding=row.encoding,
            read_at=row.read_at.isoformat(),
            lines=tuple(map(tuple, row.lines)),
            doubts=tuple(row.doubts),
            is_composed=row.is_composed,
            parts=tuple(
                ExportedPart(self._places[part.source_id], part.first_line, part.last_line) for part in row.parts.all()
            ),
        )

    def _decisions(self) -> Iterator[ExportedDecision]:
        for row in self._decided:
            yield ExportedDecision(
                reading=self._places[row.reading_id],
                kind=row.kind,
                line=row.line,
                start=row.start,
                end=row.end,
                quote=row.quote,
                before=row.before,
                after=row.after,
                value=row.value,
                overrules=row.overrules,
                by=name_of(row.by),
                at=row.at.isoformat(),
                undone_at=moment(row.undone_at),
                undone_by=name_of(row.undone_by),
            )

    def _edition_cleaning(self) -> Any:
        """Of most articles it is the working copy itself, which is made of what is here."""
        article = self._article
        if not article.edition or not article.edition.cleaning or not (article.proposal or article.rejected):
            return None
        return article.edition.cleaning.result

    def _appearance(self, row: Any) -> ExportedAppearance:
        said = ("source_as_printed", "date", "date_precision", "date_kind", "issue", "page", "column", "url")
        return ExportedAppearance(
            leads=row.leads,
            original=row.original.sha256 if row.original else None,
            source=row.source.name if row.source else None,
            accessed_on=row.accessed_on.isoformat() if row.accessed_on else None,
            **{name: getattr(row, name) for name in said},
        )

    def _edition(self, row: Edition) -> ExportedEdition:
        return ExportedEdition(
            number=row.number,
            title=row.title,
            title_is_built=row.title_is_built,
            source=row.source.name if row.source else None,
            date=row.date,
            fields=row.fields,
            items=tuple(map(_item, row.items)),
            themes=tuple(row.edition_themes.order_by("order").values_list("theme__slug", flat=True)),
            reading=self._places[row.reading_id],
            rules_version=row.rules_version,
            correction=row.correction,
            published_at=row.published_at.isoformat(),
            published_by=name_of(row.published_by),
        )

    def _former_keys(self) -> Iterator[ExportedFormerKey]:
        for row in self._article.former_keys.order_by("key"):
            place = self._places[row.reading_id]
            yield ExportedFormerKey(row.key, row.paragraph_id, row.last_text, place, row.line, row.start)

    def _working_copy(self) -> ExportedWorkingCopy:
        reading, clean = reading_of(self._article), working_copy(self._article)
        manuscript = make_manuscript(self._article, reading, clean)
        return ExportedWorkingCopy(
            reading=self._places[reading.pk],
            title=manuscript.title,
            fields=manuscript.fields,
            themes=manuscript.themes,
            items=tuple(map(_item, manuscript.items)),
            review=clean.review,
            rules_version=clean.rules_version,
        )

    def _sources(self) -> dict[str, dict[str, str]]:
        sources = {row.source for row in self._appearances if row.source}
        sources |= {row.source for row in self._editions if row.source}
        return {
            source.name: {"kind": source.kind, "home_page": source.home_page}
            for source in sorted(sources, key=lambda source: source.name)
        }


def _places(rows: Iterable[Model]) -> dict[int, int]:
    return {row.pk: place for place, row in enumerate(rows)}


def readings_of(article: Article) -> list[Reading]:
    """
    All that anything of the article speaks of, and what those are composed of.

    In an order that is the same in every room.
    """
    wanted = {article.cleaning.reading_id, *_readings_between(article)}
    wanted |= set(Reading.objects.filter(original__article=article).values_list("pk", flat=True))
    for model in (Decision, Edition, FormerKey):
        wanted |= set(model.objects.filter(article=article).values_list("reading", flat=True))
    for places in article.redactions.values_list("places", flat=True):
        wanted |= {place["reading"] for place in places if place.get("reading")}
    found: set[int] = set()
    while wanted - found:
        found |= wanted
        wanted = set(ReadingPart.objects.filter(reading__in=found).values_list("source", flat=True))
    rows = Reading.objects.filter(pk__in=found).select_related("original").defer("original__content")
    return list(rows.prefetch_related("parts").order_by("is_composed", "read_at", "original__sha256", "reader", "pk"))


def _readings_between(article: Article) -> Iterator[int]:
    """Those that splitting, joining and judging left behind: it may be undone."""
    for row in Composition.objects.filter(Q(article=article) | Q(other=article)):
        yield from (row.before_id, row.after_id) if row.article_id == article.pk else (row.other_reading_id,)
    yield from Resemblance.objects.filter(other=article, replaced__isnull=False).values_list("replaced", flat=True)


def appearances_of(article: Article) -> QuerySet[Appearance]:
    return article.appearances.select_related("source", "original").order_by("-leads", "pk")


def _item(entry: Mapping[str, Any]) -> ExportedItem:
    return ExportedItem(**{name: entry[name] for name in ExportedItem.__dataclass_fields__})
