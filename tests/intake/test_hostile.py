"""Files that were made to break a reader end within ten seconds, with a reading or with a reason."""

from __future__ import annotations

import json
import threading
import time

import pytest

from readingroom import intake
from readingroom.intake import answers, worker
from readingroom.intake.formats import format_of
from readingroom.records import Reading, Unreadable
from tests.intake.hostile import HOSTILE
from tests.intake.mutating import mutated, sound_files

SAMPLE = frozenset(
    (
        "zip: more than it says",
        "zip: entries over one another",
        "docx: billion laughs",
        "docx: a file of the machine",
        "docx: parts elsewhere",
        "html: tables in tables",
        "pdf: pages that hold themselves",
        "pdf: a page as large as a town",
        *(name for name in HOSTILE if ":" not in name),
    )
)
JOBS = {"html": "read_html", "mhtml": "read_html", "pdf": "read_pdf", "docx": "read_docx", "zip": "unpack"}


def outcome(data: bytes) -> Reading | answers.Unpacked | str:
    """What bringing it in gives, or the reason why not."""
    try:
        return intake.unpack(data, name="某文件") if intake.is_archive(data) else intake.read(data, name="某文件")
    except Unreadable as refusal:
        return str(refusal)


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in SAMPLE else pytest.mark.full) for name in HOSTILE]
)
def test_a_hostile_file_ends_in_time_with_a_reading_or_a_reason(name: str) -> None:
    data = HOSTILE[name]()

    found = outcome(data)

    if isinstance(found, str):
        assert found.startswith("某文件")
        assert "请" in found
    if isinstance(found, Reading):
        assert "root:" not in found.text


@pytest.mark.full
def test_the_room_goes_on_while_a_hostile_file_is_read() -> None:
    """Another thread waits for its turn no longer than it does beside any other work."""
    data = HOSTILE["docx: half a million paragraphs"]()
    reading = threading.Thread(target=outcome, args=(data,))
    waits: list[float] = []

    reading.start()
    while reading.is_alive():
        before = time.monotonic()
        time.sleep(0.01)
        waits.append(time.monotonic() - before)

    assert max(waits) < 1


MUTATIONS = [
    pytest.param(kind, range(number, number + count), marks=marks, id=f"{kind} {number}")
    for kind in sound_files()
    for number, count, marks in ((0, 25, ()), (10_000, 2_000, pytest.mark.full))
]


@pytest.mark.timeout(1200)
@pytest.mark.parametrize(("kind", "numbers"), MUTATIONS)
def test_chance_makes_no_file_that_a_reader_fails_on(kind: str, numbers: range) -> None:
    """A reader refuses in words or reads; it never ends in an error that nobody foresaw."""
    for number in numbers:
        data = mutated(kind, number)
        try:
            found = format_of(data, name="某文件")
        except Unreadable:
            continue
        if found != "text":
            order = json.dumps({"job": JOBS[found], "name": "某文件"}).encode()
            answer = answers.unpack(worker.answer_to(order, data))
            assert not (isinstance(answer, tuple) and answer[0] != "unreadable"), (number, answer)
