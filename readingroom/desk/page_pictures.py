"""
A page of the original as it looks, with a numbered box around every line that was read from it.

The picture is drawn in a child process, like everything that opens a file from outside, and is as large as its own
resolution says: boxes are in points.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from struct import unpack_from

from django.core.cache import cache
from django.http import Http404, HttpResponse

from readingroom import intake
from readingroom.articles.compositions import page_of_file
from readingroom.articles.ledger import Row, rows
from readingroom.articles.models import Original
from readingroom.records import Box, Unreadable

from .workbench import Workbench

WIDTH = 1000
"""Pixels: small print can be read, and a page has some two hundred kilobytes."""

KEPT_FOR = 120
"""Seconds: the page asks for the size, and the browser for the picture a moment later."""

BROWSER_KEEPS_FOR = 300
"""Seconds, while one goes to and fro; what is redacted is not to be seen there for longer."""

_HEAD, _RESOLUTION = b"\x89PNG\r\n\x1a\n", b"pHYs"
_POINTS_PER_METRE = 72 / 0.0254


@dataclass(frozen=True)
class Boxed:
    """A line in its box; `number` counts the lines of the page as they are read, `address` leads to what came of it."""

    number: int
    row: Row
    box: Box
    address: str

    @property
    def item(self) -> str:
        """The place of the item that it went to."""
        return _item_of(self.row)

    @property
    def width(self) -> float:
        return max(1.0, self.box.right - self.box.left)

    @property
    def height(self) -> float:
        return max(1.0, self.box.bottom - self.box.top)


@dataclass(frozen=True)
class PagePicture:
    """`width` and `height` in points; both 0 where the page cannot be drawn, and `failure` says why."""

    page: int
    width: float
    height: float
    boxes: tuple[Boxed, ...]
    failure: str = ""


def shown(bench: Workbench) -> PagePicture | None:
    if not bench.page:
        return None
    boxes = tuple(_boxes(bench))
    try:
        return PagePicture(bench.page, *_size(_drawn(bench, bench.page)), boxes)
    except Unreadable as reason:
        return PagePicture(bench.page, 0, 0, boxes, str(reason))


def picture(bench: Workbench, page: int) -> HttpResponse:
    """For who may see the article; the browser keeps it, nobody in between may."""
    if page not in bench.pages:
        raise Http404
    try:
        data = _drawn(bench, page)
    except Unreadable:
        raise Http404 from None
    return HttpResponse(
        data, content_type="image/png", headers={"Cache-Control": f"private, max-age={BROWSER_KEEPS_FOR}"}
    )


def _boxes(bench: Workbench) -> Iterator[Boxed]:
    lines = bench.lines_of_page
    for number, (line, row) in enumerate(zip(lines, rows(lines, bench.clean), strict=True), 1):
        if line.box and row.line:
            place = _item_of(row)
            yield Boxed(number, row, line.box, bench.address(place) if place else f"?at=L{line.number}#L{line.number}")


def _item_of(row: Row) -> str:
    """P3, of the first item that a line went to; empty for none."""
    return next((f"P{to + 1}" for to in row.line.to if to != "title"), "") if row.line else ""


def _drawn(bench: Workbench, page: int) -> bytes:
    """Known by what is drawn: the bytes of an original change when personal data are taken out of them."""
    original, number = page_of_file(bench.article.cleaning.reading, page)
    content = bytes(Original.objects.values_list("content", flat=True).get(pk=original.pk))
    key = f"page:{hashlib.sha256(content).hexdigest()}:{number}"
    picture: bytes | None = cache.get(key)
    if picture is None:
        picture = intake.draw_page(content, number, width=WIDTH)
        cache.set(key, picture, KEPT_FOR)
    return picture


def _size(png: bytes) -> tuple[float, float]:
    """
    Of a PNG in points, from its head.

    >>> _size(_HEAD + b"....IHDR" + (200).to_bytes(4, "big") + (100).to_bytes(4, "big"))
    (200.0, 100.0)
    """
    width, height = unpack_from(">II", png, len(_HEAD) + 8)
    place = png.find(_RESOLUTION, 0, 200)
    per_metre = unpack_from(">I", png, place + 4)[0] if place >= 0 else 0
    scale = _POINTS_PER_METRE / per_metre if per_metre else 1.0
    return width * scale, height * scale
