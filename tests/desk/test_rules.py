"""规则的记录: what becomes of rules that curators overruled, and how they are set."""

from __future__ import annotations

import pytest

from readingroom.articles import curation
from readingroom.articles.importing import article_of, import_file
from readingroom.articles.models import Article, RuleSetting
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.cleaning import rule_name
from tests.articles.page import PAGE
from tests.desk.test_policy import broken
from tests.desk.test_weighing import said, weighed

SETTINGS = "/desk/articles/rulesetting/"


@pytest.fixture
def article(db) -> Article:
    load_vocabulary()
    return article_of(import_file(PAGE.encode(), "page.txt"))


def set_mode(desk, mode: str, rule: str = "legal", **more: str):
    return desk.post(f"{SETTINGS}add/", {"rule": rule, "mode": mode, **more}, follow=True)


def test_the_record_says_whether_a_person_is_asked_and_leads_to_where_it_is_set(desk, article):
    page = desk.get("/desk/rules/").content.decode()

    assert "自动：不必" in said(desk.get("/desk/rules/"))
    assert f'href="{SETTINGS}add/?rule=legal"' in page
    assert broken(page) == []
    assert "声明用语" in desk.get(f"{SETTINGS}add/?rule=legal").content.decode()


def test_a_setting_is_weighed_at_the_first_press_and_asks_at_the_second(desk, article):
    first = set_mode(desk, "always")

    assert "手头有1篇文章里，这条规则移除了文字" in said(first)
    assert "都要人核对" in said(first)
    assert broken(first.content.decode()) == []
    assert not RuleSetting.objects.exists()

    set_mode(desk, "always", weighed=weighed(first))
    article.refresh_from_db()
    assert any("作为“声明用语”移除，这条规则移除的要人核对" in reason for reason in article.cleaning.review)
    assert "总是问" in said(desk.get("/desk/rules/"))


def test_a_setting_is_changed_and_deleted_again(desk, article, editor):
    curation.save(RuleSetting(rule="legal", mode="always"), by=editor)
    row = RuleSetting.objects.get()

    first = desk.post(f"{SETTINGS}{row.pk}/change/", {"mode": "never"})
    assert "不因为“声明用语”问人" in said(first)
    desk.post(f"{SETTINGS}{row.pk}/change/", {"mode": "never", "weighed": weighed(first)})
    row.refresh_from_db()
    assert (row.mode, row.changed_by) == ("never", editor)

    assert "手头有1篇文章" in said(desk.get(f"{SETTINGS}{row.pk}/delete/"))
    desk.post(f"{SETTINGS}{row.pk}/delete/", {"post": "yes"})
    assert not RuleSetting.objects.exists()


def test_settings_deleted_together_are_weighed_together(desk, article, editor):
    rules = sorted(article.cleaning.removals.values_list("rule", flat=True))[:2]
    for rule in rules:
        curation.save(RuleSetting(rule=rule, mode="always"), by=editor)

    chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in RuleSetting.objects.all()]}
    page = said(desk.post(SETTINGS, chosen))

    assert "手头有1篇文章里，这些规则移除了文字" in page
    assert [f"不因为“{rule_name(rule)}”问人" in page for rule in rules] == [True, True]
    assert [rule in page for rule in rules] == [False, False]


def test_a_rule_that_is_none_is_refused(desk, article):
    assert "还没有保存" not in said(set_mode(desk, "always", rule="body"))
    assert not RuleSetting.objects.exists()


def test_who_may_not_change_the_vocabularies_sets_nothing(desk, editor, article):
    group = editor.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="change_cleaningword"))

    assert desk.get(f"{SETTINGS}add/").status_code == 403
    assert f"{SETTINGS}add/" not in desk.get("/desk/rules/").content.decode()
