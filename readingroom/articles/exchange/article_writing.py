"""The rows of an article that is not here yet, one kind after the other."""

from __future__ import annotations

from collections.abc import Mapping

from readingroom.records import CleanArticle

from .. import keys, stored
from ..curation.publishing import write_paragraphs
from ..manuscript import make_manuscript
from ..models import (
    Article,
    Cleaning,
    Decision,
    Edition,
    EditionTheme,
    Original,
    Reading,
    ReadingPart,
    Source,
    Status,
    Theme,
)
from ..models.sources import SourceKind
from ..outlets import Outlet, add_source
from ..refusal import Refused
from ..revising import settle
from ..rule_record import rule_hits
from . import rows
from .checking import check_cleaning, themes_used
from .known import reading_here
from .run import Run
from .said import moment_of, time_of
from .shape import ExportedArticle, ExportedReading

_PUBLIC = (Status.PUBLISHED, Status.WITHDRAWN)


class Writer:
    """
    `originals` by their hashes, `readings` and `decisions` in the order of the line; what is here already takes its place.
    """

    def __init__(self, exported: ExportedArticle, run: Run) -> None:
        self._exported, self._run = exported, run
        self.originals: dict[str, Original] = {one.sha256: rows.original(one, run) for one in exported.originals}
        self.readings: list[Reading] = [rows.reading(one, self.originals) for one in exported.readings]
        self.decisions: list[Decision] = [
            rows.decision(one, self.readings[one.reading], run) for one in exported.decisions
        ]

    @property
    def working_reading(self) -> Reading:
        return self.readings[self._exported.working_copy.reading]

    def write_originals(self) -> None:
        for one in self._exported.originals:
            present = Original.objects.filter(sha256=one.sha256).first()
            if present:
                self.originals[one.sha256] = present
            else:
                rows.put(self.originals[one.sha256])
                if not one.is_own:
                    self._run.borrowed.add(one.sha256)

    def take_originals(self, article: Article) -> None:
        for one in self._exported.originals:
            original = self.originals[one.sha256]
            if one.is_own or original.article_id is None:
                original.article = article
                original.save(update_fields=["article"])
                if one.is_own:
                    self._run.borrowed.discard(one.sha256)

    def write_readings(self) -> None:
        """Those that are composed come after what they are composed of."""
        for place, one in sorted(enumerate(self._exported.readings), key=lambda pair: pair[1].is_composed):
            row = self.readings[place]
            row.original = self.originals[one.original]
            self.readings[place] = _present(row) or self._written(row, one)

    def _written(self, row: Reading, one: ExportedReading) -> Reading:
        rows.put(row)
        ReadingPart.objects.bulk_create(
            ReadingPart(
                reading=row,
                order=order,
                source=self.readings[part.source],
                first_line=part.first_line,
                last_line=part.last_line,
            )
            for order, part in enumerate(one.parts)
        )
        return row

    def write_decisions(self, article: Article) -> None:
        for row, one in zip(self.decisions, self._exported.decisions, strict=True):
            row.article, row.reading = article, self.readings[one.reading]
            rows.put(row)

    def write_editions(self, article: Article) -> None:
        exported, themes = self._exported, self._themes()
        editions = {}
        for one in exported.editions:
            row = rows.edition(one, article, self._source(one.source), self.readings[one.reading], self._run)
            if one.number == exported.edition:
                row.cleaning = self._cleaning_of(row) or article.cleaning
            rows.put(row)
            EditionTheme.objects.bulk_create(
                EditionTheme(edition=row, theme=themes[slug], order=order) for order, slug in enumerate(one.themes)
            )
            editions[one.number] = row
        if exported.edition is None:
            return
        article.edition = current = editions[exported.edition]
        former = [
            keys.Former(
                one.key, one.last_text, keys.Place(self.readings[one.reading].pk, one.line, one.start), one.into
            )
            for one in exported.former_keys
        ]
        write_paragraphs(current, current.items, former, themes)

    def _cleaning_of(self, edition: Edition) -> Cleaning | None:
        """What the edition was made from, where the working copy is something else by now."""
        if self._exported.edition_cleaning is None:
            return None
        clean = stored.load(self._exported.edition_cleaning)
        check_cleaning(clean, edition.reading)
        return Cleaning.objects.create(
            reading=edition.reading,
            rules_version=clean.rules_version,
            result=stored.dump(clean),
            review=list(clean.review),
            rule_hits=rule_hits(clean),
        )

    def write_appearances(self, article: Article) -> None:
        for one in self._exported.appearances:
            rows.appearance(one, article, self._source(one.source), self.originals).save()

    def set_status(self, article: Article) -> None:
        exported = self._exported
        status, archived_from = exported.status, exported.archived_from
        if status in _PUBLIC and not self._run.publish:
            status, archived_from = Status.ARCHIVED.value, status
        article.status, article.archived_from = status, archived_from
        article.added_at = time_of(exported.added_at)
        article.withdrawn_at = moment_of(exported.withdrawn_at)
        article.withdrawal_reason = exported.withdrawal_reason
        article.save()

    def _themes(self) -> Mapping[str, Theme]:
        """Themes that this room has not are added under the name that they have there."""
        themes = {theme.slug: theme for theme in Theme.objects.all()}
        for slug in sorted(themes_used(self._exported) - set(themes)):
            themes[slug] = Theme(slug=slug, name=self._exported.themes[slug], order=len(themes))
            themes[slug].full_clean()
            themes[slug].save()
        return themes

    def _source(self, name: str | None) -> Source | None:
        if not name:
            return None
        number = self._run.sources.get(name)
        known = Source.objects.filter(pk=number).first() if number else None
        known = known or Source.objects.filter(name=name).first()
        known = known or Source.objects.filter(aliases__spelling=name).first()
        kind = self._exported.sources.get(name, {}).get("kind", "")
        return known or add_source(Outlet(name, kind if kind in SourceKind.values else SourceKind.OTHER.value))


def _present(row: Reading) -> Reading | None:
    """Lines of several articles speak of one reading; it is one row."""
    here = reading_here(row)
    if row.is_composed:
        return here if here and here.read_at == row.read_at else None
    if here is None and Reading.objects.filter(original=row.original, reader=row.reader, is_composed=False):
        raise Refused("同一份原件在这里读出来的行不一样，没有收入")
    return here


def settle_edition(article: Article, clean: CleanArticle) -> None:
    """With its edition in place it is known what is proposed; what was rejected there is not proposed again."""
    edition = article.edition
    assert edition
    assert edition.cleaning
    was_rejected = make_manuscript(article, article.cleaning.reading, clean).fingerprint == article.rejected
    if was_rejected and edition.cleaning != article.cleaning:
        settle(article, edition.cleaning, stored.load(edition.cleaning.result))
        return
    settle(article, article.cleaning, clean)
    if article.proposal and edition.cleaning == article.cleaning:
        # It was not made from that.
        edition.cleaning = None
        edition.save(update_fields=["cleaning"])
