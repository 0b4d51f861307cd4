"""What may be typed as the value of a field."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from readingroom.records import FIELD_NAMES

from ..models.library import DatePrecision

LONGEST_VALUE = 300
"""Longer than any title; what is longer was pasted into the wrong box."""

DATE_KINDS = ("published", "posted", "updated", "issue")
"""What a printed date can be the date of: of the paper, of the web page, of its last change, of the issue."""

_FORMATS = {4: "%Y", 7: "%Y-%m", 10: "%Y-%m-%d"}

_INVISIBLE = {"Cc", "Cs", "Zl", "Zp"}
"""Line ends and control characters, by their Unicode category: they break lists, headers and feeds."""


def fault_of(name: str, value: str | None) -> str:
    """What is wrong with a value, as a Chinese sentence; empty when nothing is. None says that it is not printed."""
    if name not in FIELD_NAMES:
        return f"没有“{name}”这个著录项。"
    if value is None:
        return ""
    if not 0 < len(value) <= LONGEST_VALUE:
        return f"著录项不能为空，也不能超过 {LONGEST_VALUE} 字。"
    if any(unicodedata.category(character) in _INVISIBLE for character in value):
        return "著录项里不能有换行或控制字符。"
    is_right, form = _FORMS.get(name, (bool, ""))
    return "" if is_right(value) else form.format(value)


def _is_date(date: str) -> bool:
    try:
        datetime.datetime.strptime(date, _FORMATS.get(len(date), ""))
    except ValueError:
        return False
    return re.fullmatch(r"[0-9-]{4,}", date) is not None


def _is_time(time: str) -> bool:
    return re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", time) is not None


def _is_web_address(url: str) -> bool:
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        return False
    return True


_FORMS: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "date": (_is_date, "日期“{}”不对，应写成 2022、2022-07 或 2022-07-01。"),
    "date_precision": (DatePrecision.values.__contains__, "日期精度“{}”不对。"),
    "date_kind": (DATE_KINDS.__contains__, "日期种类“{}”不对。"),
    "time": (_is_time, "时间“{}”不对，应写成 09:30。"),
    "url": (_is_web_address, "网址“{}”不对，应以 http:// 或 https:// 开头。"),
}
