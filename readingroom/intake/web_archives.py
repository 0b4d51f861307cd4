"""
Web archives (MHTML): a page and its pictures as one e-mail message, as browsers save “网页，单个文件”.

Only the page itself is taken, or of a page of frames the frame with the most text, and the style sheets: they say what
a browser hides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message

from readingroom.records import Unreadable

_HEADERS = re.compile(
    rb"\s*(?:[A-Za-z-]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}?Content-Type:\s*multipart/related", re.IGNORECASE
)
LONGEST_HEADERS = 8192
_FRAMES = re.compile(rb"<frameset[\s>]", re.IGNORECASE)


@dataclass(frozen=True)
class SavedPage:
    """The bytes of a page, the encoding its wrapping declares, the address it was saved from, and the style sheets beside it."""

    data: bytes
    charset: str | None = None
    address: str = ""
    format: str = "html"
    sheets: tuple[str, ...] = ()


def open_archive(data: bytes, *, name: str) -> SavedPage | None:
    """The page in a web archive; None when the bytes are no archive. Raises Unreadable for one without a page."""
    if not _HEADERS.match(data[:LONGEST_HEADERS]):
        return None
    message = message_from_bytes(data.lstrip(), policy=policy.compat32)
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise Unreadable(
            f"{name} 是网页存档（MHTML），里面却没有网页。请在浏览器里重新保存，类型选“网页，仅 HTML”，再收入。"
        )
    chosen = pages[0]
    if _FRAMES.search(_payload(chosen)):
        chosen = max(pages, key=lambda part: len(_payload(part)))
    address = str(message["Snapshot-Content-Location"] or chosen["Content-Location"] or "")
    sheets = (_payload(part) for part in message.walk() if part.get_content_type() == "text/css")
    texts = tuple(sheet.decode("utf-8", errors="replace") for sheet in sheets)
    return SavedPage(_payload(chosen), chosen.get_content_charset(), address, "mhtml", texts)


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
