from __future__ import annotations

from collections.abc import Iterator

import pytest

from readingroom.search import unanswered


@pytest.fixture(autouse=True)
def no_notes() -> Iterator[None]:
    unanswered._notes.clear()
    yield
    unanswered._notes.clear()


@pytest.mark.parametrize(
    ("q", "kept"),
    [
        ("院落自治", "院落自治"),
        ("  院落\t自治\n章程 ", "院落 自治 章程"),
        ("2022-10-16 报告", "2022-10-16 报告"),
        ("5G党建", "5G党建"),
        ("@ 党建", "@ 党建"),
        ("党" * 300, "党" * 200),
    ],
)
def test_a_question_is_noted_in_one_line(q: str, kept: str) -> None:
    unanswered.note(q)

    assert list(unanswered._notes) == [kept]


@pytest.mark.parametrize(
    "q",
    [
        "",
        " \n",
        "13800000000",
        "王某 138 0000 0000",
        "138-0000-0000",
        "１３８００００００００",
        "0571-88888888",
        "11010119000101000X",
        "wang@example.org",
        "党" * 195 + "13800000000",
    ],
)
def test_numbers_and_addresses_of_persons_and_nothing_at_all_are_not_noted(q: str) -> None:
    unanswered.note(q)

    assert not unanswered._notes


def test_of_too_many_questions_the_latest_stay() -> None:
    for number in range(unanswered._MOST_NOTES + 3):
        unanswered.note(f"第{number}问")

    assert len(unanswered._notes) == unanswered._MOST_NOTES
    assert unanswered._notes[0] == "第3问"
