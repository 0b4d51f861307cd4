"""
What curators do to an item of the working copy: they point at it by its number, counted from 0.

Each becomes decisions about places of the page, so that the item is found again whatever is done around it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from django.contrib.auth.models import User

from readingroom import records
from readingroom.cleaning.anchors import make_anchor

from .. import models
from ..models import Article
from ..models.library import ParagraphKind
from ..refusal import Refused
from ..revising import reading_of
from ..working_copy import as_record, working_copy
from .characters import Unit, first_segment, units_of
from .decisions import carry_out, record
from .rewording import text_decisions, typed_paragraphs, units_at_breaks
from .statuses import Act, changing

LONGEST_QUOTE = 16
"""Characters from the beginning of a new paragraph that its place is known by."""


def move(article: Article, item_index: int, direction: Literal["up", "down"], *, by: User | None) -> models.Decision:
    """Changes places with the item before or behind it; the title stays where it is."""
    return move_all(article, [item_index], direction, by=by)[0]


def move_all(
    article: Article, item_indices: Sequence[int], direction: Literal["up", "down"], *, by: User | None
) -> list[models.Decision]:
    """Each past what stands there now: those that stand together go together."""
    with changing(article, Act.DECIDE):
        desk = _Desk(article)
        in_order = sorted(item_indices, reverse=direction == "down")
        anchors = [desk.anchor(index) for index in in_order]
        if (first := in_order[0]) == (0 if direction == "up" else len(desk.clean.items) - 1):
            raise Refused(f"第{first + 1}段已经在最{'前' if direction == 'up' else '后'}面了。")
        return record(article, [records.Decision("move", anchor, direction) for anchor in anchors], by)


def join(article: Article, item_index: int, *, by: User | None) -> models.Decision:
    """The item becomes the end of the one before it."""
    return join_all(article, [item_index], by=by)[0]


def join_all(article: Article, item_indices: Collection[int], *, by: User | None) -> list[models.Decision]:
    """Each to the one before it, the last first: that leaves the places of those before alone."""
    with changing(article, Act.DECIDE):
        desk = _Desk(article)
        anchors = [desk.anchor(index) for index in sorted(item_indices, reverse=True)]
        if 0 in item_indices:
            raise Refused("第1段前面没有可以并入的段落。")
        return record(article, [records.Decision("join", anchor) for anchor in anchors], by)


def split(article: Article, item_index: int, at: int, *, by: User | None) -> models.Decision:
    """A new item begins behind so many characters of this one."""
    with changing(article, Act.DECIDE):
        desk = _Desk(article)
        units = desk.units(item_index)
        if not 0 < at < len(desk.clean.items[item_index].text):
            raise Refused("要在一段的中间拆分，前后都要有文字。")
        return record(article, [desk.split_at(_unit_at(units, at))], by)[0]


def set_kind(article: Article, item_index: int, kind: records.ItemKind, *, by: User | None) -> models.Decision:
    return set_kinds(article, [item_index], kind, by=by)[0]


def set_kinds(
    article: Article, item_indices: Sequence[int], kind: records.ItemKind, *, by: User | None
) -> list[models.Decision]:
    """Of several, one that is of this kind already keeps the others from nothing."""
    with changing(article, Act.DECIDE):
        desk = _Desk(article)
        anchors = {index: desk.anchor(index) for index in item_indices}
        others = [index for index in item_indices if desk.clean.items[index].kind != kind]
        if not others:
            raise Refused(f"第{item_indices[0] + 1}段已经是{ParagraphKind(kind).label}了。")
        return record(article, [records.Decision("kind", anchors[index], kind) for index in others], by)


def reword(article: Article, item_index: int, text: str, *, by: User | None) -> list[models.Decision]:
    """
    Makes an item read as it was typed, by the smallest corrections; where a line was broken a new item begins.

    What does not come out as it was typed, to the letter, is refused.
    """
    paragraphs = typed_paragraphs(text)
    with changing(article, Act.DECIDE):
        desk = _Desk(article)
        units = desk.units(item_index)
        decisions = text_decisions(units, "".join(paragraphs), desk.reading)
        decisions += [desk.split_at(unit) for unit in units_at_breaks(units, paragraphs)]
        if not decisions:
            raise Refused("文字和原来一样，没有改动。")
        rows, clean = carry_out(article, decisions, by)
        items = clean.items[item_index : item_index + len(paragraphs)]
        if [item.text for item in items] != paragraphs:
            raise Refused("这样的改动不能准确地落到原文上。请分几次改，或者先拆分这一段。")
    return rows


def set_paragraph_theme(
    article: Article, item_index: int, primary: str, secondary: str | None = None, *, by: User | None
) -> models.Decision:
    """Sets the themes of the item at this place of the working copy, counted from 0."""
    return set_paragraph_themes(article, [(item_index, primary, secondary)], by=by)[0]


def set_paragraph_themes(
    article: Article, themes: Iterable[tuple[int, str, str | None]], *, by: User | None
) -> list[models.Decision]:
    """Each an item's place, counted from 0, with its primary and secondary theme."""
    with changing(article, Act.DECIDE):
        desk = _Desk(article)
        decisions = [
            records.Decision("theme", desk.anchor_of_the_body(at), {"primary": primary, "secondary": secondary})
            for at, primary, secondary in themes
        ]
        return record(article, decisions, by)


class _Desk:
    """The working copy of an article that is held, and the page it was made from."""

    def __init__(self, article: Article) -> None:
        self.clean = working_copy(article)
        self.reading = as_record(reading_of(article))

    def anchor(self, item_index: int) -> records.Anchor:
        """The first segment of an item."""
        if not 0 <= item_index < len(self.clean.items):
            raise Refused(f"工作稿没有第{item_index + 1}段。")
        first = first_segment(self.clean, item_index)
        return make_anchor(self.reading, first.line, first.start, first.end)

    def anchor_of_the_body(self, item_index: int) -> records.Anchor:
        anchor = self.anchor(item_index)
        if self.clean.items[item_index].kind == "front":
            raise Refused("篇首材料不分主题。")
        return anchor

    def units(self, item_index: int) -> list[Unit]:
        self.anchor(item_index)
        units = units_of(self.clean, self.reading, item_index)
        if "".join(unit.text for unit in units) != self.clean.items[item_index].text:
            raise Refused("这一段由原文的几处拼成，次序又变动过，不能直接改文字。请先拆开再改。")
        return units

    def split_at(self, unit: Unit) -> records.Decision:
        line = self.reading.lines[unit.line - 1].text
        end = min(len(line.rstrip()), unit.start + LONGEST_QUOTE)
        return records.Decision("split", make_anchor(self.reading, unit.line, unit.start, end))


def _unit_at(units: Iterable[Unit], at: int) -> Unit:
    """The raw character that begins behind so many characters; the space of a join belongs to neither item."""
    place = 0
    for unit in units:
        if place >= at and unit.text and unit.start < unit.end:
            return unit
        place += len(unit.text)
        if place > at and unit.text.strip():
            break
    raise Refused("这里没有原有的字可以另起一段，请换一个位置。")
