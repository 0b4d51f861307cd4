from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from readingroom.articles import curation, resemblances
from readingroom.articles.likeness import Text
from readingroom.articles.models import Article, Resemblance, Run, Status
from readingroom.articles.models.resemblances import Likeness
from readingroom.articles.simhash import simhash
from tests.articles.alike import ARTICLE, ELSEWHERE, WORDS
from tests.library import clean_article, draft, published_article

pytestmark = pytest.mark.django_db


def rows(article: Article) -> list[tuple[int, str]]:
    return list(article.resemblances.values_list("other", "likeness"))


def review(article: Article) -> list[str]:
    article.refresh_from_db()
    return list(article.cleaning.review)


def reprint(paragraphs: Sequence[str] = ARTICLE[:4], title: str = "四张圆桌") -> Article:
    return draft(paragraphs, title=title)


def test_a_reprint_waits_for_review_and_names_the_article_it_resembles() -> None:
    first = draft(ARTICLE)

    second = reprint()

    assert review(second) == [f"与第 {first.pk} 号文章“党建引领基层治理”有大段文字相同，像是转载或摘编，请比对。"]
    assert second.status == Status.PENDING
    assert rows(second) == [(first.pk, Likeness.REPRINT)]


def test_the_article_that_was_there_first_is_not_asked_about() -> None:
    first = draft(ARTICLE)

    reprint()

    assert review(first) == []
    assert resemblances.of(first).count() == 1


def test_an_article_of_its_own_is_not_asked_about() -> None:
    draft(ARTICLE)

    assert review(draft(ELSEWHERE)) == []


def test_a_shared_quotation_is_noted_and_asks_nothing() -> None:
    first = draft([*ARTICLE, f"书记说：{WORDS}。"])

    second = draft([*ELSEWHERE, f"报告里讲过：{WORDS}，大家都记得。"])

    assert rows(second) == [(first.pk, Likeness.QUOTATIONS)]
    assert review(second) == []


def test_one_paragraph_within_a_long_article_is_found() -> None:
    first = draft([*ELSEWHERE, *ARTICLE])

    second = reprint(ARTICLE[:2])

    assert rows(second) == [(first.pk, Likeness.REPRINT)]


def test_a_correction_of_a_few_characters_compares_nothing_anew(curator: User) -> None:
    first, second = draft(ARTICLE), reprint()
    asked = review(second)
    Article.objects.filter(pk=first.pk).update(name="改了名的")

    curation.set_field(second, "title", "五张圆桌", by=curator)

    assert rows(second) == [(first.pk, Likeness.REPRINT)]
    assert review(second) != asked
    assert any("改了名的" in reason for reason in review(second))


def test_what_was_judged_different_is_not_asked_about_again(curator: User) -> None:
    first, second = draft(ARTICLE), reprint()
    curation.judge(second.resemblances.get(), "different", by=curator)

    resemblances.forget(second)
    curation.reclean(second)

    assert not any(resemblances.is_about(reason, first.pk) for reason in review(second))
    assert rows(second) == [(first.pk, Likeness.REPRINT)]


def test_a_third_reprint_is_compared_with_the_article_that_stands_for_the_second(curator: User) -> None:
    first, second = draft(ARTICLE), reprint()
    curation.judge(second.resemblances.get(), "same", by=curator)

    third = reprint(ARTICLE[:5], title="又一次转载")

    assert [other for other, _ in rows(third)] == [first.pk]


def test_one_that_was_restored_by_hand_is_compared_with_again(curator: User) -> None:
    first, second = draft(ARTICLE), reprint()
    curation.judge(second.resemblances.get(), "same", by=curator)
    curation.restore(second, by=curator)

    third = reprint(ARTICLE[:5], title="又一次转载")

    assert sorted(other for other, _ in rows(third)) == [first.pk, second.pk]


def test_a_text_of_few_letters_is_compared_by_its_fingerprint() -> None:
    first = draft(["党支部开会。", "社区服务。"], title="")

    second = draft(["党支部开会。", "社区服务！"], title="")

    assert rows(second) == [(first.pk, Likeness.SAME)]


def test_a_sample_is_of_the_text_as_it_stands(curator: User) -> None:
    article = draft(ARTICLE)
    before = set(article.runs.values_list("value", flat=True))

    resemblances.forget(article)
    curation.reclean(article)

    assert before
    assert set(article.runs.values_list("value", flat=True)) == before
    assert Run.objects.count() == len(before)


def test_two_articles_that_nobody_compared_can_be_compared() -> None:
    one, other = draft(ARTICLE), draft(ELSEWHERE)

    row = resemblances.between(one, other)

    assert row.pk is None
    assert (row.article, row.other, row.likeness) == (one, other, Likeness.QUOTATIONS)


def test_which_of_two_is_put_away_is_for_the_curator_to_say() -> None:
    first, second = draft(ARTICLE), reprint()

    row = resemblances.between(first, second)

    assert row.pk == Resemblance.objects.get().pk
    assert (row.article, row.other) == (first, second)


def test_comparing_with_six_takes_no_more_queries_than_with_one(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(6):
        draft([*ARTICLE, ELSEWHERE[0] * number], title=f"第{number}篇")

    with django_assert_max_num_queries(4):
        findings = resemblances.find(Article(), Text.of(clean_article(ARTICLE)), simhash("".join(ARTICLE)))

    assert len(findings.alike or ()) == 6


def test_published_articles_are_compared_with_too() -> None:
    first = published_article(ARTICLE)

    assert rows(reprint()) == [(first.pk, Likeness.REPRINT)]
