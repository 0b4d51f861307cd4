"""Texts of another format that a document takes in."""

from __future__ import annotations

from readingroom.intake.documents import read_docx
from readingroom.records import Reading
from tests.intake.word_files import docx, p, relations
from tests.intake.word_reading import SENTENCE, read


def test_a_file_within_the_file_is_said() -> None:
    assert "嵌有 1 个别的文件" in read(p(SENTENCE) + '<w:altChunk r:id="x"/>').doubts[0]


HTML = f"<html><head><title>夜校</title></head><body><h1>办好夜校</h1><p><b>课程</b></p><p>{SENTENCE}</p></body></html>"


def with_chunk(data: str, path: str = "afchunk.html") -> bytes:
    named = {f"word/{path}": data, "word/_rels/document.xml.rels": relations({"c": ("aFChunk", path)})}
    return docx(p("通知") + '<w:altChunk r:id="c"/>' + p("此复。"), more=named)


def read_chunk(data: str, path: str = "afchunk.html") -> Reading:
    return read_docx(with_chunk(data, path), name="夜校.docx")


def test_a_web_page_within_a_document_is_read_where_word_shows_it() -> None:
    reading = read_chunk(HTML)

    assert [(line.text, line.style) for line in reading.lines] == [
        ("通知", "p"),
        ("办好夜校", "h1"),
        ("课程", "p bold"),
        (SENTENCE, "p"),
        ("此复。", "p"),
    ]
    assert reading.doubts == ()


def test_a_saved_page_and_a_plain_text_within_a_document_are_read() -> None:
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"

    assert SENTENCE in read_chunk(f"{head}{HTML}\r\n--b--\r\n", "afchunk.mht").text
    assert read_chunk(SENTENCE, "a.txt").text == f"通知\n{SENTENCE}\n此复。"


def test_what_is_doubtful_about_a_page_within_a_document_is_said() -> None:
    assert any("开了头没有结尾" in doubt for doubt in read_chunk(HTML.replace("<h1>", "<!-- <h1>")).doubts)


def test_a_page_within_a_document_that_cannot_be_read_is_said() -> None:
    assert "嵌有 1 个别的文件" in read_chunk("<html><body></body></html>").doubts[0]
    assert "嵌有 1 个别的文件" in read_chunk("PK\x03\x04", "a.docx").doubts[0]
