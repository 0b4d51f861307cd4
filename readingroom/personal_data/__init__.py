"""
Numbers and addresses of persons in a text: where they stand, and the text without them.

Found is what has the form of one, in one piece or in the usual groups, in any digits there are (１３８, 一三八, ①③⑧) and
with blanks and hyphens in it. What could be something else as well has to be right in more than its form, by its check
digit, its region and date, or by what the text calls it. Where the text says what it is, the form is enough: people
mistype. Postcodes stay, and so do local numbers that nothing is said of: six to eight digits are mostly something else.

A number of an office is found like a person's, for nothing in it says whose it is; but a service number (400) is no
person's, and so never a reason to look (`of_persons`). Of addresses for mail only those at houses where anybody may
have one are found, for behind the @ of the others stands an office.

- what is found: `telephones`, `identities`, `cards`, `plates`, `mail`, `accounts`
- by what: `digits` makes one form of all digits, `forms` is what the others have in common
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from . import accounts, cards, digits, identities, mail, plates, telephones
from .forms import Kind, Span

__all__ = ["KIND_NAMES", "MASK", "Kind", "Span", "find", "mask", "mask_parts", "of_persons"]

KIND_NAMES: Mapping[Kind, str] = {
    "mobile": "手机号码",
    "landline": "电话号码",
    "service": "服务热线号码",
    "identity": "身份证号码",
    "passport": "护照或通行证号码",
    "card": "银行卡号或账号",
    "plate": "车牌号码",
    "email": "个人电子邮箱",
    "account": "QQ 号或微信号",
}
"""What they are called for people."""

MASK = "*"


def find(text: str) -> list[Span]:
    """
    In the order of the text; where several can be read, the one that begins first, and of these the longest.

    >>> find("电话：0471-4967890，邮编：010020")
    [Span(start=3, end=15, kind='landline')]
    """
    found: list[Span] = []
    for span in sorted(_candidates(text), key=lambda span: (span.start, -span.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def of_persons(text: str) -> list[Span]:
    """
    Those that may be a person's.

    >>> of_persons("服务热线400-800-0000，李经理13800000000")
    [Span(start=20, end=31, kind='mobile')]
    """
    return [span for span in find(text) if span.kind != "service"]


def mask(text: str) -> str:
    """
    The text at its length, with `MASK` for every digit and every Latin letter of what was found.

    >>> mask("王经理 139 0000 0000（微信同号）")
    '王经理 *** **** ****（微信同号）'
    """
    characters = list(text)
    for span in find(text):
        for at in range(span.start, span.end):
            if digits.says_something(characters[at]):
                characters[at] = MASK
    return "".join(characters)


def mask_parts(parts: Sequence[str]) -> list[str]:
    """
    The same for a text in parts; a number may run from one into the next.

    >>> mask_parts(["139 0000", " 0000。"])
    ['*** ****', ' ****。']
    """
    masked = iter(mask("".join(parts)))
    return ["".join(next(masked) for _ in part) for part in parts]


def _candidates(text: str) -> Iterator[Span]:
    plain = digits.plain(text)
    for finder in (telephones, identities, cards, plates, mail, accounts):
        yield from finder.candidates(plain)
    if spelt_out := digits.spelt_out(plain):
        for finder in (telephones, identities, cards):
            for span in finder.candidates(spelt_out):
                if plain[span.start : span.end] != spelt_out[span.start : span.end]:
                    yield span
