from __future__ import annotations

from itertools import product

import pytest
from django.contrib.auth.models import User

from readingroom.articles import curation
from readingroom.articles.curation import ALLOWED, Act, Refused
from readingroom.articles.models import Article, Change, Room, Status
from tests.library import clean_article, draft, published_article

pytestmark = pytest.mark.django_db


def article_in(status: Status) -> Article:
    if status in (Status.DRAFT, Status.PENDING):
        return draft(review=["有未定的行"] if status == Status.PENDING else [])
    article = published_article()
    if status == Status.WITHDRAWN:
        curation.withdraw(article, by=None, reason="来源有误")
    if status == Status.ARCHIVED:
        curation.archive(article, by=None)
    return article


def perform(act: Act, article: Article) -> None:
    acts = {
        Act.SUBMIT: curation.submit,
        Act.PUBLISH: curation.publish,
        Act.WITHDRAW: curation.withdraw,
        Act.RESTORE: curation.restore,
        Act.ARCHIVE: curation.archive,
    }
    if act == Act.DECIDE:
        curation.set_field(article, "author", "林晓", by=None)
    else:
        acts[act](article, by=None)


@pytest.mark.parametrize(
    ("act", "status"), [(act, status) for act, status in product(Act, Status) if status not in ALLOWED[act]]
)
def test_an_act_that_is_not_open_from_a_status_is_refused(act: Act, status: Status) -> None:
    article = article_in(status)

    with pytest.raises(Refused, match=status.label):
        perform(act, article)

    article.refresh_from_db()
    assert article.status == status


def test_a_draft_is_submitted() -> None:
    article = draft()

    curation.submit(article, by=None)

    article.refresh_from_db()
    assert article.status == Status.PENDING


def test_a_withdrawn_article_is_no_longer_published_and_says_when_and_why(curator: User) -> None:
    article = published_article()

    curation.withdraw(article, by=curator, reason="来源有误")

    article.refresh_from_db()
    assert not Article.objects.published().exists()
    assert article.status == Status.WITHDRAWN
    assert article.withdrawn_at is not None
    assert article.withdrawal_reason == "来源有误"


def test_a_withdrawn_article_is_restored_in_the_same_edition() -> None:
    article = article_in(Status.WITHDRAWN)

    curation.restore(article, by=None)

    article.refresh_from_db()
    assert (article.status, article.withdrawn_at, article.withdrawal_reason) == (Status.PUBLISHED, None, "")
    assert article.editions.count() == 1


def test_an_archived_article_is_restored_to_the_readers() -> None:
    article = article_in(Status.ARCHIVED)

    curation.restore(article, by=None)

    assert Article.objects.published().get() == article


def test_an_archived_draft_is_restored_as_a_draft() -> None:
    article = draft()
    curation.archive(article, by=None)

    curation.restore(article, by=None)

    article.refresh_from_db()
    assert article.status == Status.DRAFT


def test_an_archived_article_that_waited_for_review_waits_again() -> None:
    article = article_in(Status.PENDING)
    curation.archive(article, by=None)

    curation.restore(article, by=None)

    article.refresh_from_db()
    assert (article.status, article.archived_from) == (Status.PENDING, "")


def test_a_published_article_with_a_proposal_is_restored_to_the_readers() -> None:
    article = article_in(Status.PUBLISHED)
    curation.set_field(article, "author", "林晓", by=None)
    curation.archive(article, by=None)

    curation.restore(article, by=None)

    article.refresh_from_db()
    assert (article.status, bool(article.proposal)) == (Status.PUBLISHED, True)


def test_a_withdrawn_article_does_not_go_public_by_way_of_the_archive() -> None:
    article = article_in(Status.WITHDRAWN)
    curation.archive(article, by=None)

    curation.restore(article, by=None)

    article.refresh_from_db()
    assert (article.status, article.withdrawal_reason) == (Status.WITHDRAWN, "来源有误")


@pytest.mark.parametrize("act", [Act.WITHDRAW, Act.ARCHIVE])
def test_what_changes_public_pages_raises_the_revision_and_tells_the_index(act: Act) -> None:
    article = published_article()
    Change.objects.all().delete()
    revision = Room.objects.get().revision

    perform(act, article)

    assert Room.objects.get().revision > revision
    assert list(Change.objects.values_list("article", flat=True)) == [article.pk]


def test_submitting_changes_no_public_page() -> None:
    article = draft()
    revision = Room.objects.get().revision

    curation.submit(article, by=None)

    assert Room.objects.get().revision == revision


def test_an_act_goes_by_what_the_article_is_now_and_not_by_what_was_shown() -> None:
    shown = published_article()
    curation.withdraw(Article.objects.get(pk=shown.pk), by=None)
    assert shown.status == Status.PUBLISHED

    with pytest.raises(Refused, match="已撤下"):
        curation.withdraw(shown, by=None)


def test_pending_is_what_a_reviewed_article_begins_as() -> None:
    assert clean_article(review=["x"]).review == ("x",)
    assert article_in(Status.PENDING).status == Status.PENDING
