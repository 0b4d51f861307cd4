"""Numbers of bank cards and accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .forms import COUNTS_NOTHING, DIGIT, GAP, Kind, Span, is_called, patterns

# 6222 0200 0000 0000 000: cards of China's banks begin so. Visa's and others' have nothing but the check digit, which
# is right for every tenth number there is.
_PATTERNS = patterns(("card", rf"62(?:{GAP}{DIGIT}){{{length - 2}}}{COUNTS_NOTHING}") for length in range(16, 20))
_FORM_OF_CALLED: tuple[tuple[Kind, str], ...] = (("card", rf"{DIGIT}(?:{GAP}{DIGIT}){{11,20}}"),)
_PATTERNS_OF_CALLED = patterns(_FORM_OF_CALLED)

_ACCOUNT = re.compile("(?:(?:银行|信用|储蓄|借记|工资)卡|卡[号號]|[账帐賬帳][号號户戶])[^0-9。;；]{0,12}$")


def candidates(plain: str) -> Iterator[Span]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            if _has_its_check_digit(match[1]):
                yield Span(*match.span(1), kind)
    for kind, pattern in _PATTERNS_OF_CALLED:
        for match in pattern.finditer(plain):
            if is_called(_ACCOUNT, plain, match.start()):
                yield Span(*match.span(1), kind)


def _has_its_check_digit(number: str) -> bool:
    """ISO/IEC 7812: of the digits from the end every second one is doubled; the sum of all digits ends in 0."""
    doubled = "0246813579"
    backwards = re.sub("[ -]", "", number)[::-1]
    total = sum(int(doubled[int(digit)] if at % 2 else digit) for at, digit in enumerate(backwards))
    return total % 10 == 0
