"""What readers have of an article that is put together with another, before, while and after."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from readingroom.articles import curation, resemblances
from readingroom.articles.importing import import_file
from readingroom.articles.models import Article, Decision, Paragraph, Status
from readingroom.articles.revising import standing_decisions
from readingroom.articles.vocabulary import load_themes
from readingroom.records import Decision as Said
from tests.articles.alike import ARTICLE, ELSEWHERE
from tests.articles.page import PAGE, whole_line

pytestmark = pytest.mark.django_db

SECOND = "\n".join(["山上的果园", "来源:西岭新闻网 2024-06-11 作者:周平", *ELSEWHERE])
THIRD = "\n".join(["楼栋里的党小组", "来源:东湖晚报 2024-07-02 作者:何田", *ARTICLE])
BEGINS = PAGE.count("\n") + 1


@pytest.fixture
def two(curator: User) -> tuple[Article, Article]:
    load_themes()
    first, second = (
        Article.objects.get(pk=import_file(text.encode(), name).number)
        for text, name in ((PAGE, "one.txt"), (SECOND, "two.txt"))
    )
    for one in (first, second):
        curation.publish(one, by=curator)
    return first, second


def addresses(article: Article) -> list[str]:
    number = article.pk
    pages = ["", "original/", "editions/", "editions/1/"]
    return [*(f"/articles/{number}/{page}" for page in pages), f"/api/articles/{number}"]


def answers(client: Client, article: Article) -> list[tuple[int, str]]:
    found = [client.get(address) for address in addresses(article)]
    return [(one.status_code, one.headers.get("Location", "")) for one in found]


def state(article: Article) -> dict[str, Any]:
    """All of an article that undoing has to put back; decisions are written anew and so known by what they say."""
    article.refresh_from_db()
    said = standing_decisions(article)
    return {
        "row": (article.status, article.archived_from, article.name, article.edition_id, article.proposal),
        "reading": article.cleaning.reading_id,
        "result": article.cleaning.result,
        "decisions": sorted((row.kind, row.line or 0, str(row.value), row.by_id) for row in said),
        "originals": list(article.originals.values_list("pk", flat=True)),
        "paragraphs": list(article.paragraphs.values_list("key", "text")),
        "appearances": list(article.appearances.values_list("source_as_printed", "date", "leads")),
    }


def test_a_published_article_is_read_until_the_whole_is_published(
    curator: User, client: Client, two: tuple[Article, Article]
) -> None:
    first, second = two
    before = answers(client, second)
    keys = list(second.paragraphs.values_list("key", flat=True))

    curation.join_files(first, second, by=curator)

    assert answers(client, second) == before
    for key in keys:
        assert client.get(f"/p/{key}/").headers["Location"] == f"/articles/{second.pk}/#p-{key}"
        assert client.get(f"/p/{key}/cite/").status_code == 200


def test_then_its_addresses_lead_to_the_whole(curator: User, client: Client, two: tuple[Article, Article]) -> None:
    first, second = two
    keys = dict(second.paragraphs.values_list("key", "text"))
    curation.join_files(first, second, by=curator)

    curation.publish(first, by=curator)

    second.refresh_from_db()
    assert second.status == Status.ARCHIVED
    *pages, program = answers(client, second)
    assert set(pages) == {(302, f"/articles/{first.pk}/")}
    assert client.get(f"/api/articles/{second.pk}").json()["number"] == first.pk
    assert program == (200, "")
    for key, text in keys.items():
        there = Paragraph.objects.get(article=first, text=text)
        assert client.get(f"/p/{key}/").headers["Location"] == f"/articles/{first.pk}/#p-{there.key}"


def test_a_paragraph_that_reads_otherwise_in_the_whole_leads_to_the_whole(
    curator: User, client: Client, two: tuple[Article, Article]
) -> None:
    first, second = two
    key = second.paragraphs.get(text=ELSEWHERE[1]).key
    curation.join_files(first, second, by=curator)
    curation.decide(first, Said("remove", whole_line(first, ELSEWHERE[1]), "advertisement"), by=curator)

    curation.publish(first, by=curator)

    assert client.get(f"/p/{key}/").headers["Location"] == f"/articles/{first.pk}/"


def test_what_becomes_of_the_whole_becomes_of_its_parts(
    curator: User, client: Client, two: tuple[Article, Article]
) -> None:
    first, second = two
    curation.join_files(first, second, by=curator)
    curation.publish(first, by=curator)

    curation.withdraw(first, by=curator)
    assert answers(client, second)[0] == (302, f"/articles/{first.pk}/")
    assert client.get(f"/api/articles/{second.pk}").status_code == 410
    curation.archive(first, by=curator)
    assert {status for status, _ in answers(client, second)} == {404}


def test_of_one_that_was_never_public_nothing_is_said(
    curator: User, client: Client, two: tuple[Article, Article]
) -> None:
    first, _ = two
    third = Article.objects.get(pk=import_file(SECOND[::-1].encode(), "three.txt").number)
    curation.join_files(first, third, by=curator)

    curation.publish(first, by=curator)

    third.refresh_from_db()
    assert third.status == Status.ARCHIVED
    assert {status for status, _ in answers(client, third)} == {404}


def test_meanwhile_it_is_changed_in_the_whole_alone(curator: User, two: tuple[Article, Article]) -> None:
    first, second = two
    curation.join_files(first, second, by=curator)

    for act in (
        lambda: curation.set_field(second, "title", "另一个题名", by=curator),
        lambda: curation.publish(second, by=curator),
        lambda: curation.reclean(second),
    ):
        with pytest.raises(curation.Refused, match=f"归到了第 {first.pk} 号.*请在那一篇里改"):
            act()


def test_meanwhile_it_can_be_withdrawn_and_restored(
    curator: User, client: Client, two: tuple[Article, Article]
) -> None:
    first, second = two
    curation.join_files(first, second, by=curator)

    curation.withdraw(second, by=curator)
    assert answers(client, second)[0] == (410, "")
    curation.restore(second, by=curator)
    assert answers(client, second)[0] == (200, "")
    curation.publish(first, by=curator)

    assert answers(client, second)[0] == (302, f"/articles/{first.pk}/")


def test_it_stays_when_the_whole_is_published_without_it(curator: User, two: tuple[Article, Article]) -> None:
    first, second = two
    curation.join_files(first, second, by=curator)
    curation.reject_proposal(first, by=curator)
    curation.set_field(first, "title", "另一个题名", by=curator)

    curation.publish(first, by=curator)

    second.refresh_from_db()
    assert second.status == Status.PUBLISHED


def test_it_stays_until_all_that_the_whole_was_divided_into_is_published(
    curator: User, two: tuple[Article, Article]
) -> None:
    first, second = two
    curation.join_files(first, second, by=curator)
    third = curation.split_file(first, whole_line(first, ELSEWHERE[1]).line, by=curator)

    curation.publish(first, by=curator)
    second.refresh_from_db()
    meanwhile = second.status
    curation.publish(third, by=curator)

    second.refresh_from_db()
    assert (meanwhile, second.status) == (Status.PUBLISHED, Status.ARCHIVED)


@pytest.mark.parametrize("publish", [False, True])
def test_parting_puts_back_exactly_what_was(
    curator: User, client: Client, two: tuple[Article, Article], publish: bool
) -> None:
    first, second = two
    curation.decide(second, Said("remove", whole_line(second, ELSEWHERE[1]), "advertisement"), by=curator)
    curation.set_field(second, "author", "周平 林晓", by=curator)
    before, shown = state(first), answers(client, second)
    other = state(second)
    curation.join_files(first, second, by=curator)
    if publish:
        curation.publish(first, by=curator)

    curation.part_files(second, by=curator)

    assert state(second) == other
    assert answers(client, second) == shown
    if not publish:
        assert state(first) == before
    assert Decision.objects.filter(undone_at=None).count() == 2


def test_one_within_another_within_a_third_is_read_wherever_its_text_is_published(
    curator: User, client: Client, two: tuple[Article, Article]
) -> None:
    first, second = two
    third = Article.objects.get(pk=import_file(THIRD.encode(), "three.txt").number)
    curation.publish(third, by=curator)
    key = third.paragraphs.get(text=ARTICLE[1]).key

    curation.join_files(second, third, by=curator)
    curation.join_files(first, second, by=curator)
    seen = [answers(client, one)[0] for one in (second, third)]
    curation.publish(first, by=curator)
    led = [answers(client, one)[0] for one in (second, third)]
    there = first.paragraphs.get(text=ARTICLE[1]).key
    assert client.get(f"/p/{key}/").headers["Location"] == f"/articles/{first.pk}/#p-{there}"
    curation.part_files(first, by=curator)
    parted = [answers(client, one)[0] for one in (second, third)]
    curation.publish(second, by=curator)

    assert seen == parted == [(200, "")] * 2
    assert led == [(302, f"/articles/{first.pk}/")] * 2
    assert answers(client, third)[0] == (302, f"/articles/{second.pk}/")


def test_a_part_that_was_published_by_itself_stays_until_the_file_is_published_whole(
    curator: User, client: Client
) -> None:
    load_themes()
    whole = Article.objects.get(pk=import_file((PAGE + SECOND).encode(), "both.txt").number)
    part = curation.split_file(whole, BEGINS, by=curator)
    for one in (whole, part):
        curation.publish(one, by=curator)

    curation.part_files(whole, by=curator)
    meanwhile = answers(client, part)[0]
    curation.publish(whole, by=curator)

    assert meanwhile == (200, "")
    assert answers(client, part)[0] == (302, f"/articles/{whole.pk}/")


def test_a_part_goes_at_once_where_readers_never_lost_the_whole(curator: User, client: Client) -> None:
    load_themes()
    whole = Article.objects.get(pk=import_file((PAGE + SECOND).encode(), "both.txt").number)
    curation.publish(whole, by=curator)
    part = curation.split_file(whole, BEGINS, by=curator)
    curation.publish(part, by=curator)

    curation.part_files(whole, by=curator)

    assert answers(client, part)[0] == (302, f"/articles/{whole.pk}/")


@pytest.mark.parametrize("verdict", ["same", "revised"])
def test_one_that_was_judged_goes_when_the_other_is_published(
    curator: User, client: Client, two: tuple[Article, Article], verdict: str
) -> None:
    _, published = two
    twin = SECOND.replace("西岭新闻网", "澄江网").replace(ELSEWHERE[0], f"{ELSEWHERE[0]}后来又添了一句话。")
    draft = Article.objects.get(pk=import_file(twin.encode(), "twin.txt").number)
    pair = resemblances.between(published, draft)

    row = curation.judge(pair, verdict, by=curator)
    meanwhile = answers(client, published)[0]
    curation.publish(draft, by=curator)
    then = answers(client, published)[0]
    curation.take_back(row, by=curator)

    assert meanwhile == (200, "")
    assert then == (302, f"/articles/{draft.pk}/")
    assert answers(client, published)[0] == (200, "")


def test_one_that_was_judged_the_same_as_a_published_one_goes_at_once(
    curator: User, client: Client, two: tuple[Article, Article]
) -> None:
    first, second = two

    curation.judge(resemblances.between(second, first), "same", by=curator)

    assert answers(client, second)[0] == (302, f"/articles/{first.pk}/")


def test_nothing_that_comes_in_is_compared_with_it(curator: User, two: tuple[Article, Article]) -> None:
    first, second = two
    curation.join_files(first, second, by=curator)

    reprint = SECOND.replace(ELSEWHERE[0], f"{ELSEWHERE[0]}后来又添了一句话。")
    late = Article.objects.get(pk=import_file(reprint.encode(), "late.txt").number)

    assert second.pk not in [row.other_id for row in late.resemblances.all()]


def revised(times: int) -> str:
    """The second article as other outlets have it."""
    longer = f"{ELSEWHERE[0]}{'后来又添了一句话。' * times}"
    return SECOND.replace("西岭新闻网", f"澄江网{times}").replace(ELSEWHERE[0], longer)


def imported(text: str, name: str) -> Article:
    return Article.objects.get(pk=import_file(text.encode(), name).number)


@pytest.mark.parametrize("verdict", ["same", "revised"])
@pytest.mark.parametrize("further", ["same", "revised", "join"])
def test_it_goes_when_its_text_is_published_two_articles_on_and_comes_back_with_the_one_between(
    curator: User, client: Client, two: tuple[Article, Article], verdict: str, further: str
) -> None:
    _, published = two
    between, last = imported(revised(1), "between.txt"), imported(revised(2), "last.txt")
    curation.judge(resemblances.between(published, between), verdict, by=curator)
    if further == "join":
        curation.join_files(last, between, by=curator)
    else:
        row = curation.judge(resemblances.between(between, last), further, by=curator)

    meanwhile = answers(client, published)[0]
    curation.publish(last, by=curator)
    then = answers(client, published)[0]
    if further == "join":
        curation.part_files(last, by=curator)
    else:
        curation.take_back(row, by=curator)

    assert meanwhile == (200, "")
    assert then == (302, f"/articles/{last.pk}/")
    assert answers(client, published)[0] == (200, "")


def test_what_waits_for_one_article_is_given_to_no_other(curator: User, two: tuple[Article, Article]) -> None:
    first, second = two
    twin, third = imported(revised(1), "twin.txt"), imported(THIRD, "three.txt")
    curation.judge(resemblances.between(second, twin), "same", by=curator)

    for act in (
        lambda: curation.join_files(first, second, by=curator),
        lambda: curation.judge(resemblances.between(second, third), "same", by=curator),
        lambda: curation.archive(second, by=curator),
    ):
        with pytest.raises(curation.Refused, match=f"归到了第 {twin.pk} 号"):
            act()

    second.refresh_from_db()
    assert (second.status, second.archived_from) == (Status.PUBLISHED, Status.PUBLISHED)


def test_what_is_in_another_article_does_not_come_back_by_itself(
    curator: User, client: Client, two: tuple[Article, Article]
) -> None:
    first, second = two
    curation.join_files(first, second, by=curator)
    curation.publish(first, by=curator)

    with pytest.raises(curation.Refused, match=f"归到了第 {first.pk} 号.*请先还原拆并"):
        curation.restore(second, by=curator)
    curation.part_files(first, by=curator)

    assert answers(client, second)[0] == (200, "")


@pytest.mark.parametrize("publish", [False, True])
def test_a_part_that_is_in_another_article_by_now_is_not_taken_in_again(
    curator: User, two: tuple[Article, Article], publish: bool
) -> None:
    first, _ = two
    whole = imported(THIRD + "\n" + SECOND[::-1], "both.txt")
    part = curation.split_file(whole, 8, by=curator)
    for one in (part, whole):
        curation.publish(one, by=curator)
    curation.join_files(first, part, by=curator)
    if publish:
        curation.publish(first, by=curator)

    with pytest.raises(curation.Refused, match=f"已归到第 {first.pk} 号.*请先在那里还原"):
        curation.part_files(whole, by=curator)


def test_a_revised_file_of_it_is_not_taken_in_behind_the_curators_back(
    curator: User, two: tuple[Article, Article]
) -> None:
    _, second = two
    twin = imported(revised(1), "twin.txt")
    curation.judge(resemblances.between(second, twin), "same", by=curator)
    before = state(second)

    outcome = import_file(SECOND.replace("去年", "前年").encode(), "two.txt")

    assert (outcome.outcome, outcome.number) == ("refused", second.pk)
    assert f"那篇文章归到了第 {twin.pk} 号" in outcome.reason
    assert state(second) == before
