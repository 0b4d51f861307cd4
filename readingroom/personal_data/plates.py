"""Number plates of cars: the province, the place's letter, five characters of which two are letters at most, or six."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .forms import Span, is_called

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

_COUNT = re.compile(".[A-Z][0-9]{5}")
_COUNTED = re.compile(" ?[多余]?[名户戶个個家件项項张張头頭点點人]")
_CAR = re.compile("(?:[车車](?:牌|号|號|辆|輛)?|[号號]牌|牌照|[驾駕][驶駛])[^。；;]{0,8}$")
"""冀A10000人 are persons of a group A, unless the text speaks of a car."""


def candidates(plain: str) -> Iterator[Span]:
    for match in _PLATE.finditer(plain):
        if not _counts(match[0], plain, match.end()) or is_called(_CAR, plain, match.start()):
            yield Span(*match.span(), "plate")


def _counts(plate: str, plain: str, end: int) -> bool:
    return _COUNT.fullmatch(plate) is not None and _COUNTED.match(plain, end) is not None
