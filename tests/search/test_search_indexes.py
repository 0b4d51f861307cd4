from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.articles.models import Article, Paragraph
from readingroom.search.search_indexes import ArticleIndex, ParagraphIndex, newest_first_number
from tests.library import draft, item, published_article

DATES = st.one_of(
    st.just(""),
    st.dates().map(lambda date: f"{date:%Y-%m-%d}"[-10:].zfill(10)),
    st.dates().map(lambda date: f"{date.year:04}-{date.month:02}"),
    st.dates().map(lambda date: f"{date.year:04}"),
)


@given(DATES, DATES)
def test_the_number_orders_dates_as_they_are_written(one: str, other: str) -> None:
    assert (newest_first_number(one, 1, 0) < newest_first_number(other, 1, 0)) == (one < other)


@given(DATES, st.integers(1, 999_999), st.integers(0, 9_999))
def test_of_one_date_the_later_article_comes_first_and_its_places_in_order(date: str, number: int, place: int) -> None:
    this = newest_first_number(date, number, place)

    assert newest_first_number(date, number - 1, 0) < this < 2**63
    assert place == 0 or this < newest_first_number(date, number, place - 1)


@pytest.mark.django_db
def test_only_what_is_published_is_indexed() -> None:
    published = published_article()
    draft(["草稿里的一段。"], title="草稿")

    assert list(ArticleIndex().index_queryset()) == [published]
    assert {paragraph.article for paragraph in ParagraphIndex().index_queryset()} == {published}


@pytest.mark.django_db
def test_the_text_of_an_article_is_its_title_and_every_item_a_line_each() -> None:
    published_article([item("摘要：短。", kind="front"), item("一、题", kind="heading"), "一段<b>&。"], title="题目")

    document = ArticleIndex().full_prepare(ArticleIndex().index_queryset().get())

    assert document["text"].strip().splitlines() == ["题目", "摘要：短。", "一、题", "一段<b>&。"]
    assert document["heading"].strip() == "题目"


@pytest.mark.django_db
def test_a_paragraph_takes_the_words_of_the_heading_right_above_it() -> None:
    article = published_article(
        [item("一、题", kind="heading"), "甲段。", "乙段。"], date="2024-05", date_precision="month"
    )

    documents = [ParagraphIndex().full_prepare(paragraph) for paragraph in ParagraphIndex().index_queryset()]

    assert {document["text"].strip(): document["heading"].strip() for document in documents} == {
        "甲段。": "一、题",
        "乙段。": "",
    }
    assert {document["edition"] for document in documents} == {Article.objects.get().edition_id}
    assert {(document["article"], document["year"]) for document in documents} == {(article.number, "2024")}
    assert "source" not in documents[0]


@pytest.mark.django_db
def test_a_line_break_inside_a_paragraph_is_white_space() -> None:
    published_article(["党建。"])
    Paragraph.objects.update(text="党建\n引领")

    document = ParagraphIndex().full_prepare(ParagraphIndex().index_queryset().get())

    assert document["text"].strip() == "党建 引领"


@pytest.mark.django_db
def test_an_article_is_known_by_the_short_runs_of_its_quotations() -> None:
    published_article(["他说：“路修好了，要有人看，灯也一樣。”", "“最后一公里”通了，大家不必记住这一句。"])

    document = ArticleIndex().full_prepare(ArticleIndex().index_queryset().get())

    assert " ".join(document["quoted"]) == (
        "路修好了要有 修好了要有人 好了要有人看 了要有人看灯 要有人看灯也 有人看灯也一 人看灯也一样"
    )
