"""Notes, captions and boxes of printed pages."""

from __future__ import annotations

import pytest

from tests.cleaning.printed import STORIES, cleaned, rules, texts
from tests.intake.printing import Page, Setting, rows_of, set_columns


def test_a_note_at_the_foot_of_a_column_does_not_break_the_paragraph_that_goes_on():
    pages = set_columns(STORIES, Setting(bottom=260))
    pages[0].put(60, 300, "①张建国：《楼道里的党课》，清河出版社2019年版，第12页。", 7.5)

    article = cleaned(pages)

    assert texts(article) == STORIES
    assert "footnote" in rules(article)


def test_a_caption_between_the_rows_of_a_paragraph_is_taken_out_and_said():
    rows = list(rows_of(STORIES[0] + STORIES[1], 47))
    page = set_columns([STORIES[2]], Setting(columns=1), top=500)[0]
    for number, (stands_in, row, _) in enumerate(rows):
        page.put(60 + 10 * stands_in, 100 + 15.5 * number + 60 * (number > 2), row, 10)
    page.put(200, 180, "东苑社区的党员在楼道里听意见", 8)

    article = cleaned([page])

    assert texts(article) == [STORIES[0] + STORIES[1], STORIES[2]]
    assert any("小字" in reason for reason in article.review)


NOTES = ["①张建国：《楼道里的党课》，清河出版社2019年版，第12页。", "②李春梅：《一张清单》，《清河月刊》2021年第3期。"]


def noted(size: float, *, ruled: bool = False, columns: int = 2) -> list[Page]:
    """Two pages, with notes at the foot of the first."""
    pages = set_columns(STORIES, Setting(columns=columns, bottom=240 if columns > 1 else 180))
    for number, note in enumerate(NOTES):
        pages[0].put(60, 700 + 14 * number, note, size)
    if ruled:
        pages[0].rule(60, 688, 160)
    return pages


@pytest.mark.parametrize("ruled", [False, True])
@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("size", [8, 9, 9.5])
def test_notes_nearly_as_large_as_the_text_are_none_of_it(size, columns, ruled):
    article = cleaned(noted(size, ruled=ruled, columns=columns))

    assert texts(article) == STORIES
    assert "footnote" in rules(article)


def test_notes_in_the_size_of_the_text_are_taken_out_and_said():
    article = cleaned(noted(10, columns=1))

    assert texts(article) == STORIES
    assert any("①张建国" in reason and "注释" in reason for reason in article.review)


def test_a_bare_number_begins_a_note_below_a_line_only():
    def with_number(*, ruled: bool) -> list[str]:
        pages = set_columns(STORIES, Setting(columns=1, bottom=180))
        pages[0].put(60, 700, "1张建国说的话，见清河社区的会议记录。", 10)
        if ruled:
            pages[0].rule(60, 688, 160)
        return texts(cleaned(pages))

    assert with_number(ruled=True) == STORIES
    assert with_number(ruled=False) != STORIES


def test_a_list_with_marks_at_the_end_of_a_page_stays():
    pages = set_columns(STORIES[:3], Setting(columns=1))
    for number, entry in enumerate(("①会前有题目，会上有商量，会后有人办。", "②清单贴在门口，办完一件划去一件。")):
        pages[0].put(80, 300 + 15.5 * number, entry, 10)

    assert texts(cleaned(pages))[3:] == ["①会前有题目，会上有商量，会后有人办。", "②清单贴在门口，办完一件划去一件。"]


@pytest.mark.parametrize(("size", "font"), [(13, "Hei"), (9, "Song")])
def test_what_interrupts_a_sentence_is_no_part_of_it(size, font):
    inset = "清单贴出来，心里就有底；事情办完了，心也就近了。"
    page = set_columns(STORIES[2:], Setting(columns=1), top=400)[0]
    for number, (stands_in, row, _) in enumerate(rows_of(STORIES[0] + STORIES[1], 47)):
        page.put(60 + 10 * stands_in, 100 + 15.5 * number + 60 * (number > 1), row, 10)
    page.put(130, 150, inset, size, font=font)

    article = cleaned([page])

    assert texts(article) == [STORIES[0] + STORIES[1], *STORIES[2:]]
    assert any(inset[:20] in reason for reason in article.review)


def test_a_heading_after_a_sentence_is_no_inset():
    page = set_columns([STORIES[0], STORIES[1]], Setting(columns=1))[0]
    page.put(200, 180, "楼道里的一年", 13, font="Hei")
    pages = set_columns(STORIES[2:], Setting(columns=1), first=page, top=210)

    assert ("heading", "楼道里的一年") in [(item.kind, item.text) for item in cleaned(pages).items]


def test_a_frame_at_the_head_of_an_article_belongs_to_it():
    page = Page()
    page.frame(60, 96, 535, 150)
    for number, (stands_in, row, _) in enumerate(
        rows_of(
            "编者按：本刊记者走了六个社区，把楼道里的会记了下来，登在这里，供各地参考，也请读者来信说说自己那里的做法。",
            40,
        )
    ):
        page.put(70 + 10 * stands_in, 115 + 16 * number, row, 10)
    article = cleaned(set_columns(STORIES, Setting(columns=1), first=page, top=180))

    assert texts(article)[0].startswith("编者按：")
