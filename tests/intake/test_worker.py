from __future__ import annotations

import json
from typing import Any

import pytest

from readingroom.intake import answers, documents, pdfs, worker
from readingroom.records import Line, Reading, Unreadable


def answer(job: str = "read_docx", **arguments: int) -> Any:
    order = json.dumps({"job": job, "name": "夜校", **arguments}).encode()
    return answers.unpack(worker.answer_to(order, b""))


def reading(*texts: str) -> Reading:
    return Reading(tuple(Line(n, text) for n, text in enumerate(texts, 1)), "docx", "utf-8", "docx-1")


def reads(monkeypatch: pytest.MonkeyPatch, made: Any) -> None:
    def read(data: bytes, *, name: str) -> Any:
        if isinstance(made, BaseException):
            raise made
        return made

    monkeypatch.setattr(documents, "read_docx", read)


def test_a_reading_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, reading("甲", "乙"))

    assert answer() == reading("甲", "乙")


def test_a_picture_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfs, "draw_page", lambda data, page, *, width: b"%d %d" % (page, width))

    assert answer("draw_page", page=2, width=800) == answers.Picture(b"2 800")


@pytest.mark.parametrize(
    ("made", "kind", "said"),
    [
        (Unreadable("夜校 是空的。"), "unreadable", "夜校 是空的。"),
        (MemoryError(), "memory", ""),
        (RecursionError("too deep"), "failure", "too deep"),
        (reading(" ", ""), "unreadable", "没有可读的文字"),
        (reading(*["甲"] * 50_001), "unreadable", "超过 50000 行"),
        (reading("甲" * 3_000_001), "unreadable", "超过 300 万字"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_gives_no_answer_gives_the_reason(
    made: Any, kind: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(monkeypatch, made)

    found_kind, message = answer()

    assert found_kind == kind
    assert said in message


def test_an_order_that_is_none_is_a_failure() -> None:
    assert answers.unpack(worker.answer_to(b"x", b""))[0] == "failure"  # type: ignore[index]
