"""The Chinese words for what the records say in English: kinds, fates, reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from readingroom.articles.differences import FIELD_LABELS
from readingroom.articles.models.library import DatePrecision

FATES = {"kept": "保留", "removed": "移除"}

REASONS = {
    "navigation": "导航",
    "metadata": "著录信息",
    "page-furniture": "页面附件",
    "disclaimer": "声明",
    "advertisement": "广告",
    "related-links": "相关链接",
    "contact": "联系方式",
    "placeholder": "占位文字",
    "duplicate": "重复",
}

KINDS = {"heading": "小标题", "paragraph": "段落", "front": "篇首材料", "title": "题名"}

DATE_KINDS = {"published": "见报", "posted": "发布", "updated": "更新", "issue": "刊期"}

HOW = {"printed": "印出", "derived": "由印出的推得", "inferred": "推测"}


def field_value(name: str, value: str | None) -> str:
    """A field's value as people read it; two fields hold codes."""
    codes: dict[str, Mapping[str, str]] = {"date_kind": DATE_KINDS, "date_precision": dict(DatePrecision.choices)}
    return codes.get(name, {}).get(value or "", value or "")


def decided(kind: str, value: Any, theme_names: Mapping[str, str]) -> str:
    """A decision's value in words; see `records.Decision` for what it is for each kind."""
    match kind:
        case "keep" | "kind":
            return KINDS[value]
        case "remove":
            return REASONS[value]
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
