"""The whole way: bytes of any format, through the child process, to lines."""

from __future__ import annotations

import pytest

from readingroom import intake
from readingroom.intake import confinement
from readingroom.intake.plain_text import read_text
from readingroom.records import Unreadable
from tests.intake.mutating import sound_files

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("kind", "line"),
    [("docx", "夜校办到家门口"), ("html", "夜校办到家门口"), ("mhtml", "夜校办到家门口"), ("pdf", "An evening school")],
)
def test_each_format_is_read_in_the_child(kind: str, line: str) -> None:
    reading = intake.read(sound_files()[kind], name="夜校")

    assert line in [each.text.strip() for each in reading.lines]
    assert [each.number for each in reading.lines] == list(range(1, len(reading.lines) + 1))
    assert reading.reader


@pytest.mark.parametrize("is_long", [False, True])
def test_a_text_longer_than_an_article_is_read_in_the_child(is_long: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "题目\n夜校办到了村口。\n".encode("gb18030")
    jobs: list[str] = []
    monkeypatch.setattr(intake, "LONGEST_READ_HERE", len(text) - is_long)
    monkeypatch.setattr(
        confinement, "run", lambda job, *of, run=confinement.run, **also: jobs.append(job) or run(job, *of, **also)
    )

    assert intake.read(text, name="a.txt") == read_text(text, name="a.txt")
    assert jobs == ["read_text"] * is_long


def test_a_zip_is_unpacked_in_the_child_and_not_read_as_one_file() -> None:
    data = sound_files()["zip"]

    assert [member.name for member in intake.unpack(data, name="材料.zip")] == ["夜校.txt", "二.html"]
    with pytest.raises(Unreadable, match="一个一个地读"):
        intake.read(data, name="材料.zip")


def test_a_page_of_a_pdf_is_drawn_in_the_child() -> None:
    assert intake.draw_page(sound_files()["pdf"], 1, width=300).startswith(PNG)


@pytest.mark.parametrize(("kind", "by_much", "refused"), [("text", 0, False), ("text", 1, True), ("docx", 1, True)])
def test_a_file_has_a_largest_size_by_its_format(
    kind: intake.Format, by_much: int, refused: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = {**sound_files(), "text": "夜校办到了村口。\n".encode() * 9}[kind]
    monkeypatch.setitem(intake.LARGEST, kind, len(data) - by_much)

    if refused:
        with pytest.raises(Unreadable, match="请拆开后再收"):
            intake.read(data, name="夜校")
    else:
        assert intake.read(data, name="夜校").lines
