"""
What format an original has, known by its first bytes and what is inside, never by its name.

Only a few bytes are compared and a ZIP's table of contents is walked; nothing is parsed or unpacked here, since this
runs in the room's own process. What cannot be read is refused with a sentence that says what to do about it.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Literal

from readingroom.records import Unreadable

Format = Literal["text", "html", "mhtml", "pdf", "docx", "zip"]

_MB = 2**20
LARGEST: dict[Format, int] = {
    "text": 2 * _MB,
    "html": 32 * _MB,
    "mhtml": 32 * _MB,
    "pdf": 32 * _MB,
    "docx": 32 * _MB,
    "zip": 32 * _MB,
}
"""Bytes of a file. Two megabytes of plain text are a book; the other formats carry pictures and fonts."""

AS_DOCX = "请用 WPS 文字或 Word 打开它，点“文件 → 另存为”，类型选“Word 文档（*.docx）”，再收入另存的文件。"
AS_TEXT = "请打开它，把正文复制出来，用“粘贴文字”收入。"
FROM_SCAN = "这里不认图中的字。请先用文字识别（OCR）软件转成文字，核对后再收入。"
UNLOCK = "请用 WPS 或 Office 打开它，在“文件 → 信息”（WPS：“文件 → 文档加密”）中去掉密码，保存后再收入。"

FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "RTF 文件", AS_DOCX),
    (b"\x89PNG", "图片", FROM_SCAN),
    (b"\xff\xd8\xff", "图片", FROM_SCAN),
    (b"GIF8", "图片", FROM_SCAN),
    (b"BM", "图片", FROM_SCAN),
    (b"II*\0", "图片", FROM_SCAN),
    (b"MM\0*", "图片", FROM_SCAN),
    (b"RIFF", "图片或音视频", FROM_SCAN),
    (b"Rar!", "RAR 压缩文件", "请先解压，收入里面的文件，或重新压缩成 ZIP。"),
    (b"7z\xbc\xaf", "7z 压缩文件", "请先解压，收入里面的文件，或重新压缩成 ZIP。"),
    (b"\x1f\x8b", "GZ 压缩文件", "请先解压，收入里面的文件，或重新压缩成 ZIP。"),
    (b"CAJ", "CAJ 文件", "请用 CAJViewer 打开它，点“文件 → 另存为”或“打印”，存成 PDF 再收入。"),
    (b"HN\xc8", "CAJ 文件", "请用 CAJViewer 打开它，点“文件 → 另存为”或“打印”，存成 PDF 再收入。"),
    (b"KDH", "CAJ 文件", "请用 CAJViewer 打开它，点“文件 → 另存为”或“打印”，存成 PDF 再收入。"),
    (b"MZ", "程序文件", "请检查选的是不是这个文件；来历不明的程序不要运行。"),
    (b"\x7fELF", "程序文件", "请检查选的是不是这个文件；来历不明的程序不要运行。"),
)
"""First bytes of formats that are not read, what people call them, and what to do. Those in ASCII count with a NUL near."""

OLE = b"\xd0\xcf\x11\xe0"
OLE_STREAMS = (
    ("EncryptedPackage", "加了密码的 Office 文件", UNLOCK),
    ("WordDocument", "旧版 Word（DOC）或 WPS 文件", AS_DOCX),
    ("Workbook", "表格文件（XLS）", AS_TEXT),
    ("PowerPoint Document", "演示文稿（PPT）", AS_TEXT),
)
OLE_OTHERWISE = ("旧版 Word（DOC）或 WPS 文件", AS_DOCX)
"""What an OLE file holds, by the names in its directory (UTF-16); damaged ones are most often a DOC."""

ZIP_OPENINGS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
PACKAGES = (
    ("xl/workbook", "表格文件（XLSX）", AS_TEXT),
    ("ppt/presentation", "演示文稿（PPTX）", AS_TEXT),
    (
        "OFD.xml",
        "OFD 文件",
        "请用 OFD 阅读器（如数科、福昕或 WPS）打开它，点“文件 → 导出”或“打印”，存成 PDF 再收入。",
    ),
    ("META-INF/container.xml", "电子书（EPUB）", AS_TEXT),
    ("content.xml", "OpenDocument 文件（ODT 等）", AS_DOCX),
)
"""Formats that are a ZIP inside, by a name in the table of contents."""
MOST_NAMES = 4_000
"""Of a table of contents; twice of what is unpacked, since a document's own parts come anywhere in it."""

HEAD = 64 * 1024
"""How much of a file is looked at for tags: a web page has them from its beginning."""
_OPENS_AS_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*){0,5}"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|link|script|style|div|p|table|article|section|h[1-6]|font|center)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK_ENDS = re.compile(rb"</(?:p|div|td|tr|li|ul|ol|table|h[1-6]|body|html|article|section)\s*>", re.IGNORECASE)
ENOUGH_BLOCK_ENDS = 3
"""A text about the making of web pages may name a tag or two; nobody writes three block ends by hand."""
_MHTML = re.compile(
    rb"\s*(?:[A-Za-z-]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}?Content-Type:\s*multipart/related", re.IGNORECASE
)
_WORD_XML = b'<?mso-application progid="Word.Document"'


def format_of(data: bytes, *, name: str) -> Format:
    """
    The format of an original. Raises Unreadable, in Chinese and with what to do, for those that are not read.

    >>> format_of("在网页里，<b>是加粗的意思。".encode(), name="a.html")
    'text'
    >>> format_of(b"<div><p>x</p></div>", name="a.txt")
    'html'
    """
    opening = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if opening.startswith(ZIP_OPENINGS):
        return _kind_of_zip(data, name)
    if data.startswith(OLE):
        raise _refusal(name, *_kind_of_ole(data))
    if b"%PDF-" in data[:1024] and (opening.startswith(b"%PDF-") or b"endobj" in data):
        return "pdf"
    _refuse_foreign(data, opening, name)
    return _kind_of_text(data[:HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe"), name)


def _kind_of_text(head: bytes, name: str) -> Format:
    """Tags are ASCII; without the NULs of UTF-16 they are found in every encoding."""
    if _WORD_XML in head[:2048]:
        raise _refusal(name, "Word 的 XML 文件", AS_DOCX)
    if head.lstrip().startswith(b"<svg"):
        raise _refusal(name, "图片", FROM_SCAN)
    if _MHTML.match(head[:8192]):
        return "mhtml"
    if _OPENS_AS_HTML.match(head) or len(_BLOCK_ENDS.findall(head)) >= ENOUGH_BLOCK_ENDS:
        return "html"
    return "text"


def _refuse_foreign(data: bytes, opening: bytes, name: str) -> None:
    """A text may begin with “BM” or “CAJ”; bytes that no text has say that it is none."""
    for first, called, advice in FOREIGN:
        if opening.startswith(first) and (not first.isalnum() or b"\0" in data[:4096]):
            raise _refusal(name, called, advice)
    if data[4:8] == b"ftyp":
        raise _refusal(name, "图片或音视频", FROM_SCAN)


def _kind_of_ole(data: bytes) -> tuple[str, str]:
    for stream, called, advice in OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return called, advice
    return OLE_OTHERWISE


def _kind_of_zip(data: bytes, name: str) -> Format:
    names = list(_names_in_zip(data))
    if any(each.startswith("word/document") and each.endswith(".xml") for each in names):
        return "docx"
    # A ZIP of saved pages may hold a file of any name; what is a format of its own says so beside it.
    if "[Content_Types].xml" in names or "mimetype" in names or "OFD.xml" in names:
        for part, called, advice in PACKAGES:
            if any(each.startswith(part) for each in names):
                raise _refusal(name, called, advice)
    return "zip"


def _names_in_zip(data: bytes) -> Iterator[str]:
    """The names in a ZIP's table of contents; none when it is damaged, which unpacking then says."""
    end = data.rfind(b"PK\x05\x06", -65_557)
    if end < 0 or end + 22 > len(data):
        return
    size = struct.unpack_from("<L", data, end + 12)[0]
    place = end - size
    for _ in range(MOST_NAMES):
        if place < 0 or place + 46 > end or data[place : place + 4] != b"PK\x01\x02":
            return
        lengths = struct.unpack_from("<3H", data, place + 28)
        yield data[place + 46 : place + 46 + lengths[0]].decode("ascii", errors="replace")
        place += 46 + sum(lengths)


def _refusal(name: str, called: str, advice: str) -> Unreadable:
    return Unreadable(f"{name} 是{called}，这里读不了。{advice}")
