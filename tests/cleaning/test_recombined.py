"""Pages put together from parts of the seeds: another's head, feet in any order, adverts in front of the title."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from readingroom.cleaning import clean
from tests.cleaning.making import reading
from tests.seeds import gold, seed_reading

ARTICLES = {"001": (4, range(9, 16)), "002": (1, range(5, 14)), "003": (1, range(7, 14)), "004": (3, range(7, 76))}
"""The line of the title, and those of the body."""

SOURCE_LINES = {"001": 6, "002": 3, "003": 3, "004": 5}
HEAD = ("001", range(1, 3))
DISCLAIMER = ("001", range(17, 26))
NOTICE = ("002", range(17, 18))
NEIGHBOURS = ("002", range(19, 22))
RELATED = ("002", range(23, 85))
ADVERTS = ("004", range(79, 269))
SHORT_ADVERTS = ("004", range(79, 120))
FEET = (DISCLAIMER, NOTICE, NEIGHBOURS, RELATED, ADVERTS)


def part(seed: str, lines: range) -> str:
    texts = seed_reading(seed).text.split("\n")
    return "\n".join(texts[number - 1] for number in lines if number <= len(texts))


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, str]:
    """A page as text, and the seed whose article it holds."""
    seed = draw(st.sampled_from(sorted(ARTICLES)))
    title, body = ARTICLES[seed]
    source = draw(st.sampled_from([None, *sorted(SOURCE_LINES)]))
    source_line = [part(source, range(SOURCE_LINES[source], SOURCE_LINES[source] + 1))] if source else []
    heading = [part(seed, range(title, title + 1)), *source_line]
    feet = draw(st.lists(st.sampled_from(FEET), unique=True))
    before = [part(*one) for one in draw(st.lists(st.sampled_from([HEAD, SHORT_ADVERTS]), unique=True))]
    if source and draw(st.booleans()):
        heading.reverse()
    separator = draw(st.sampled_from(["\n\n", "\n", "\r\n\r\n"]))
    return separator.join([*before, *heading, part(seed, body), *(part(*foot) for foot in feet)]), seed


def expected_title(seed: str) -> set[Any]:
    return {gold(seed)["fields"]["title"], *gold(seed)["field_alternatives"].get("title", ())}


@given(pages())
@settings(max_examples=60)
def test_the_article_comes_out_whole_whatever_stands_around_it(page: tuple[str, str]) -> None:
    text, seed = page

    article = clean(reading(text))

    assert [item.text for item in article.items] == [item["text"] for item in gold(seed)["items"]]
    assert article.fields["title"] in expected_title(seed)
    # Three long feet below a short article make it a small part of its page, which is rightly said.
    assert [reason for reason in article.review if "只占全页汉字" not in reason] == []


COLUMN_FEET = (DISCLAIMER, NOTICE, NEIGHBOURS, RELATED)


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from(COLUMN_FEET), unique=True), st.sampled_from([range(4, 53), range(10, 53), range(1, 55)])
)
def test_columns_come_out_whole_whatever_stands_below_them(feet: list[tuple[str, range]], lines: range) -> None:
    article = clean(reading("\n\n".join([part("000", lines), *(part(*foot) for foot in feet)])))

    assert [item.text for item in article.items] == [item["text"] for item in gold("000")["items"]]
    assert article.fields["title"] is None
