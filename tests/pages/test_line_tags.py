from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string

from readingroom.articles.models import Paragraph, Theme
from readingroom.pages.templatetags.lines import lines_of

SERVICE = Theme(slug="service", name="服务能力")


def a_paragraph(text: str = "支部在院子里开会。", **about: object) -> Paragraph:
    return Paragraph(**{"key": "a2b3c4d5e6", "kind": "paragraph", "text": text, "theme": SERVICE, **about})


def by_the_partial(paragraph: Paragraph, level: int | None) -> str:
    name = "pages/_heading.html" if level else "pages/_paragraph.html"
    said = {"paragraph": paragraph, "text": paragraph.text, "level": level, "at": "/articles/7/", "mark_theme": True}
    return render_to_string(name, said)


@pytest.mark.parametrize(
    ("paragraph", "level"),
    [
        (a_paragraph(), None),
        (a_paragraph(continues_previous_page=True), None),
        (a_paragraph(kind="front", theme=None), None),
        (a_paragraph("一、怎样开会", kind="heading"), 2),
        (a_paragraph("（一）在哪里", kind="heading"), 3),
        (a_paragraph("1.在院子里", kind="heading"), 4),
        (a_paragraph("<b>五&六</b>“七”'八'"), None),
        (a_paragraph("\ue000\ue001\ue002 {{ paragraph.key }} {% now %}"), None),
        (a_paragraph(theme=Theme(slug="e1", name="<主题>")), None),
    ],
)
def test_a_line_is_what_its_partial_makes_of_it(paragraph: Paragraph, level: int | None) -> None:
    line = (paragraph, [(paragraph.text, False)], level)

    assert lines_of([line], "/articles/7/") == by_the_partial(paragraph, level)


def test_lines_of_one_kind_keep_their_own_keys_texts_and_articles() -> None:
    one, other = a_paragraph("甲。"), a_paragraph("乙。", key="f2g3h4i5j6")

    both = lines_of([(one, [("甲。", False)], None), (other, [("乙。", False)], None)], "/articles/7/")

    assert re.findall(r'id="p-(\w+)"', both) == [one.key, other.key]
    assert re.findall(r'<p class="text">(.)。', both) == ["甲", "乙"]
    assert "/articles/8/" in lines_of([(one, [("甲。", False)], None)], "/articles/8/")


def test_a_theme_that_was_renamed_is_called_by_its_new_name() -> None:
    for name in ("服务能力", "为民服务"):
        paragraph = a_paragraph(theme=Theme(slug="service", name=name))

        assert f">{name}</a>" in lines_of([(paragraph, [("甲。", False)], None)], "/articles/7/")


def test_matches_are_marked() -> None:
    html = lines_of([(a_paragraph(), [("支部", True), ("<在>", False)], None)], "/articles/7/")

    assert '<p class="text"><mark>支部</mark>&lt;在&gt;</p>' in html
