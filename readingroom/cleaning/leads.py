"""
Who wrote it, said in the text itself: 本报讯（记者 张三 通讯员 李四）…. The words stay in the text; the names are the author's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from readingroom.cleaning.body import Body, Unit
from readingroom.cleaning.characters import fold
from readingroom.cleaning.credits import read_byline
from readingroom.cleaning.evidence import Found

LEAD = re.compile(r"[^。()]{0,40}?(?P<wire>[日报网社]\s*[讯电]|消息)?\s*\((?P<credits>[^()。]{3,60})\)")
"""本报讯（记者 张三）, 某某网某地7月1日电（记者 张三）: before any sentence has ended."""

PARAGRAPHS = 2
"""The text says who wrote it in its first paragraphs or in none."""


def names_in_lead(body: Body) -> Iterator[tuple[Unit, Found]]:
    """The authors that the first paragraphs name, with the paragraph."""
    paragraphs = [unit for kind, unit in body.items if kind == "paragraph"]
    for unit in paragraphs[:PARAGRAPHS]:
        match = LEAD.match(fold(unit.text))
        piece = read_byline(match["credits"].strip(), in_brackets=True) if match else None
        if match and piece and piece.found and (piece.kind == "role" or match["wire"]):
            yield unit, piece.found[0]
