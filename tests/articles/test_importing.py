from __future__ import annotations

import hashlib

import pytest
from django.contrib.auth.models import User

from readingroom.articles import arrivals, curation, importing, limits
from readingroom.articles.importing import Outcome, article_of, import_file
from readingroom.articles.keys import Place, make_key
from readingroom.articles.models import Appearance, Article, Cleaning, Original, Reading, Room, Source, Status, Theme
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.records import Decision
from tests.articles.page import ERRANDS, MEETING, PAGE, whole_line
from tests.library import texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def vocabulary() -> None:
    load_vocabulary()


REVISED = PAGE.replace("三百多件事", "三百二十件事").encode()
OTHER = """\
老年食堂开张了
来源:社区晚报 2024-06-01
社区食堂今天中午开张,第一天来了六十位老人,两荤一素一汤只要八块钱,吃得饱也吃得好,大家都很满意。
食堂由居民自己选出的理事会管理,每月公布账目;党员轮流当一天食堂管理员,听取意见,改进饭菜,当天答复。
"""


def bring(page: str | bytes, name: str = "page.txt", **how: bool) -> Outcome:
    return import_file(page.encode() if isinstance(page, str) else page, name, **how)  # type: ignore[arg-type]


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Article, Original, Reading, Cleaning, Appearance, Source))


def test_a_new_file_is_created_as_a_draft(curator: User) -> None:
    outcome = import_file(PAGE.encode(), "收件/page.txt", by=curator)

    article = article_of(outcome)
    assert outcome == Outcome("created", "收件/page.txt", article.pk)
    assert (article.status, article.name) == (Status.DRAFT, "党建引领小区治理的三个办法")
    assert texts(article)[0].startswith(MEETING)


def test_the_bytes_are_kept_as_they_came(curator: User) -> None:
    import_file(PAGE.encode("gb18030"), "收件/page.txt", by=curator)

    original = Original.objects.get()
    assert bytes(original.content) == PAGE.encode("gb18030")
    assert (original.file_name, original.size, original.added_by) == ("page.txt", len(original.content), curator)


def test_the_same_file_has_the_same_keys_in_every_room() -> None:
    """Links to paragraphs hold after a room was made anew from its files."""
    edition = article_of(bring(PAGE, publish=True)).edition
    name = hashlib.sha256(PAGE.encode()).hexdigest()

    assert edition
    assert [item["key"] for item in edition.items] == [
        make_key(name, Place(0, item["line"], item["start"]), ()) for item in edition.items
    ]


@pytest.mark.parametrize("name", ["a/b/page.txt", r"C:\收件\page.txt", "page.txt", "a\\b/page.txt"])
def test_a_base_name_has_no_folder_whatever_the_system(name: str) -> None:
    bring(PAGE, name)

    assert Original.objects.get().file_name == "page.txt"


def test_the_leading_appearance_says_what_is_printed() -> None:
    article = article_of(bring(PAGE))

    lead = article.appearances.get()
    assert lead.leads
    assert lead.source is not None
    assert (lead.source.name, lead.source_as_printed) == ("社区晚报", "社区晚报")
    assert (lead.date, lead.date_precision) == ("2024-05-20", "day")
    assert lead.original == Original.objects.get()


def test_a_flagged_file_waits_for_review_and_says_why() -> None:
    outcome = bring(PAGE.replace("总结", "").replace("大会,讨论", "大会(讨论"))

    article = article_of(outcome)
    assert article.status == Status.PENDING
    assert outcome.reason == "；".join(article.cleaning.review) != ""


def test_the_same_file_again_is_unchanged() -> None:
    number = bring(PAGE).number
    before = counts()

    assert bring(PAGE) == Outcome("unchanged", "page.txt", number)
    assert bring(PAGE, "elsewhere/page.txt") == Outcome("unchanged", "elsewhere/page.txt", number)
    assert counts() == before


def test_the_same_file_under_another_name_is_a_duplicate() -> None:
    number = bring(PAGE).number
    before = counts()

    assert bring(PAGE, "copy.txt") == Outcome("duplicate", "copy.txt", number, "与“page.txt”是同一个文件")
    assert counts() == before


@pytest.mark.parametrize("data", [PAGE.encode("gb18030"), PAGE.replace("\n", "\r\n").encode(), PAGE.encode("utf-16")])
def test_other_bytes_with_the_same_text_are_a_duplicate(data: bytes) -> None:
    number = bring(PAGE).number

    assert bring(data, "copy.txt") == Outcome("duplicate", "copy.txt", number, f"正文与第 {number} 号文章相同")


def test_a_duplicate_is_known_although_a_curator_changed_the_article() -> None:
    article = article_of(bring(PAGE))
    curation.decide(article, Decision("remove", whole_line(article, ERRANDS), "advertisement"), by=None)

    assert bring(PAGE.replace("\n", "\r\n"), "copy.txt").outcome == "duplicate"


def test_another_file_under_a_known_name_is_created() -> None:
    first = bring(PAGE)

    second = bring(OTHER)

    assert second.outcome == "created"
    assert second.number != first.number


def test_a_revision_of_a_draft_moves_the_working_copy() -> None:
    number = bring(PAGE).number

    outcome = bring(REVISED)

    article = article_of(outcome)
    assert outcome == Outcome("updated", "page.txt", number)
    assert any("三百二十件事" in text for text in texts(article))
    assert article.proposal == []
    assert Cleaning.objects.count() == 1
    assert article.appearances.get().original == Original.objects.get(sha256=article.cleaning.reading.original.sha256)


def test_a_revision_of_a_published_article_is_a_proposal() -> None:
    article = article_of(bring(PAGE, publish=True))
    revision = Room.objects.get().revision

    outcome = bring(REVISED, publish=True)

    article.refresh_from_db()
    assert outcome == Outcome("updated", "page.txt", article.pk)
    assert [sentence.split("：")[0] for sentence in article.proposal] == ["第7段的文字"]
    assert article.paragraphs.filter(text__contains="三百多件事").exists()
    assert Room.objects.get().revision == revision


def test_a_revision_with_other_fields_is_a_proposal_too() -> None:
    article = article_of(bring(PAGE, publish=True))

    bring(PAGE.replace("林晓", "林小晓"))

    article.refresh_from_db()
    assert article.proposal == ["作者：林晓 → 林小晓"]


def test_the_revision_of_a_revision_is_unchanged_when_it_comes_again() -> None:
    number = bring(PAGE).number
    bring(REVISED)

    assert bring(REVISED) == Outcome("unchanged", "page.txt", number)
    assert bring(PAGE) == Outcome("unchanged", "page.txt", number)


def test_a_revision_of_an_archived_article_is_refused_and_says_why() -> None:
    article = article_of(bring(PAGE))
    curation.archive(article, by=None)
    before = counts()

    outcome = bring(REVISED)

    assert (outcome.outcome, outcome.number) == ("refused", article.pk)
    assert "已归档" in outcome.reason
    article.refresh_from_db()
    assert (article.status, counts()) == (Status.ARCHIVED, before)
    assert not any("三百二十件事" in text for text in texts(article))


def test_a_revision_of_a_withdrawn_article_is_taken_in() -> None:
    article = article_of(bring(PAGE))
    curation.publish(article, by=None)
    curation.withdraw(article, by=None)

    assert bring(REVISED) == Outcome("updated", "page.txt", article.pk)


@pytest.mark.parametrize("by_much", [False, True])
def test_a_file_of_too_many_characters_is_refused(by_much: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    characters = sum(len(line) for line in PAGE.split("\n") if line.strip())
    monkeypatch.setattr(limits, "MOST_CHARACTERS", characters - by_much)

    assert bring(PAGE).outcome == ("refused" if by_much else "created")


def test_a_file_of_too_many_lines_is_refused_before_it_is_cleaned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "clean_with_vocabulary", None)

    outcome = bring("小区里的事\n" * 5_001)

    assert (outcome.outcome, outcome.reason) == ("refused", "page.txt 的文字超过 5000 行，请拆开后再收。")


def test_known_bytes_are_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = bring(PAGE)
    monkeypatch.setattr(importing, "read_arrival", None)

    assert bring(PAGE) == Outcome("unchanged", "page.txt", first.number)


def test_blank_lines_do_not_count() -> None:
    assert bring(PAGE.replace("\n", "\n" * 1_000)).outcome == "created"


def test_a_rejected_revision_does_not_come_again(curator: User) -> None:
    article = article_of(bring(PAGE, publish=True))
    bring(REVISED)
    curation.reject_proposal(article, by=curator)

    assert bring(REVISED) == Outcome("unchanged", "page.txt", article.pk)
    article.refresh_from_db()
    assert article.proposal == []


def test_a_near_text_under_another_name_waits_for_review() -> None:
    first = bring(PAGE)

    second = bring(REVISED, "reprint.txt")

    assert second.outcome == "created"
    assert f"与第 {first.number} 号文章“党建引领小区治理的三个办法”大部分文字相同" in second.reason
    assert article_of(second).status == Status.PENDING


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\x00\x01\x02\x00", "首页 > 党建\n上一篇\n下一篇\n".encode()])
def test_what_gives_no_article_is_refused_with_a_reason(data: bytes) -> None:
    outcome = bring(data, "empty.txt")

    assert (outcome.outcome, outcome.number) == ("refused", None)
    assert outcome.reason
    assert counts()[:5] == (0, 0, 0, 0, 0)


def test_publishing_publishes_what_is_not_flagged(curator: User) -> None:
    article = article_of(import_file(PAGE.encode(), "page.txt", by=curator, publish=True))

    assert article.status == Status.PUBLISHED
    assert article.edition is not None
    assert article.edition.published_by == curator


def test_publishing_leaves_what_is_flagged() -> None:
    article = article_of(bring(PAGE.replace("大会,讨论", "大会(讨论"), publish=True))

    assert (article.status, article.edition) == (Status.PENDING, None)


def test_what_cannot_be_published_is_there_as_a_draft_and_says_why() -> None:
    Theme.objects.all().delete()

    outcome = bring(PAGE, publish=True)

    assert article_of(outcome).status == Status.DRAFT
    assert "不在主题表里" in outcome.reason


@pytest.mark.parametrize("withdraw", [curation.withdraw, curation.archive])
def test_what_was_taken_from_the_readers_does_not_come_back_by_importing(withdraw: object) -> None:
    article = article_of(bring(PAGE, publish=True))
    withdraw(article, by=None)  # type: ignore[operator]

    bring(PAGE, publish=True)
    bring(REVISED, publish=True)

    assert not Article.objects.published().exists()


def test_a_dry_run_says_the_outcome_and_writes_nothing() -> None:
    number = bring(PAGE).number
    before = counts()

    assert bring(PAGE, dry_run=True) == Outcome("unchanged", "page.txt", number)
    assert bring(PAGE, "copy.txt", dry_run=True).outcome == "duplicate"
    assert bring(REVISED, dry_run=True) == Outcome("updated", "page.txt", number)
    assert bring(OTHER, dry_run=True) == Outcome("created", "page.txt")
    assert bring(b"", dry_run=True).outcome == "refused"
    assert counts() == before
