from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from readingroom.articles import curation
from readingroom.articles.curation import Refused
from readingroom.articles.models import (
    Appearance,
    Change,
    Origin,
    Room,
    Source,
    SourceAlias,
    Term,
    TermState,
    Theme,
)
from readingroom.articles.vocabulary import load_vocabulary
from tests.library import draft, published_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def vocabulary() -> None:
    load_vocabulary()


def revision() -> int:
    return Room.objects.get().revision


def test_a_saved_row_raises_the_room_revision(curator: User) -> None:
    before = revision()

    curation.save(Source(name="社区晚报"), by=curator)

    assert Source.objects.filter(name="社区晚报").exists()
    assert revision() > before


def test_the_room_itself_can_be_saved(curator: User) -> None:
    room = Room.objects.get()
    room.name = "幸福社区党建阅览室"

    curation.save(room, by=curator)

    assert Room.objects.get().name == "幸福社区党建阅览室"


def test_saving_the_room_does_not_turn_its_revision_back(curator: User) -> None:
    room = Room.objects.get()
    curation.save(Source(name="社区晚报"), by=curator)
    before = revision()

    curation.save(room, by=curator)

    assert revision() > before


@pytest.mark.parametrize(
    "row",
    [
        Source(name=""),
        Source(name="人民日报"),
        Source(name="社区晚报", kind="radio"),
        Theme(slug="organization", name="又一个"),
        Theme(slug="culture", name="综合"),
        SourceAlias(spelling="没有来源的写法"),
    ],
)
def test_a_row_that_is_not_valid_is_refused_and_changes_nothing(row: Any, curator: User) -> None:
    before = revision()

    with pytest.raises(Refused, match=r"\w"):
        curation.save(row, by=curator)
    assert revision() == before


def test_a_term_with_the_weight_zero_is_refused(curator: User) -> None:
    with pytest.raises(Refused):
        curation.save(Term(theme=Theme.objects.get(slug="service"), word="热线", weight=0), by=curator)


def test_a_term_of_general_is_refused(curator: User) -> None:
    with pytest.raises(Refused, match="综合"):
        curation.save(Term(theme=Theme.objects.get(slug="general"), word="其他"), by=curator)


def test_a_slug_is_never_changed(curator: User) -> None:
    theme = Theme.objects.get(slug="service")
    theme.slug = "services"

    with pytest.raises(Refused, match="代号"):
        curation.save(theme, by=curator)


def test_a_name_is_changed_and_the_index_hears_of_it(curator: User) -> None:
    article = published_article(themes=("service",))
    Change.objects.all().delete()
    theme = Theme.objects.get(slug="service")
    theme.name = "为民服务"

    curation.save(theme, by=curator)

    assert list(Change.objects.values_list("article", flat=True)) == [article.pk]


def test_a_shipped_theme_is_not_deleted(curator: User) -> None:
    with pytest.raises(Refused, match="随软件提供"):
        curation.delete(Theme.objects.get(slug="general"), by=curator)


def test_a_theme_in_use_is_not_deleted(curator: User) -> None:
    theme = Theme.objects.create(slug="culture", name="文化")
    published_article(themes=("culture",))

    with pytest.raises(Refused, match="1 篇"):
        curation.delete(theme, by=curator)


def test_an_unused_theme_is_deleted_with_its_terms(curator: User) -> None:
    theme = Theme.objects.create(slug="culture", name="文化")
    Term.objects.create(theme=theme, word="文化活动")

    curation.delete(theme, by=curator)

    assert not Theme.objects.filter(slug="culture").exists()
    assert not Term.objects.filter(word="文化活动").exists()


def test_a_source_in_use_is_not_deleted_and_the_refusal_says_by_how_many(curator: User) -> None:
    published_article(["第一篇的正文在这里。"], outlet="人民日报")
    draft(["第二篇的正文在那里，完全不同。"], outlet="人民日报")

    with pytest.raises(Refused, match="2 篇"):
        curation.delete(Source.objects.get(name="人民日报"), by=curator)


def test_an_unused_source_is_deleted_with_its_spellings(curator: User) -> None:
    curation.delete(Source.objects.get(name="求是"), by=curator)

    assert not SourceAlias.objects.filter(spelling="求是杂志").exists()


def test_a_shipped_term_stays_as_a_deleted_row(curator: User) -> None:
    term = Term.objects.filter(origin=Origin.SHIPPED)[0]

    curation.delete(term, by=curator)

    term.refresh_from_db()
    assert term.state == TermState.DELETED


def test_a_term_of_the_office_is_deleted(curator: User) -> None:
    term = Term.objects.create(theme=Theme.objects.get(slug="service"), word="社区大食堂")

    curation.delete(term, by=curator)

    assert not Term.objects.filter(word="社区大食堂").exists()


def test_the_room_is_not_deleted(curator: User) -> None:
    with pytest.raises(Refused, match="只有一个"):
        curation.delete(Room.objects.get(), by=curator)


def test_a_reprint_is_added_and_deleted(curator: User) -> None:
    article = published_article()
    reprint = Appearance(article=article, leads=False, source_as_printed="社区晚报")

    curation.save(reprint, by=curator)
    curation.delete(reprint, by=curator)

    assert article.appearances.count() == 1
    assert Change.objects.filter(article=article).count() == 3


def test_the_leading_appearance_follows_the_fields_and_is_not_edited(curator: User) -> None:
    lead = published_article(outlet="人民日报").appearances.get()
    lead.issue = "第8期"

    with pytest.raises(Refused, match="期号"):
        curation.save(lead, by=curator)


def test_the_day_on_which_a_page_was_looked_at_is_the_curators_to_set(curator: User) -> None:
    lead = published_article().appearances.get()
    lead.accessed_on = "2026-11-20"

    curation.save(lead, by=curator)

    lead.refresh_from_db()
    assert str(lead.accessed_on) == "2026-11-20"


def test_the_leading_appearance_is_not_deleted(curator: User) -> None:
    with pytest.raises(Refused, match="来源行"):
        curation.delete(published_article().appearances.get(), by=curator)


def test_a_second_leading_appearance_is_refused(curator: User) -> None:
    with pytest.raises(Refused):
        curation.save(Appearance(article=published_article(), leads=True), by=curator)
