from __future__ import annotations

import pytest

from readingroom.search.engine.strings import parse


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("red wine", "(content__content=red AND content__content=wine)"),
        ('"red wine"', "content__content=red wine"),
        ("tags:drink", "tags__content=drink"),
        ('tags:"red wine"', "tags__content=red wine"),
        ("red -wine", "(content__content=red AND NOT (content__content=wine))"),
        ("NOT wine", "NOT (content__content=wine)"),
        ("NOT (red wine)", "NOT (content__content=red AND content__content=wine)"),
        ("half-dry", "content__content=half-dry"),
    ],
)
def test_every_part_is_required(text: str, meaning: str) -> None:
    assert repr(parse(text)) == f"<SQ: AND {meaning}>"


def test_a_person_names_no_fields() -> None:
    assert (
        repr(parse("note: (tags:red)", with_fields=False))
        == "<SQ: AND (content__content=note: AND content__content=tags:red)>"
    )


@pytest.mark.parametrize("text", ["", "  ", '""', '"', '" "', "()"])
def test_nothing_is_no_condition(text: str) -> None:
    assert parse(text) is None
