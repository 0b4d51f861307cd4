from __future__ import annotations

import json

import pytest

from readingroom.intake.answers import Member, Nonsense, Picture, Unpacked, pack, pack_refusal, unpack
from readingroom.records import Box, Line, Reading

READING = Reading(
    (Line(1, "夜校", "h1 centered", Box(1, 10.5, 20, 300, 40)), Line(2, ""), Line(3, "引号“”与\u2028")),
    format="pdf",
    encoding="",
    reader="pdf-1",
    doubts=("请对照原件",),
)


@pytest.mark.parametrize("answer", [READING, Picture(b"\x89PNG\n\n"), Unpacked()])
def test_an_answer_comes_back_as_it_was(answer: Reading | Picture | Unpacked) -> None:
    assert unpack(pack(answer)) == answer


def test_files_come_back_with_what_was_left_out() -> None:
    files = Unpacked([Member("甲.txt", b"\n{}"), Member("空.txt", b"")], left_out="没有收：快捷方式 1 个。")

    back = unpack(pack(files))

    assert back == files
    assert isinstance(back, Unpacked)
    assert back.left_out == files.left_out


def test_a_refusal_comes_back() -> None:
    assert unpack(pack_refusal("memory", "")) == ("memory", "")


def test_what_no_database_takes_is_replaced() -> None:
    back = unpack(pack(Reading((Line(1, "甲\0\ud800乙"),), "pdf", "", "pdf-1", ("\0",))))

    assert back == Reading((Line(1, "甲\ufffd\ufffd乙"),), "pdf", "", "pdf-1", ("\ufffd",))


def reading_of(*lines: object) -> bytes:
    head = {"lines": lines, "format": "pdf", "encoding": "", "reader": "x", "doubts": []}
    return json.dumps({"reading": head}).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"{" * 100_000,
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"picture": 4}\nPNG',
        b'{"picture": "3"}\nPNG',
        b'{"picture": true}\nPNG',
        b'{"members": [["a", 5], ["b", -2]], "left_out": ""}\nPNG',
        b'{"members": [["a", 3]]}\nPNG',
        b'{"refused": 1, "message": ""}',
        reading_of(["two\nlines", "", None]),
        reading_of(["\0", "", None]),
        reading_of([1, "", None]),
        reading_of(["x", None, None]),
        reading_of(["x", "", [1, 2]]),
        reading_of(["x", "", ["a", "b", "c", "d", "e"]]),
        reading_of(["x"]),
        reading_of(*[["", "", None]] * 50_001),
        reading_of(["x" * 3_000_001, "", None]),
        b'{"reading": []}',
    ],
    ids=lambda data: repr(data[:40]),
)
def test_an_answer_of_any_other_shape_is_nonsense(data: bytes) -> None:
    with pytest.raises(Nonsense):
        unpack(data)
