from __future__ import annotations

import pytest

from readingroom.cleaning.styles import PLAIN, Style, names_of, read_style, read_styles
from readingroom.records import Box, Line, Reading


def test_marks_are_read_whatever_their_order() -> None:
    style = read_style("p centered links=85 bold path=body.page>div.nav witness=out size=1.4")

    assert style == Style(
        "p",
        is_bold=True,
        is_centered=True,
        links=85,
        size=1.4,
        steps=("body.page", "div.nav"),
        witness="out",
    )


@pytest.mark.parametrize("marks", ["", "p", "p links= path= size=", "p links=viele size=1e9 witness=perhaps", "p = =="])
def test_marks_that_mean_nothing_say_nothing(marks: str) -> None:
    assert read_style(marks) == Style(marks.split(" ")[0])


def test_only_lines_with_a_style_and_without_a_place_on_a_page_have_one() -> None:
    lines = (Line(1, "甲", "p bold"), Line(2, "乙"), Line(3, "丙", "p bold", Box(1, 0, 0, 9, 9)))

    assert read_styles(Reading(lines, "html", "utf-8", "html-1")) == {1: Style("p", is_bold=True)}


@pytest.mark.parametrize(
    ("step", "word"),
    [
        ("div.foot_nav", "nav"),
        ("div.siteFooter", "footer"),
        ("ul.x.bread-crumbs", "crumbs"),
        ("div.page2share", "share"),
    ],
)
def test_a_name_is_taken_apart_as_templates_put_it_together(step: str, word: str) -> None:
    assert word in names_of(step)[2]


@pytest.mark.parametrize(("step", "word"), [("div.navigate", "nav"), ("div.unshared", "share"), ("nav", "nav")])
def test_a_part_of_a_word_is_no_part_of_a_name(step: str, word: str) -> None:
    assert word not in names_of(step)[2]


@pytest.mark.parametrize("style", [Style("h1"), Style("p", size=1.5), Style("td", is_bold=True, is_centered=True)])
def test_titles_are_set_large_or_bold_in_the_middle(style: Style) -> None:
    assert style.is_prominent


@pytest.mark.parametrize("style", [PLAIN, Style("h3"), Style("p", is_bold=True), Style("p", size=1.1)])
def test_other_lines_are_not(style: Style) -> None:
    assert not style.is_prominent
