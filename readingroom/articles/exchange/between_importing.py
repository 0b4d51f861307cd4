"""From lines of what is between articles, and of where they came from, to rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Model, Q

from ..arrivals import Outcome
from ..curation.elsewhere import texts_in
from ..curation.masking import MASK
from ..curation.redacting import mask_of
from ..curation.resemblances import tell
from ..curation.returning import brings_back
from ..models import (
    Appearance,
    Article,
    Batch,
    Composition,
    Decision,
    Edition,
    Original,
    Redaction,
    Resemblance,
    Source,
    SourceMerger,
    Upload,
    UploadState,
)
from ..models.originals import NO_HASH
from ..refusal import Refused
from ..room import announce, writing
from .article_exporting import appearances_of
from .lines import Damaged
from .numbers import count_on, free_number
from .room_importing import LEFT
from .room_shape import (
    ExportedBatch,
    ExportedComposition,
    ExportedMerger,
    ExportedRedaction,
    ExportedUpload,
    ExportedVerdict,
)
from .rows import content_of, put
from .run import Run
from .said import day_of, moment_of, time_of

Row = TypeVar("Row")


def import_redaction(exported: ExportedRedaction, run: Run, name: str) -> Outcome:
    """
    The record names two people, so it comes only where they are the same.

    The article has come in without the data all the same, and its originals are known as those that are not taken again.
    """
    if not run.same_room:
        said = "文章里已经隐去" if exported.done_at else "文章里没有隐去，要的话请在这里提出申请"
        return Outcome("unchanged", name, reason=f"文件来自另一个阅览室，隐去的记录写着是谁，不带过来；{said}")
    asked_by, decided_by = run.person(exported.asked_by), run.person(exported.decided_by)
    if asked_by is None or (exported.decided_by and decided_by is None):
        raise Refused(f"这里没有用户“{exported.asked_by}”或“{exported.decided_by}”，隐去的记录没有收")
    with writing():
        article = run.article(exported.article)
        if article.redactions.filter(asked_at=time_of(exported.asked_at)).exists():
            return Outcome("unchanged", name)
        row = Redaction(
            article=article,
            places=[_place_here(place, exported.article, article, run) for place in exported.places],
            reason=exported.reason,
            asked_by=asked_by,
            asked_at=time_of(exported.asked_at),
            decided_by=decided_by,
            decided_at=moment_of(exported.decided_at),
            is_agreed=exported.is_agreed,
            done_at=moment_of(exported.done_at),
        )
        row.clean_fields(exclude=["places"])
        # Refuses places that are none.
        mask_of(row)
        put(row)
        if row.done_at:
            originals = list(map(run.hash_of, exported.originals))
            Original.objects.filter(sha256__in=originals, redaction=None).update(redaction=row)
    return Outcome("created", name)


def _place_here(place: Any, number: int, article: Article, run: Run) -> dict[str, Any]:
    here = dict(place)
    if not isinstance(here.get("kind"), str):
        raise Damaged("没有写明要隐去的是什么")
    if not all(type(here.get(name, 0)) in (int, type(None)) for name in _OF_A_PLACE) or not _is_span(here):
        raise Damaged("要隐去的位置不是一个位置")
    if here.get("reading") is not None:
        here["reading"] = run.reading(number, here["reading"]).pk
    if here.get("decision") is not None:
        numbers = list(Decision.objects.filter(article=article).order_by("at", "pk").values_list("pk", flat=True))
        here["decision"] = _at(numbers, here["decision"], "提到了没有列出的决定")
    return here


_OF_A_PLACE = ("reading", "decision", "line", "start", "end", "of")


def _is_span(place: Mapping[str, Any]) -> bool:
    start, end = place.get("start"), place.get("end")
    return type(start) is int and type(end) is int and 0 <= start < end


def _at(rows: Sequence[Row], place: int, otherwise: str) -> Row:
    """Python would take -1 for the last."""
    if not 0 <= place < len(rows):
        raise Damaged(otherwise)
    return rows[place]


def import_composition(exported: ExportedComposition, run: Run, name: str) -> Outcome:
    with writing():
        article, other = run.article(exported.article), run.article(exported.other)
        if Composition.objects.filter(article=article, other=other, at=time_of(exported.at)).exists():
            return Outcome("unchanged", name)
        row = Composition(
            kind=exported.kind,
            article=article,
            other=other,
            before=run.reading(exported.article, exported.before),
            after=run.reading(exported.article, exported.after),
            other_reading=run.reading(exported.other, exported.other_reading),
            by=run.person(exported.by),
            at=time_of(exported.at),
            undone_at=moment_of(exported.undone_at),
            undone_by=run.person(exported.undone_by),
        )
        row.clean_fields(exclude=["by", "undone_by"])
        put(row)
        announce()
    return Outcome("created", name)


def import_verdict(exported: ExportedVerdict, run: Run, name: str) -> Outcome:
    with writing():
        article, other = run.article(exported.article), run.article(exported.other)
        either = Resemblance.objects.filter(article__in=[article, other], other__in=[article, other])
        row = either.first() or Resemblance()
        if row.verdict:
            is_same = (row.verdict, row.article_id, row.other_id) == (exported.verdict, article.pk, other.pk)
            judged = f"这里判定为“{row.get_verdict_display()}”，与文件里的不同，{LEFT}"
            return Outcome("unchanged", name) if is_same else Outcome("duplicate", name, reason=judged)
        row.article, row.other = article, other
        row.likeness, row.shared, row.verdict = exported.likeness, exported.shared, exported.verdict
        row.by, row.at = run.person(exported.by), time_of(exported.at)
        row.appearance = _appearance(run, exported.other, exported.appearance)
        row.replaced = None if exported.replaced is None else run.reading(exported.other, exported.replaced)
        row.clean_fields(exclude=["by"])
        row.save()
        tell(row)
        announce([article.pk, other.pk])
    return Outcome("created", name)


def _appearance(run: Run, article: int, place: int | None) -> Appearance | None:
    if place is None:
        return None
    return _at(list(appearances_of(run.article(article))), place, f"提到了第 {article} 号文章没有的刊登")


def import_merger(exported: ExportedMerger, run: Run, name: str) -> Outcome:
    pairs = (*exported.appearances, *exported.editions)
    if any(len(pair) != 2 for pair in pairs) or any(not isinstance(exported.row.get(one), str) for one in _OF_A_SOURCE):
        raise Damaged("没有写明并入的来源原来是什么样子")
    with writing():
        at, number = time_of(exported.at), exported.number
        if SourceMerger.objects.filter(number=number, at=at).exists():
            return Outcome("unchanged", name)
        is_standing = exported.undone_at is None
        merged = SourceMerger.objects.filter(number=number, undone_at=None)
        if is_standing and (merged.exists() or Source.objects.filter(pk=number).exists()):
            raise Refused(f"第 {number} 号来源在这里是另一个，原来的网址不能转过去；别名照样记下了")
        kept = Source.objects.filter(pk=run.sources.get(exported.kept, 0)).first()
        if kept is None:
            raise Refused(f"来源“{exported.kept}”没有收入，并入它的记录也不收")
        row = SourceMerger(
            number=number,
            name=exported.name,
            kept=kept,
            row={column: exported.row[column] for column in _OF_A_SOURCE},
            moved={
                "appearances": [_one_appearance(run, *pair) for pair in _of_known(run, exported.appearances)],
                "editions": [_one_edition(run, *pair) for pair in _of_known(run, exported.editions)],
                "aliases": list(exported.aliases),
            },
            by=run.person(exported.by),
            at=at,
            undone_at=moment_of(exported.undone_at),
            undone_by=run.person(exported.undone_by),
        )
        row.clean_fields(exclude=["by", "undone_by", "moved"])
        put(row)
        if is_standing:
            count_on(Source, number)
        announce()
    return Outcome("created", name)


_OF_A_SOURCE = ("name", "kind", "home_page")


def _of_known(run: Run, pairs: Iterable[tuple[int, ...]]) -> Iterator[tuple[int, int]]:
    """Where an article here is not as in the file, nobody knows which of its rows is meant."""
    for article, place in pairs:
        if run.has_as_in_the_file(article):
            yield article, place


def _one_appearance(run: Run, article: int, place: int) -> int:
    row = _appearance(run, article, place)
    assert row
    return row.pk


def _one_edition(run: Run, article: int, number: int) -> int:
    edition = Edition.objects.filter(article=run.article(article), number=number).first()
    if edition is None:
        raise Damaged(f"提到了第 {article} 号文章没有的第 {number} 版")
    return edition.pk


def import_batch(exported: ExportedBatch, run: Run, name: str) -> Outcome:
    with writing():
        at = time_of(exported.at)
        known = Batch.objects.filter(at=at).first()
        row = known or Batch(pk=free_number(Batch, exported.number), by=run.person(exported.by), at=at)
        if known is None:
            _put_with_number(row)
        run.batches[exported.number] = row.pk
    return Outcome("unchanged" if known else "created", name)


def import_upload(exported: ExportedUpload, run: Run, name: str) -> Outcome:
    """What was being worked off when the file was written waits again."""
    content = None if exported.content is None else content_of(exported.file_name, exported.content)
    # Before the room is held: the file is read for it, and once more only where something was redacted meanwhile.
    redacted = _redacted_here()
    is_back = content is not None and _brings_back(content, exported.file_name)
    with writing():
        if content is not None and _redacted_here() != redacted:
            is_back = _brings_back(content, exported.file_name)
        if exported.batch not in run.batches:
            raise Refused("它那一批没有收入")
        known = _known_upload(exported, run)
        if known is None and (is_back or _is_redacted_here(exported, run)):
            raise Refused("这个文件里的个人信息在这里已经隐去，不再收入")
        row = known or _upload(exported, content, run)
        if known is None:
            row.clean_fields(exclude=["content"])
            _put_with_number(row)
        run.uploads[exported.number] = row.pk
    return Outcome("unchanged" if known else "created", name)


def _redacted_here() -> int:
    return Original.objects.filter(redacted_at__isnull=False).count()


def _brings_back(content: bytes, name: str) -> bool:
    if not _redacted_here():
        return False
    return any(brings_back(text.split("\n")) for text in texts_in(content, name))


def _is_redacted_here(exported: ExportedUpload, run: Run) -> bool:
    """And not in the file, whose name may hold it as well."""
    article = None if exported.article is None else run.articles.get(exported.article)
    if article is None or article.is_as_in_the_file:
        return False
    return Original.objects.filter(article=article.number, redacted_at__isnull=False).exists()


def _known_upload(exported: ExportedUpload, run: Run) -> Upload | None:
    """Of several with the same bytes the one of this name, or of a name from which personal data was taken out here."""
    its_batch = Upload.objects.filter(batch=run.batches[exported.batch]).exclude(pk__in=run.uploads.values())
    same = list(its_batch.filter(sha256=run.hash_of(exported.sha256)).order_by("pk"))
    named = [one for one in same if one.file_name == exported.file_name]
    # In a file from before a redaction it has another hash and perhaps another name; both had this many bytes.
    redacted = Q(sha256=NO_HASH) | Q(original__redacted_at__isnull=False)
    before = its_batch.filter(redacted, pk=exported.number, size=exported.size)
    return next(iter([*named, *(one for one in same if MASK in one.file_name), *before]), None)


def _upload(exported: ExportedUpload, content: bytes | None, run: Run) -> Upload:
    original = Original.objects.filter(sha256=run.hash_of(exported.original)).first() if exported.original else None
    if exported.original and original is None:
        raise Refused("它的原件没有收入")
    if exported.archive is not None and exported.archive not in run.uploads:
        raise Refused("它的压缩包没有收入")
    if content is not None and (hashlib.sha256(content).hexdigest(), len(content)) != (exported.sha256, exported.size):
        raise Damaged(f"“{exported.file_name}”的内容与它的 SHA-256 或字节数不符")
    is_pending = exported.state in (UploadState.WAITING, UploadState.WORKING)
    return Upload(
        pk=free_number(Upload, exported.number),
        batch_id=run.batches[exported.batch],
        archive_id=None if exported.archive is None else run.uploads[exported.archive],
        file_name=exported.file_name,
        content=content,
        size=exported.size,
        sha256=run.hash_of(exported.sha256),
        url=exported.url,
        accessed_on=day_of(exported.accessed_on),
        state=UploadState.WAITING if is_pending else exported.state,
        outcome=exported.outcome,
        reason=exported.reason,
        article_id=None if exported.article is None else run.number_of(exported.article),
        original=original,
        attempts=exported.attempts,
        settled_at=moment_of(exported.settled_at),
    )


def _put_with_number(row: Model) -> None:
    put(row)
    count_on(type(row), row.pk)
