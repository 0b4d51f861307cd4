from __future__ import annotations

import pytest
from haystack.backends import SQ

from readingroom.search.engine.strings import parse, parse_typed, quoted


def meaning(tree: SQ | None) -> str:
    return "" if tree is None else tree.as_query_string(lambda *leaf: "{}__{}={}".format(*leaf))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("red wine", "(content__content=red AND content__content=wine)"),
        ('"red wine"', "content__content=red wine"),
        ("tags:drink", "tags__content=drink"),
        ('tags:"red wine"', "tags__content=red wine"),
        (r'tags:"red \"wine\""', 'tags__content=red "wine"'),
        ("red -wine", "(content__content=red AND NOT (content__content=wine))"),
        ("NOT wine", "NOT (content__content=wine)"),
        ("NOT (red wine)", "NOT (content__content=red AND content__content=wine)"),
        ("NOT NOT wine", "content__content=wine"),
        ("red OR white wine", "(content__content=red OR (content__content=white AND content__content=wine))"),
        ("(red OR white) AND wine", "((content__content=red OR content__content=white) AND content__content=wine)"),
        ("tags:(drink OR fruit)", "(tags__content=drink OR tags__content=fruit)"),
        ("jo*", "content__startswith=jo"),
        ("author:*son", "author__endswith=son"),
        ("*hn*", "content__contains=hn"),
        ("j*n", "content__content=j*n"),
        ("likes:-4", "likes__content=-4"),
        ("likes:[2 TO 5]", "(likes__gte=2 AND likes__lte=5)"),
        ("likes:{2 TO 5}", "(likes__gt=2 AND likes__lt=5)"),
        ("likes:[* TO 5]", "likes__lte=5"),
        ("likes:[2 to]", "likes__gte=2"),
        ('likes__gte:"2"', "likes__gte=2"),
        ("half-dry", "content__content=half-dry"),
        ("ORAL NOTES ANDES", "(content__content=ORAL AND content__content=NOTES AND content__content=ANDES)"),
    ],
)
def test_what_programs_write(text: str, meant: str) -> None:
    assert meaning(parse(text)) == meant


@pytest.mark.parametrize(
    "text", ["", "  ", '""', '"', '" "', "()", ")", "NOT", "AND", "tags:", "((", "[* TO *]", "likes:[TO]"]
)
def test_nothing_is_no_condition_and_no_error(text: str) -> None:
    assert parse(text) is None or "=" in meaning(parse(text))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ('red -wine "and so"', "(content__content=red AND NOT (content__content=wine) AND content__content=and so)"),
        ('-"and so"', "NOT (content__content=and so)"),
        ("note: (tags:red)", "(content__content=note: AND content__content=(tags:red))"),
        ("- wine*", "(content__content=- AND content__content=wine*)"),
        ('unpaired" red', "(content__content=unpaired AND content__content=red)"),
    ],
)
def test_a_person_types_words_phrases_and_exclusions(text: str, meant: str) -> None:
    assert meaning(parse_typed(text)) == meant


@pytest.mark.parametrize(
    "text", ["(" * 5000, "NOT " * 5000, "a:" * 5000, "red " * 5000, '"a" OR ' * 3000, "[" * 5000, "[" + " " * 50_000]
)
def test_ten_thousand_signs_are_read_at_once(text: str) -> None:
    parse(text)
    parse_typed(text)


@pytest.mark.parametrize("value", ['a "b"', "back\\slash", '\\"', "(a OR b)", "a:b"])
def test_what_is_quoted_is_read_as_it_was(value: str) -> None:
    assert meaning(parse(f"tags:{quoted(value)}")) == f"tags__content={value}"
