"""What stands in a line of credits outside of labels: it is cut in pieces, and each has a reader that knows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from readingroom.cleaning import words
from readingroom.cleaning.characters import HAN
from readingroom.cleaning.credits.bylines import read_byline
from readingroom.cleaning.credits.credit import BRACKETS, Credit, date_found, words_of
from readingroom.cleaning.credits.imprints import read_frequency, read_issue, read_page
from readingroom.cleaning.credits.outlets import read_article_of, read_office, read_outlet, read_reposted
from readingroom.cleaning.credits.reports import read_wire
from readingroom.cleaning.dates import find_dates
from readingroom.cleaning.evidence import Found

WEEKDAY = re.compile("(?:星期|周)[一二三四五六日天]")

COUNT = re.compile(r"[(\[]?\s*+\d{0,7}\s*+[)\]]?\s*+(?:次|人|条|℃|分)?|0+")

URL = re.compile(r"(?:https?://|www\.)[\w./?=&%#~:-]+")

SIGNED_AT = re.compile(rf"(?<=[日月])于[{HAN}]{{2,4}}")
"""2021年7月1日于清河: where an author signed."""

POSTED_AT = re.compile(rf"发表于[{HAN}]{{2,8}}")

UNKNOWN = re.compile(rf"[{HAN}A-Za-z0-9]{{1,12}}")

LEVELS = (re.compile(r"[|?()\[\]【】〔〕<>]+|\s{2,}|\s*[·•]\s*"), re.compile(r"[\s/,、;_—–-]+"))
"""What pieces are parted by: first by marks and wide blanks, then by any blank. Names may have a blank inside."""


def read_stretch(text: str) -> list[Credit] | None:
    """What stands outside of labels: dates, and pieces between and around them."""
    pieces: list[Credit] = []
    at = 0
    dates = find_dates(text)
    for date in dates:
        before = read_parts(text[at : date.start])
        if before is None:
            return None
        pieces += [*before, Credit("date", tuple(date_found(date, raw=text[date.start : date.end])))]
        at = date.end
    rest = [] if SIGNED_AT.fullmatch(text, at) else read_parts(text[at:])
    if rest is None or sum(piece.kind == "date" for piece in pieces) > 2:
        return None
    return pieces + rest


def read_parts(text: str, level: int = 0) -> list[Credit] | None:
    """The pieces of a stretch: as a whole, else cut at marks and wide blanks, else at any blank."""
    text = text.strip(BRACKETS)
    if not text:
        return []
    for read in READERS:
        if (piece := read(text)) is not None:
            return [piece]
    for deeper, boundary in enumerate(LEVELS[level:], start=level + 1):
        parts = [part for part in boundary.split(text) if part.strip(BRACKETS)]
        if parts != [text]:
            return _read_parts(parts, deeper)
    return [Credit("unknown", text=text)] if UNKNOWN.fullmatch(text) else None


def _read_parts(parts: Sequence[str], level: int) -> list[Credit] | None:
    pieces: list[Credit] = []
    for part in parts:
        read_part = read_parts(part, level)
        if read_part is None:
            return None
        pieces += read_part
    return pieces


def read_widget(text: str) -> Credit | None:
    """A button or a count: 打印, 小 中 大, (0)."""
    bare = re.sub(r"[()\d\s:<>]", "", text)
    if bare in words_of("widgets") or bare in words.controls() or COUNT.fullmatch(text):
        return Credit("widget")
    return None


def _weekday(text: str) -> Credit | None:
    return Credit("widget") if WEEKDAY.fullmatch(text) or POSTED_AT.fullmatch(text) else None


def _address(text: str) -> Credit | None:
    return Credit("url", (Found("url", text, text),)) if URL.fullmatch(text) else None


READERS: Sequence[Callable[[str], Credit | None]] = (
    read_article_of,
    read_wire,
    read_widget,
    _weekday,
    _address,
    read_page,
    read_frequency,
    read_issue,
    read_reposted,
    read_byline,
    read_outlet,
    read_office,
)
