"""What a curator does to a paragraph that is pointed at by its number."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from readingroom.articles import curation
from readingroom.articles.curation import Refused
from readingroom.articles.importing import article_of, import_file
from readingroom.articles.models import Article
from readingroom.articles.rule_record import rule_records
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.articles.working_copy import working_copy
from readingroom.records import Decision
from tests.articles.page import DISCLAIMER, ERRANDS, ITEMS, PAGE, VISITS, WINDOW, whole_line
from tests.library import BODY, draft, item, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(curator: User) -> Article:
    load_vocabulary()
    return article_of(import_file(PAGE.encode(), "page.txt", by=curator))


def number_of(article: Article, words: str) -> int:
    return next(at for at, text in enumerate(texts(article)) if text.startswith(words))


def test_a_paragraph_changes_places_with_its_neighbour(article: Article, curator: User) -> None:
    before = texts(article)

    curation.move(article, 2, "up", by=curator)

    assert texts(article) == [before[0], before[2], before[1], *before[3:]]


def test_moving_down_and_up_again_changes_nothing(article: Article, curator: User) -> None:
    before = texts(article)

    curation.move(article, 4, "down", by=curator)
    curation.move(article, 5, "up", by=curator)

    assert texts(article) == before


def test_what_was_moved_is_published_with_its_key(article: Article, curator: User) -> None:
    curation.publish(article, by=curator)
    keys = [row.key for row in article.paragraphs.all()]

    curation.move(article, 1, "down", by=curator)
    curation.publish(article, by=curator)

    assert [row.key for row in article.paragraphs.all()] == [keys[0], keys[2], keys[1], *keys[3:]]


@pytest.mark.parametrize(("number", "direction"), [(0, "up"), (ITEMS - 1, "down"), (ITEMS, "up"), (-1, "down")])
def test_nothing_is_moved_over_the_edge(article: Article, curator: User, number: int, direction: Any) -> None:
    with pytest.raises(Refused):
        curation.move(article, number, direction, by=curator)

    assert not article.decisions.exists()


def test_a_paragraph_is_split_where_the_cursor_stands_and_joined_again(article: Article, curator: User) -> None:
    number, before = number_of(article, WINDOW), texts(article)
    at = before[number].index("行动不便")

    curation.split(article, number, at, by=curator)
    assert texts(article)[number : number + 2] == [before[number][:at], before[number][at:]]

    curation.join(article, number + 1, by=curator)
    assert texts(article) == before


@pytest.mark.parametrize("at", [0, -3, 10_000])
def test_both_halves_of_a_split_have_text(article: Article, curator: User, at: int) -> None:
    with pytest.raises(Refused, match="中间"):
        curation.split(article, 2, at, by=curator)


def test_the_first_paragraph_joins_nothing(article: Article, curator: User) -> None:
    with pytest.raises(Refused, match="前面没有"):
        curation.join(article, 0, by=curator)


def test_a_heading_becomes_a_paragraph_and_is_not_made_one_twice(article: Article, curator: User) -> None:
    number = number_of(article, "一、")

    curation.set_kind(article, number, "paragraph", by=curator)

    assert working_copy(article).items[number].kind == "paragraph"
    with pytest.raises(Refused, match="已经是段落"):
        curation.set_kind(article, number, "paragraph", by=curator)


def test_a_paragraph_reads_as_it_was_typed(article: Article, curator: User) -> None:
    number = number_of(article, ERRANDS)
    typed = texts(article)[number].replace("三百多件", "三百二十件").replace("很贴心", "贴心")

    curation.reword(article, number, f"  {typed}\r\n", by=curator)

    assert texts(article)[number] == typed
    assert article.decisions.count() == 2


def test_a_line_break_that_is_typed_begins_a_paragraph(article: Article, curator: User) -> None:
    number = number_of(article, VISITS)
    typed = texts(article)[number].replace("每周走访", "每月走访").replace("走访中", "\n走访中")

    curation.reword(article, number, typed, by=curator)

    assert "\n".join(texts(article)[number : number + 2]) == typed


def test_what_is_typed_unchanged_is_said(article: Article, curator: User) -> None:
    with pytest.raises(Refused, match="没有改动"):
        curation.reword(article, 3, texts(article)[3], by=curator)


def test_a_moved_half_is_reworded_too(article: Article, curator: User) -> None:
    number = number_of(article, WINDOW)
    curation.split(article, number, 9, by=curator)
    curation.move(article, number, "down", by=curator)
    typed = f"如今{texts(article)[number]}谢谢。"

    curation.reword(article, number, typed, by=curator)

    assert texts(article)[number] == typed


def test_all_decisions_are_undone_at_once(article: Article, curator: User) -> None:
    before = texts(article)
    curation.move(article, 2, "up", by=curator)
    curation.set_field(article, "author", None, by=curator)

    assert curation.undo_all(article, by=curator) == 2
    assert texts(article) == before
    assert curation.undo_all(article, by=curator) == 0


# ---------------------------------------------------------------- reasons to review


def test_a_reason_that_was_looked_at_leaves_the_review(article: Article, curator: User) -> None:
    curation.decide(article, Decision("remove", whole_line(article, "一、把组织"), "advertisement"), by=curator)
    curation.reword(article, 0, "短。", by=curator)
    reason = next(one for one in article.cleaning.review if "只有 2 字" in one)

    row = curation.accept(article, reason, by=curator)

    assert (row.value, row.by) == (reason, curator)
    assert reason not in article.cleaning.review
    curation.undo(row, by=curator)
    article.refresh_from_db()
    assert reason in article.cleaning.review


def test_a_reason_that_reads_differently_comes_back(article: Article, curator: User) -> None:
    curation.reword(article, 0, "短。", by=curator)
    curation.accept(article, next(one for one in article.cleaning.review if "只有 2 字" in one), by=curator)

    curation.reword(article, 0, "也短。", by=curator)

    assert any("只有 3 字" in one for one in article.cleaning.review)


def test_a_reason_stays_accepted_when_paragraphs_above_it_change(article: Article, curator: User) -> None:
    curation.reword(article, 2, "短。", by=curator)
    curation.accept(article, next(one for one in article.cleaning.review if "只有 2 字" in one), by=curator)

    curation.join(article, 1, by=curator)

    assert not any("只有 2 字" in one for one in article.cleaning.review)


def test_a_reason_that_is_none_is_not_accepted(article: Article, curator: User) -> None:
    with pytest.raises(Refused, match="已经没有"):
        curation.accept(article, "别的原因", by=curator)


# ---------------------------------------------------------------- rules and what became of their work


def test_a_decision_says_which_rule_it_goes_against(article: Article, curator: User) -> None:
    rule = next(
        line.rule for line in working_copy(article).ledger if line.number == whole_line(article, DISCLAIMER).line
    )

    restored = curation.decide(article, Decision("keep", whole_line(article, DISCLAIMER), "paragraph"), by=curator)
    again = curation.decide(article, Decision("remove", whole_line(article, DISCLAIMER), "disclaimer"), by=curator)
    removed = curation.decide(article, Decision("remove", whole_line(article, ERRANDS), "advertisement"), by=curator)
    moved = curation.move(article, 2, "up", by=curator)

    assert [row.overrules for row in (restored, again, removed, moved)] == [rule, "", "body", ""]


def test_a_mark_that_is_put_back_overrules_the_rule_that_changed_it(article: Article, curator: User) -> None:
    typed = texts(article)[0].replace("，", ",", 1)

    (row,) = curation.reword(article, 0, typed, by=curator)

    assert row.overrules == "half_width_mark"


def test_the_record_of_rules_counts_places_and_standing_decisions(article: Article, curator: User) -> None:
    undone = curation.decide(article, Decision("remove", whole_line(article, WINDOW), "advertisement"), by=curator)
    curation.undo(undone, by=curator)
    article.refresh_from_db()
    curation.decide(article, Decision("remove", whole_line(article, ERRANDS), "advertisement"), by=curator)

    records = {record.rule: record for record in rule_records()}

    assert (records["body"].overruled, records["half_width_mark"].overruled) == (1, 0)
    assert records["half_width_mark"].hits > 10
    assert "curator" not in records


def test_front_matter_has_no_theme(curator: User) -> None:
    article = draft([item("摘要：楼道里的议事会一年开了四十次。", kind="front"), *BODY])

    with pytest.raises(Refused, match="篇首材料不分主题"):
        curation.set_paragraph_theme(article, 0, "cadres", by=curator)
