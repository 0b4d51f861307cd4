"""How a manuscript differs from what readers see now, in sentences for a curator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from readingroom.cleaning import FIELD_LABELS

from .manuscript import Manuscript
from .models import Edition, Theme
from .models.library import ParagraphKind

__all__ = ["FIELD_LABELS", "differences"]

QUOTED = 30
"""Characters of a text that are shown; enough to find the paragraph."""


def differences(edition: Edition, manuscript: Manuscript) -> list[str]:
    """Empty when publishing would change nothing that readers see."""
    names = dict(Theme.objects.values_list("slug", "name"))
    return [
        *_title(edition, manuscript),
        *_fields(edition.fields, manuscript.fields),
        *_source(edition, manuscript),
        *_items(edition.items, manuscript, names),
        *_themes(edition, manuscript, names),
    ]


def _title(edition: Edition, manuscript: Manuscript) -> Iterator[str]:
    """A built title changes without any field called title."""
    if edition.title != manuscript.title and (edition.title_is_built or manuscript.title_is_built):
        yield f"显示的题名：{edition.title} → {manuscript.title}"


def _fields(old: Mapping[str, str | None], new: Mapping[str, str | None]) -> Iterator[str]:
    for name, label in FIELD_LABELS.items():
        if old.get(name) != new.get(name):
            yield f"{label}：{old.get(name) or '（无）'} → {new.get(name) or '（无）'}"


def _source(edition: Edition, manuscript: Manuscript) -> Iterator[str]:
    name = edition.source.name if edition.source else ""
    if name != manuscript.source:
        yield f"归入的来源：{name or '（无）'} → {manuscript.source or '（无）'}"


def _items(old: list[dict[str, Any]], manuscript: Manuscript, names: Mapping[str, str]) -> Iterator[str]:
    before = {item["key"]: item for item in old}
    after = {item["key"] for item in manuscript.items}
    into = {former.key: former.into for former in manuscript.former}
    for place, item in enumerate(manuscript.items, 1):
        if item["key"] in before:
            yield from _item(place, before[item["key"]], item, names)
        else:
            yield f"新增第 {place} 段：{_quoted(item['text'])}"
    for key, item in before.items():
        if key not in after:
            yield f"{'并入别段' if into[key] else '去掉一段'}：{_quoted(item['text'])}"
    if [key for key in before if key in after] != [item["key"] for item in manuscript.items if item["key"] in before]:
        yield "段落的次序有变动"


def _item(place: int, old: Mapping[str, Any], new: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    if old["text"] != new["text"]:
        yield f"第 {place} 段的文字：{_around_change(old['text'], new['text'])} → {_around_change(new['text'], old['text'])}"
    if old["kind"] != new["kind"]:
        yield f"第 {place} 段的种类：{ParagraphKind(old['kind']).label} → {ParagraphKind(new['kind']).label}"
    if old["continues_previous_page"] != new["continues_previous_page"]:
        yield f"第 {place} 段{'改为' if new['continues_previous_page'] else '不再'}接上页"
    for name, label in (("theme", "主题"), ("theme_secondary", "次主题")):
        if old[name] != new[name]:
            yield f"第 {place} 段的{label}：{_name(old[name], names)} → {_name(new[name], names)}"


def _themes(edition: Edition, manuscript: Manuscript, names: Mapping[str, str]) -> Iterator[str]:
    old = [row.theme.name for row in edition.edition_themes.select_related("theme")]
    new = [_name(slug, names) for slug in manuscript.themes]
    if old != new:
        yield f"文章主题：{'、'.join(old)} → {'、'.join(new)}"


def _name(slug: str | None, names: Mapping[str, str]) -> str:
    return names.get(slug, slug) if slug else "（无）"


def _around_change(text: str, other: str) -> str:
    """The stretch in which two texts begin to differ."""
    same = next(
        (at for at, (one, two) in enumerate(zip(text, other, strict=False)) if one != two), min(len(text), len(other))
    )
    begin = max(0, same - QUOTED // 3)
    return _quoted(text[begin:], before=begin > 0)


def _quoted(text: str, *, before: bool = False) -> str:
    return f"“{'…' if before else ''}{text[:QUOTED]}{'…' if len(text) > QUOTED else ''}”"
