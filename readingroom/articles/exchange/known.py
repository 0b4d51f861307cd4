"""Which article here is that of a line, and how the two differ."""

from __future__ import annotations

from collections.abc import Sequence

from ..arrivals import Outcome
from ..curation.returning import brings_back
from ..models import Article, FormerKey, Original, Paragraph, Reading
from ..refusal import Refused
from .checking import texts_of
from .comparing import differing
from .run import Found, Run
from .shape import ExportedArticle

NOT_REDACTED_HERE = "文件里的这一篇已经隐去个人信息，这里的还没有：请在这里也提出隐去申请"


def known(exported: ExportedArticle, working_reading: Reading, run: Run) -> int | None:
    """The article here that is this one already; a file that another import borrowed is not in the way."""
    own = [one.sha256 for one in exported.originals if one.is_own and one.sha256 not in run.borrowed]
    held = Original.objects.filter(sha256__in=own).exclude(article=None).first()
    if held:
        return held.article_id
    wanted = [item.key for edition in exported.editions for item in edition.items]
    wanted += [former.key for former in exported.former_keys]
    for model in (Paragraph, FormerKey):
        if found := model.objects.filter(key__in=wanted).values_list("article", flat=True).first():
            return found
    return None if any(one.is_own for one in exported.originals) else _made_before(working_reading, run)


def _made_before(working_reading: Reading, run: Run) -> int | None:
    """
    Of an article whose file is another's: the one here that is made of the same lines of it.

    A revision that was judged one has two: itself, and the article that goes on with its text.
    """
    same = Reading.objects.filter(
        original__sha256=working_reading.original.sha256,
        is_composed=working_reading.is_composed,
        lines=working_reading.lines,
    )
    told = [found.number for found in run.articles.values()]
    made = Article.objects.filter(cleaning__reading__in=same).order_by("pk").values_list("pk", flat=True)
    return next((number for number in made if number not in told), None)


def compared(exported: ExportedArticle, number: int, readings: Sequence[Reading], run: Run, name: str) -> Outcome:
    """What is said between this article and others holds only where it is the same one, as in the file."""
    article = Article.objects.get(pk=number)
    rows = [row.pk if row else None for row in map(reading_here, readings)]
    differences = differing(exported, article, rows)
    run.articles[exported.number] = Found(number, () if differences else tuple(filter(None, rows)))
    if not differences:
        run.borrowed |= {one.sha256 for one in exported.originals if not one.is_own}
        return Outcome("unchanged", name, number)
    said = f"第 {number} 号文章已经有了这份原件或这些段落；两边的{'、'.join(differences)}不同，这里的照旧，没有动"
    if any(one.redacted_at for one in exported.originals) and not _is_redacted(article):
        said = f"{said}。{NOT_REDACTED_HERE}"
    return Outcome("duplicate", name, number, said)


def _is_redacted(article: Article) -> bool:
    return article.originals.filter(redacted_at__isnull=False).exists()


def reading_here(row: Reading) -> Reading | None:
    """A composed one is known by its lines and, where there are two of the same, by when it was made."""
    same = Reading.objects.filter(original__sha256=row.original.sha256, reader=row.reader, is_composed=row.is_composed)
    found = [one for one in same.order_by("pk") if one.lines == row.lines]
    return next((one for one in found if one.read_at == row.read_at), found[0] if found else None)


def refuse_what_was_redacted_here(exported: ExportedArticle) -> None:
    """
    What two people took out is not brought back: not by an export from before, and not by one of another office that
    has the same text in another file.
    """
    redacted = Original.objects.filter(
        sha256__in=[one.sha256 for one in exported.originals if not one.redacted_at], redacted_at__isnull=False
    )
    for here in redacted.defer(None):
        if not here.is_called_by_its_bytes:
            raise Refused(f"原件“{here.file_name}”里的个人信息在这里已经隐去，文件里的这一篇还没有隐去，没有收入")
    for one in exported.readings:
        if back := brings_back(texts_of(one)):
            raise Refused(
                f"从第 {back[0]} 号文章里隐去的个人信息，文件里这一篇原文的第 {back[1]} 行又填上了（或者填了别的），没有收入；"
                "请在导出的地方也隐去，再重新导出"
            )
