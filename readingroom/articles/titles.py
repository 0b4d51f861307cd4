"""
The name under which an article is shown.

Some pages print no title: they begin on an earlier page, or the scrape lost it. Such an article is shown under
a name built from what is printed, and marked as such; nothing is invented.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from readingroom.records import Item

LONGEST = 300
"""What the column holds; a longer title is a cleaning gone wrong, and its beginning shows that as well."""

OPENING = 20
"""Characters of the text that stand for a title when not even an issue or a date is printed."""


def display_title(fields: Mapping[str, str | None], items: Sequence[Item]) -> tuple[str, bool]:
    """
    The printed title, or a built one; and whether it is built.

    >>> display_title({"outlet": "实践", "issue": "2022年第7期/总第1447期", "page": "15"}, [])
    ('《实践》2022年第7期第15页', True)
    """
    printed = fields.get("title")
    if printed:
        return _cut(printed, LONGEST), False
    return _cut(_from_imprint(fields) or _from_text(items), LONGEST), True


def _from_imprint(fields: Mapping[str, str | None]) -> str:
    """Without both a name and an issue or date it would name too much: 人民网 alone is no title."""
    outlet = (fields.get("outlet") or "").strip("《》")
    issue = re.split(r"[/／（(]", fields.get("issue") or "")[0].strip()
    when = issue or date_in_words(fields.get("date") or "")
    if not (outlet and when):
        return ""
    page = (fields.get("page") or "").strip("第版页 ").lstrip("0")
    # Journals are cited by page, newspapers by 版, and only those two print either.
    counted = f"第{page}{'页' if issue else '版'}" if page else ""
    return f"《{outlet}》{when}{counted}" if issue or page else f"{outlet}{when}"


def date_in_words(date: str) -> str:
    """
    >>> date_in_words("2022-07")
    '2022年7月'
    """
    return "".join(f"{int(part)}{unit}" for part, unit in zip(filter(None, date.split("-")), "年月日", strict=False))


def _from_text(items: Sequence[Item]) -> str:
    first = next((item.text for item in items if item.kind != "front"), "")
    return f"{_cut(first, OPENING)}（未印题名）"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 2]}……"
