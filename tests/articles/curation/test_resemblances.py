from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from readingroom.articles import curation, resemblances
from readingroom.articles.importing import import_file
from readingroom.articles.models import Appearance, Article, Change, Resemblance, Room, Status
from readingroom.articles.vocabulary import load_themes
from readingroom.articles.working_copy import working_copy
from readingroom.records import Decision
from tests.articles.alike import ARTICLE, ELSEWHERE
from tests.articles.page import ERRANDS, PAGE, whole_line
from tests.library import draft, published_article

pytestmark = pytest.mark.django_db

REPOST = (
    PAGE.replace("社区晚报 2024-05-20", "街道新闻网 2024-06-02")
    .replace("党建引领小区治理的三个办法", "四十个网格")
    .replace("居民都说这样的服务很贴心", "居民都说好")
)


def two_reprints(*, publish: bool = False) -> tuple[Article, Article]:
    """An article and the reprint of it that came later."""
    load_themes()
    numbers = [import_file(page.encode(), name).number for page, name in ((PAGE, "page.txt"), (REPOST, "repost.txt"))]
    first, second = (Article.objects.get(pk=number) for number in numbers)
    if publish:
        for article in (first, second):
            curation.publish(article, by=None)
    return first, second


def between(article: Article) -> Resemblance:
    return resemblances.of(article).get()


def asked_about(article: Article, other: Article) -> bool:
    article.refresh_from_db()
    review = working_copy(article).review
    assert list(review) == article.cleaning.review
    return any(resemblances.is_about(reason, other.pk) for reason in review)


def told(article: Article, act: Callable[[], Any]) -> Any:
    Change.objects.all().delete()
    before = Room.objects.get().revision
    done = act()
    assert Change.objects.filter(article=article).exists()
    assert Room.objects.get().revision > before
    return done


class TestTheSame:
    def test_the_one_goes_to_the_archive_and_the_other_says_where_it_was_printed_too(self, curator: User) -> None:
        first, second = two_reprints()

        curation.judge(between(second), "same", by=curator)

        second.refresh_from_db()
        added = first.appearances.get(leads=False)
        assert second.status == Status.ARCHIVED
        assert (added.source_as_printed, added.date) == ("街道新闻网", "2024-06-02")
        assert added.original == second.cleaning.reading.original
        assert first.appearances.get(leads=True).source_as_printed == "社区晚报"

    def test_nobody_is_asked_any_more(self, curator: User) -> None:
        first, second = two_reprints()
        assert asked_about(second, first)

        curation.judge(between(second), "same", by=curator)

        assert not asked_about(second, first)
        assert not asked_about(first, second)

    def test_the_address_and_the_day_it_was_looked_at_go_along(self, curator: User) -> None:
        first, second = two_reprints()
        curation.set_field(second, "url", "https://news.example.org/7.html", by=curator)
        Appearance.objects.filter(article=second).update(accessed_on="2024-06-03")

        curation.judge(between(second), "same", by=curator)

        added = first.appearances.get(leads=False)
        assert (added.url, str(added.accessed_on)) == ("https://news.example.org/7.html", "2024-06-03")

    def test_what_was_printed_at_the_same_place_is_not_said_twice(self, curator: User) -> None:
        first, second = draft(ARTICLE, source="东湖晚报"), draft(ARTICLE[:5], source="东湖晚报")

        curation.judge(between(second), "same", by=curator)

        assert first.appearances.count() == 1

    def test_it_is_taken_back_as_if_it_had_not_been(self, curator: User) -> None:
        first, second = two_reprints(publish=True)
        row = curation.judge(between(second), "same", by=curator)

        curation.take_back(row, by=curator)

        second.refresh_from_db()
        assert second.status == Status.PUBLISHED
        assert first.appearances.count() == 1
        assert between(second).verdict == ""
        assert asked_about(second, first)

    def test_pages_and_index_of_the_one_that_stays_are_told_both_times(self, curator: User) -> None:
        first, second = two_reprints(publish=True)
        row = told(first, lambda: curation.judge(between(second), "same", by=curator))

        told(first, lambda: curation.take_back(row, by=curator))

    def test_taking_back_leaves_alone_what_was_restored_by_hand(self, curator: User) -> None:
        _, second = two_reprints()
        row = curation.judge(between(second), "same", by=curator)
        curation.restore(second, by=curator)
        curation.publish(second, by=curator)

        curation.take_back(row, by=curator)

        second.refresh_from_db()
        assert second.status == Status.PUBLISHED

    def test_the_curator_says_which_one_stays(self, curator: User) -> None:
        first, second = two_reprints()

        curation.judge(resemblances.between(first, second), "same", by=curator)

        first.refresh_from_db()
        second.refresh_from_db()
        assert first.status == Status.ARCHIVED
        assert second.status != Status.ARCHIVED
        assert Resemblance.objects.get().article == first


class TestRevised:
    def test_a_draft_that_takes_a_doubtful_text_over_waits_for_review(self, curator: User) -> None:
        load_themes()
        doubtful = REPOST.replace("居民都说好", "居民都说好,请拨13912345678")
        first, second = (
            Article.objects.get(pk=import_file(page.encode(), name).number)
            for page, name in ((PAGE, "page.txt"), (doubtful, "repost.txt"))
        )
        assert first.status == Status.DRAFT

        curation.judge(between(second), "revised", by=curator)

        first.refresh_from_db()
        assert (bool(first.cleaning.review), first.status) == (True, Status.PENDING)

    def test_the_other_gets_the_new_text_as_a_proposal(self, curator: User) -> None:
        first, second = published_article(ARTICLE), draft([*ARTICLE[:5], ELSEWHERE[0]], title="楼栋里的党小组")

        curation.judge(between(second), "revised", by=curator)

        first.refresh_from_db()
        second.refresh_from_db()
        assert second.status == Status.ARCHIVED
        assert first.is_published
        assert first.proposal
        assert first.cleaning.reading == second.cleaning.reading
        assert ELSEWHERE[0] in [item.text for item in working_copy(first).items]
        assert ELSEWHERE[0] not in first.paragraphs.values_list("text", flat=True)

    def test_what_was_decided_about_the_new_text_goes_along(self, curator: User) -> None:
        first, second = two_reprints()
        curation.decide(second, Decision("remove", whole_line(second, ERRANDS), "advertisement"), by=curator)

        curation.judge(between(second), "revised", by=curator)

        first.refresh_from_db()
        assert not any(item.text.startswith(ERRANDS) for item in working_copy(first).items)

    def test_the_file_is_known_as_that_of_the_article_that_goes_on(self, curator: User) -> None:
        first, second = two_reprints()

        curation.judge(between(second), "revised", by=curator)

        assert import_file(REPOST.encode(), "repost.txt").number == first.pk

    def test_it_is_taken_back_as_if_it_had_not_been(self, curator: User) -> None:
        first, second = two_reprints(publish=True)
        before = working_copy(first)
        curation.decide(second, Decision("remove", whole_line(second, ERRANDS), "advertisement"), by=curator)
        row = curation.judge(between(second), "revised", by=curator)

        curation.take_back(row, by=curator)

        first.refresh_from_db()
        second.refresh_from_db()
        assert working_copy(first).items == before.items
        assert not first.decisions.filter(undone_at=None).exists()
        assert first.proposal == []
        assert second.status == Status.PUBLISHED
        assert import_file(REPOST.encode(), "repost.txt").number == second.pk

    def test_nobody_is_asked_about_the_two_again(self, curator: User) -> None:
        first, second = two_reprints()

        curation.judge(between(second), "revised", by=curator)
        resemblances.forget(first)
        curation.reclean(first)

        assert not asked_about(first, second)


class TestDifferent:
    def test_it_is_remembered_and_nothing_else_happens(self, curator: User) -> None:
        first, second = two_reprints()
        before = second.status

        row = curation.judge(between(second), "different", by=curator)

        assert not asked_about(second, first)
        assert second.status == before
        assert (row.by, first.appearances.count()) == (curator, 1)

    def test_it_is_taken_back(self, curator: User) -> None:
        first, second = two_reprints()

        curation.take_back(curation.judge(between(second), "different", by=curator), by=curator)

        assert asked_about(second, first)

    def test_two_that_no_machine_found_can_be_judged_too(self, curator: User) -> None:
        first, second = draft(ARTICLE), draft(ELSEWHERE)

        curation.judge(resemblances.between(second, first), "different", by=curator)

        assert between(first).verdict == "different"


class TestRefusals:
    def test_who_comes_second_is_told_what_the_first_one_said(self, curator: User) -> None:
        _, second = two_reprints()
        seen = between(second)
        curation.judge(between(second), "different", by=curator)

        with pytest.raises(curation.Refused, match="刚才已经判定为“不是重复”"):
            curation.judge(seen, "same", by=curator)

    @pytest.mark.parametrize("verdict", ["same", "revised"])
    @pytest.mark.parametrize("which", [0, 1])
    def test_an_archived_article_is_restored_first(self, curator: User, verdict: str, which: int) -> None:
        pair = two_reprints()
        curation.archive(pair[which], by=curator)

        with pytest.raises(curation.Refused, match="已归档"):
            curation.judge(between(pair[1]), verdict, by=curator)

        assert between(pair[1]).verdict == ""

    def test_a_judgement_is_taken_back_once(self, curator: User) -> None:
        _, second = two_reprints()
        row = curation.judge(between(second), "different", by=curator)
        curation.take_back(row, by=curator)

        with pytest.raises(curation.Refused, match="已经收回"):
            curation.take_back(row, by=curator)
