"""What a curator can do to lines of the original and to items of the article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal, cast

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.html import format_html

from readingroom.articles import curation
from readingroom.articles.curation import Act
from readingroom.articles.curation.decision_values import field_decision
from readingroom.cleaning.anchors import make_anchor
from readingroom.records import Anchor, Decision, ItemKind, Reason

from .actions import Action
from .place_forms import (
    ItemsForm,
    KindForm,
    LineForm,
    LinesForm,
    RemovingForm,
    SplittingForm,
    TakeForm,
    ThemesForm,
    WordingForm,
)
from .taking import field_value_of
from .wording import TAKEN_AS
from .workbench import Workbench

FAR = 40
"""Lines around; what was removed further away is another part of the page."""


def _keep_lines(bench: Workbench, form: LinesForm, by: User) -> None:
    kept_as = form.cleaned_data["keep_as"] or "paragraph"
    _decide(bench, [Decision("keep", _whole_line(bench, line), kept_as) for line in form.cleaned_data["lines"]], by)


def _remove_lines(bench: Workbench, form: LinesForm, by: User) -> None:
    reason = form.cleaned_data["remove_as"]
    lines = form.cleaned_data["lines"]
    _decide(bench, [Decision("remove", _whole_line(bench, n), reason or _reason_near(bench, n)) for n in lines], by)


def _remove_items(bench: Workbench, form: RemovingForm, by: User) -> None:
    reason = form.cleaned_data["remove_as"]
    anchors = [anchor for index in form.indices for anchor in _stretches_of(bench, index)]
    _decide(bench, [Decision("remove", one, reason or _reason_near(bench, one.line)) for one in anchors], by)


def _take(bench: Workbench, form: TakeForm, by: User) -> str:
    """The evidence of the field points to the words; a line that says nothing but them is no text of the author's."""
    name, words, number = (form.cleaned_data[key] for key in ("take_as", "words", "line"))
    anchor = _words_of(bench, number, words)
    if name == "title":
        _decide(bench, [Decision("keep", anchor, "title"), *_title_decided_before(bench, anchor, words)], by)
        return "已作为题名。"
    value = field_value_of(name, words)
    decisions = [replace(field_decision(name, value), anchor=anchor)]
    if not form.cleaned_data["leave"]:
        decisions.append(Decision("remove", _whole_line(bench, number), "metadata"))
    _decide(bench, decisions, by)
    return f"{TAKEN_AS[name]}已记为“{value}”。"


def _title_decided_before(bench: Workbench, anchor: Anchor, words: str) -> list[Decision]:
    """What somebody typed as the title would go before the line; and what was typed now differs from the line."""
    typed = bench.decisions.filter(kind="field", value__name="title").exists()
    return [replace(field_decision("title", words), anchor=anchor)] if typed or anchor.quote != words else []


def _split_file(bench: Workbench, form: LineForm, by: User) -> str:
    article = curation.split_file(bench.article, form.cleaned_data["line"], by=by)
    address = reverse("admin:articles_article_change", args=[article.pk])
    link = format_html('<a href="{}">第 {} 号文章</a>', address, article.pk)
    return format_html("从第 {} 行起已分出{}。", form.cleaned_data["line"], link)


def _set_kind(bench: Workbench, form: KindForm, by: User) -> None:
    curation.set_kinds(bench.article, form.indices, cast(ItemKind, form.cleaned_data["kind"]), by=by)


def _set_themes(bench: Workbench, form: ThemesForm, by: User) -> None:
    themes = [(index, form.cleaned_data["primary"], form.secondary_of(index)) for index in form.indices]
    curation.set_paragraph_themes(bench.article, themes, by=by)


def _join(bench: Workbench, form: ItemsForm, by: User) -> None:
    curation.join_all(bench.article, form.indices, by=by)


def _move(way: Literal["up", "down"]) -> Any:
    def move(bench: Workbench, form: ItemsForm, by: User) -> None:
        curation.move_all(bench.article, form.indices, way, by=by)

    return move


def _split(bench: Workbench, form: SplittingForm, by: User) -> None:
    curation.split(bench.article, form.indices[0], form.cleaned_data["split_at"], by=by)


def _reword(bench: Workbench, form: WordingForm, by: User) -> None:
    curation.reword(bench.article, form.indices[0], form.cleaned_data["text"], by=by)


def _decide(bench: Workbench, decisions: Iterable[Decision], by: User) -> None:
    curation.decide_all(bench.article, list(decisions), by=by)


def _whole_line(bench: Workbench, number: int) -> Anchor:
    """Without the spaces around it."""
    text = bench.reading.lines[number - 1].text
    return make_anchor(bench.reading, number, len(text) - len(text.lstrip()), len(text.rstrip()))


def _words_of(bench: Workbench, number: int, words: str) -> Anchor:
    """Where the words stand in the line; words that were typed otherwise stand for all of it."""
    start = bench.reading.lines[number - 1].text.find(words)
    return make_anchor(bench.reading, number, start, start + len(words)) if start >= 0 else _whole_line(bench, number)


def _stretches_of(bench: Workbench, index: int) -> list[Anchor]:
    """Everything that an item is made of."""
    lines = set(bench.clean.items[index].lines)
    segments = (segment for line in bench.clean.ledger if line.number in lines for segment in line.segments)
    return [make_anchor(bench.reading, one.line, one.start, one.end) for one in segments if one.to == index]


def _reason_near(bench: Workbench, number: int) -> Reason:
    """That of the nearest line that is removed as a whole: rows of links and notices stand together."""
    removed = [line for line in bench.clean.ledger if line.reason and abs(line.number - number) <= FAR]
    nearest = min(removed, key=lambda line: abs(line.number - number), default=None)
    return (nearest and nearest.reason) or "page-furniture"


LINE_ACTIONS = {
    "keep-lines": Action(Act.DECIDE, "恢复所选各行", "所选各行已收进文章。", _keep_lines, LinesForm),
    "remove-lines": Action(Act.DECIDE, "移除所选各行", "所选各行已移除。", _remove_lines, LinesForm),
    "take": Action(Act.DECIDE, "取作著录项", "已取作著录项。", _take, TakeForm),
    "split-file": Action(Act.DECIDE, "另分一篇", "已分出另一篇。", _split_file, LineForm),
}

ITEM_ACTIONS = {
    "reword": Action(Act.DECIDE, "改文字", "文字已改。", _reword, WordingForm),
    "join": Action(Act.DECIDE, "并入上一段", "已并入上一段。", _join, ItemsForm, shift=-1),
    "split": Action(Act.DECIDE, "拆成两段", "已拆成两段。", _split, SplittingForm),
    "move-up": Action(Act.DECIDE, "上移", "已上移。", _move("up"), ItemsForm, shift=-1),
    "move-down": Action(Act.DECIDE, "下移", "已下移。", _move("down"), ItemsForm, shift=1),
    "kind": Action(Act.DECIDE, "改类型", "类型已改。", _set_kind, KindForm),
    "themes": Action(Act.DECIDE, "定段落主题", "段落主题已定。", _set_themes, ThemesForm),
    "remove-items": Action(Act.DECIDE, "移除段落", "已移除。", _remove_items, RemovingForm),
}
