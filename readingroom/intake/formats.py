"""Which originals are no plain text, and what to tell the person who brought one."""

from __future__ import annotations

from readingroom.records import Unreadable

OTHER_FORMATS = (
    (b"%PDF", "PDF 文件"),
    (b"PK\x03\x04", "Word（DOCX）或压缩文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word（DOC）或 WPS 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"{\\rtf", "RTF 文件"),
)
"""First bytes by which a format is known, and its name."""


def refuse_other_formats(data: bytes, *, name: str) -> None:
    """Raise Unreadable when the bytes are another format than plain text."""
    for opening, format_name in OTHER_FORMATS:
        if data.startswith(opening):
            raise Unreadable(f"{name} 是{format_name}，这里只读纯文本。请打开它，把正文复制出来粘贴，或另存为纯文本。")
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise Unreadable(f"{name} 是网页（HTML），这里只读纯文本。请在浏览器里打开它，把正文复制出来粘贴。")
