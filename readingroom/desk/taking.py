"""From the words of a line to what a field says."""

from __future__ import annotations

import re

from readingroom.cleaning.characters import fold
from readingroom.cleaning.dates import find_dates

_LABEL = re.compile(r"^\s*[^：:\s]{1,8}[：:]\s*(?=\S)")


def field_value_of(name: str, words: str) -> str:
    """
    A date as dates are kept; other words without the label in front of them. What is no date is said to be none later.

    >>> field_value_of("date", "发布时间：2024年3月5日 09:30"), field_value_of("author", "作者：林晓")
    ('2024-03-05', '林晓')
    """
    if name == "date":
        dates = find_dates(fold(words))
        return dates[0].value if dates else words.strip()
    return _LABEL.sub("", words).strip()
