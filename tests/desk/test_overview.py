"""The first page of the desk: what waits, how much of it, and one click on."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from readingroom.articles import curation
from readingroom.articles.models import (
    Article,
    Batch,
    Decision,
    Likeness,
    Redaction,
    Resemblance,
    Upload,
    UploadState,
)
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.desk.overview import Waiting
from readingroom.search.models import UnansweredQuestion
from tests.desk.test_policy import broken
from tests.library import draft, published_article

QUERIES = 28
"""Of the first page with everything on it, whoever looks and however much waits."""


@pytest.fixture
def library(editor) -> Article:
    load_vocabulary()
    article = published_article(by=editor)
    curation.set_field(article, "author", "周岚", by=editor)
    return article


def headings(desk) -> dict[str, Waiting]:
    return {one.title: one for one in desk.get("/desk/").context["overview"]}


def texts(waiting: Waiting) -> list[str]:
    return [entry.text for entry in waiting.entries]


def everything(editor, article: Article, number: int) -> None:
    """One more of all that waits."""
    other = draft([f"第{number}个院落有了公示栏。"], title=f"等着的{number}", review=["第 3 行不能确定"])
    batch = Batch.objects.create(by=editor)
    for state in (UploadState.ASKS, UploadState.REFUSED, UploadState.WAITING):
        Upload.objects.create(
            batch=batch, file_name="a.txt", content=b"a", size=1, sha256="0" * 64, state=state, reason="坏了"
        )
    Resemblance.objects.create(article=other, other=article, likeness=Likeness.REPRINT, shared=60)
    Redaction.objects.create(article=other, places=[], reason="电话", asked_by=editor)
    UnansweredQuestion.objects.create(
        text=f"院落{number}", folded=f"院落{number}", times=number, first_on="2024-05-01", last_on="2024-05-01"
    )
    Decision.objects.create(
        article=other, reading=other.cleaning.reading, kind="field", value={"name": "title", "value": "甲"},
        overrules="title", by=editor,
    )  # fmt: skip


class TestTheHeadings:
    def test_say_what_waits(self, office, editor, library):
        everything(editor, library, 1)

        found = headings(office)

        assert {title: one.count for title, one in found.items()} == {
            "待审": 1,
            "有疑问": 1,
            "没有疑问": 0,
            "待采纳的改动": 1,
            "有来件待定的批次": 1,
            "重复与转载": 1,
            "待复核的隐去": 1,
            "读者没找到的": 1,
            "被改回的规则": 1,
            "新近收入": 2,
        }
        assert texts(found["待审"]) == texts(found["有疑问"]) == ["等着的1"]
        assert texts(found["被改回的规则"]) == ["题名"]
        assert found["有来件待定的批次"].entries[0].note == "3 个文件 · 还在处理 1 个 · 待定 2 个"

    def test_lead_to_publishing_all_that_nobody_doubts(self, desk, office, editor, library):
        everything(editor, library, 1)
        sure = draft(["院落里有了公示栏。"], title="放心的")

        found = headings(desk)["没有疑问"]

        assert texts(found) == ["放心的"]
        assert found.act == (
            "一起发布这 1 篇…",
            f"/desk/articles/article/bulk/publish/?numbers={sure.pk}&back=%2Fdesk%2F",
        )
        assert "确定发布 1 篇" in desk.get(found.act[1]).content.decode()

    def test_lead_to_lists_of_as_many(self, office, editor, library):
        everything(editor, library, 1)
        everything(editor, library, 2)
        Batch.objects.create(by=editor)

        for title, waiting in headings(office).items():
            response = office.get(waiting.url)
            assert response.status_code == 200, title
            listed = response.context["overruled"] if title == "被改回的规则" else response.context["cl"].result_count
            assert listed == waiting.count, title

    def test_lead_from_every_entry_to_a_page(self, office, editor, library):
        everything(editor, library, 1)

        for waiting in headings(office).values():
            for entry in waiting.entries:
                assert office.get(entry.url).status_code in (200, 503), entry

    def test_put_batches_with_something_open_before_later_ones(self, office, editor, library):
        everything(editor, library, 1)
        for _ in range(5):
            Batch.objects.create(by=editor)

        entries = headings(office)["有来件待定的批次"].entries

        assert entries[0].note.endswith("待定 2 个")
        assert len(entries) == 4

    def test_leave_out_what_is_judged_agreed_settled_and_undone(self, office, editor, library):
        everything(editor, library, 1)
        Resemblance.objects.update(likeness=Likeness.QUOTATIONS)
        UnansweredQuestion.objects.update(is_settled=True)
        Decision.objects.update(undone_at="2024-05-01T00:00Z")
        Redaction.objects.update(decided_at="2024-05-01T00:00Z")

        found = headings(office)

        titles = ("重复与转载", "待复核的隐去", "读者没找到的", "被改回的规则")
        assert [found[title].count for title in titles] == [0, 0, 0, 0]

    def test_are_none_for_somebody_who_may_see_nothing(self, client, django_user_model, library):
        client.force_login(django_user_model.objects.create_user("sun", is_staff=True))

        assert client.get("/desk/").context["overview"] == []


class TestThePage:
    def test_takes_as_many_queries_however_much_waits(self, office, editor, library):
        everything(editor, library, 1)
        with CaptureQueriesContext(connection) as few:
            office.get("/desk/")
        for number in range(2, 8):
            everything(editor, library, number)

        with CaptureQueriesContext(connection) as many:
            office.get("/desk/")

        assert len(few) == len(many) <= QUERIES

    def test_reads_no_text(self, office, editor, library):
        everything(editor, library, 1)

        with CaptureQueriesContext(connection) as queries:
            office.get("/desk/")

        heavy = ('"result"', '"lines"', '"content"', '"items"')
        assert [query["sql"] for query in queries if any(column in query["sql"] for column in heavy)] == []

    def test_keeps_to_the_policy_and_shows_what_was_asked_as_text(self, office, library):
        UnansweredQuestion.objects.create(
            text="<script>alert(1)</script>", folded="a", times=1, first_on="2024-05-01", last_on="2024-05-01"
        )

        page = office.get("/desk/").content.decode()

        assert broken(page) == []
        assert "<script>alert(1)" not in page

    def test_leads_to_every_list(self, office, library):
        class Links(HTMLParser):
            found: list[str] = []

            def handle_starttag(self, tag, attrs):
                self.found.append(dict(attrs).get("href") or "")

        links = Links()
        links.feed(office.get("/desk/").content.decode())

        assert {"/desk/articles/source/", "/desk/articles/term/", "/desk/articles/cleaningword/"} <= set(links.found)


class TestTheRecordOfRules:
    def test_shows_what_each_decided_and_how_often_it_was_overruled(self, office, editor, library):
        everything(editor, library, 1)
        library.cleaning.rule_hits = {"title": 4, "folio": 2}
        library.cleaning.save()

        page = office.get("/desk/rules/").content.decode()

        assert broken(page) == []
        assert '<tr id="title">' in page
        assert "页码" in page
        assert "改著录项" in page

    def test_counts_the_rules_anew_only_when_an_article_was_cleaned(self, office, editor, library):
        def counting() -> bool:
            with CaptureQueriesContext(connection) as queries:
                office.get("/desk/rules/")
            return any('"rule_hits"' in query["sql"] for query in queries)

        assert [counting(), counting()] == [True, False]

        curation.set_field(library, "author", "林晓", by=editor)

        assert [counting(), counting()] == [True, False]

    def test_is_there_in_an_empty_room(self, office):
        assert "还没有清洗过文章" in office.get("/desk/rules/").content.decode()

    def test_is_for_those_who_may_see_decisions(self, client, django_user_model, db):
        client.force_login(django_user_model.objects.create_user("sun", is_staff=True))

        assert client.get("/desk/rules/").status_code == 403
