"""
Dates as they are printed, with the precision that is printed.

Own patterns, since the known libraries invent: 2023-10 becomes 2023-10-01 or -21 with them, 2022年02月16日 becomes
2022-01-01, and 二〇二二年七月一日 is not seen at all. No pattern looks into sentences: which lines are asked is the
caller's business.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

DIGITS = {character: str(index) for index, character in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "О": "0",
}
CHINESE = "〇○零一二三四五六七八九十"

FIRST_YEAR, LAST_YEAR = 1921, 2100
"""What a party-building article can be dated; other numbers of four digits are no years."""

_TIME = r"(?:\s*(?P<half>上午|下午|晚上)?\s*(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?)?"
PATTERNS = (
    re.compile(r"(?<!\d)(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日" + _TIME),
    re.compile(r"(?<!\d)(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)" + _TIME),
    re.compile(rf"(?P<year>[{CHINESE}]{{4}})年(?P<month>[{CHINESE}]{{1,3}})月(?P<day>[{CHINESE}]{{1,3}})日"),
    re.compile(r"(?<!\d)(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月(?!\s?\d)"),
    re.compile(r"(?<![\d-])(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?![\d/.-])"),
    re.compile(rf"(?P<year>[{CHINESE}]{{4}})年(?P<month>[{CHINESE}]{{1,3}})月"),
)
"""Full dates before shorter ones, so that a part of a date is never taken for a whole one."""


@dataclass(frozen=True)
class Date:
    """A date in a text: its place, `value` as YYYY, YYYY-MM or YYYY-MM-DD, and the time of day as HH:MM if printed."""

    start: int
    end: int
    value: str
    time: str | None = None

    @property
    def precision(self) -> str:
        return {4: "year", 7: "month", 10: "day"}[len(self.value)]


def find_dates(text: str) -> list[Date]:
    """
    The dates of a folded text in order; impossible ones are left out.

    >>> [(date.value, date.time) for date in find_dates("2020-11-26 14:54 二〇二二年七月一日 2023-10 2021-13-01")]
    [('2020-11-26', '14:54'), ('2022-07-01', None), ('2023-10', None)]
    """
    found: list[Date] = []
    for pattern in PATTERNS:
        found += [date for match in pattern.finditer(text) for date in _date(match)]
        # Blanked out, so that no shorter pattern sees a part of it; the places stay.
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return sorted(found, key=lambda date: date.start)


def _date(match: re.Match[str]) -> Iterator[Date]:
    parts = match.groupdict()
    numbers = [number_of(parts[name]) for name in ("year", "month", "day") if parts.get(name)]
    if _exists(*numbers):
        value = "-".join(f"{number:0{width}d}" for number, width in zip(numbers, (4, 2, 2), strict=False))
        yield Date(match.start(), match.end(), value, _time(parts))


def _exists(year: int, month: int, day: int = 1) -> bool:
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:
        return False
    return 1 <= day <= monthrange(year, month)[1]


def _time(parts: dict[str, str | None]) -> str | None:
    if not parts.get("hour"):
        return None
    hour = int(parts["hour"] or 0)
    if parts.get("half") in ("下午", "晚上") and hour < 12:
        hour += 12
    return f"{hour:02d}:{parts['minute']}"


def number_of(text: str) -> int:
    """
    >>> number_of("12"), number_of("二〇二二"), number_of("十"), number_of("二十一")
    (12, 2022, 10, 21)
    """
    if "十" not in text:
        return int("".join(DIGITS.get(character, character) for character in text) or 0)
    tens, _, ones = text.partition("十")
    return int(DIGITS.get(tens, "1")) * 10 + int(DIGITS.get(ones, "0"))
