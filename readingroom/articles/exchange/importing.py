"""
From a line to the rows of an article, or a sentence why not.

What exists is left alone: an article that holds one of the files already, or one of the keys, is refused. What was
public elsewhere comes in archived, so that nobody here publishes by importing; restoring it publishes it as it was.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO, Any, NoReturn

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.db.models import Model

from readingroom.records import FIELD_NAMES

from .. import keys, stored
from ..arrivals import Outcome
from ..curation.publishing import write_paragraphs
from ..models import (
    Appearance,
    Article,
    Decision,
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
from ..revising import adopt, settle
from ..room import Unwritten, announce, writing
from ..working_copy import make_working_copy
from .shape import VERSION, ExportedArticle, ExportedDecision, ExportedEdition, ExportedOriginal, ExportedReading

PLAIN = ("leads", "source_as_printed", "date", "date_precision", "date_kind", "issue", "page", "column", "url")
"""What an appearance's row holds as its line does."""


LONGEST_LINE = 256 * 2**20
"""Bytes; five of the largest files in base64 and all that is read from them."""


class Damaged(Exception):
    """A line that is no article; the message is Chinese."""


_OF_THE_LINE = (
    *(Damaged, ValidationError, IntegrityError, DataError),
    *(ValueError, LookupError, TypeError, AttributeError, OverflowError),
)
"""What a line brings about that is no article; what is wrong with the database is none of these."""


@dataclass
class Run:
    """
    One import. `by` is who brings in; `publish` leaves public what was.

    `same_people` takes users of the same name for the same people. `borrowed` are files that came with an article that
    does not own them; their own may still follow.
    """

    by: User | None = None
    publish: bool = False
    same_people: bool = False
    borrowed: set[str] = field(default_factory=set)

    def person(self, name: str | None) -> User | None:
        return User.objects.filter(username=name).first() if name and self.same_people else None


def read_lines(file: IO[bytes]) -> Iterator[bytes]:
    """Of a line that is too long only its beginning, for `import_line` to refuse: the whole may be more than fits."""
    while line := file.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE + 1)


def import_line(line: bytes, run: Run) -> Outcome:
    """One article, whole or not at all."""
    try:
        exported = _read(line)
    except Damaged as damage:
        return Outcome("refused", "", reason=f"这一行读不出来：{damage}")
    name = f"第 {exported.number} 号“{exported.name[:40]}”"
    try:
        return _Importer(exported, run, name).outcome()
    except (Unwritten, Refused) as refusal:
        return Outcome("refused", name, reason=str(refusal))
    except _OF_THE_LINE as damage:
        # What the shape does not tell: a place that is not there, a key that is no key, a decision that decides nothing.
        return Outcome("refused", name, reason=f"内容前后不一致，没有收入：{_short(damage)}")


def _read(line: bytes) -> ExportedArticle:
    if len(line) > LONGEST_LINE:
        raise Damaged(f"超过 {LONGEST_LINE // 2**20} MB")
    try:
        value = json.loads(line, parse_constant=_no_number)
        # Half of a surrogate pair has an escape in JSON, and is no text that a page could be written with.
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise Damaged(f"不是 JSON（{_short(error)}）") from None
    if not isinstance(value, dict) or value.get("format") != "readingroom-article":
        raise Damaged("不是阅览室导出的文章")
    if value.get("version") != VERSION:
        raise Damaged(f"格式版本是 {value.get('version')!r:.20}，本程序读版本 {VERSION}")
    try:
        exported = stored.load_record(ExportedArticle, value)
    except (stored.WrongShape, RecursionError) as error:
        raise Damaged(_short(error)) from None
    _check_places(exported)
    return exported


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _check_places(exported: ExportedArticle) -> None:
    """Python would take -1 for the last."""
    places = [one.reading for one in exported.decisions]
    places += [one.reading for one in exported.editions]
    places += [one.reading for one in exported.former_keys]
    places += [exported.working_copy.reading, *(part.source for one in exported.readings for part in one.parts)]
    if any(not 0 <= place < len(exported.readings) for place in places):
        raise Damaged("提到了没有列出的读本")


class _Importer:
    """One article, with the rows made of it so far."""

    def __init__(self, exported: ExportedArticle, run: Run, name: str) -> None:
        self._exported, self._run, self._name = exported, run, name
        self._content = {one.sha256: _content(one) for one in exported.originals}
        self._originals = {one.sha256: _original(one, self._content[one.sha256], run) for one in exported.originals}
        self._readings = [self._reading(one) for one in exported.readings]
        self._decisions = [self._decision(one) for one in exported.decisions]

    def outcome(self) -> Outcome:
        # Before the room is held: cleaning takes its time.
        reading = self._readings[self._exported.working_copy.reading]
        clean = make_working_copy(reading, [row for row in self._decisions if row.undone_at is None])
        with writing():
            if known := self._known():
                return Outcome("duplicate", self._name, known, f"第 {known} 号文章已经有了这份原件或这些段落")
            article = Article()
            self._write_originals()
            self._write_readings()
            # Read here before, the same lines have a row already.
            adopt(article, self._readings[self._exported.working_copy.reading], clean)
            self._take_originals(article)
            self._write_decisions(article)
            self._write_editions(article)
            self._write_appearances(article)
            self._set_status(article)
            if article.edition:
                settle(article, article.cleaning, clean)
            announce([article.pk])
        return Outcome("created", self._name, article.pk, self._remark(article))

    def _known(self) -> int | None:
        """The article here that is this one already; a file that another import borrowed is not in the way."""
        own = [one.sha256 for one in self._exported.originals if one.is_own and one.sha256 not in self._run.borrowed]
        held = Original.objects.filter(sha256__in=own).exclude(article=None).first()
        if held:
            return held.article_id
        wanted = [item.key for edition in self._exported.editions for item in edition.items]
        wanted += [former.key for former in self._exported.former_keys]
        for rows in (Paragraph, FormerKey):
            if found := rows.objects.filter(key__in=wanted).values_list("article", flat=True).first():
                return found
        return None if any(one.is_own for one in self._exported.originals) else self._made_before()

    def _made_before(self) -> int | None:
        """Of an article whose file is another's: the one here that is made of the same lines of it."""
        mine = self._readings[self._exported.working_copy.reading]
        same = Reading.objects.filter(
            original__sha256=mine.original.sha256, is_composed=mine.is_composed, lines=mine.lines
        )
        return Article.objects.filter(cleaning__reading__in=same).values_list("pk", flat=True).first()

    def _write_originals(self) -> None:
        for one in self._exported.originals:
            present = Original.objects.filter(sha256=one.sha256).first()
            if present:
                self._originals[one.sha256] = present
            else:
                self._originals[one.sha256].save()
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
            present = Reading.objects.filter(original=row.original, reader=one.reader, is_composed=False).first()
            if one.is_composed or present is None:
                row.save()
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
            elif present.lines != row.lines:
                raise Damaged("同一份原件在这里读出来的行不一样")
            else:
                self._readings[place] = present

    def _write_decisions(self, article: Article) -> None:
        for row, one in zip(self._decisions, self._exported.decisions, strict=True):
            row.article, row.reading = article, self._readings[one.reading]
            _put(row)

    def _write_editions(self, article: Article) -> None:
        rows = {one.number: self._write_edition(article, one) for one in self._exported.editions}
        if self._exported.edition is None:
            return
        article.edition = current = rows[self._exported.edition]
        former = [
            keys.Former(
                one.key, one.last_text, keys.Place(self._readings[one.reading].pk, one.line, one.start), one.into
            )
            for one in self._exported.former_keys
        ]
        write_paragraphs(current, current.items, former, self._themes())

    def _write_edition(self, article: Article, one: ExportedEdition) -> Edition:
        if set(one.fields) - set(FIELD_NAMES):
            raise Damaged(f"没有这样的著录项：{'、'.join(sorted(set(one.fields) - set(FIELD_NAMES)))}")
        edition = Edition(
            article=article,
            number=one.number,
            title=one.title,
            title_is_built=one.title_is_built,
            source=self._source(one.source),
            date=one.date,
            fields=dict(one.fields),
            items=stored.dump_record(one.items),
            reading=self._readings[one.reading],
            rules_version=one.rules_version,
            correction=one.correction,
            published_at=_time(one.published_at),
            published_by=self._run.person(one.published_by),
        )
        _put(edition)
        themes = self._themes()
        EditionTheme.objects.bulk_create(
            EditionTheme(edition=edition, theme=themes[slug], order=order) for order, slug in enumerate(one.themes)
        )
        return edition

    def _write_appearances(self, article: Article) -> None:
        for one in self._exported.appearances:
            row = Appearance(
                article=article,
                original=self._originals[one.original] if one.original else None,
                source=self._source(one.source),
                accessed_on=date.fromisoformat(one.accessed_on) if one.accessed_on else None,
                **{name: getattr(one, name) for name in PLAIN},
            )
            row.full_clean(exclude=["article"])
            row.save()

    def _set_status(self, article: Article) -> None:
        exported = self._exported
        status, archived_from = exported.status, exported.archived_from
        if status in (Status.PUBLISHED, Status.WITHDRAWN) and not self._run.publish:
            status, archived_from = Status.ARCHIVED.value, status
        article.status, article.archived_from = status, archived_from
        article.withdrawn_at = _moment(exported.withdrawn_at)
        article.withdrawal_reason = exported.withdrawal_reason
        article.save()

    def _remark(self, article: Article) -> str:
        if article.status == Status.ARCHIVED and self._exported.status != Status.ARCHIVED:
            return f"原来是“{Status(self._exported.status).label}”，先归档；核对以后用“恢复”"
        return ""

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
        known = Source.objects.filter(name=name).first() or Source.objects.filter(aliases__spelling=name).first()
        kind = self._exported.sources.get(name, {}).get("kind", "")
        return known or add_source(Outlet(name, kind if kind in SourceKind.values else SourceKind.OTHER.value))

    def _reading(self, one: ExportedReading) -> Reading:
        return Reading(
            original=self._originals[one.original],
            reader=one.reader,
            encoding=one.encoding,
            lines=[list(line) for line in one.lines],
            doubts=list(one.doubts),
            is_composed=one.is_composed,
        )

    def _decision(self, one: ExportedDecision) -> Decision:
        if not _has_form(one.kind, one.value):
            raise Damaged(f"决定的内容不对：{one.kind} {one.value!r:.80}")
        return Decision(
            reading=self._readings[one.reading],
            kind=one.kind,
            line=one.line,
            start=one.start,
            end=one.end,
            quote=one.quote,
            before=one.before,
            after=one.after,
            value=one.value,
            overrules=one.overrules,
            by=self._run.person(one.by),
            at=_time(one.at),
            undone_at=_moment(one.undone_at),
            undone_by=self._run.person(one.undone_by),
        )


def _has_form(kind: str, value: Any) -> bool:
    """No more than its form: what it says was right where it was decided, and undone ones are shown as well."""
    if kind == "field":
        return (
            isinstance(value, dict)
            and value.keys() == {"name", "value"}
            and value["name"] in FIELD_NAMES
            and isinstance(value["value"], str | None)
        )
    if kind == "theme":
        return isinstance(value, dict) and value.keys() == {"primary", "secondary"}
    return isinstance(value, list if kind == "article_themes" else str | None)


def _content(one: ExportedOriginal) -> bytes:
    try:
        content = base64.b64decode(one.content, validate=True)
    except binascii.Error:
        raise Damaged(f"原件“{one.file_name}”的内容不是 base64") from None
    if not one.is_redacted and hashlib.sha256(content).hexdigest() != one.sha256:
        raise Damaged(f"原件“{one.file_name}”的内容与它的 SHA-256 不符")
    return content


def _original(one: ExportedOriginal, content: bytes, run: Run) -> Original:
    return Original(
        sha256=one.sha256,
        content=content,
        size=len(content),
        file_name=one.file_name,
        format=one.format,
        simhash=one.simhash,
        added_by=run.by,
    )


def _put(row: Model) -> None:
    """With the dates it has; `save` would give it today's."""
    row.save_base(raw=True)


def _moment(at: str | None) -> datetime | None:
    return _time(at) if at else None


def _time(at: str) -> datetime:
    time = datetime.fromisoformat(at)
    if time.tzinfo is None:
        raise Damaged(f"时间 {at} 没有时区")
    return time


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:160]
