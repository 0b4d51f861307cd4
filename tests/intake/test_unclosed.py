from __future__ import annotations

import pytest

from readingroom.intake.unclosed import MOST_CODE, close
from readingroom.intake.webpages import SWALLOWED_DOUBT, read_html
from readingroom.records import Reading, Unreadable

SENTENCE = "渡口的老船修好了，赶集的人又能坐船过河。"


def read(page: str) -> Reading:
    return read_html(page.encode(), name="页面.html")


@pytest.mark.parametrize("name", ["svg", "math"])
def test_a_drawing_ends_where_text_begins_as_in_a_browser(name: str) -> None:
    reading = read(
        f"<div>前<{name}><path d='M0'><title>图标</title></div><{name} class=i><g><p>{SENTENCE}</p><p>后</p>"
    )

    assert [line.text for line in reading.lines] == ["前", SENTENCE, "后"]
    assert reading.doubts == ()


def test_text_within_a_drawing_stays_there() -> None:
    page = f"<svg><foreignObject><p>图中的字</p></foreignObject><text>字</text></svg><p>{SENTENCE}</p>"

    assert [line.text for line in read(page).lines] == [SENTENCE]


@pytest.mark.parametrize(
    "opened",
    [
        "<textarea rows=2>",
        "<select><option>全文",
        "<noscript>",
        "<template>",
        "<iframe src='a.html'>",
        "<object data=a>",
        "<video src=a>",
        "<canvas>",
        "<script>var a = 1;",
        "<style>p { color: red }",
        "<!-- 正文开始 ",
        "<!-- 正文开始 >",
    ],
)
def test_what_is_never_closed_does_not_take_the_rest_along_and_it_is_said(opened: str) -> None:
    reading = read(f"<div>前</div>{opened}<p>{SENTENCE}</p><p>后</p>")

    assert [line.text for line in reading.lines] == ["前", SENTENCE, "后"]
    assert reading.doubts == (SWALLOWED_DOUBT,)


@pytest.mark.parametrize(
    "closed",
    [
        f"<textarea>{SENTENCE}</TEXTAREA>",
        f"<select><option>{SENTENCE}</select>",
        f"<noscript><p>{SENTENCE}</p></noscript>",
        f"<template><p>{SENTENCE}</p></template>",
        f"<video><p>{SENTENCE}</p></video>",
        "<script>var a = '<!-- <p><textarea>';</script>",
        f"<!-- <p>{SENTENCE}</p> <textarea> -->",
        "<iframe src='a.html'/>",
        "<textarea/>",
    ],
)
def test_what_is_closed_keeps_what_it_holds(closed: str) -> None:
    reading = read(f"<div>前</div>{closed}<p>{SENTENCE[:10]}</p>")

    assert [line.text for line in reading.lines] == ["前", SENTENCE[:10]]
    assert reading.doubts == ()


def test_nothing_is_said_where_nothing_is_behind() -> None:
    assert read(f"<p>{SENTENCE}</p><div><textarea>").doubts == ()


def test_characters_with_their_pronunciation_are_read_where_its_elements_are_not_closed() -> None:
    assert read("<p><ruby>渡<rt>dù<rb>口<rt>kǒu</ruby>的船").lines[0].text == "渡口的船"


def test_pictures_within_the_source_and_endless_code_are_left_out_before_parsing() -> None:
    picture, code = "data:image/png;base64," + "A" * 11 * 2**20, "b" * (MOST_CODE + 1)

    source = close(f"<img src='{picture}'><script>{code}</script><!-- {code} --><style>{code}</style><p>后")

    assert source.text == "<img src='data:,'><script></script><style></style><p>后"


def test_one_stretch_of_more_than_ten_megabytes_is_named_as_what_it_is() -> None:
    with pytest.raises(Unreadable, match="超过 10 MB，不像一篇文章。请在浏览器里打开它"):
        read(f"<p>前<a name={'a' * 11 * 2**20}>后")


@pytest.mark.parametrize(
    "bulk", ["<!--", "<script>", "<title", "<textarea><p>", "<svg><p>", "<select><p>", "<template><p>"]
)
def test_thousands_of_them_are_gone_through_once(bulk: str) -> None:
    with pytest.raises(Unreadable):
        read(bulk * 20_000 + "</p>" + bulk)
