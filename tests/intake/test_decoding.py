from __future__ import annotations

import pytest

from readingroom import intake
from readingroom.records import Unreadable
from tests.seeds import IDS, seed_bytes

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
TEXT = "社区食堂办在家门口，党员轮流送餐上门。\n" * 8
TRADITIONAL = "社區黨組織建設，為民服務解難題，幹部隊伍有擔當。\n" * 8


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("seed", IDS)
def test_the_seeds_read_alike_in_every_encoding(seed: str, encoding: str) -> None:
    text = seed_bytes(seed).decode("utf-8")

    assert intake.read(text.encode(encoding), name="x").text == text


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs"])
def test_traditional_text_in_big5_is_read(encoding: str) -> None:
    assert intake.read(TRADITIONAL.encode(encoding), name="x").text == TRADITIONAL


def test_a_last_character_that_was_cut_off_is_no_damage() -> None:
    reading = intake.read(TEXT.encode()[:-2], name="x")

    assert reading.doubts == ()
    assert reading.text == TEXT[:-2]


def test_a_bad_byte_is_replaced_and_said_and_spoils_nothing_else() -> None:
    data = TEXT.encode()

    reading = intake.read(data[:58] + b"\xff" + data[58:], name="x")

    assert "1 处" in reading.doubts[0]
    assert reading.text.replace("\ufffd", "") == TEXT


def test_utf_8_once_read_as_gbk_is_turned_back_and_said() -> None:
    text = "社区党建工作" * 20

    reading = intake.read(text.encode().decode("gb18030").encode(), name="x")

    assert reading.text == text
    assert "乱码" in reading.doubts[0]


def test_mojibake_that_lost_characters_is_only_said() -> None:
    data = TEXT.encode().decode("gb18030", errors="replace").encode()

    assert "不能可靠还原" in intake.read(data, name="x").doubts[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "是空的"),
        (b" \n\t ", "是空的"),
        (b"abc\0def\0\0ghi", "NUL"),
        ("党建".encode() + b"\0", "NUL"),
        (b"PK\x03\x04rest", "压缩文件"),
        (b"\xd0\xcf\x11\xe0rest", "DOC"),
        (b"\x89PNG", "图片"),
        (b"\n" * 50_000 + b"a", "50000 行"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        intake.read(data, name="某文件")

    assert said in str(refused.value)
    assert "某文件" in str(refused.value)
    assert "请" in str(refused.value)


def test_lines_end_at_line_feeds_only() -> None:
    reading = intake.read("甲\u2028乙\x0b丙\r\n丁".encode(), name="x")

    assert [line.text for line in reading.lines] == ["甲\u2028乙\x0b丙\r", "丁"]
