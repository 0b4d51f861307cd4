"""Printed pages, as a PDF gives them: paragraphs, headings, notes, and what stands around the text."""

from __future__ import annotations

import pytest

from readingroom.cleaning import clean
from readingroom.intake.pdfs import read_pdf
from tests.browser.chromium import chromium
from tests.cleaning.printed import STORIES, cleaned, headed, rules, texts
from tests.intake.printing import Page, Setting, rows_of, set_around, set_columns
from tests.seeds import IDS, gold


@pytest.mark.parametrize(
    ("seed", "columns", "pitch", "across"),
    [
        *((seed, 2, pitch, across) for seed in ("000", "003") for pitch in (1.27, 1.55) for across in (False, True)),
        *((seed, 3, 1.55, True) for seed in IDS),
    ],
)
def test_the_seeds_set_in_columns_give_the_gold_articles(seed, columns, pitch, across):
    items = gold(seed)["items"]
    marked = [("#" if item["kind"] == "heading" else "") + item["text"] for item in items]
    title = gold(seed)["fields"]["title"]
    first = headed(title) if title else Page()
    pages = set_columns(marked, Setting(columns=columns, pitch=pitch, across=across), first=first, top=130)
    for number, page in enumerate(pages, start=15):
        page.put(250, 45, "《实践》2022年第7期", 8)
        page.put(290, 800, str(number), 8)

    article = cleaned(pages)

    assert texts(article) == [item["text"] for item in items]
    assert article.fields["title"] == title
    assert (article.fields["issue"], article.fields["page"]) == ("2022年第7期", "15")


@pytest.mark.slow
def test_what_a_browser_prints_gives_the_gold_article(tmp_path):
    items = gold("004")["items"]
    body = "".join(
        f"<{tag}>{item['text']}</{tag}>" for item in items for tag in ["h2" if item["kind"] == "heading" else "p"]
    )
    style = "@page{size:A4;margin:20mm} body{columns:2;text-align:justify;font-size:10.5pt} h1{column-span:all;text-align:center} h2{font-size:12pt;text-align:center} p{text-indent:2em;margin:0}"

    with chromium() as browser:
        page = browser.new_page()
        page.set_content(f"<style>{style}</style><h1>{gold('004')['fields']['title']}</h1>{body}")
        data = page.pdf(prefer_css_page_size=True)
    article = clean(read_pdf(data, name="a.pdf"))

    assert texts(article) == [item["text"] for item in items]
    assert article.fields["title"] == gold("004")["fields"]["title"]


def test_a_paragraph_goes_on_over_columns_and_pages():
    assert texts(cleaned(set_columns(STORIES, Setting(bottom=160)))) == STORIES


def test_a_page_that_begins_in_mid_sentence_is_said_to_go_on_from_an_earlier_one():
    page = Page()
    rows = [row for number, text in enumerate(STORIES) for row in rows_of(text, 40, indent=2 * (number > 0))]
    for number, (stands_in, row, _) in enumerate(rows):
        page.put(60 + 10 * stands_in, 100 + 16 * number, row, 10)

    article = cleaned([page])

    assert article.items[0].continues_previous_page
    assert "文章从前一页开始，本页没有开头" in article.notes


def test_a_page_that_ends_in_mid_sentence_is_said_to_be_cut_off():
    article = cleaned(set_columns([*STORIES[:3], STORIES[3][:60]], Setting()))

    assert "本页在句中断开，没有结尾" in article.notes


def test_a_title_in_two_rows_of_large_type_is_one():
    page = Page()
    page.put(150, 80, "党员会开到楼道里，清单", 24, font="Hei")
    page.put(210, 112, "一条一条来销号", 24, font="Hei")

    assert (
        cleaned(set_columns(STORIES, Setting(), first=page, top=150)).fields["title"]
        == "党员会开到楼道里，清单一条一条来销号"
    )


def test_headings_are_told_by_their_type_even_without_a_number():
    article = cleaned(
        set_columns([STORIES[0], "#听居民说，让居民评", STORIES[1], "#件件有回音", STORIES[2]], Setting())
    )

    assert [item.kind for item in article.items] == ["paragraph", "heading", "paragraph", "heading", "paragraph"]


def test_a_bold_sentence_at_the_beginning_of_a_paragraph_is_no_heading():
    page = set_columns(STORIES[:2], Setting(columns=1))[0]
    page.put(80, 300, "一是开好会。", 10, font="Hei")
    page.put(140, 300, "会要开在居民家门口，开在大家都有空的时候，三五句话说清楚一件", 10)
    page.put(60, 315.5, "事，不念稿子，也不拖长。", 10)

    article = cleaned([page])

    assert texts(article)[-1].startswith("一是开好会。会要开在居民家门口")
    assert article.items[-1].kind == "paragraph"


def test_white_parts_paragraphs_that_are_not_indented_even_where_a_row_is_full():
    full = STORIES[0][: 2 * 47 - 1].rstrip("，、") + "。"
    page = Page()
    rows = [
        (row, number) for number, text in enumerate((full, *STORIES[1:3])) for _, row, _ in rows_of(text, 47, indent=0)
    ]
    for number, (row, story) in enumerate(rows):
        page.put(60, 100 + 16 * number + 6 * story, row, 10)

    assert texts(cleaned([page])) == [full, *STORIES[1:3]]


@pytest.mark.parametrize(("size", "down"), [(26, 15.5), (42, 31)])
def test_a_large_first_letter_begins_the_first_of_the_rows_beside_it(size, down):
    page, beside = headed(), round(down / 15.5) + 1
    page.put(280, 118, "张建国", 10)
    text, y = STORIES[0][1:], 140.0
    page.put(60, y + down, STORIES[0][0] + " ", size)
    for number in range(beside + 1):
        stands_in = size / 10 if number < beside else 0
        row, text = text[: int(47 - stands_in)], text[int(47 - stands_in) :]
        page.put(60 + 10 * stands_in, y, row, 10)
        y += 15.5
    page.put(60, y, text, 10)
    pages = set_columns(STORIES[1:], Setting(columns=1), first=page, top=y + 15.5)

    article = cleaned(pages)

    assert texts(article) == STORIES
    assert article.fields["author"] == "张建国"
    assert not article.items[0].continues_previous_page


def test_an_abstract_in_small_type_is_front_matter():
    page = headed()
    abstract = "摘要：楼道党建把党组织延伸到居民身边。本文以三个社区为例，说明楼道党支部怎样发现问题、商量问题和解决问题，并讨论它的条件与限度。"
    for number, (stands_in, row, _) in enumerate(rows_of(abstract, 50)):
        page.put(60 + 9 * stands_in, 130 + 14 * number, row, 9)
    page.put(78, 158, "关键词：楼道党建；社区治理；网格", 9)

    article = cleaned(set_columns(STORIES, Setting(), first=page, top=190))

    assert [(item.kind, item.text) for item in article.items[:2]] == [
        ("front", abstract),
        ("front", "关键词：楼道党建；社区治理；网格"),
    ]


def test_watermarks_and_hidden_words_are_no_text():
    pages = set_columns(STORIES, Setting())
    pages[0].put(120, 600, "清河市图书馆藏", 36, turn="0.7 0.7 -0.7 0.7")
    pages[0].put(80, 110, "看不见的广告词语", 10, look="3 Tr")

    article = cleaned(pages)

    assert texts(article) == STORIES
    assert {"slanted_text", "hidden_text"} <= rules(article)


def test_radicals_of_a_dictionary_stand_for_characters_and_are_noted():
    written = STORIES[0].replace("一", "⼀").replace("人", "⼈").replace("水", "⽔")

    article = cleaned(set_columns([written, *STORIES[1:]], Setting()))

    assert texts(article) == STORIES
    assert any("部首" in note for note in article.notes)


def test_a_number_broken_by_the_end_of_a_row_is_one():
    text = (
        "全市共有基层党组织一千多个，在抗洪抢险中，全市先后有3900多名党员报名，按照“1+5”的办法编成小队，分头上了大堤。"
    )
    for columns in range(16, 24):
        page = Page()
        for number, start in enumerate(range(0, len(text), columns)):
            page.put(60, 100 + 16 * number, text[start : start + columns], 10)
        assert "".join(texts(cleaned([page]))).replace(" ", "") == text


def test_a_short_last_row_is_the_end_of_its_sentence_whatever_it_says_elsewhere():
    story = STORIES[0] + "这些都写进了会后印出来的报纸。"
    width = next(width for width in range(20, 46) if list(rows_of(story, width))[-1][1] == "报纸。")
    page = Page()
    for number, (stands_in, row, _) in enumerate(rows_of(story, width)):
        page.put(60 + 10 * stands_in, 100 + 15.5 * number, row, 10)

    assert "".join(texts(cleaned([page]))) == story


def test_a_first_sentence_that_ends_with_its_row_is_no_heading():
    sentences = [f"{place}社区老人多，办事要走很远。" for place in ("东苑", "西苑", "南苑", "北苑")]
    width = next(width for width in range(14, 30) if next(rows_of(sentences[0] + "后来", width))[1] == sentences[0])
    page = Page()
    rows = [
        row
        for sentence in sentences
        for row in rows_of(sentence + "后来窗口搬进了小区，老人坐着等，不用再跑路。", width)
    ]
    for number, (stands_in, row, _) in enumerate(rows):
        page.put(60 + 10 * stands_in, 100 + 15.5 * number, row, 10)

    assert [item.kind for item in cleaned([page]).items] == ["paragraph"] * 4


def test_a_mark_in_a_headline_over_two_columns_does_not_break_it():
    title = "把会开到楼道里，让清单贴到门上去"
    pages = set_columns(STORIES, Setting(), first=headed(title), top=130)

    assert cleaned(pages).fields["title"] == title


def test_the_rows_beside_a_box_go_on_below_it():
    page = set_around(STORIES, (380, 130, 535, 230))
    for number, (_, row, _) in enumerate(
        rows_of("居民说，清单贴出来，心里就有底了，事情办完了，心也就近了。", 12, indent=0)
    ):
        page.put(392, 150 + 18 * number, row, 12, font="Hei")

    article = cleaned([page])

    assert texts(article) == STORIES
    assert any("居民说，清单贴出来，" in note and "没有收入正文" in note for note in article.notes)


FULL = "东苑社区把党员会开到楼道里了，西苑也是。南苑和北苑跟着学，一个月里都把会开到了楼道。"
"""Its first sentence is as long as a row."""


@pytest.mark.parametrize("end", "。：")
@pytest.mark.parametrize(("indent", "white", "is_said"), [(0, 0, True), (0, 6, False), (2, 0, False)])
def test_where_the_print_cannot_tell_paragraphs_apart_it_is_said(indent, white, is_said, end):
    page, y = Page(), 100.0
    full = FULL.replace("。", end, 1)
    for story in [full, *STORIES[:3], full]:
        for stands_in, row, _ in rows_of(story, 20 + indent, indent=indent):
            page.put(60 + 10 * stands_in, y, row, 10)
            y += 16
        y += white

    reasons = [reason for reason in cleaned([page]).review if "段首没有缩进" in reason]

    assert bool(reasons) == is_said
    assert all("第 1、" in reason for reason in reasons)


def test_rows_beside_each_other_that_are_no_columns_are_said():
    page = set_columns(STORIES[:3], Setting(columns=1))[0]
    for number, (left, right) in enumerate(
        (("左边的字写到这里", "右边的字写到那里"), ("左边又有一句话。", "右边也有一句话。"))
    ):
        page.put(60, 600 + 16 * number, left, 10)
        page.put(300, 600 + 16 * number, right, 10)

    assert any("左右并排" in reason for reason in cleaned([page]).review)
