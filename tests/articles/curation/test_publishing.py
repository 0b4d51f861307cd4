from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User

from readingroom.articles import curation
from readingroom.articles.curation import Refused
from readingroom.articles.keys import Place, make_key
from readingroom.articles.models import Article, Change, Edition, Room, Source, Status, Theme
from readingroom.articles.revising import adopt, made_of, reading_of
from readingroom.records import FIELD_NAMES, CleanArticle
from tests.library import BODY, clean_article, draft, item, keys_by_text, published_article

pytestmark = pytest.mark.django_db


def revise(article: Article, clean: CleanArticle) -> Article:
    adopt(article, made_of(reading_of(article), clean))
    return article


def test_publishing_makes_the_first_edition(curator: User) -> None:
    article = draft(outlet="人民日报", source="人民网-人民日报", date="2022-02-16", date_precision="day")

    edition = curation.publish(article, by=curator)

    article.refresh_from_db()
    assert (article.status, article.edition) == (Status.PUBLISHED, edition)
    assert (edition.number, edition.title, edition.title_is_built) == (1, "党建引领基层治理", False)
    assert (edition.date, edition.published_by, edition.rules_version) == ("2022-02-16", curator, "test-1")
    assert edition.source == Source.objects.get(name="人民日报")
    assert tuple(edition.fields) == FIELD_NAMES


def test_the_items_of_an_edition_carry_keys_and_places() -> None:
    items = [item("第一", kind="heading"), item(BODY[0]), item("关键词：党建", kind="front")]

    edition = published_article(items).edition

    assert edition is not None
    assert [(one["kind"], one["text"], one["line"], one["start"]) for one in edition.items] == [
        ("heading", "第一", 1, 0),
        ("paragraph", BODY[0], 2, 0),
        ("front", "关键词：党建", 3, 0),
    ]
    assert set(edition.items[0]) == {
        "key",
        "kind",
        "text",
        "line",
        "start",
        "lines",
        "continues_previous_page",
        "theme",
        "theme_secondary",
        "near_tie",
        "theme_decided_by",
        "theme_evidence",
    }
    assert edition.items[2]["theme"] is None


def test_paragraph_rows_say_what_the_edition_says() -> None:
    article = published_article()

    assert article.edition is not None
    rows = [(row.key, row.text, row.kind, row.theme and row.theme.slug) for row in article.paragraphs.all()]
    assert rows == [(one["key"], one["text"], one["kind"], one["theme"]) for one in article.edition.items]


def test_themes_keep_their_order() -> None:
    edition = published_article(themes=("cadres", "service", "organization")).edition

    assert edition is not None
    assert [row.theme.slug for row in edition.edition_themes.all()] == ["cadres", "service", "organization"]


def test_an_article_without_a_printed_title_is_shown_under_a_built_one() -> None:
    article = published_article(title=None, outlet="实践", issue="2022年第7期/总第1447期", page="15")

    assert article.edition is not None
    assert (article.edition.title, article.edition.title_is_built) == ("《实践》2022年第7期第15页", True)
    assert article.edition.fields["title"] is None


def test_the_next_edition_leaves_the_first_as_it_was() -> None:
    article = published_article()
    first = Edition.objects.values().get()
    revise(article, clean_article([*BODY[:2], "街道为每个网格配备两名专职干部，并定期组织业务培训。"]))

    second = curation.publish(article, by=None, correction="第三段的人数有误。")

    assert (second.number, second.correction) == (2, "第三段的人数有误。")
    assert Edition.objects.values().get(number=1) == first | {"cleaning_id": None}


def test_keys_stay_when_the_text_changes() -> None:
    article = published_article()
    before = list(article.paragraphs.values_list("key", flat=True))
    revise(article, clean_article([text.replace("。", "！") for text in BODY]))

    curation.publish(article, by=None)

    assert list(article.paragraphs.values_list("key", flat=True)) == before


def test_a_deleted_paragraph_leaves_its_key_and_last_text() -> None:
    article = published_article()
    key = keys_by_text(article)[BODY[2]]
    revise(article, clean_article(BODY[:2]))

    curation.publish(article, by=None)

    former = article.former_keys.get()
    assert (former.key, former.paragraph, former.last_text) == (key, None, BODY[2])


def test_publishing_what_readers_already_see_is_refused() -> None:
    article = published_article()
    revise(article, clean_article())

    with pytest.raises(Refused, match="没有不同"):
        curation.publish(article, by=None)
    assert article.editions.count() == 1


@pytest.mark.parametrize(
    "clean",
    [
        clean_article(BODY[:2]),
        clean_article([*BODY, "又加了一段。"]),
        clean_article(BODY[::-1]),
        clean_article([item(BODY[0], kind="heading"), *BODY[1:]]),
        clean_article([item(BODY[0], theme="service"), *BODY[1:]]),
        clean_article(title="换了题名"),
        clean_article(author="林晓"),
        clean_article(themes=("service",)),
        clean_article(source="求是杂志"),
    ],
)
def test_whatever_readers_would_see_is_a_difference(clean: CleanArticle) -> None:
    article = revise(published_article(), clean)

    assert article.proposal
    assert curation.publish(article, by=None).number == 2
    assert article.proposal == []


def test_a_paragraph_that_goes_on_from_the_page_before_is_marked() -> None:
    clean = clean_article()
    first = replace(clean.items[0], continues_previous_page=True)
    article = revise(published_article(), replace(clean, items=(first, *clean.items[1:])))
    assert article.proposal == ["第1段改为接上页"]

    curation.publish(article, by=None)

    assert [row.continues_previous_page for row in article.paragraphs.all()] == [True, False, False]


def test_paragraphs_in_another_order_are_a_difference() -> None:
    article = published_article()
    clean = clean_article()
    swapped = replace(clean, items=(clean.items[1], clean.items[0], clean.items[2]))

    assert revise(article, swapped).proposal == ["段落的次序有变动"]


def test_a_source_that_was_made_known_since_is_a_difference() -> None:
    article = published_article(source="社区晚报")
    assert article.edition is not None
    assert article.edition.source is None
    curation.save(Source(name="社区晚报"), by=None)

    edition = curation.publish(article, by=None)

    assert edition.source == Source.objects.get(name="社区晚报")


def test_the_leading_appearance_follows_the_edition() -> None:
    article = published_article(date="2022", date_precision="year")
    revise(article, clean_article(date="2022-07", date_precision="month", issue="第7期", outlet="实践"))

    curation.publish(article, by=None)

    lead = article.appearances.get()
    assert (lead.date, lead.date_precision, lead.issue) == ("2022-07", "month", "第7期")
    assert lead.source == Source.objects.get(name="实践")


def test_a_printed_value_longer_than_its_column_is_whole_in_the_edition() -> None:
    article = published_article(column="栏" * 150, outlet="报" * 150)

    assert article.edition is not None
    assert len(article.edition.fields["column"]) == 150
    assert article.appearances.get().column == "栏" * 100


def test_publishing_raises_the_revision_and_tells_the_index() -> None:
    article = draft()
    revision = Room.objects.get().revision

    curation.publish(article, by=None)

    assert Room.objects.get().revision > revision
    assert list(Change.objects.values_list("article", flat=True)) == [article.pk]


def test_an_article_without_a_body_is_not_published() -> None:
    article = revise(draft(), clean_article([item("只有小标题", kind="heading")]))

    with pytest.raises(Refused, match="没有正文"):
        curation.publish(article, by=None)


@pytest.mark.parametrize("nothing", ["", " ", "\u3000"])
def test_an_article_with_a_paragraph_that_was_emptied_is_not_published(nothing: str) -> None:
    article = revise(published_article(), clean_article([BODY[0], nothing, BODY[2]]))

    with pytest.raises(Refused, match="第2段改得没有文字了"):
        curation.publish(article, by=None)
    assert article.editions.count() == 1


def test_an_article_on_a_theme_that_is_no_more_is_not_published() -> None:
    article = draft(themes=("culture",))

    with pytest.raises(Refused, match="culture"):
        curation.publish(article, by=None)
    assert not Edition.objects.exists()


def test_an_item_without_a_theme_is_not_published() -> None:
    Theme.objects.all().delete()
    article = draft([item(BODY[0], theme="nowhere")])

    with pytest.raises(Refused, match="nowhere"):
        curation.publish(article, by=None)


def test_a_withdrawn_article_comes_back_corrected() -> None:
    article = published_article()
    curation.withdraw(article, by=None, reason="人数有误")
    revise(article, clean_article(BODY[:2]))

    curation.publish(article, by=None)

    assert (article.status, article.withdrawn_at, article.withdrawal_reason) == (Status.PUBLISHED, None, "")


def test_a_withdrawn_article_that_was_not_corrected_is_for_restoring() -> None:
    article = published_article()
    curation.withdraw(article, by=None)

    with pytest.raises(Refused, match="恢复"):
        curation.publish(article, by=None)


def test_a_key_that_another_article_has_by_chance_is_passed_over() -> None:
    other, article = published_article(), draft(["另一篇的正文，说的是别的事情。"])
    chance = make_key(reading_of(article).original.sha256, Place(0, 1, 0), taken=())
    row = other.paragraphs.get(order=0)
    other.paragraphs.filter(pk=row.pk).update(key=chance)

    curation.publish(article, by=None)

    assert article.paragraphs.get().key != chance
    assert other.paragraphs.filter(key=chance).exists()


def test_numbers_of_articles_are_not_given_twice() -> None:
    numbers = [draft([f"第{n}篇的正文，说的是另外{n}件事情。"]).pk for n in range(3)]

    assert numbers == sorted(set(numbers))
