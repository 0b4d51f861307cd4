"""
What has to be right in the line of an article and its shape does not tell, each with a sentence; looked at before
anything is made of it. What goes wrong afterwards is the program's fault, and is not said to be the file's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, get_args

from readingroom.records import FIELD_NAMES, CleanArticle, ItemKind, Reason

from .. import stored
from ..keys import KEY_LENGTH
from ..limits import excess_of
from ..models import DecisionKind, Reading, Status
from ..refusal import Refused
from .lines import Damaged
from .shape import ExportedArticle, ExportedEdition, ExportedReading

_KEY = re.compile(rf"[a-z2-7]{{{KEY_LENGTH}}}")


def check_article(exported: ExportedArticle) -> None:
    _check_references(exported)
    _check_readings(exported)
    for decision in exported.decisions:
        if not _has_form(decision.kind, decision.value):
            raise Damaged("有一个决定的种类或内容不对")
    for edition in exported.editions:
        _check_edition(edition)
    if any(not _KEY.fullmatch(key) for key in _keys(exported)):
        raise Damaged("有的永久编号不是编号的样子")
    if exported.status not in Status.values or exported.archived_from not in ("", *Status.values):
        raise Damaged("状态不是阅览室有的")
    if exported.edition_cleaning is not None:
        _check_stored(exported.edition_cleaning)


def _check_references(exported: ExportedArticle) -> None:
    readings = exported.readings
    places = [one.reading for one in exported.decisions]
    places += [one.reading for one in exported.editions]
    places += [one.reading for one in exported.former_keys]
    places += [exported.working_copy.reading, *(part.source for one in readings for part in one.parts)]
    # Python would take -1 for the last.
    if any(not 0 <= place < len(readings) for place in places):
        raise Damaged("提到了没有列出的读本")
    originals = [one.sha256 for one in exported.originals]
    named = {one.original for one in readings} | {one.original for one in exported.appearances if one.original}
    if named - set(originals) or len(set(originals)) < len(originals):
        raise Damaged("提到了没有列出的原件，或者一份原件列了两次")
    editions = [one.number for one in exported.editions]
    if exported.edition not in (None, *editions) or len(set(editions)) < len(editions):
        raise Damaged("当前版本没有列出，或者一个版本列了两次")
    if themes_used(exported) - set(exported.themes):
        raise Damaged("提到了没有列出的主题")


def themes_used(exported: ExportedArticle) -> set[str]:
    items = [item for one in exported.editions for item in one.items]
    used = {slug for one in exported.editions for slug in one.themes}
    return used | {slug for item in items for slug in (item.theme, item.theme_secondary) if slug}


def _check_readings(exported: ExportedArticle) -> None:
    """What a reading is composed of has to be what it says."""
    readings = exported.readings
    if not all(_is_line(line) for one in readings for line in one.lines):
        raise Damaged("读本里有的行不是一行的样子")
    for one in readings:
        if one.is_composed != bool(one.parts) or (one.parts and texts_of(one) != _texts_of_parts(exported, one)):
            raise Damaged("拆并而成的读本与它的组成不一致")
    if excess := excess_of(texts_of(readings[exported.working_copy.reading])):
        raise Refused(f"文字{excess}，太长了，不能作一篇文章收入")


def _is_line(line: tuple[Any, ...]) -> bool:
    """As `working_copy.lines_as_rows` writes them."""
    match line:
        case [str(), str()]:
            return True
        case [str(), str(), [int(), *sides]] if len(sides) == 4:
            return all(type(side) in (int, float) for side in sides)
    return False


def texts_of(one: ExportedReading) -> list[str]:
    return [line[0] for line in one.lines]


def _texts_of_parts(exported: ExportedArticle, one: ExportedReading) -> list[str]:
    found = []
    for part in one.parts:
        found += texts_of(exported.readings[part.source])[max(0, part.first_line - 1) : part.last_line]
    return found


def _has_form(kind: str, value: Any) -> bool:
    """No more than its form: what it says was right where it was decided, and undone ones are shown as well."""
    return kind in DecisionKind.values and _FORMS.get(kind, _is_said)(value)


def _is_said(value: Any) -> bool:
    return isinstance(value, str)


def _is_nothing(value: Any) -> bool:
    return value is None


def _is_field(value: Any) -> bool:
    if not isinstance(value, dict) or value.keys() != {"name", "value"}:
        return False
    return value["name"] in FIELD_NAMES and isinstance(value["value"], str | None)


def _is_theme(value: Any) -> bool:
    if not isinstance(value, dict) or value.keys() != {"primary", "secondary"}:
        return False
    return isinstance(value["primary"], str) and isinstance(value["secondary"], str | None)


def _are_themes(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


_FORMS: Mapping[str, Callable[[Any], bool]] = {
    "keep": lambda value: value == "title" or value in get_args(ItemKind),
    "remove": lambda value: value in get_args(Reason),
    "split": _is_nothing,
    "join": _is_nothing,
    "move": lambda value: value in ("up", "down"),
    "kind": lambda value: value in get_args(ItemKind),
    "field": _is_field,
    "theme": _is_theme,
    "article_themes": _are_themes,
}


def _check_edition(one: ExportedEdition) -> None:
    if any(item.kind not in get_args(ItemKind) or not item.text.strip() for item in one.items):
        raise Damaged(f"第 {one.number} 版有的段落没有文字，或者不知道是什么")
    if not any(item.kind == "paragraph" for item in one.items):
        raise Damaged(f"第 {one.number} 版没有正文")
    if max(Counter(item.key for item in one.items).values()) > 1:
        raise Damaged(f"第 {one.number} 版有两段是同一个永久编号")
    if unknown := sorted(set(one.fields) - set(FIELD_NAMES)):
        raise Damaged(f"第 {one.number} 版写着“{'”、“'.join(name[:40] for name in unknown)}”，没有这样的著录项")
    if one.fields.keys() != set(FIELD_NAMES):
        raise Damaged(f"第 {one.number} 版的著录项不全")


def _keys(exported: ExportedArticle) -> set[str]:
    items = {item.key for one in exported.editions for item in one.items}
    return items | {one.key for one in exported.former_keys} | {one.into for one in exported.former_keys if one.into}


def _check_stored(value: Any) -> None:
    try:
        clean = stored.load(value)
    except stored.WrongShape:
        raise Damaged("清洗结果不是清洗结果的样子") from None
    if clean.fields.keys() != set(FIELD_NAMES):
        raise Damaged("清洗结果的著录项不全，或者有没有的著录项")


def check_cleaning(clean: CleanArticle, reading: Reading) -> None:
    """A ledger of another page than the one that was read: whatever looks for its places would find nothing there."""
    lengths = {number: len(text) for number, (text, *_) in enumerate(reading.lines, 1)}
    segments = [segment for line in clean.ledger for segment in line.segments]
    is_of_it = all(segment.line == line.number for line in clean.ledger for segment in line.segments)
    stretches = [(one.line, one.start, one.end) for one in segments] + [
        (one.line, one.start, one.end) for one in clean.edits
    ]
    is_within = all(0 <= start <= end <= lengths.get(line, -1) for line, start, end in stretches)
    told, used = {line.number for line in clean.ledger}, {segment.to for segment in segments}
    is_told = all(item.lines and told.issuperset(item.lines) and at in used for at, item in enumerate(clean.items))
    if not (is_of_it and is_within and is_told):
        raise Damaged("清洗结果不是这个读本的")
