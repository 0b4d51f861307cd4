from __future__ import annotations

import pytest
from lxml import html

from readingroom.intake.stylesheets import Sheet

PAGE = "<html><head><style>{}</style>{}</head><body><div id=a class='b c'><p class=d>甲</p></div></body></html>"


def display(css: str, head: str = "", *, style: str = "") -> str | None:
    root = html.document_fromstring(PAGE.replace("{}", css, 1).replace("{}", head))
    paragraph = root.find(".//p")
    paragraph.set("style", style)
    return Sheet(root).said(paragraph, "display")


@pytest.mark.parametrize(
    "css",
    [
        "p{display:none}",
        ".d { color: red; DISPLAY : none }",
        "h1, p.d {display:none}",
        "#a p{display:none}",
        "div.c.b > .d{display:none}",
        "body .b p{display:none}",
        "/* p{} */ p{display:none} /* ",
        "@import url(x.css); p{display:none}",
        "@media screen{p{display:none}}",
        "@charset 'utf-8'; @font-face{font-family:x} p{display:none}",
        "p{display:block} p{display:none}",
        ".d{display:none} p{display:block}",
        "p{display:none!important} #a .d{display:block}",
    ],
)
def test_a_rule_that_fits_counts_as_in_a_browser(css: str) -> None:
    assert display(css) == "none"


@pytest.mark.parametrize(
    "css",
    [
        "p:hover{display:none}",
        "p::before{display:none}",
        "p + p{display:none}",
        ".b{display:none}",
        "body > .d{display:none}",
        "@media print{p{display:none}}",
        "@media (max-width:600px){p{display:none}}",
        "@supports (display:grid){p{display:none}}",
        "p{display:none",
        "}}p{{",
        "",
    ],
)
def test_a_rule_that_does_not_fit_or_is_not_understood_says_nothing(css: str) -> None:
    assert display(css) is None


def test_the_elements_own_style_goes_before_rules_that_are_not_important() -> None:
    assert display("p{display:none}", style="display:block") == "block"
    assert display("p{display:none !important}", style="display:block") == "none"
    assert display("p{display:none}", style="color:red") == "none"


def test_sheets_in_other_files_are_known_to_be_missing() -> None:
    def is_whole(head: str) -> bool:
        return Sheet(html.document_fromstring(f"<html><head>{head}</head><p>甲")).is_whole

    assert is_whole("<style>p{}</style><link rel=icon href=a.ico>")
    assert not is_whole("<link rel='stylesheet' href=a.css>")
    assert not is_whole("<style>@import 'a.css';</style>")


@pytest.mark.parametrize(
    "bulk", ["{" * 10**5, "}" * 10**5, "/*" * 10**5, "a" * 10**6, ("x," * 10**4) + "{display:none}"]
)
def test_a_sheet_that_makes_no_sense_is_gone_through_once(bulk: str) -> None:
    assert display(bulk) is None


def said(css: str, name: str, body: str = "<p class=d>甲</p>") -> str | None:
    root = html.document_fromstring(f"<html><head><style>{css}</style></head><body>{body}</body></html>")
    return Sheet(root).said(root.find(".//p"), name)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('"来源："', "来源："),
        ("'来源：' !important", "来源："),
        (r'"\6765\6e90："', "来源："),
        (r'"“\"党建\""', '“"党建"'),
        ('"."', None),
        ('"\\201C"', None),
        ('"\\e601"', None),
        ("attr(data-label)", None),
        ('"来源：" / "source"', "来源："),
        ('"注；意;："', "注；意;："),
    ],
)
def test_words_that_a_sheet_sets_before_an_element_are_known(content: str, words: str | None) -> None:
    assert said(f".d::before{{content:{content}}}", "text-before") == words
    assert said(f".d:after{{content:{content}}}", "text-after") == words


def test_of_two_words_the_one_that_says_it_is_important_is_shown() -> None:
    assert said('.d::before{content:"甲" !important} .d::before{content:"乙"}', "text-before") == "甲"


@pytest.mark.parametrize("rule", ["display:none", "font-size:0"])
def test_words_that_are_not_shown_are_none(rule: str) -> None:
    assert said(f'.d::before{{content:"来源";{rule}}}', "text-before") is None


@pytest.mark.parametrize(
    ("css", "name", "value"),
    [
        ("p{font-size:0}", "font-size", "0"),
        ("p{font-size:0} .d{font-size:14px}", "font-size", "some"),
        ("p{color:#FFF}", "color", "white"),
        ("p{color: rgb(255, 255, 255) !important} .d{color:red}", "color", "white"),
        ("p{background-color:#c00}", "ground", "some"),
        ("p{background:#fff}", "ground", "white"),
        ("p{background:transparent}", "ground", "none"),
        ("p{color:#fefefe}", "color", "white"),
        ("p{color:rgba(0, 0, 0, 0)}", "color", "white"),
        ("p{color:rgba(0, 0, 0, 0.8)}", "color", "other"),
        (".d{position:absolute;left:-9999px}", "out-of-sight", "none"),
        (".d{position:relative;left:-9999px}", "out-of-sight", None),
        ("p{background:url(x.png) no-repeat}", "ground", "some"),
    ],
)
def test_of_looks_it_counts_whether_anything_is_seen(css: str, name: str, value: str) -> None:
    assert said(css, name) == value
