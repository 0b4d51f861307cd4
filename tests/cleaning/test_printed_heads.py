"""Running heads and folios of printed pages, and headings that stand where they do."""

from __future__ import annotations

import pytest

from tests.cleaning.printed import STORIES, cleaned, rules, texts
from tests.intake.printing import Setting, set_columns


def test_what_stands_at_the_head_and_foot_of_every_page_is_no_text_and_gives_issue_and_page():
    stories = [story.replace("社区", f"{place}社区") for place in ("春风", "秋水", "长桥") for story in STORIES]
    pages = set_columns(stories, Setting(bottom=300))
    for number, page in enumerate(pages, start=31):
        page.put(60 if number % 2 else 470, 45, "清河党建" if number % 2 else "2023年第5期", 8)
        page.put(60 if number % 2 else 520, 800, str(number), 8)

    article = cleaned(pages)

    assert texts(article) == stories
    assert (article.fields["issue"], article.fields["page"]) == ("2023年第5期", "31")
    assert article.review == ()


@pytest.mark.parametrize("bottom", [200, 232])
def test_the_head_of_a_left_page_alone_is_no_text(bottom):
    pages = set_columns(STORIES, Setting(columns=1, bottom=bottom))[:2]
    for page, x, head in zip(pages, (470, 60), ("清河党建", "基层治理"), strict=True):
        page.put(x, 65, head, 10)

    article = cleaned(pages)

    assert "".join(STORIES).startswith("".join(texts(article)))
    assert rules(article) == {"printed_head"}


def test_a_heading_at_the_head_of_a_page_stays():
    pages = set_columns(STORIES[:2], Setting(columns=1)) + set_columns(STORIES[2:4], Setting(columns=1))
    for page, heading in zip(pages, ("楼道里议事", "网格里办事"), strict=True):
        page.put(60, 65, heading, 10, font="Hei")

    assert "网格里办事" in texts(cleaned(pages))
