"""What colleagues did to an article since a curator's page was made, told to the one who came second."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from readingroom.articles.models import Decision, Status

from .finding import number_of
from .workbench import DecisionRow, Workbench

SHOWN = 5
"""Of each kind of news; more would hide what the curator was about to do."""


def news(bench: Workbench, version: str) -> Iterator[str]:
    """
    Between the version that a form was sent with and the present one; nothing where it is no version at all.

    A version is made of numbers that only grow (see `Workbench.version`), so what came later is found by them.
    """
    parts = version.split(".")
    if len(parts) != 5:
        return
    cleaning, edition, last, undone = (number_of(part) for part in (parts[0], parts[1], parts[3], parts[4]))
    if cleaning is None or edition is None or last is None or undone is None:
        return

    def rows(decisions: QuerySet[Decision]) -> list[DecisionRow]:
        return [DecisionRow(decision, bench.theme_names) for decision in decisions[:SHOWN]]

    made = bench.article.decisions.filter(pk__gt=last).select_related("by").order_by("pk")
    yield from (f"刚才{row.decision.by or '系统'}作了决定：{row.in_words}" for row in rows(made))
    taken_back = bench.article.decisions.exclude(undone_at=None)
    count = max(0, min(SHOWN, taken_back.count() - undone))
    latest = taken_back.select_related("undone_by").order_by("-undone_at", "-pk")[:count]
    yield from (f"刚才{row.decision.undone_by or '系统'}撤销了决定：{row.in_words}" for row in rows(latest))
    if parts[2] != bench.article.status and parts[2] in Status.values:
        yield f"文章从“{Status(parts[2]).label}”变成了“{Status(bench.article.status).label}”。"
    if edition != (bench.article.edition_id or 0) and bench.article.edition:
        yield f"发布了第 {bench.article.edition.number} 版。"
    if cleaning != bench.article.cleaning_id and parts[3:] == bench.version.split(".")[3:]:
        yield "文章重新清洗过。"
