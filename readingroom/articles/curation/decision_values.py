"""What a decision may say: every kind has its own form of value, and its place must be where it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from readingroom import records
from readingroom.cleaning.anchors import make_anchor

from ..models import Theme
from ..refusal import Refused
from .field_values import fault_of

DERIVED = ("date_precision",)
"""Follows from another field and is never decided by itself."""


def check(decision: records.Decision, reading: records.Reading) -> None:
    """Refuses a decision that cannot be meant."""
    if decision.kind not in _CHECKS or not _CHECKS[decision.kind](decision.value):
        raise Refused(f"决定的内容不对：{decision.kind} {decision.value!r:.80}")
    if decision.anchor is None and decision.kind not in ("field", "article_themes", "accept"):
        raise Refused("这个决定要指明位置。")
    if decision.anchor is not None and not _is_there(decision.anchor, reading):
        raise Refused(f"原文的这个位置不是“{decision.anchor.quote[:30]}”，文章可能刚被重新读过，请刷新后再试。")


def field_decision(name: str, value: str | None) -> records.Decision:
    """What was typed as a field's value, as a decision; nothing typed means that it is not printed."""
    value = (value or "").strip() or None
    if name in DERIVED:
        raise Refused("日期精度随日期而定，请改日期。")
    if fault := fault_of(name, value):
        raise Refused(fault)
    return records.Decision("field", None, {"name": name, "value": value})


def _is_there(anchor: records.Anchor, reading: records.Reading) -> bool:
    if not 1 <= anchor.line <= len(reading.lines) or not 0 <= anchor.start <= anchor.end:
        return False
    return make_anchor(reading, anchor.line, anchor.start, anchor.end) == anchor


def _is_nothing(value: Any) -> bool:
    return value is None


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_reason_to_review(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _is_direction(value: Any) -> bool:
    return value in ("up", "down")


def _is_item_kind(value: Any) -> bool:
    return value in get_args(records.ItemKind)


def _is_kept_as(value: Any) -> bool:
    return value == "title" or _is_item_kind(value)


def _is_reason(value: Any) -> bool:
    return value in get_args(records.Reason)


def _is_field(value: Any) -> bool:
    if not isinstance(value, Mapping) or set(value) != {"name", "value"}:
        return False
    return isinstance(value["value"], str | None) and not fault_of(value["name"], value["value"])


def _is_theme(value: Any) -> bool:
    if not isinstance(value, Mapping) or set(value) != {"primary", "secondary"}:
        return False
    primary, secondary = value["primary"], value["secondary"]
    return primary != secondary and _are_themes([primary] if secondary is None else [primary, secondary])


def _are_themes(value: Any) -> bool:
    if not isinstance(value, list) or not value or len(set(value)) < len(value):
        return False
    return Theme.objects.filter(slug__in=value).count() == len(value)


_CHECKS: Mapping[str, Callable[[Any], bool]] = {
    "keep": _is_kept_as,
    "remove": _is_reason,
    "split": _is_nothing,
    "join": _is_nothing,
    "move": _is_direction,
    "kind": _is_item_kind,
    "text": _is_text,
    "field": _is_field,
    "theme": _is_theme,
    "article_themes": _are_themes,
    "accept": _is_reason_to_review,
}
