"""Dates that are in a text and not of its page: of the report that an agency sent, of a law's adoption."""

from __future__ import annotations

import re

from readingroom.cleaning.characters import HAN
from readingroom.cleaning.credits.credit import Credit

ADOPTION = re.compile(r"\(?.{0,12}\d{4}年\d{1,2}月\d{1,2}日.{0,40}(?:通过|修订|修正|印发|发布|公布|施行|实施)\)?")

WIRE = re.compile(rf"[{HAN}]{{2,12}}\d{{1,2}}月\d{{1,2}}日(?:电|讯|消息)")
"""某某社某地8月14日电, the reporters behind it: the day of the report, its year unsaid."""

DATELINE = re.compile(r".{2,14}\d{1,2}月\d{1,2}日(?:电|讯|消息)[\s?:]*题\s*:.{4,60}")


def read_wire(text: str) -> Credit | None:
    return Credit("role") if WIRE.fullmatch(text) else None


def read_adoption(text: str) -> Credit | None:
    """(2019年12月30日某某会议通过), 某某社某地8月14日电 题:……: dates that are not those of the page."""
    return Credit("adoption") if ADOPTION.fullmatch(text) or DATELINE.fullmatch(text) else None
