"""A rule whose removals curators took back in several articles is asked about in others."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry

from readingroom.articles import curation
from readingroom.articles.importing import article_of, import_file
from readingroom.articles.models import Article, Removal, RuleSetting, Status
from readingroom.articles.questioning import Questioning, questioned_rules, questionings
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.records import Decision
from tests.articles.page import DISCLAIMER, ERRANDS, PAGE, whole_line

ASKED = "这条规则移除的要人核对"


@pytest.fixture
def page(db, django_user_model):
    """Brings in one more page like the others, with its own words in every paragraph."""
    load_vocabulary()

    def bring(number: int) -> Article:
        lines = [f"{line}这是第{number}院。" if line.endswith("。") else line for line in PAGE.splitlines()]
        return article_of(import_file("\n".join(lines).encode(), f"{number}.txt"))

    return bring


def restore(article: Article, words: str = DISCLAIMER):
    article.refresh_from_db()
    return curation.decide(article, Decision("keep", whole_line(article, words), "paragraph"), by=None)


def rule_of_disclaimer(article: Article) -> str:
    return next(
        line["rule"] for line in article.cleaning.result["ledger"] if line["fate"] == "removed" and line["number"] == 13
    )


def asked(article: Article) -> list[str]:
    article.refresh_from_db()
    return [reason for reason in article.cleaning.review if ASKED in reason]


class TestARule:
    def test_that_was_taken_back_in_two_articles_is_asked_about_in_the_next(self, page):
        restore(page(1))
        restore(page(2))

        (reason,) = asked(page(3))

        assert reason.startswith("第 13 行作为“")

    def test_is_asked_about_however_much_it_removes_in_one_article(self, page):
        restore(page(1))
        restore(page(2))
        notices = page(3)
        Removal.objects.filter(cleaning=notices.cleaning).update(places=3000)

        assert len(asked(page(4))) == 1

    def test_that_was_taken_back_in_one_article_is_not(self, page):
        restore(page(1))

        assert asked(page(2)) == []

    def test_is_not_asked_about_any_more_when_a_restoring_is_undone(self, page):
        restore(page(1))
        decision = restore(page(2))
        curation.undo(decision, by=None)

        assert asked(page(3)) == []

    def test_that_keeps_lines_is_never_asked_about(self, page):
        for number in (1, 2):
            article = page(number)
            curation.decide(article, Decision("keep", whole_line(article, ERRANDS), "title"), by=None)

        assert "body" not in {one.rule for one in questionings()}
        assert asked(page(3)) == []

    @pytest.mark.parametrize(("removed", "doubtful"), [(38, True), (39, False), (0, True)])
    def test_is_doubtful_from_one_in_twenty_on(self, removed, doubtful):
        assert Questioning("legal", "auto", removed, restored=2, articles=2).is_doubtful is doubtful

    def test_costs_few_queries_when_nothing_was_ever_restored(self, page, django_assert_num_queries):
        page(1)

        with django_assert_num_queries(2):
            assert questioned_rules() == frozenset()


class TestASetting:
    def set(self, rule: str, mode: str) -> None:
        row = RuleSetting.objects.filter(rule=rule).first() or RuleSetting(rule=rule)
        row.mode = mode
        curation.save(row, by=None)

    def test_always_asks_the_articles_in_hand_at_once_and_those_to_come(self, page):
        first = page(1)
        self.set(rule_of_disclaimer(first), "always")

        assert asked(first) == asked(page(2)) != []
        assert first.status == Status.PENDING
        assert first.cleaning.result["review"] == first.cleaning.review

    def test_leaves_published_articles_alone(self, page):
        first = page(1)
        curation.publish(first, by=None)

        self.set(rule_of_disclaimer(first), "always")

        assert asked(first) == []

    def test_never_asks_and_takes_back_what_was_asked(self, page):
        restore(page(1))
        restore(page(2))
        third = page(3)
        assert asked(third)

        self.set(rule_of_disclaimer(third), "never")

        assert asked(third) == asked(page(4)) == []

    def test_that_is_taken_back_leaves_a_draft_that_waited_for_nothing_else(self, page):
        first = page(1)
        rule = rule_of_disclaimer(first)
        self.set(rule, "always")

        self.set(rule, "never")

        first.refresh_from_db()
        assert first.status == Status.DRAFT

    def test_that_is_taken_back_leaves_what_waits_for_another_reason(self, page):
        first = page(1)
        like_it = page(2)
        rule = rule_of_disclaimer(first)
        self.set(rule, "always")

        self.set(rule, "never")

        like_it.refresh_from_db()
        assert (like_it.status, asked(like_it)) == (Status.PENDING, [])

    def test_that_is_taken_back_leaves_what_somebody_handed_on(self, page, django_user_model):
        first, by = page(1), django_user_model.objects.create_user("li")
        curation.submit(first, by=by)
        LogEntry.objects.log_actions(by.pk, [first], CHANGE, "提交待审", single_object=True)
        rule = rule_of_disclaimer(first)
        self.set(rule, "always")

        self.set(rule, "never")

        first.refresh_from_db()
        assert first.status == Status.PENDING

    def test_that_is_deleted_leaves_it_to_the_count(self, page):
        first = page(1)
        self.set(rule_of_disclaimer(first), "always")

        curation.delete(RuleSetting.objects.get(), by=None)

        assert asked(first) == []

    def test_does_not_ask_again_what_was_looked_at(self, page):
        first = page(1)
        rule = rule_of_disclaimer(first)
        self.set(rule, "always")
        (reason,) = asked(first)
        curation.accept(first, reason, by=None)

        self.set(rule, "auto")
        self.set(rule, "always")

        assert asked(first) == []


class TestTheAccountOfRemovals:
    def test_has_the_rule_that_was_put_back_wherever_it_removed_something(self, page):
        first = page(1)
        rule = rule_of_disclaimer(first)
        restore(first)
        restore(page(2))

        (standing,) = [one for one in questionings() if one.rule == rule]

        assert (standing.removed, standing.restored, standing.articles) == (0, 2, 2)
        assert standing.asks

    def test_has_articles_too_in_which_something_is_undecided(self, page):
        article = page(1)
        Removal.objects.create(cleaning=article.cleaning, rule="undecided", places=1)

        removed = {one.rule: one.removed for one in questionings()}

        assert removed[rule_of_disclaimer(article)] == 1
        assert "undecided" not in removed

    def test_counts_no_more_of_one_article_than_of_a_page_that_somebody_looks_through(self, page):
        article = page(1)
        rule = rule_of_disclaimer(article)
        Removal.objects.filter(cleaning=article.cleaning, rule=rule).update(places=3000)

        assert [one.removed for one in questionings([rule])] == [20]

    def test_is_of_the_present_working_copy(self, page):
        article = page(1)
        rule = rule_of_disclaimer(article)
        assert [one.removed for one in questionings([rule])] == [1]

        restore(article)

        assert [(one.removed, one.restored) for one in questionings([rule])] == [(0, 1)]

    def test_is_made_for_working_copies_of_before(self, page):
        page(1)
        accounted = set(Removal.objects.values_list("cleaning", "rule", "places"))
        Removal.objects.all().delete()

        import_module("readingroom.articles.migrations.0007_rules_in_question").count_removals(apps, None)

        assert set(Removal.objects.values_list("cleaning", "rule", "places")) == accounted != set()
