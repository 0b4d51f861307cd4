"""Addresses for mail at houses where anybody may have one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .forms import Span

_HOUSES = (
    "(?:vip.)?qq.com foxmail.com (?:vip.)?(?:163|126|188).com yeah.net (?:vip.)?sina.(?:com.cn|com|cn) (?:vip.)?sohu.com "
    "tom.com 21cn.com 139.com 189.cn wo.cn aliyun.com gmail.com (?:hotmail|outlook|live|msn).(?:com|cn) yahoo.(?:com.cn|com) "
    "icloud.com"
)
_ADDRESS = re.compile(
    # zhang#163.com too: pages write so to keep machines from it
    rf"(?<![\w.+-])[A-Za-z0-9_][A-Za-z0-9._+-]{{0,40}} ?(?:@|#|\(at\)|\[at\]) ?(?:{'|'.join(_HOUSES.replace('.', '[.]').split())})(?![\w-]|[.][a-z])",
    re.ASCII | re.IGNORECASE,
)


def candidates(plain: str) -> Iterator[Span]:
    for match in _ADDRESS.finditer(plain):
        yield Span(*match.span(), "email")
