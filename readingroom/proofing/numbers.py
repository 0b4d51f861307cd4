"""Numbers whose signs were changed or torn apart on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .flags import each

THOUSANDS = re.compile(r"(?<![\d，,])\d{1,3}(?:(?:，| ?, ?| )\d{3})+(?![\d，,])(?! ?\d)")
"""3，900 and 3 ,900; a number with ordinary commas is right, and two numbers with a space between are not looked at."""

POINT = re.compile(r"(?<![\d.。])\d+(?:。|\. | \.)\d+(?=[%％万亿元倍]|个百分点)")
"""10。5% and 10. 5%: what is counted behind it shows that it is one number."""

TIME = re.compile(r"(?<![\d：:])(?:[01]?\d|2[0-3])(?:；|: | :|。)[0-5]\d(?=[，。、；）]|[许前后至到])(?![\d])")


def _broken(text: str) -> Iterator[tuple[int, int, str, str]]:
    for match in THOUSANDS.finditer(text):
        whole = re.sub("[，, ]+", ",", match[0])
        if whole != match[0] and re.search("[，,]", match[0]):
            yield *match.span(), "数字的分节号不对", whole
    for match in POINT.finditer(text):
        yield *match.span(), "小数点不对", re.sub(r"。|\. | \.", ".", match[0])
    for match in TIME.finditer(text):
        yield *match.span(), "时间中间的冒号不对", re.sub(r"；|: | :|。", ":", match[0])


broken_numbers = each(_broken)
