"""What curators decided, and the keys that were given, when the rules or the reading change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User

from readingroom import pipeline
from readingroom.articles import curation
from readingroom.articles.importing import article_of, import_file
from readingroom.articles.models import Article, Room, Status, Term, Theme
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.articles.working_copy import working_copy
from readingroom.records import CleanArticle, Decision, Item, LedgerLine, Segment
from tests.articles.page import ERRANDS, ITEMS, MEETING, PAGE, VISITS, WINDOW, anchor, whole_line
from tests.library import keys_by_text, texts

pytestmark = pytest.mark.django_db

NewRules = Callable[[Callable[[CleanArticle], CleanArticle]], None]


@pytest.fixture
def article(curator: User) -> Article:
    load_vocabulary()
    article = article_of(import_file(PAGE.encode(), "page.txt", by=curator))
    curation.publish(article, by=curator)
    return article


@pytest.fixture
def new_rules(monkeypatch: pytest.MonkeyPatch) -> NewRules:
    """Puts rules in place that change what the present ones make of a page."""
    process = pipeline.process

    def install(change: Callable[[CleanArticle], CleanArticle]) -> None:
        def newer(*args: Any) -> CleanArticle:
            return replace(change(process(*args)), rules_version="newer")

        monkeypatch.setattr(pipeline, "process", newer)

    return install


def emphatic(clean: CleanArticle) -> CleanArticle:
    """Rules that read every 。 as ！"""
    return replace(clean, items=tuple(replace(item, text=item.text.replace("。", "！")) for item in clean.items))


def unwilling_to_part(clean: CleanArticle) -> CleanArticle:
    """Rules that join the last two paragraphs below each heading."""
    groups: list[list[int]] = []
    for i, item in enumerate(clean.items):
        if groups and item.kind == "paragraph" and clean.items[groups[-1][-1]].kind == "paragraph":
            groups[-1].append(i)
        else:
            groups.append([i])
    return _regrouped(clean, groups)


def _regrouped(clean: CleanArticle, groups: Sequence[Sequence[int]]) -> CleanArticle:
    number = {i: new for new, group in enumerate(groups) for i in group}

    def moved(segment: Segment) -> Segment:
        return replace(segment, to=number[segment.to]) if isinstance(segment.to, int) else segment

    def joined(group: Sequence[int]) -> Item:
        items = [clean.items[i] for i in group]
        return replace(
            items[0], text="".join(one.text for one in items), lines=tuple(n for one in items for n in one.lines)
        )

    def line(one: LedgerLine) -> LedgerLine:
        return replace(one, segments=tuple(map(moved, one.segments)))

    return replace(clean, items=tuple(map(joined, groups)), ledger=tuple(map(line, clean.ledger)))


def decide_everything(article: Article) -> None:
    """A decision of most kinds."""
    curation.decide(article, Decision("text", anchor(article, "三百多件事"), "三百二十件事"), by=None)
    curation.decide(article, Decision("remove", whole_line(article, VISITS), "duplicate"), by=None)
    curation.decide(article, Decision("split", anchor(article, "行动不便的老人")), by=None)
    curation.decide(article, Decision("kind", anchor(article, MEETING), "front"), by=None)
    curation.set_field(article, "author", "林晓晓", by=None)
    curation.set_article_themes(article, ["service"], by=None)


def check_everything(article: Article) -> None:
    clean = working_copy(article)
    assert any("三百二十件事" in item.text for item in clean.items)
    assert not any(VISITS in item.text for item in clean.items)
    assert any(item.text.startswith("行动不便的老人") for item in clean.items)
    assert clean.items[0].kind == "front"
    assert clean.fields["author"] == "林晓晓"
    assert clean.themes == ("service",)
    assert clean.lost_decisions == ()


def test_newer_rules_make_a_proposal_and_nothing_public_moves(article: Article, new_rules: NewRules) -> None:
    before, revision = list(article.paragraphs.values()), Room.objects.get().revision
    new_rules(emphatic)

    curation.reclean(article)

    assert len(article.proposal) == ITEMS - 3  # headings have no stop
    assert list(article.paragraphs.values()) == before
    assert Room.objects.get().revision == revision


def test_rules_that_say_the_same_make_no_proposal(article: Article, new_rules: NewRules) -> None:
    new_rules(lambda clean: clean)

    curation.reclean(article)

    assert article.proposal == []
    assert article.cleaning.rules_version == "newer"


def test_an_accepted_proposal_is_the_next_edition(article: Article, new_rules: NewRules, curator: User) -> None:
    new_rules(emphatic)
    curation.reclean(article)

    edition = curation.publish(article, by=curator)

    assert (edition.number, edition.rules_version, article.proposal) == (2, "newer", [])
    assert article.paragraphs.get(order=0).text.endswith("！")


def test_a_rejected_proposal_is_not_made_again(article: Article, new_rules: NewRules, curator: User) -> None:
    new_rules(emphatic)
    curation.reclean(article)
    curation.reject_proposal(article, by=curator)

    curation.reclean(article)

    assert article.proposal == []
    assert texts(article)[0].endswith("。")


def test_another_proposal_is_made_after_one_was_rejected(article: Article, new_rules: NewRules, curator: User) -> None:
    new_rules(emphatic)
    curation.reclean(article)
    curation.reject_proposal(article, by=curator)

    new_rules(unwilling_to_part)
    curation.reclean(article)

    assert any("并入别段" in sentence for sentence in article.proposal)


def test_a_new_word_of_the_office_is_a_proposal(article: Article, curator: User) -> None:
    term = Term(theme=Theme.objects.get(slug="cadres"), word="公告栏", weight=9.0)
    curation.save(term, by=curator)

    curation.reclean(article)

    assert "第1段的主题：组织建设 → 干部队伍" in article.proposal


def test_decisions_survive_newer_rules(article: Article, new_rules: NewRules) -> None:
    decide_everything(article)
    new_rules(emphatic)

    curation.reclean(article)

    check_everything(article)


def test_decisions_survive_rules_that_cut_paragraphs_differently(article: Article, new_rules: NewRules) -> None:
    curation.decide(article, Decision("text", anchor(article, "三百多件事"), "三百二十件事"), by=None)
    curation.decide(article, Decision("remove", whole_line(article, VISITS), "duplicate"), by=None)
    new_rules(unwilling_to_part)

    curation.reclean(article)

    assert any(WINDOW in text and "三百二十件事" in text for text in texts(article))
    assert not any(VISITS in text for text in texts(article))


def test_keys_follow_rules_that_cut_paragraphs_differently(
    article: Article, new_rules: NewRules, curator: User
) -> None:
    before = {text[:5]: key for text, key in keys_by_text(article).items()}
    new_rules(unwilling_to_part)
    curation.reclean(article)

    curation.publish(article, by=curator)

    joined = article.paragraphs.get(text__contains=ERRANDS)
    assert joined.key == before[WINDOW[:5]]
    assert article.former_keys.get(key=before[ERRANDS + "，"]).paragraph == joined


SHIFTED = "\n\n" + PAGE.replace("\n", "\n\n")


def reread(article: Article, page: str) -> None:
    outcome = import_file(page.encode(), "page.txt")
    assert (outcome.outcome, outcome.number) == ("updated", article.pk)
    article.refresh_from_db()


def test_decisions_survive_a_reading_with_other_line_numbers(article: Article) -> None:
    decide_everything(article)

    reread(article, SHIFTED)

    check_everything(article)


def test_keys_survive_a_reading_with_other_line_numbers(article: Article, curator: User) -> None:
    before = keys_by_text(article)
    reread(article, SHIFTED.replace("三百多件事", "三百二十件事"))

    curation.publish(article, by=curator)

    now = keys_by_text(article)
    assert set(now.values()) == set(before.values())
    assert all(now[text] == key for text, key in before.items() if "三百多件事" not in text)
    assert not article.former_keys.exists()


def test_decisions_are_still_there_when_the_first_reading_comes_back(article: Article, curator: User) -> None:
    decide_everything(article)
    curation.publish(article, by=curator)
    reread(article, SHIFTED)
    curation.set_field(article, "channel", "支部之窗", by=curator)

    curation.reject_proposal(article, by=curator)

    check_everything(article)
    assert working_copy(article).fields["channel"] == "基层动态"


def test_a_decision_whose_words_are_gone_is_a_reason_to_review(article: Article, curator: User) -> None:
    row = curation.decide(article, Decision("text", anchor(article, "三百多件事"), "三百二十件事"), by=curator)

    reread(article, SHIFTED.replace("代办了三百多件事", "代办了许多事"))

    row.refresh_from_db()
    assert row.undone_at is None
    assert any("三百多件事" in reason for reason in article.cleaning.review)
    assert len(working_copy(article).lost_decisions) == 1


def test_a_draft_whose_decision_is_lost_waits_for_review(curator: User) -> None:
    load_vocabulary()
    draft = article_of(import_file(PAGE.encode(), "page.txt"))
    assert draft.status == Status.DRAFT
    curation.decide(draft, Decision("text", anchor(draft, "三百多件事"), "三百二十件事"), by=curator)

    reread(draft, SHIFTED.replace("代办了三百多件事", "代办了许多事"))

    assert draft.status == Status.PENDING


def test_a_lost_decision_is_found_again_when_its_words_come_back(article: Article, curator: User) -> None:
    curation.decide(article, Decision("text", anchor(article, "三百多件事"), "三百二十件事"), by=curator)
    reread(article, SHIFTED.replace("代办了三百多件事", "代办了许多事"))

    reread(article, SHIFTED)

    assert any("三百二十件事" in text for text in texts(article))
