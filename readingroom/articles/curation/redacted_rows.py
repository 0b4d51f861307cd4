"""
What a redaction does to each kind of row: the letters go, every place and every key stays.

A cleaning is not made anew, for the rules might see the page otherwise without its numbers, and what was published
would change by more than was agreed on.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from readingroom import intake, pipeline, records
from readingroom.cleaning.anchors import make_anchor

from .. import stored
from ..differences import differences
from ..manuscript import make_manuscript
from ..models import (
    Appearance,
    Article,
    Cleaning,
    Decision,
    Edition,
    FormerKey,
    Original,
    Paragraph,
    Reading,
    ReadingPart,
    Redaction,
    Upload,
    UploadState,
)
from ..models.originals import NO_HASH
from ..revising import reading_of, text_of
from ..simhash import simhash
from ..sketches import letters, sketch
from ..working_copy import as_record, clean_with_vocabulary, working_copy
from .characters import units_of
from .masking import Mask, mask_places, masked
from .on_page import on_page, over_line_ends

Places = Mapping[int, Sequence[tuple[int, int]]]
"""What was masked in the lines of one reading, by the number of the line."""

HOLDERS = (Original, Reading, Cleaning, Decision, Edition, Paragraph, FormerKey, Appearance, Article, Upload)
"""What may hold personal data; `Change` and the like hold numbers of articles."""

COLUMNS = ("source_as_printed", "issue", "page", "column", "url")
"""What an appearance says in words."""


def redact_rows(
    redaction: Redaction, secrets: Iterable[str], uploads_elsewhere: Collection[int] = ()
) -> tuple[Mask, Collection[int]]:
    """
    With the redaction agreed and not yet done: the database lets nothing else pass. Says which articles changed.

    The `uploads_elsewhere` hold the same and are of no article, or of another; they give up their bytes.
    """
    originals = originals_of(redaction)
    before = dict(originals.values_list("pk", "redaction"))
    originals.update(redaction=redaction)
    readings = list(Reading.objects.filter(original__in=before).select_related("original"))
    mask = Mask([*secrets, *_as_set(redaction, readings)])
    changed = _lines_that_change(redaction, readings, mask)
    places = {reading.pk: _redact_lines(reading, mask, changed) for reading in readings}
    untouched = {
        original.pk
        for original in Original.objects.filter(pk__in=before).defer(None)
        if not _redact_original(original, _own(original, readings), places, changed)
    }
    for cleaning in Cleaning.objects.filter(reading__in=readings).select_related("reading"):
        _redact_cleaning(cleaning, places[cleaning.reading_id], mask)
    articles = _articles_of(before, readings)
    for row in Decision.objects.filter(Q(reading__in=readings) | Q(article__in=articles)).select_related("reading"):
        _redact_decision(row, mask)
    for article in Article.objects.filter(pk__in=articles).order_by("pk"):
        _redact_article(article, mask)
    redacted = set(before) - untouched
    hashes = dict(Original.objects.filter(pk__in=redacted).values_list("sha256", "pk"))
    for upload in Upload.objects.all():
        _redact_upload(upload, hashes, mask)
    if hashes:
        _drop_uploads(Q(article__in=articles), DROPPED_WITH_ARTICLE)
    _drop_uploads(Q(pk__in=uploads_elsewhere), DROPPED_ELSEWHERE)
    _name_anew(before, redacted, mask)
    for number in untouched:
        # What was taken out stood in the rows about it: in what was typed, in a reading composed of another original.
        Original.objects.filter(pk=number).update(redaction=before[number])
    return mask, articles


def _name_anew(originals: Collection[int], redacted: Collection[int], mask: Mask) -> None:
    for original in Original.objects.filter(pk__in=originals).defer(None):
        if original.pk in redacted:
            _forget_hashes(original)
        original.file_name = mask.quotation(original.file_name)
        original.save(update_fields=["file_name"])


def _forget_hashes(original: Original) -> None:
    """Last, for until then uploads of the same bytes are known by them."""
    known_as, original.redacted_at = original.sha256, timezone.now()
    if original.readings.filter(reader=intake.READER).exists():
        original.sha256 = hashlib.sha256(bytes(original.content)).hexdigest()
        if Original.objects.filter(sha256=original.sha256).exists():
            # Two that differed in nothing else.
            original.sha256 = secrets.token_hex(32)
        Upload.objects.filter(sha256=known_as).update(sha256=original.sha256)
    original.simhash = simhash(text_of(_cleaned(original)))
    original.save(update_fields=["redacted_at", "sha256", "simhash"])


def _cleaned(original: Original) -> records.CleanArticle:
    reading = original.readings.filter(is_composed=False).order_by("pk")[0]
    made = reading.cleanings.order_by("pk").first()
    return stored.load(made.result) if made else clean_with_vocabulary(as_record(reading))


def _own(original: Original, readings: Sequence[Reading]) -> list[Reading]:
    return [reading for reading in readings if reading.original_id == original.pk and not reading.is_composed]


def originals_of(redaction: Redaction) -> QuerySet[Original]:
    """
    All that the article was ever made of; a file that was split, or joined to another, is other articles' too.

    And all that these were made of, for their editions are redacted as well. The places count for themselves: since
    they were chosen, their file may have become another article's.
    """
    places = {place["reading"] for place in redaction.places if "reading" in place}
    articles: set[int] = set()
    touched = {redaction.article_id}
    while touched - articles:
        articles |= touched
        found = _made_of(articles, places)
        touched = _articles_of(found, Reading.objects.filter(original__in=found))
    return Original.objects.filter(pk__in=found)


def _made_of(articles: Collection[int], places: Collection[int]) -> set[int]:
    readings = Reading.objects.filter(
        Q(original__article__in=articles)
        | Q(decisions__article__in=articles)
        | Q(pk__in=Article.objects.filter(pk__in=articles).values("cleaning__reading"))
        | Q(pk__in=Edition.objects.filter(article__in=articles).values("reading"))
        | Q(pk__in=places)
    ).values("original")
    sources = ReadingPart.objects.filter(reading__original__in=readings).values("source__original")
    composed = ReadingPart.objects.filter(source__original__in=readings).values("reading__original")
    found = Original.objects.filter(Q(pk__in=readings) | Q(pk__in=sources) | Q(pk__in=composed))
    return set(found.values_list("pk", flat=True))


def _articles_of(originals: Collection[int], readings: Sequence[Reading] | QuerySet[Reading]) -> set[int]:
    return {
        *Article.objects.filter(
            Q(originals__in=originals) | Q(cleaning__reading__in=readings) | Q(decisions__reading__in=readings)
        ).values_list("pk", flat=True),
        *Edition.objects.filter(reading__in=readings).values_list("article", flat=True),
    }


# ---------------------------------------------------------------------- what is looked for


def _as_set(redaction: Redaction, readings: Sequence[Reading]) -> Iterable[str]:
    """The numbers as they are set in the article, where entities and lines between them are gone."""
    for cleaning in Cleaning.objects.filter(reading__in=readings):
        wanted = [place for place in redaction.places if place.get("reading") == cleaning.reading_id]
        if wanted:
            page = as_record(cleaning.reading)
            yield from _set_texts(stored.load(cleaning.result), page, wanted)


def _set_texts(
    clean: records.CleanArticle, page: records.Reading, places: Sequence[Mapping[str, Any]]
) -> Iterable[str]:
    units = [unit for number in range(len(clean.items)) for unit in units_of(clean, page, number)]
    of: dict[Any, str] = {}
    for number, place in enumerate(places):
        inside = (
            unit.text
            for unit in units
            if unit.line == place["line"] and unit.start < place["end"] and place["start"] < unit.end
        )
        key = place.get("of", f"place {number}")
        of[key] = of.get(key, "") + "".join(inside)
    return of.values()


def _lines_that_change(redaction: Redaction, readings: Sequence[Reading], mask: Mask) -> dict[str, str]:
    """Each raw line with what stands in it afterwards; by its text, for a composed reading has the same lines."""
    chosen: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in redaction.places:
        if "reading" in place:
            chosen.setdefault((place["reading"], place["line"]), []).append((place["start"], place["end"]))
    for reading in readings:
        for line, start, end, _ in _over_lines(reading, mask):
            chosen.setdefault((reading.pk, line), []).append((start, end))
    changed = {}
    for reading in readings:
        for number, (text, *_) in enumerate(reading.lines, 1):
            new = mask_places(text, [*mask.places(text), *chosen.get((reading.pk, number), ())])
            if new != text:
                changed[text] = new
    return changed


def _over_lines(reading: Reading, mask: Mask) -> Iterator[tuple[int, int, int, str]]:
    """Places of what stands in several lines, also in a reading that no place was chosen in."""

    def find(text: str) -> Iterator[tuple[int, int, str]]:
        return ((start, end, "") for start, end in mask.places(text))

    for found in over_line_ends([text for text, *_ in reading.lines], find):
        yield from found
    page = as_record(reading)
    for cleaning in reading.cleanings.all():
        for found in on_page(page, stored.load(cleaning.result), find):
            yield from found


# ---------------------------------------------------------------------- rows


def _redact_lines(reading: Reading, mask: Mask, changed: Mapping[str, str]) -> Places:
    places: dict[int, list[tuple[int, int]]] = {}
    for number, row in enumerate(reading.lines, 1):
        new = changed.get(row[0], row[0])
        different = [at for at, (one, other) in enumerate(zip(row[0], new, strict=True)) if one != other]
        if different:
            places[number] = [(at, at + 1) for at in different]
            row[0] = new
        row[1] = mask.quotation(row[1])
    reading.doubts = mask.quotations(reading.doubts)
    reading.save(update_fields=["lines", "doubts"])
    return places


def _redact_original(
    original: Original, readings: Sequence[Reading], places: Mapping[int, Places], changed: Mapping[str, str]
) -> bool:
    """
    A text keeps its encoding and all else in it. In other formats letters cannot be changed where they stand, so the
    lines that were read take the place of the file. Says whether there was anything to take out.
    """
    if not any(places[reading.pk] for reading in readings):
        return False
    lines = [text for text, *_ in readings[0].lines]
    data = _in_its_encoding(bytes(original.content), readings[0], changed) if original.format == "text" else None
    if data is None or not _reads_as(data, lines):
        data, original.format = "\n".join(lines).encode(), "text"
    original.content, original.size = data, len(data)
    original.save(update_fields=["content", "size", "format"])
    return True


def _in_its_encoding(data: bytes, reading: Reading, changed: Mapping[str, str]) -> bytes | None:
    try:
        text = data.decode(reading.encoding)
        if text.encode(reading.encoding) != data:
            return None
        for old in sorted(changed, key=len, reverse=True):
            text = text.replace(old, changed[old])
        return text.encode(reading.encoding)
    except (UnicodeError, LookupError):
        return None


def _reads_as(data: bytes, lines: Sequence[str]) -> bool:
    try:
        return [line.text for line in intake.read(data, name="x.txt").lines] == list(lines)
    except records.Unreadable:
        return False


def _redact_cleaning(cleaning: Cleaning, places: Places, mask: Mask) -> None:
    result, page = cleaning.result, cleaning.reading.lines
    before = {*pipeline.doubts_about_personal_data(stored.load(result))}
    cleaning.result = {
        **mask.texts(result),
        **{name: mask.quotations(result[name]) for name in ("notes", "lost_decisions")},
        "edits": [_redacted_edit(edit, places, page, mask) for edit in result["edits"]],
    }
    settled = before - {*pipeline.doubts_about_personal_data(stored.load(cleaning.result))}
    cleaning.review = [mask.quotation(reason) for reason in cleaning.review if reason not in settled]
    cleaning.result["review"] = list(cleaning.review)
    cleaning.save(update_fields=["result", "review"])


def _redacted_edit(edit: dict[str, Any], places: Places, page: Sequence[Sequence[Any]], mask: Mask) -> dict[str, Any]:
    """Where each digit was changed by itself, no edit holds a number, and all of them together do."""
    start, end = edit["start"], edit["end"]
    is_touched = any(start < last and first < end for first, last in places.get(edit["line"], ()))
    after = masked(edit["after"]) if is_touched else mask.text(edit["after"])
    return edit | {"before": page[edit["line"] - 1][0][start:end], "after": after}


def _redact_decision(row: Decision, mask: Mask) -> None:
    """The place is quoted as it stands now, so that the decision still finds it."""
    if row.line is not None and row.start is not None and row.end is not None:
        anchor = make_anchor(as_record(row.reading), row.line, row.start, row.end)
        row.quote, row.before, row.after = anchor.quote, anchor.before, anchor.after
    row.value = mask.quotations(row.value) if row.kind == "accept" else mask.texts(row.value)
    row.save(update_fields=["quote", "before", "after", "value"])


def _redact_article(article: Article, mask: Mask) -> None:
    for edition in article.editions.all():
        edition.title, edition.correction = mask.text(edition.title), mask.text(edition.correction)
        edition.fields, edition.items = mask.texts(edition.fields), mask.texts(edition.items)
        edition.save(update_fields=["title", "correction", "fields", "items"])
    for paragraph in Paragraph.objects.filter(article=article):
        paragraph.text = mask.text(paragraph.text)
        paragraph.save(update_fields=["text"])
    for former in FormerKey.objects.filter(article=article):
        former.last_text = mask.text(former.last_text)
        former.save(update_fields=["last_text"])
    for appearance in Appearance.objects.filter(article=article):
        for column in COLUMNS:
            setattr(appearance, column, mask.quotation(getattr(appearance, column)))
        appearance.save(update_fields=COLUMNS)
    article.name = mask.quotation(article.name)
    article.withdrawal_reason = mask.quotation(article.withdrawal_reason)
    article.refresh_from_db(fields=["edition", "cleaning"])
    article.proposal = _proposal(article)
    clean = working_copy(article)
    # Hashes of what was taken out: of the text, of runs of it, and of what was rejected.
    article.rejected, article.simhash = "", simhash(text_of(clean))
    article.save(update_fields=["name", "withdrawal_reason", "proposal", "rejected", "simhash"])
    article.runs.exclude(value__in=sketch(letters(text_of(clean)))).delete()


def _proposal(article: Article) -> list[str]:
    if article.edition is None:
        return []
    return differences(article.edition, make_manuscript(article, reading_of(article), working_copy(article)))


def _redact_upload(upload: Upload, hashes: Mapping[str, int], mask: Mask) -> None:
    """Its bytes are the original's, which has new ones; an archive that they came in gave up its own."""
    for column in ("file_name", "url", "reason"):
        if (said := mask.quotation(getattr(upload, column))) != getattr(upload, column):
            setattr(upload, column, said)
            upload.save(update_fields=[column])
    if upload.sha256 in hashes:
        upload.original_id, upload.content = upload.original_id or hashes[upload.sha256], None
        upload.save(update_fields=["original", "content"])


DROPPED_WITH_ARTICLE = "这篇文章的个人信息已经隐去；这份文件里多半也有，所以内容不再保存。"
DROPPED_ELSEWHERE = "这份文件里有刚从文章里隐去的个人信息，所以内容不再保存。要收的话，请在文件里把它换成“＊”再收。"


def _drop_uploads(which: Q, reason: str) -> None:
    """What holds it, in bytes that no original has: brought in, it would bring all back."""
    Upload.objects.filter(which, original=None, content__isnull=False).update(
        state=UploadState.DROPPED,
        outcome="",
        reason=reason,
        content=None,
        sha256=NO_HASH,
        settled_at=timezone.now(),
    )
