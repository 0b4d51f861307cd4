from __future__ import annotations

import pytest

from readingroom.articles.working_copy import working_copy
from readingroom.desk.taking import field_value_of
from tests.desk.test_handling import do
from tests.library import draft

LINES = [
    "党建引领小区治理",
    "记者：林晓　２０２４年５月２０日",
    "党支部每月召开一次支部党员大会，讨论决定支部的重要事项。",
]


@pytest.mark.parametrize(
    ("name", "words", "value"),
    [
        ("date", "２０２４年５月２０日 09:30", "2024-05-20"),
        ("date", "发布于2024-05", "2024-05"),
        ("date", "去年夏天", "去年夏天"),
        ("author", "作者：林晓", "林晓"),
        ("source", "来源: 社区晚报", "社区晚报"),
        ("author", "林晓", "林晓"),
    ],
)
def test_words_become_a_value(name, words, value):
    assert field_value_of(name, words) == value


def test_a_line_is_taken_as_author_and_leaves_the_text(desk):
    article = draft(LINES)

    page = do(desk, article, "take", line="2", words="林晓", take_as="author")

    clean = working_copy(article)
    assert clean.fields["author"] == "林晓"
    assert (clean.evidence["author"].line, clean.evidence["author"].raw) == (2, "林晓")
    assert LINES[1] not in [item.text for item in clean.items]
    assert "作者已记为“林晓”" in page


def test_a_line_that_says_more_is_left_where_it_is_when_asked(desk):
    article = draft(LINES)

    do(desk, article, "take", line="2", words="２０２４年５月２０日", take_as="date", leave="on")

    clean = working_copy(article)
    assert (clean.fields["date"], clean.fields["date_precision"]) == ("2024-05-20", "day")
    assert [row.kind for row in article.decisions.all()] == ["field"]


def test_a_line_is_taken_as_title(desk):
    article = draft(LINES, title=None)

    do(desk, article, "take", line="1", words=LINES[0], take_as="title")

    clean = working_copy(article)
    assert clean.fields["title"] == LINES[0]
    assert LINES[0] not in [item.text for item in clean.items]


def test_a_title_that_was_typed_gives_way_to_the_line(desk):
    article = draft(LINES, title=None)
    shown = {name: value or "" for name, value in working_copy(article).fields.items() if name != "date_precision"}
    do(desk, article, "fields", **{**shown, "title": "另一个题名"})

    do(desk, article, "take", line="1", words=LINES[0], take_as="title")

    assert working_copy(article).fields["title"] == LINES[0]


@pytest.mark.parametrize("sent", [{"line": "99"}, {"line": "0"}, {"take_as": "password"}, {"words": ""}])
def test_what_cannot_be_meant_is_refused(desk, sent):
    article = draft(LINES)

    do(desk, article, "take", **{"line": "2", "words": "林晓", "take_as": "author", **sent})

    assert not article.decisions.exists()


def test_what_is_no_date_is_refused_in_words_and_stays_in_the_form(desk):
    article = draft(LINES)

    page = do(desk, article, "take", line="2", words="去年夏天", take_as="date", at="L2")

    assert "应写成 2022、2022-07 或 2022-07-01" in page
    assert 'value="去年夏天"' in page
    assert not article.decisions.exists()
