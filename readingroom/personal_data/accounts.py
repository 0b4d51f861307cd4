"""
Numbers of QQ and names of WeChat.

Neither has a form of its own, so the text has to call it one (微信号：, QQ：, 加微信). What belongs to many is no
person's: a QQ group, and what an office publishes under (公众号, 官方微信).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .forms import COUNTS_NOTHING, DIGIT, Span

_GAP = "[ :：（(]{0,3}"
_CALLED = f"(?:[号號][码碼]?|ID|id)?(?:同[号號])?{_GAP}[为為是]?{_GAP}"
_WECHAT = "(?:微 ?信|(?<![A-Za-z])(?:[Ww]e[Cc]hat|WECHAT|[VvWw][Xx]))"
_QQ = "(?:(?<![A-Za-z])(?:QQ|qq)|扣扣|企鹅(?=[号號]))"
_BOTH = rf"(?:[/、或和]?(?:{_WECHAT}|{_QQ}))"

_ENDS = "(?![A-Za-z0-9_-]|[.@#:][A-Za-z0-9/])"
_NUMBER = rf"[1-9]{DIGIT}{{4,10}}{_ENDS}{COUNTS_NOTHING}(?! ?[多余]?[人个户名件步版年月])"
"""Of QQ five digits to eleven; WeChat takes it as a name too."""
_NAME = rf"(?!(?:wechat|weixin|android|http))[A-Za-z][A-Za-z0-9_-]{{5,19}}{_ENDS}"
"""Of WeChat six characters to twenty, the first a letter; no program and no address."""

_PATTERNS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"{_QQ}{_BOTH}?{_CALLED}({_NUMBER})",
        rf"{_WECHAT}{_BOTH}?{_CALLED}({_NUMBER}|(?i:{_NAME}))",
        rf"加 ?[Vv]{_GAP}({_NUMBER}|(?i:{_NAME}))",
    )
)

_OF_MANY = re.compile("(?:公[众眾](?:[号號]|平[台臺])|官方|官微|服[务務][号號]|[订訂][阅閱][号號])[^。；;\n加]{0,16}$")
_REACH = 24


def candidates(plain: str) -> Iterator[Span]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            if not _OF_MANY.search(plain, max(0, match.start() - _REACH), match.start()):
                yield Span(*match.span(1), "account")
