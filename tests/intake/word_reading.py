"""How tests read Word documents."""

from __future__ import annotations

from readingroom.intake.documents import read_docx
from readingroom.records import Reading
from tests.intake.word_files import docx

SENTENCE = "夜校办到了村口，老支书每周来讲一课，来听的人坐满了院子。"


def read(body: str, **parts: str) -> Reading:
    return read_docx(docx(body, **parts), name="夜校.docx")


def lines(body: str, **parts: str) -> list[tuple[str, str]]:
    return [(line.text, line.style) for line in read(body, **parts).lines]


def texts(body: str, **parts: str) -> list[str]:
    return [text for text, _ in lines(body, **parts)]
