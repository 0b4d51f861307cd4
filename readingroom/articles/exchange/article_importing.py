"""
From the line of an article to its rows, or a sentence why not.

What exists is left alone: an article that holds one of the files already, or one of the keys, is named and not touched.
What was public elsewhere comes in archived, so that nobody here publishes by importing; restoring it publishes it as it
was.
"""

from __future__ import annotations

from dataclasses import replace

from readingroom.records import CleanArticle

from .. import keys, stored
from ..arrivals import Outcome
from ..curation.publishing import write_paragraphs
from ..curation.returning import brings_back
from ..manuscript import make_manuscript
from ..models import (
    Article,
    Cleaning,
    Edition,
    EditionTheme,
    FormerKey,
    Original,
    Paragraph,
    Reading,
    ReadingPart,
    Source,
    Status,
    Theme,
)
from ..models.sources import SourceKind
from ..outlets import Outlet, add_source
from ..refusal import Refused
from ..revising import adopt, make, settle
from ..room import announce, writing
from ..rule_record import rule_hits
from . import rows
from .checking import check_cleaning, check_readings, texts_of
from .comparing import differing
from .lines import Damaged
from .numbers import count_on, free_article_number
from .run import Found, Run
from .said import moment_of, time_of
from .shape import ExportedArticle, ExportedReading

_PUBLIC = (Status.PUBLISHED, Status.WITHDRAWN)


def import_article(exported: ExportedArticle, run: Run, name: str) -> Outcome:
    """One article, whole or not at all."""
    if exported.number in run.articles:
        raise Damaged(f"前面已经有一行也是第 {exported.number} 号")
    check_readings(exported)
    return _Importer(exported, run, name).outcome()


class _Importer:
    """One article, with the rows made of it so far."""

    def __init__(self, exported: ExportedArticle, run: Run, name: str) -> None:
        self._exported, self._run, self._name = exported, run, name
        self._originals = {one.sha256: rows.original(one, run) for one in exported.originals}
        self._readings = [rows.reading(one, self._originals) for one in exported.readings]
        self._decisions = [rows.decision(one, self._readings[one.reading], run) for one in exported.decisions]

    def outcome(self) -> Outcome:
        if known := self._known():
            # Nothing is cleaned for that: a file that is sent again is mostly known line by line.
            return self._compared(known)
        # Before the room is held: cleaning takes its time.
        reading = self._readings[self._exported.working_copy.reading]
        made = make(reading, [row for row in self._decisions if row.undone_at is None])
        with writing():
            if known := self._known():
                return self._compared(known)
            self._refuse_what_was_redacted_here()
            article = self._new_article()
            self._write_originals()
            self._write_readings()
            # Read here before, the same lines have a row already.
            reading = self._readings[self._exported.working_copy.reading]
            adopt(article, replace(made, reading=reading))
            count_on(Article, article.pk)
            self._take_originals(article)
            self._write_decisions(article)
            self._write_editions(article)
            self._write_appearances(article)
            self._set_status(article)
            if article.edition:
                self._settle(article, made.clean)
            announce([article.pk])
        self._run.articles[self._exported.number] = Found(article.pk, tuple(row.pk for row in self._readings))
        return Outcome("created", self._name, article.pk, self._remark(article))

    # ------------------------------------------------------------------ what is here already

    def _known(self) -> int | None:
        """The article here that is this one already; a file that another import borrowed is not in the way."""
        own = [one.sha256 for one in self._exported.originals if one.is_own and one.sha256 not in self._run.borrowed]
        held = Original.objects.filter(sha256__in=own).exclude(article=None).first()
        if held:
            return held.article_id
        wanted = [item.key for edition in self._exported.editions for item in edition.items]
        wanted += [former.key for former in self._exported.former_keys]
        for model in (Paragraph, FormerKey):
            if found := model.objects.filter(key__in=wanted).values_list("article", flat=True).first():
                return found
        return None if any(one.is_own for one in self._exported.originals) else self._made_before()

    def _made_before(self) -> int | None:
        """
        Of an article whose file is another's: the one here that is made of the same lines of it.

        A revision that was judged one has two: itself, and the article that goes on with its text.
        """
        mine = self._readings[self._exported.working_copy.reading]
        same = Reading.objects.filter(
            original__sha256=mine.original.sha256, is_composed=mine.is_composed, lines=mine.lines
        )
        told = [found.number for found in self._run.articles.values()]
        made = Article.objects.filter(cleaning__reading__in=same).order_by("pk").values_list("pk", flat=True)
        return next((number for number in made if number not in told), None)

    def _compared(self, number: int) -> Outcome:
        """What is said between this article and others holds only where it is the same one, as in the file."""
        article = Article.objects.get(pk=number)
        found = map(self._reading_here, self._readings)
        readings = [row.pk if row else None for row in found]
        differences = differing(self._exported, article, readings)
        known: tuple[int, ...] = () if differences else tuple(filter(None, readings))
        self._run.articles[self._exported.number] = Found(number, known)
        if not differences:
            self._run.borrowed |= {one.sha256 for one in self._exported.originals if not one.is_own}
            return Outcome("unchanged", self._name, number)
        parts = "、".join(differences)
        return Outcome(
            "duplicate",
            self._name,
            number,
            f"第 {number} 号文章已经有了这份原件或这些段落；两边的{parts}不同，这里的照旧，没有动",
        )

    def _reading_here(self, row: Reading) -> Reading | None:
        """A composed one is known by its lines and, where there are two of the same, by when it was made."""
        same = Reading.objects.filter(
            original__sha256=row.original.sha256, reader=row.reader, is_composed=row.is_composed
        )
        found = [one for one in same.order_by("pk") if one.lines == row.lines]
        return next((one for one in found if one.read_at == row.read_at), found[0] if found else None)

    def _refuse_what_was_redacted_here(self) -> None:
        """
        What two people took out is not brought back: not by an export from before, and not by one of another office that
        has the same text in another file.
        """
        redacted = Original.objects.filter(sha256__in=self._originals, redaction__isnull=False).defer(None)
        for here in redacted:
            if bytes(here.content) != self._originals[here.sha256].content:
                raise Refused(f"原件“{here.file_name}”里的个人信息在这里已经隐去，文件里的这一篇还没有隐去，没有收入")
        for one in self._exported.readings:
            if back := brings_back(texts_of(one)):
                raise Refused(
                    f"从第 {back[0]} 号文章里隐去的个人信息，文件里这一篇原文的第 {back[1]} 行又填上了（或者填了别的），没有收入；"
                    "请在导出的地方也隐去，再重新导出"
                )

    # ------------------------------------------------------------------ what is written

    def _new_article(self) -> Article:
        exported = self._exported
        return Article(
            pk=free_article_number(exported.number, self._run.largest_number),
            rejected=exported.rejected,
            # `save` notes today's for a new row: it is set again with the status.
            added_at=time_of(exported.added_at),
        )

    def _write_originals(self) -> None:
        for one in self._exported.originals:
            present = Original.objects.filter(sha256=one.sha256).first()
            if present:
                self._originals[one.sha256] = present
            else:
                rows.put(self._originals[one.sha256])
                if not one.is_own:
                    self._run.borrowed.add(one.sha256)

    def _take_originals(self, article: Article) -> None:
        for one in self._exported.originals:
            original = self._originals[one.sha256]
            if one.is_own or original.article_id is None:
                original.article = article
                original.save(update_fields=["article"])
                if one.is_own:
                    self._run.borrowed.discard(one.sha256)

    def _write_readings(self) -> None:
        """Those that are composed come after what they are composed of."""
        for place, one in sorted(enumerate(self._exported.readings), key=lambda pair: pair[1].is_composed):
            row = self._readings[place]
            row.original = self._originals[one.original]
            self._readings[place] = self._present(row) or self._written(row, one)

    def _present(self, row: Reading) -> Reading | None:
        """Lines of several articles speak of one reading; it is one row."""
        here = self._reading_here(row)
        if row.is_composed:
            return here if here and here.read_at == row.read_at else None
        if here is None and Reading.objects.filter(original=row.original, reader=row.reader, is_composed=False):
            raise Refused("同一份原件在这里读出来的行不一样，没有收入")
        return here

    def _written(self, row: Reading, one: ExportedReading) -> Reading:
        rows.put(row)
        ReadingPart.objects.bulk_create(
            ReadingPart(
                reading=row,
                order=order,
                source=self._readings[part.source],
                first_line=part.first_line,
                last_line=part.last_line,
            )
            for order, part in enumerate(one.parts)
        )
        return row

    def _write_decisions(self, article: Article) -> None:
        for row, one in zip(self._decisions, self._exported.decisions, strict=True):
            row.article, row.reading = article, self._readings[one.reading]
            rows.put(row)

    def _write_editions(self, article: Article) -> None:
        exported, themes = self._exported, self._themes()
        editions = {}
        for one in exported.editions:
            row = rows.edition(one, article, self._source(one.source), self._readings[one.reading], self._run)
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
                one.key, one.last_text, keys.Place(self._readings[one.reading].pk, one.line, one.start), one.into
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

    def _settle(self, article: Article, clean: CleanArticle) -> None:
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

    def _write_appearances(self, article: Article) -> None:
        for one in self._exported.appearances:
            rows.appearance(one, article, self._source(one.source), self._originals).save()

    def _set_status(self, article: Article) -> None:
        exported = self._exported
        status, archived_from = exported.status, exported.archived_from
        if status in _PUBLIC and not self._run.publish:
            status, archived_from = Status.ARCHIVED.value, status
        article.status, article.archived_from = status, archived_from
        article.added_at = time_of(exported.added_at)
        article.withdrawn_at = moment_of(exported.withdrawn_at)
        article.withdrawal_reason = exported.withdrawal_reason
        article.save()

    def _remark(self, article: Article) -> str:
        remarks = []
        if article.pk != self._exported.number:
            remarks.append(f"这里已有第 {self._exported.number} 号，它编为第 {article.pk} 号")
        if article.status == Status.ARCHIVED and self._exported.status != Status.ARCHIVED:
            remarks.append(f"原来是“{Status(self._exported.status).label}”，先归档；核对以后用“恢复”")
        return "；".join(remarks)

    def _themes(self) -> dict[str, Theme]:
        """Themes that this room has not are added under the name that they have there."""
        themes = {theme.slug: theme for theme in Theme.objects.all()}
        used = {slug for one in self._exported.editions for slug in one.themes}
        used |= {item.theme for one in self._exported.editions for item in one.items if item.theme}
        used |= {item.theme_secondary for one in self._exported.editions for item in one.items if item.theme_secondary}
        for slug in sorted(used - set(themes)):
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
