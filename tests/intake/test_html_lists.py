from __future__ import annotations

import pytest

from readingroom.intake.webpages import read_html


def lines(page: str) -> list[tuple[str, str]]:
    found = read_html(page.encode(), name="页面.html").lines
    return [(line.text, " ".join(mark for mark in line.style.split() if "witness" not in mark)) for line in found]


def texts(page: str) -> list[str]:
    return [text for text, _ in lines(page)]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<ol><li>甲<li>乙</ol>", ["1.甲", "2.乙"]),
        ("<ol start=3><li>甲<li>乙</ol>", ["3.甲", "4.乙"]),
        ("<ol start=-1><li>甲<li>乙<li>丙</ol>", ["-1.甲", "0.乙", "1.丙"]),
        ("<ol reversed><li>甲<li>乙</ol>", ["2.甲", "1.乙"]),
        ("<ol reversed><li>甲<li style='display:block'>乙<li>丙</ol>", ["2.甲", "乙", "1.丙"]),
        ("<ol style='list-style-type:cjk-heavenly-stem' start=10><li>甲<li>乙</ol>", ["癸、甲", "一一、乙"]),
        ("<ol type=i start=3999><li>甲<li>乙</ol>", ["mmmcmxcix.甲", "4000.乙"]),
        ("<ul type=1><li>甲</ul>", ["甲"]),
        ("<ol><li>甲<li value=7>乙<li>丙</ol>", ["1.甲", "7.乙", "8.丙"]),
        ("<ol type=a><li>甲<li>乙</ol>", ["a.甲", "b.乙"]),
        ("<ol type=A start=27><li>甲</ol>", ["AA.甲"]),
        ("<ol type=I start=4><li>甲</ol>", ["IV.甲"]),
        ("<ol type=i><li>甲<li type=1>乙</ol>", ["i.甲", "2.乙"]),
        ("<ol><li>甲<ol type=a><li>乙<li>丙</ol><li>丁</ol>", ["1.甲", "a.乙", "b.丙", "2.丁"]),
        ("<ol><li>甲<ul><li>乙</ul><li>丙</ol>", ["1.甲", "乙", "2.丙"]),
        ("<ol><li><ol><li>甲</ol></ol>", ["1.1.甲"]),
        ("<ol><li><p>甲</p><p>乙</p><li><h3>丙</h3></ol>", ["1.甲", "乙", "2.丙"]),
        ("<ol><li>　　甲<li>5月，乙</ol>", ["1.甲", "2. 5月，乙"]),
        ("<ol><li><li>乙<li style='display:none'>丙<li>丁</ol>", ["2.乙", "3.丁"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>甲<li value=12>乙</ol>", ["一、甲", "十二、乙"]),
        ("<ol style='list-style: inside simp-chinese-formal'><li>甲</ol>", ["壹、甲"]),
        ("<ul style='list-style-type:decimal'><li>甲</ul>", ["1.甲"]),
        ("<style>.rule > li { list-style: upper-roman }</style><ol class=rule><li>甲</ol>", ["I.甲"]),
        ("<ol><li>甲</ol><ol><li>乙</ol>", ["1.甲", "1.乙"]),
        ("<table><tr><td>甲<td><ol><li>乙<li>丙</ol><tr><td>丁<td>戊</table>", ["甲\t1.乙 2.丙", "丁\t戊"]),
    ],
)
def test_the_numbers_that_a_browser_counts_are_given(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


@pytest.mark.parametrize(
    "page",
    [
        "<ul><li>甲<li>乙</ul>",
        "<li>甲<li>乙",
        "<ol style='list-style:none'><li>甲<li>乙</ol>",
        "<ol><li style='list-style-type:none'>甲<li style='display:flex'>乙</ol>",
        "<style>* { margin: 0; list-style: none }</style><ol><li>甲<li>乙</ol>",
        "<style>ol, ul { list-style: none!important }</style><ol style='list-style:decimal'><li>甲<li>乙</ol>",
        "<style>li { display: inline-block }</style><ol><li>甲<li>乙</ol>",
        "<ol style='list-style-type:\"☆\"'><li>甲<li>乙</ol>",
    ],
)
def test_what_has_no_numbers_on_the_screen_gets_none(page: str) -> None:
    assert texts(page) == ["甲", "乙"]


def test_a_menu_and_entries_with_numbers_of_their_own_get_none() -> None:
    assert texts("<ol class=breadcrumb><li><a href=1>首页</a><li><a href=2>动态</a><li>正文</ol>") == [
        "首页",
        "动态",
        "正文",
    ]
    assert texts("<ol><li>一、学习<li>二、调研</ol>") == ["一、学习", "二、调研"]
    assert texts("<ol><li>（1）学习<li>（2）调研</ol>") == ["（1）学习", "（2）调研"]


def test_a_number_is_marked_and_a_guess_where_a_sheet_that_is_not_there_may_hide_it() -> None:
    linked = "<link rel=stylesheet href=a.css>"

    assert lines("<ol><li>甲</ol>") == [("1.甲", "li number=2")]
    assert lines(f"{linked}<ol><li>甲</ol>") == [("1.甲", "li guessed number=2")]
    assert lines(f"{linked}<ol start=4><li>甲</ol>") == [("4.甲", "li number=2")]
    assert lines(f"{linked}<ol style='list-style-type:decimal'><li>甲</ol>") == [("1.甲", "li number=2")]
    assert lines("<ol style='list-style-type:of-ones-own'><li>甲</ol>") == [("1.甲", "li guessed number=2")]


def test_a_number_that_only_a_style_sheet_makes_is_said_to_be_missing() -> None:
    sheet = "<style>ol{list-style:none} .t li::before{counter-increment:n; content: '第' counter(n) '条'}</style>"

    assert lines(f"{sheet}<ol class=t><li>甲</ol><p>乙</p>") == [("甲", "li uncounted path=ol.t"), ("乙", "p")]
