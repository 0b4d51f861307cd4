"""
From the line of an article to its rows, or a sentence why not.

What exists is left alone: an article that holds one of the files already, or one of the keys, is named and not touched.
What was public elsewhere comes in archived, so that nobody here publishes by importing; restoring it publishes it as it
was.
"""

from __future__ import annotations

from dataclasses import replace

from ..arrivals import Outcome
from ..models import Article, Status
from ..revising import Made, adopt, make
from ..room import announce, writing
from .article_writing import Writer, settle_edition
from .checking import check_article
from .known import compared, known, refuse_what_was_redacted_here
from .lines import Damaged
from .numbers import count_on, free_article_number
from .run import Found, Run
from .said import time_of
from .shape import ExportedArticle


def import_article(exported: ExportedArticle, run: Run, name: str) -> Outcome:
    """One article, whole or not at all."""
    if exported.number in run.articles:
        raise Damaged(f"前面已经有一行也是第 {exported.number} 号")
    check_article(exported)
    writer = Writer(exported, run)
    if (number := known(exported, writer.working_reading, run)) is not None:
        # Nothing is cleaned for that: a file that is sent again is mostly known line by line.
        return compared(exported, number, writer.readings, run, name)
    # Before the room is held: cleaning takes its time.
    made = make(writer.working_reading, [row for row in writer.decisions if row.undone_at is None])
    with writing():
        if (number := known(exported, writer.working_reading, run)) is not None:
            return compared(exported, number, writer.readings, run, name)
        refuse_what_was_redacted_here(exported)
        article = _write(exported, writer, made, run)
        announce([article.pk])
    run.articles[exported.number] = Found(article.pk, tuple(row.pk for row in writer.readings))
    return Outcome("created", name, article.pk, _remark(exported, article))


def _write(exported: ExportedArticle, writer: Writer, made: Made, run: Run) -> Article:
    article = Article(
        pk=free_article_number(exported.number, run.largest_number),
        rejected=exported.rejected,
        # `save` notes today's for a new row: it is set again with the status.
        added_at=time_of(exported.added_at),
    )
    writer.write_originals()
    writer.write_readings()
    # Read here before, the same lines have a row already.
    adopt(article, replace(made, reading=writer.working_reading))
    count_on(Article, article.pk)
    writer.take_originals(article)
    writer.write_decisions(article)
    writer.write_editions(article)
    writer.write_appearances(article)
    writer.set_status(article)
    if article.edition:
        settle_edition(article, made.clean)
    return article


def _remark(exported: ExportedArticle, article: Article) -> str:
    remarks = []
    if article.pk != exported.number:
        remarks.append(f"这里已有第 {exported.number} 号，它编为第 {article.pk} 号")
    if article.status == Status.ARCHIVED and exported.status != Status.ARCHIVED:
        remarks.append(f"原来是“{Status(exported.status).label}”，先归档；核对以后用“恢复”")
    return "；".join(remarks)
