"""The Chinese words for what curators decide and for how a field's value is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from readingroom.articles.differences import FIELD_LABELS
from readingroom.articles.wording import REASONS, field_value

KINDS = {"heading": "小标题", "paragraph": "段落", "front": "篇首材料", "title": "题名"}

TAKEN_AS = {"title": "题名", "author": "作者", "source": "来源", "date": "日期"}
"""What a line of the original can be taken as, in one press; other fields are typed."""

MOVED = {"up": "上移一段", "down": "下移一段"}

_CODES = KINDS | REASONS | MOVED

HOW = {"printed": "印出", "derived": "由印出的推得", "inferred": "推测"}


def decided(kind: str, value: Any, theme_names: Mapping[str, str]) -> str:
    """A decision's value in words; see `records.Decision` for what it is for each kind."""
    match kind:
        case "keep" | "kind" | "remove" | "move":
            return _CODES[value]
        case "accept":
            return f"“{value}”"
        case "text":
            return f"“{value}”" if value else "删去"
        case "field":
            return f"{FIELD_LABELS[value['name']]}：{field_value(value['name'], value['value']) or '未印出'}"
        case "theme":
            slugs = [value["primary"], value["secondary"]]
        case "article_themes":
            slugs = value
        case _:
            return ""
    return "、".join(theme_names.get(slug, slug) for slug in slugs if slug)
