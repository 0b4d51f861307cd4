"""The Chinese words for what the records say in English: fates, reasons, and the two fields that hold codes."""

from __future__ import annotations

from collections.abc import Mapping

from .models.library import DatePrecision

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

DATE_KINDS = {"published": "见报", "posted": "发布", "updated": "更新", "issue": "刊期"}


def field_value(name: str, value: str | None) -> str:
    """A field's value as people read it."""
    codes: dict[str, Mapping[str, str]] = {"date_kind": DATE_KINDS, "date_precision": dict(DatePrecision.choices)}
    return codes.get(name, {}).get(value or "", value or "")
