from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from readingroom.articles import curation
from readingroom.articles.curation import Refused
from readingroom.articles.importing import article_of, import_file
from readingroom.articles.models import Article, Change, Cleaning, Decision, Room
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.articles.working_copy import working_copy
from readingroom.records import Anchor, DecisionKind
from readingroom.records import Decision as Decided
from tests.articles.page import DISCLAIMER, ERRANDS, ITEMS, MEETING, PAGE, WINDOW, anchor, whole_line
from tests.library import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(curator: User) -> Article:
    load_vocabulary()
    return article_of(import_file(PAGE.encode(), "page.txt", by=curator))


@pytest.fixture
def published(article: Article, curator: User) -> Article:
    curation.publish(article, by=curator)
    return article


def decide(article: Article, kind: DecisionKind, place: Anchor | None, value: Any = None) -> Decision:
    return curation.decide(article, Decided(kind, place, value), by=None)


def item_with(article: Article, words: str) -> int:
    return next(i for i, text in enumerate(texts(article)) if words in text)


def test_a_removed_paragraph_leaves_the_working_copy(article: Article) -> None:
    decide(article, "remove", whole_line(article, ERRANDS), "advertisement")

    assert len(texts(article)) == ITEMS - 1
    assert not any(ERRANDS in text for text in texts(article))


def test_a_removed_line_is_restored(article: Article) -> None:
    decide(article, "keep", whole_line(article, DISCLAIMER), "paragraph")

    assert DISCLAIMER in texts(article)[-1]


def test_a_paragraph_is_split(article: Article) -> None:
    decide(article, "split", anchor(article, "行动不便的老人"))

    assert len(texts(article)) == ITEMS + 1
    assert texts(article)[item_with(article, "行动不便的老人")].startswith("行动不便的老人")


def test_two_paragraphs_are_joined(article: Article) -> None:
    decide(article, "join", anchor(article, ERRANDS))

    assert item_with(article, WINDOW) == item_with(article, ERRANDS)


def test_a_paragraph_becomes_a_heading(article: Article) -> None:
    decide(article, "kind", anchor(article, MEETING), "heading")

    assert working_copy(article).items[item_with(article, MEETING)].kind == "heading"


def test_the_wording_is_corrected(article: Article) -> None:
    decide(article, "text", anchor(article, "三百多件事"), "三百二十件事")

    assert "代办了三百二十件事" in texts(article)[item_with(article, ERRANDS)]


def test_a_field_is_set_and_emptied(article: Article) -> None:
    curation.set_field(article, "author", "林晓晓", by=None)
    curation.set_field(article, "channel", None, by=None)

    fields = working_copy(article).fields
    assert (fields["author"], fields["channel"]) == ("林晓晓", None)


def test_the_name_follows_the_title(article: Article) -> None:
    curation.set_field(article, "title", "三个办法", by=None)

    article.refresh_from_db()
    assert article.name == "三个办法"


@pytest.mark.parametrize(
    ("date", "precision"), [("2024", "year"), ("2024-05", "month"), ("2024-05-20", "day"), (None, None), ("", None)]
)
def test_a_date_brings_its_precision(article: Article, date: str | None, precision: str | None) -> None:
    curation.set_field(article, "date", date, by=None)

    fields = working_copy(article).fields
    assert (fields["date"], fields["date_precision"]) == (date or None, precision)


@pytest.mark.parametrize("date", ["2024-5-20", "2024-13", "2024-02-30", "24", "二〇二四年", "2024/05", "+024"])
def test_a_date_that_is_none_is_refused(article: Article, date: str) -> None:
    with pytest.raises(Refused, match="日期"):
        curation.set_field(article, "date", date, by=None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("date_precision", "day"),
        ("pages", "3"),
        ("title", "长" * 301),
        ("title", "两行\n题名"),
        ("author", "林\x00晓"),
        ("url", "javascript:alert(1)"),
        ("url", "ftp://example.org/a"),
        ("url", "见原网页"),
        ("date_kind", "yesterday"),
        ("time", "9:5"),
        ("time", "24:00"),
    ],
)
def test_a_field_that_cannot_be_set_is_refused(article: Article, name: str, value: str) -> None:
    with pytest.raises(Refused):
        curation.set_field(article, name, value, by=None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("url", "http://dj.example.org/a?id=3"),
        ("url", "https://dj.example.org/"),
        ("date_kind", "posted"),
        ("time", "09:05"),
        ("title", "三个　办法——“一网格一支部”"),
    ],
)
def test_a_field_is_set_as_it_was_typed(article: Article, name: str, value: str) -> None:
    curation.set_field(article, name, value, by=None)

    assert working_copy(article).fields[name] == value


def test_the_theme_of_a_paragraph_is_set_and_marked_as_the_curators(article: Article) -> None:
    curation.set_paragraph_theme(article, 0, "cadres", "service", by=None)

    theming = working_copy(article).items[0].theming
    assert theming is not None
    assert (theming.primary, theming.secondary, theming.decided_by) == ("cadres", "service", "curator")


def test_a_later_theme_goes_before_an_earlier_one(article: Article) -> None:
    curation.set_paragraph_theme(article, 0, "cadres", by=None)
    later = curation.set_paragraph_theme(article, 0, "service", by=None)
    assert working_copy(article).items[0].theming.primary == "service"  # type: ignore[union-attr]

    curation.undo(later, by=None)

    article.refresh_from_db()
    assert working_copy(article).items[0].theming.primary == "cadres"  # type: ignore[union-attr]


def test_the_themes_of_the_article_are_overruled(article: Article) -> None:
    curation.set_article_themes(article, ["service"], by=None)

    assert working_copy(article).themes == ("service",)


@pytest.mark.parametrize("slugs", [[], ["unknown"], ["service", "service"]])
def test_themes_that_make_no_sense_are_refused(article: Article, slugs: list[str]) -> None:
    with pytest.raises(Refused):
        curation.set_article_themes(article, slugs, by=None)


@pytest.mark.parametrize(
    ("index", "primary", "secondary"),
    [(99, "service", None), (-1, "service", None), (0, "unknown", None), (0, "service", "service")],
)
def test_a_paragraph_theme_that_makes_no_sense_is_refused(
    article: Article, index: int, primary: str, secondary: str | None
) -> None:
    with pytest.raises(Refused):
        curation.set_paragraph_theme(article, index, primary, secondary, by=None)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("keep", "table"),
        ("keep", None),
        ("remove", "boring"),
        ("split", "here"),
        ("kind", "title"),
        ("text", None),
        ("theme", {"primary": "service"}),
        ("theme", None),
        ("field", {"name": "title"}),
        ("field", {"name": "date", "value": "2024-13"}),
        ("field", {"name": "url", "value": "javascript:alert(1)"}),
        ("field", {"name": ["title"], "value": "题名"}),
        ("shout", None),
    ],
)
def test_a_decision_of_the_wrong_form_is_refused_and_leaves_nothing(
    article: Article, kind: DecisionKind, value: Any
) -> None:
    with pytest.raises(Refused):
        decide(article, kind, anchor(article, MEETING), value)

    assert not article.decisions.exists()


def test_a_decision_about_text_needs_a_place(article: Article) -> None:
    with pytest.raises(Refused, match="位置"):
        decide(article, "split", None)


@pytest.mark.parametrize(
    "place", [Anchor(99, 0, 2, "党支"), Anchor(4, 0, 2, "支部"), Anchor(0, 0, 0, ""), Anchor(4, 3, 2, "")]
)
def test_a_place_that_does_not_hold_the_quoted_words_is_refused(article: Article, place: Anchor) -> None:
    with pytest.raises(Refused, match="原文"):
        decide(article, "split", place)


def test_a_decision_that_cannot_be_carried_out_is_refused_and_leaves_nothing(article: Article) -> None:
    before = texts(article)

    with pytest.raises(Refused, match="无法执行"):
        decide(article, "theme", anchor(article, DISCLAIMER), {"primary": "service", "secondary": None})

    article.refresh_from_db()
    assert not article.decisions.exists()
    assert texts(article) == before


def test_who_decided_is_on_record(article: Article, curator: User) -> None:
    row = curation.set_field(article, "author", "林晓晓", by=curator)

    assert (row.by, row.undone_at) == (curator, None)


def test_an_undone_decision_stays_on_record(article: Article, curator: User) -> None:
    before = texts(article)
    row = decide(article, "remove", whole_line(article, ERRANDS), "advertisement")

    curation.undo(row, by=curator)

    row.refresh_from_db()
    article.refresh_from_db()
    assert row.undone_at is not None
    assert row.undone_by == curator
    assert texts(article) == before


def test_nothing_is_undone_twice(article: Article) -> None:
    row = curation.set_field(article, "author", "林晓晓", by=None)
    curation.undo(row, by=None)

    with pytest.raises(Refused, match="已经撤销"):
        curation.undo(row, by=None)


def test_a_decision_about_a_published_article_is_a_proposal(published: Article) -> None:
    Change.objects.all().delete()
    revision = Room.objects.get().revision

    decide(published, "text", anchor(published, "三百多件事"), "三百二十件事")

    before, after = (
        "“…志愿者上门代办了三百多件事，其中最多的是医保报销和养老认证，…”",
        "“…志愿者上门代办了三百二十件事，其中最多的是医保报销和养老认证…”",
    )
    assert published.proposal == [f"第7段的文字：{before} → {after}"]
    assert published.paragraphs.get(order=6).text.count("三百多件事") == 1
    assert (Room.objects.get().revision, Change.objects.count()) == (revision, 0)


def test_a_decision_about_a_draft_is_no_proposal(article: Article) -> None:
    curation.set_field(article, "author", "林晓晓", by=None)

    assert article.proposal == []


def test_a_proposal_goes_when_the_decision_is_undone(published: Article) -> None:
    row = curation.set_field(published, "author", "林晓晓", by=None)

    curation.undo(row, by=None)

    published.refresh_from_db()
    assert published.proposal == []


def test_a_rejected_proposal_leaves_what_readers_see(published: Article, curator: User) -> None:
    before = texts(published)
    row = decide(published, "remove", whole_line(published, ERRANDS), "advertisement")

    curation.reject_proposal(published, by=curator)

    row.refresh_from_db()
    assert texts(published) == before
    assert published.proposal == []
    assert (row.undone_by, row.undone_at is None) == (curator, False)


def test_a_rejected_proposal_brings_back_what_was_undone_since(article: Article, curator: User) -> None:
    row = curation.set_field(article, "author", "林晓晓", by=curator)
    curation.publish(article, by=curator)
    curation.undo(row, by=curator)
    assert article.decisions.filter(undone_at=None).count() == 0

    curation.reject_proposal(article, by=curator)

    assert working_copy(article).fields["author"] == "林晓晓"
    curation.reclean(article)
    assert working_copy(article).fields["author"] == "林晓晓"


def test_a_rejected_proposal_leaves_the_later_decision_before_the_earlier(article: Article, curator: User) -> None:
    earlier = curation.set_field(article, "author", "林晓晓", by=curator)
    curation.set_field(article, "author", "林小晓", by=curator)
    curation.publish(article, by=curator)
    curation.undo(earlier, by=curator)
    decide(article, "remove", whole_line(article, ERRANDS), "advertisement")

    curation.reject_proposal(article, by=curator)
    curation.reclean(article)

    assert working_copy(article).fields["author"] == "林小晓"
    assert article.proposal == []


def test_without_a_proposal_there_is_nothing_to_reject(published: Article) -> None:
    with pytest.raises(Refused, match="没有待采纳"):
        curation.reject_proposal(published, by=None)


def test_only_the_latest_and_the_published_cleaning_are_kept(published: Article) -> None:
    for author in ("甲", "乙", "丙"):
        curation.set_field(published, "author", author, by=None)
    assert Cleaning.objects.count() == 2

    curation.publish(published, by=None)

    assert list(Cleaning.objects.all()) == [published.cleaning]
