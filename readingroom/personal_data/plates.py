"""Number plates of cars: the province, the place's letter, five characters of which two are letters at most, or six."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .forms import Span

_PROVINCE = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
_CHARACTER = "[A-HJ-NP-Z0-9]"
"""No I and no O, which would be read as digits."""
_PLATE = re.compile(
    rf"{_PROVINCE}[A-HJ-NP-Z] ?[·•.]? ?"
    # 鄂A·00000, 粤B·0000A; of new energy 沪A·D00000, 沪A·00000D; 粤Z·0000港
    rf"(?:(?=[0-9A-Z]*[0-9][0-9A-Z]*[0-9][0-9A-Z]*[0-9]){_CHARACTER}{{5}}|[A-HJK]{_CHARACTER}[0-9]{{4}}|[0-9]{{5}}[A-HJK]|"
    rf"{_CHARACTER}{{4}}[港澳学警挂])"
    r"(?![0-9A-Za-z-]| ?(?:[万亿元吨次台套型股]|号线))"
)


def candidates(plain: str) -> Iterator[Span]:
    for match in _PLATE.finditer(plain):
        yield Span(*match.span(), "plate")
