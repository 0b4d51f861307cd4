from __future__ import annotations

import pytest

from readingroom.intake.formats import format_of
from readingroom.records import Unreadable
from tests.intake.word_files import docx, p
from tests.intake.zips import zip_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
TEXT = "夜校办到了村口，老支书每周来讲一课。"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT.encode(), "text"),
        (TEXT.encode("gb18030"), "text"),
        (TEXT.encode("utf-16"), "text"),
        (b"", "text"),
        (b"<" * 70_000, "text"),
        (b"<!--" * 20_000, "text"),
        ("在网页里，<b>是加粗，</b>是加粗结束，<p>是一段。".encode(), "text"),
        ("<关于夜校的通知>\n各支部：".encode(), "text"),
        ("BM 是位图的开头，CAJ 是知网的格式，MZ 也是开头。".encode(), "text"),
        ("BM 是位图的开头".encode(), "text"),
        ("GIF8 是图片的开头".encode("gb18030"), "text"),
        ("PDF 文件以 %PDF-1.7 开头。".encode(), "text"),
        ("From: 县委\nTo: 各支部\n内容如下".encode(), "text"),
        (b"<!DOCTYPE html><title>x</title>", "html"),
        (b"\xef\xbb\xbf\r\n <HTML lang=zh>", "html"),
        (b'<?xml version="1.0"?><!-- saved --><html xmlns="x">', "html"),
        (b"<!-- saved from url=(0016)http://x -->\n<!--a--><html>", "html"),
        (f"<p>{TEXT}".encode("gb18030"), "html"),
        (f"\n<div class='a'>{TEXT}</div>".encode("utf-16"), "html"),
        (f"{TEXT}</p>{TEXT}</p><i>{TEXT}</i></td>".encode(), "html"),
        (b"From: <Saved by Blink>\r\nSubject: x\r\nContent-Type: multipart/related;\r\n\tboundary=x", "mhtml"),
        (b"MIME-Version: 1.0\nX-A: 1\n 2\nContent-Type: multipart/related; boundary=x", "mhtml"),
        (b"%PDF-1.4\n", "pdf"),
        (b"\r\n%PDF-1.4\n", "pdf"),
        (b"junk before\n%PDF-1.4\n1 0 obj endobj", "pdf"),
        (docx(p(TEXT)), "docx"),
        (zip_of({"word/document2.xml": b"", "[Content_Types].xml": b""}), "docx"),
        (zip_of({"a.docx": docx(p(TEXT))}, method=0), "zip"),
        (zip_of({"xl/workbook.xml": b"", "夜校.txt": b""}), "zip"),
        (zip_of({}), "zip"),
        (b"PK\x03\x04" + bytes(100), "zip"),
        (zip_of({"a": b""})[:-10], "zip"),
    ],
    ids=lambda value: repr(value[:24]) if isinstance(value, bytes) else value,
)
def test_a_format_is_known_by_what_is_inside(data: bytes, expected: str) -> None:
    assert format_of(data, name="随便.什么") == expected


@pytest.mark.parametrize(
    ("data", "called", "advice"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "旧版 Word（DOC）或 WPS", "另存为"),
        (OLE, "旧版 Word（DOC）或 WPS", "另存为"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "密码", "去掉密码"),
        (OLE + "Workbook".encode("utf-16-le"), "表格", "粘贴"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "演示", "粘贴"),
        (b"{\\rtf1\\ansi", "RTF", "另存为"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w>', "Word 的 XML", "另存为"),
        (b"\x89PNG\r\n\x1a\n", "图片", "OCR"),
        (b"\xff\xd8\xff\xe0", "图片", "OCR"),
        (b"GIF89a\0\0", "图片", "OCR"),
        (b"BM\x10\0\0\0", "图片", "OCR"),
        (b"<svg xmlns='x'/>", "图片", "OCR"),
        (b"\0\0\0\x20ftypheic", "图片", "OCR"),
        (b"MZ\x90\0", "程序", "检查"),
        (b"\x7fELF\x02", "程序", "检查"),
        (b"Rar!\x1a\x07\0", "RAR", "解压"),
        (b"7z\xbc\xaf\x27\x1c", "7z", "解压"),
        (b"\x1f\x8b\x08", "GZ", "解压"),
        (b"CAJ\0\0", "CAJ", "PDF"),
        (b"KDH \0\0", "CAJ", "PDF"),
        (zip_of({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "XLSX", "粘贴"),
        (zip_of({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}), "PPTX", "粘贴"),
        (zip_of({"OFD.xml": b"", "Doc_0/Document.xml": b""}), "OFD", "PDF"),
        (zip_of({"mimetype": b"", "content.xml": b""}), "ODT", "另存为"),
        (zip_of({"mimetype": b"", "META-INF/container.xml": b""}), "EPUB", "粘贴"),
    ],
    ids=lambda value: repr(value[:12]) if isinstance(value, bytes) else value,
)
def test_a_format_that_is_not_read_is_refused_with_what_to_do(data: bytes, called: str, advice: str) -> None:
    with pytest.raises(Unreadable) as refused:
        format_of(data, name="夜校.docx")

    assert str(refused.value).startswith("夜校.docx 是")
    assert called in str(refused.value)
    assert advice in str(refused.value)
    assert "请" in str(refused.value)


def test_a_text_about_web_pages_that_names_two_tags_is_a_text() -> None:
    assert format_of("段落以 </p> 结束，区块以 </div> 结束。".encode(), name="x.html") == "text"
