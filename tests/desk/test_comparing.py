from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from readingroom.articles import curation, resemblances
from readingroom.articles.models import Article, Status
from readingroom.articles.working_copy import working_copy
from readingroom.desk.comparing import STALE
from readingroom.desk.pairing import Pair
from tests.articles.alike import ARTICLE, ELSEWHERE
from tests.library import draft, published_article, texts


def two(**about: Any) -> tuple[Article, Article]:
    """An article, and one that came later and differs in a paragraph, its title and its source."""
    first = draft(ARTICLE, source="东湖晚报", date="2024-05-20")
    changed = [*ARTICLE[:5], ARTICLE[5].replace("清清楚楚", "明明白白"), ELSEWHERE[0]]
    return first, draft(changed, title="四张圆桌", source="西岭新闻网", date="2024-06-02", **about)


def address(article: Article, other: Article) -> str:
    return reverse("admin:articles_article_compare", args=[article.pk, other.pk])


def look(browser: Client, article: Article, other: Article) -> str:
    return browser.get(address(article, other), follow=True).content.decode()


def say(browser: Client, choice: str, article: Article, other: Article, *, version: str | None = None) -> str:
    if version is None:
        version = Pair(Article.objects.get(pk=article.pk), Article.objects.get(pk=other.pk)).version
    data = {"choice": choice, "version": version}
    page = browser.post(address(article, other), data, follow=True).content.decode()
    article.refresh_from_db()
    other.refresh_from_db()
    return page


class TestThePage:
    def test_marks_what_differs_and_says_it_in_words(self, desk):
        first, second = two()

        page = look(desk, second, first)

        assert "<del>清清楚楚</del>" in page
        assert "<ins>明明白白</ins>" in page
        assert "“清清楚楚”→“明明白白”" in page
        assert f"第 {first.pk} 号没有这一段" in page
        assert "相同的 5 段" in page

    def test_compares_the_fields(self, desk):
        first, second = two()

        page = look(desk, second, first)

        assert page.count("<strong>不同</strong>") == 3
        assert "西岭新闻网" in page
        assert "东湖晚报" in page

    def test_says_what_each_choice_brings_about(self, desk):
        first, second = two()

        page = look(desk, second, first)

        assert f"第 {first.pk} 号文章添上一处刊登：西岭新闻网，2024-06-02。" in page
        assert "记下这个判定，以后不再问" in page

    def test_says_how_long_readers_go_on_reading_one_that_is_published(self, desk, editor):
        first, second = two()
        curation.publish(second, by=editor)

        assert "在那以前读者仍读到它" in look(desk, second, first)
        assert "在那以前读者仍读到它" not in look(desk, first, second)

    def test_offers_the_other_way_round(self, desk):
        first, second = two()

        assert f"反过来，留下第 {second.pk} 号" in look(desk, second, first)
        assert f"第 {second.pk} 号文章添上一处刊登" in look(desk, first, second)

    def test_escapes_what_a_page_smuggled_in(self, desk):
        text = "<script>alert(1)</script>" + ARTICLE[0]

        page = look(desk, draft([text, *ARTICLE[1:]], title="<img src=x>"), draft(ARTICLE))

        assert "<script>alert" not in page
        assert "<img src=x" not in page

    def test_writes_nothing_by_being_looked_at(self, desk):
        first, second = draft(ARTICLE), draft(ELSEWHERE)

        look(desk, second, first)

        assert not resemblances.of(first).exists()

    @pytest.mark.parametrize("other", [0, 999, 10**30])
    def test_is_404_where_there_is_no_article(self, desk, other):
        assert desk.get(f"/desk/articles/article/{draft(ARTICLE).pk}/compare/{other}/").status_code == 404

    def test_does_not_compare_an_article_with_itself(self, desk):
        article = draft(ARTICLE)

        assert desk.get(address(article, article)).status_code == 404

    def test_shows_no_buttons_to_somebody_who_may_only_look(self, db, client):
        viewer = User.objects.create_user("qian", is_staff=True)
        viewer.user_permissions.add(Permission.objects.get(codename="view_article"))
        client.force_login(viewer)
        first, second = two()

        assert "<button" not in look(client, second, first).split('id="content"')[1]
        assert client.post(address(second, first), {"choice": "different"}).status_code == 403

    def test_is_not_for_somebody_without_permission(self, db, client):
        client.force_login(User.objects.create_user("sun", is_staff=True))
        first, second = two()

        assert client.get(address(second, first)).status_code == 403


class TestChoices:
    def test_the_same(self, desk, editor):
        first, second = two()

        page = say(desk, "same", second, first)

        assert "已判定为同一篇" in page
        assert second.status == Status.ARCHIVED
        assert first.appearances.get(leads=False).source_as_printed == "西岭新闻网"
        assert resemblances.of(first).get().by == editor

    def test_revised(self, desk):
        first, second = two()

        say(desk, "revised", second, first)

        assert ELSEWHERE[0] in "".join(texts(first))

    def test_different(self, desk):
        first, second = two()

        page = say(desk, "different", second, first)

        assert "不是重复" in page
        assert not any("请比对" in reason for reason in working_copy(second).review)

    def test_what_was_judged_is_taken_back(self, desk):
        first, second = two()
        say(desk, "same", second, first)

        page = say(desk, "take-back", second, first)

        assert "判定已收回" in page
        assert second.status != Status.ARCHIVED

    def test_a_judged_pair_is_found_from_either_side(self, desk):
        first, second = two()
        say(desk, "same", second, first)

        assert "收回这个判定" in look(desk, first, second)

    def test_the_second_file_of_an_article_goes_on_behind_the_first_and_back(self, desk):
        first, second = draft(ARTICLE), draft(ELSEWHERE)

        page = say(desk, "join", second, first)

        assert f"第 {second.pk} 号已经接在第 {first.pk} 号后面" in page
        assert second.status == Status.ARCHIVED

        page = say(desk, "part", second, first)

        assert "已还原" in page
        assert second.status != Status.ARCHIVED

    def test_an_archived_article_is_restored_first(self, desk, editor):
        first, second = two()
        curation.archive(first, by=editor)

        page = look(desk, second, first)

        assert f"现在还不能：第 {first.pk} 号文章已归档，要先恢复它。" in page
        assert page.count('name="choice"') == 1

    def test_what_waits_for_another_article_is_left_to_that_one(self, desk, editor):
        first, second = two()
        third = published_article(ELSEWHERE, by=editor)
        curation.judge(resemblances.between(third, first), "same", by=editor)

        for pair in ((second, third), (third, second)):
            assert re.search(f"现在还不能：.*归到了第 {first.pk} 号", look(desk, *pair))

    @pytest.mark.parametrize("choice", ["", "burn"])
    def test_there_are_no_others(self, desk, choice):
        first, second = two()

        assert desk.post(address(second, first), {"choice": choice}).status_code == 404


class TestTheArchivedOne:
    """What its own page says."""

    def page(self, browser: Client, article: Article) -> str:
        return browser.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()

    @pytest.mark.parametrize(
        ("choice", "said"),
        [("same", "与它是同一篇"), ("revised", "是它的修订稿"), ("join", "原文接在了它后面")],
    )
    def test_says_why_and_points_to_the_other(self, desk, choice, said):
        first, second = two()
        say(desk, choice, second, first)

        page = self.page(desk, second)

        assert said in page
        assert f'归到了<a href="{reverse("admin:articles_article_change", args=[first.pk])}"' in page

    def test_says_that_its_lines_were_given_back(self, desk, editor):
        first = draft([*ARTICLE, *ELSEWHERE])
        second = curation.split_file(first, len(ARTICLE) + 1, by=editor)
        say(desk, "part", second, first)

        assert "拆出来的各行又还给了它" in self.page(desk, second)

    def test_says_nothing_of_that_where_a_curator_just_put_it_away(self, desk, editor):
        first, second = two()
        curation.archive(second, by=editor)

        assert "归到了" not in self.page(desk, second)
        assert "归到了" not in self.page(desk, first)


class TestTwoCurators:
    def test_the_second_is_told_and_nothing_is_written(self, desk, editor):
        first, second = two()
        seen = Pair(second, first).version
        say(desk, "different", second, first)

        page = say(desk, "same", second, first, version=seen)

        assert STALE in page
        assert second.status != Status.ARCHIVED

    def test_a_decision_about_one_of_the_two_is_news(self, desk, editor):
        first, second = two()
        seen = Pair(second, first).version
        curation.set_field(first, "author", "何田", by=editor)

        assert STALE in say(desk, "same", second, first, version=seen)


class TestComparingWithAnother:
    def test_the_number_of_any_article_can_be_typed(self, desk):
        first, second = draft(ARTICLE), draft(ELSEWHERE)

        response = desk.get(f"/desk/articles/article/{first.pk}/compare/", {"other": f" {second.pk} "})

        assert response.headers["Location"] == address(first, second)

    @pytest.mark.parametrize("typed", ["", "三", "-1", "999", "9" * 40, "1e3"])
    def test_what_is_no_number_of_an_article_is_told(self, desk, typed):
        article = published_article(ARTICLE)

        page = desk.get(f"/desk/articles/article/{article.pk}/compare/", {"other": typed}, follow=True).content.decode()

        assert "编号" in page
        assert 'class="error"' in page
