"""What takes long is worked out with the room free; what somebody changed meanwhile is worked out anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from readingroom import pipeline
from readingroom.articles import curation, room
from readingroom.articles.importing import article_of, import_file
from readingroom.articles.models import Article, Decision, Resemblance, Room, Upload
from readingroom.articles.refusal import Refused
from readingroom.articles.rehearsing import rehearse, remembering, worked_out
from readingroom.articles.resemblances import between
from readingroom.articles.uploads import Incoming, receive, work_off_one
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.articles.working_copy import working_copy
from tests.articles.alike import ELSEWHERE
from tests.articles.page import PAGE


class TestRemembering:
    def test_the_same_question_is_answered_once(self) -> None:
        work = Work()

        with remembering():
            answers = [worked_out(work, question) for question in ([1, 2], [1, 2], [1, 3])]

        assert answers == [3, 3, 4]
        assert work.asked == [[1, 2], [1, 3]]

    def test_it_ends_with_the_block(self) -> None:
        work = Work()

        for _ in "ab":
            with remembering():
                worked_out(work, [1])
        worked_out(work, [1])

        assert len(work.asked) == 3


class Work:
    def __init__(self) -> None:
        self.asked: list[Sequence[int]] = []

    def __call__(self, numbers: Sequence[int]) -> int:
        self.asked.append(numbers)
        return sum(numbers)


@pytest.fixture
def article(curator: User) -> Article:
    load_vocabulary()
    return article_of(import_file(PAGE.encode(), "page.txt", by=curator))


@pytest.fixture
def cleanings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Of each cleaning whether the room was held."""
    found: list[str] = []
    holding: list[int] = []
    process, in_time = pipeline.process, room.in_time

    @contextmanager
    def noted() -> Iterator[None]:
        with in_time():
            holding.append(1)
            try:
                yield
            finally:
                holding.pop()

    def noting(*about: Any) -> Any:
        found.append("held" if holding else "free")
        return process(*about)

    monkeypatch.setattr(room, "in_time", noted)
    monkeypatch.setattr(pipeline, "process", noting)
    return found


@pytest.mark.django_db
class TestRehearsals:
    def test_nothing_is_written(self, article: Article) -> None:
        before = Article.objects.get().cleaning_id

        rehearse(lambda: curation.set_kind(article, 1, "front", by=None))

        assert (Article.objects.get().cleaning_id, Decision.objects.count()) == (before, 0)

    def test_a_plain_write_is_stopped_too(self) -> None:
        rehearse(lambda: Room.objects.update(name="别的名字"))

        assert not Room.objects.filter(name="别的名字").exists()

    def test_what_is_refused_is_told_in_earnest_only(self, article: Article) -> None:
        def act() -> None:
            curation.join(article, 0, by=None)

        rehearse(act)

        with pytest.raises(Refused):
            act()

    def test_what_is_wrong_in_the_program_is_not_hidden(self) -> None:
        with pytest.raises(ZeroDivisionError):
            rehearse(lambda: 1 / 0)

    def test_the_room_can_be_written_to_afterwards(self, article: Article) -> None:
        rehearse(lambda: curation.undo_all(article, by=None))

        curation.set_field(article, "author", "周岚", by=None)

        assert working_copy(Article.objects.get()).fields["author"] == "周岚"


ACTS = {
    "kind": lambda article: curation.set_kinds(article, [1, 2], "front", by=None),
    "join": lambda article: curation.join_all(article, [2, 4], by=None),
    "move": lambda article: curation.move_all(article, [3, 4], "up", by=None),
    "reword": lambda article: curation.reword(article, 1, "党支部每月开会。", by=None),
    "field": lambda article: curation.set_field(article, "author", "周岚", by=None),
    "undo all": lambda article: curation.undo_all(article, by=None),
    "clean anew": curation.reclean,
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ACTS)
class TestActs:
    def test_the_page_is_cleaned_once_and_with_the_room_free(
        self, name: str, article: Article, cleanings: list[str]
    ) -> None:
        curation.set_field(article, "page", "3", by=None)
        cleanings.clear()

        rehearsed(name, article)

        assert cleanings == ["free"]

    def test_what_comes_of_it_is_what_comes_of_it_without(self, name: str, article: Article) -> None:
        curation.set_field(article, "page", "3", by=None)
        with_rehearsal = result_of(lambda: rehearsed(name, article), article)

        assert result_of(lambda: ACTS[name](article), article) == with_rehearsal

    def test_what_a_colleague_did_in_between_stays(self, name: str, article: Article) -> None:
        curation.set_field(article, "page", "3", by=None)
        with remembering():
            rehearse(lambda: ACTS[name](article))
            curation.set_field(Article.objects.get(), "author", "林冬", by=None)
            ACTS[name](article)

        said = {row.value["value"] for row in article.decisions.filter(kind="field", undone_at=None)}
        expected = {"field": {"3", "林冬", "周岚"}, "undo all": set[str]()}.get(name, {"3", "林冬"})
        author = {"field": "周岚", "undo all": "林晓"}.get(name, "林冬")
        assert (said, working_copy(Article.objects.get()).fields["author"]) == (expected, author)


def rehearsed(name: str, article: Article) -> None:
    with remembering():
        rehearse(lambda: ACTS[name](article))
        ACTS[name](article)


def result_of(act: Any, article: Article) -> Any:
    """What it makes of the article, which is put back as it was."""
    with transaction.atomic():
        act()
        now = Article.objects.get()
        made = [now.cleaning.result, now.cleaning.review, now.cleaning.rule_hits, now.name, now.simhash, now.proposal]
        rows = now.decisions.order_by("pk")
        made += [[row.kind, row.value, row.quote, row.undone_at is None, row.overrules] for row in rows]
        transaction.set_rollback(True)
    article.refresh_from_db()
    return made


SECOND = "\n".join(["山上的果园", "来源:西岭新闻网 2024-06-11 作者:周平", "分享到微信", *ELSEWHERE])
BEGINS = PAGE.count("\n") + 1
"""The line at which the second article begins in a file that has both."""


@dataclass(frozen=True)
class Act:
    """Something that is done to two articles; `before` is what was done to them already."""

    run: Callable[[Article, Article], object]
    before: Callable[[Article, Article], object] = lambda one, two: None
    file: str = PAGE


def judged(verdict: str) -> Callable[[Article, Article], Resemblance]:
    return lambda one, two: curation.judge(between(two, one), verdict, by=None)


def joined(one: Article, two: Article) -> None:
    curation.join_files(one, two, by=None)


ACTS_ON_TWO = {
    "split": Act(lambda one, two: curation.split_file(one, BEGINS, by=None), file=PAGE + SECOND),
    "undo a split": Act(
        lambda one, two: curation.part_files(one, by=None),
        lambda one, two: curation.split_file(one, BEGINS, by=None),
        file=PAGE + SECOND,
    ),
    "join": Act(joined),
    "undo a join": Act(lambda one, two: curation.part_files(one, by=None), joined),
    "same": Act(judged("same")),
    "revised": Act(judged("revised")),
    "not revised after all": Act(
        lambda one, two: curation.take_back(between(two, one), by=None),
        judged("revised"),
    ),
    "revised file": Act(lambda one, two: import_file(PAGE.replace("。", "！", 1).encode(), "page.txt")),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ACTS_ON_TWO)
class TestActsOnTwoArticles:
    @pytest.fixture
    def two(self, name: str, curator: User) -> tuple[Article, Article]:
        load_vocabulary()
        files = {"page.txt": ACTS_ON_TWO[name].file, "other.txt": SECOND}
        one, two = (article_of(import_file(text.encode(), file, by=curator)) for file, text in files.items())
        for article in (one, two):
            curation.set_field(article, "page", "3", by=None)
            curation.set_kind(article, 1, "front", by=None)
        ACTS_ON_TWO[name].before(one, two)
        return Article.objects.get(pk=one.pk), Article.objects.get(pk=two.pk)

    def test_everything_is_cleaned_with_the_room_free(
        self, name: str, two: tuple[Article, Article], cleanings: list[str]
    ) -> None:
        cleanings.clear()

        with remembering():
            rehearse(lambda: ACTS_ON_TWO[name].run(*two))
            ACTS_ON_TWO[name].run(*two)

        assert "held" not in cleanings

    def test_what_comes_of_it_is_what_comes_of_it_without(self, name: str, two: tuple[Article, Article]) -> None:
        act = ACTS_ON_TWO[name].run

        with remembering():
            rehearse(lambda: act(*two))
            with_rehearsal = outcome(lambda: act(*two))

        assert outcome(lambda: act(*two)) == with_rehearsal

    def test_what_a_colleague_did_in_between_stays(self, name: str, two: tuple[Article, Article]) -> None:
        act = ACTS_ON_TWO[name].run

        with remembering():
            rehearse(lambda: act(*two))
            curation.set_field(Article.objects.get(pk=two[0].pk), "author", "林冬", by=None)
            act(*two)

        # With the revision goes what was decided about it.
        author = "林晓" if name == "not revised after all" else "林冬"
        assert working_copy(Article.objects.get(pk=two[0].pk)).fields["author"] == author


def outcome(act: Callable[[], object]) -> list[Any]:
    """What it makes of all articles, which are put back as they were."""
    with transaction.atomic():
        act()
        made = [
            [one.status, one.name, one.simhash, one.proposal, one.cleaning.result, one.cleaning.review]
            for one in Article.objects.order_by("pk")
        ]
        made += [
            [row.kind, row.value, row.line, row.quote, row.undone_at is None] for row in Decision.objects.order_by("pk")
        ]
        transaction.set_rollback(True)
    return made


@pytest.mark.django_db
def test_a_file_is_stored_by_the_worker_with_nothing_cleaned_meanwhile(article: Article, cleanings: list[str]) -> None:
    curation.set_field(article, "page", "3", by=None)
    receive([Incoming("page.txt", PAGE.replace("。", "！", 1).encode())], by=None)
    cleanings.clear()

    work_off_one()

    assert cleanings == ["free", "free"]
    assert Upload.objects.get().outcome == "updated"


@pytest.mark.django_db
class TestSeveralItems:
    """One cleaning for all gives what one after another gives."""

    @pytest.mark.parametrize(
        ("at_once", "one_by_one"),
        [
            (ACTS["join"], lambda one: [curation.join(one, index, by=None) for index in (4, 2)]),
            (ACTS["move"], lambda one: [curation.move(one, index, "up", by=None) for index in (3, 4)]),
            (
                lambda one: curation.move_all(one, [3, 4], "down", by=None),
                lambda one: [curation.move(one, index, "down", by=None) for index in (4, 3)],
            ),
            (ACTS["kind"], lambda one: [curation.set_kind(one, index, "front", by=None) for index in (1, 2)]),
        ],
    )
    def test_it_is_the_same(self, at_once: Any, one_by_one: Any, article: Article) -> None:
        assert result_of(lambda: at_once(article), article) == result_of(lambda: one_by_one(article), article)

    def test_at_the_edge_none_of_them_moves(self, article: Article) -> None:
        with pytest.raises(Refused, match="第1段已经在最前面了"):
            curation.move_all(article, [1, 0], "up", by=None)

    def test_the_first_joins_nothing(self, article: Article) -> None:
        with pytest.raises(Refused, match="第1段前面没有可以并入的段落"):
            curation.join_all(article, [2, 0], by=None)

    def test_of_several_kinds_those_that_differ_are_changed(self, article: Article) -> None:
        rows = curation.set_kinds(article, [0, 1], "heading", by=None)

        assert len(rows) == 1
