from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from readingroom import pipeline
from readingroom.articles import curation, room
from readingroom.articles.importing import import_file
from readingroom.articles.models import Article, Status
from readingroom.articles.vocabulary import load_themes
from readingroom.articles.working_copy import working_copy
from readingroom.desk.forms import CHANGED, STALE
from readingroom.desk.workbench import Workbench
from tests.articles.page import PAGE
from tests.desk.test_policy import broken
from tests.library import BODY, draft, item, published_article, texts

DOUBT = "第 3 行不能确定是不是正文"
DOUBTFUL = PAGE.replace("一起想办法。", "一起想办法")


def address(article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def do(browser: Client, article: Article, name: str, *, version: str | None = None, **data):
    """Sends a form of the page as it is now, or as it was in another version; follows to what is shown then."""
    data["version"] = Workbench(article).version if version is None else version
    response = browser.post(reverse("admin:articles_article_do", args=[article.pk, name]), data, follow=True)
    article.refresh_from_db()
    return response.content.decode()


def fields_of(article: Article, **changed: str) -> dict[str, str]:
    shown = {name: value or "" for name, value in working_copy(article).fields.items() if name != "date_precision"}
    return {**shown, **changed}


def test_who_does_not_get_the_room_in_time_is_told_so(desk, monkeypatch):
    article = draft()
    form = {"version": Workbench(article).version}

    def refuse(seconds):
        raise room.Busy

    monkeypatch.setattr(room, "_wait_no_longer_than", refuse)
    response = desk.post(reverse("admin:articles_article_do", args=[article.pk, "submit"]), form)
    monkeypatch.undo()

    assert response.status_code == 302
    assert "请稍后再试" in desk.get(address(article)).content.decode()


class TestThePage:
    def test_shows_text_evidence_and_the_fate_of_every_line(self, desk):
        article = draft(review=[DOUBT])

        page = desk.get(address(article)).content.decode()

        assert "党支部每月召开一次支部党员大会" in page
        assert "有 1 处疑问" in page
        assert DOUBT in page
        assert page.count("保留") >= 3
        assert 'id="L3"' in page

    def test_takes_as_many_queries_for_a_long_article_as_for_a_short_one(
        self, desk, django_assert_max_num_queries, django_assert_num_queries
    ):
        short, long = draft(), draft([f"第{number}网格的党支部召开党员大会。" for number in range(60)])
        with django_assert_max_num_queries(20) as short_page:
            desk.get(address(short))

        with django_assert_num_queries(len(short_page.captured_queries)):
            desk.get(address(long))

    def test_escapes_what_a_page_smuggled_in(self, desk):
        article = draft(
            ["<script>alert(1)</script>" + "党支部召开党员大会。" * 3], title="<img src=x onerror=alert(1)>"
        )

        page = desk.get(address(article)).content.decode()

        assert "<script>alert" not in page
        assert "<img src=x" not in page

    @pytest.mark.parametrize("number", ["999", "0", "abc", "9" * 30, "²"])
    def test_is_404_where_there_is_no_article(self, desk, number):
        assert desk.get(f"/desk/articles/article/{number}/change/").status_code == 404

    def test_shows_no_buttons_to_somebody_who_may_only_look(self, db, client):
        viewer = User.objects.create_user("qian", is_staff=True)
        viewer.user_permissions.add(Permission.objects.get(codename="view_article"))
        client.force_login(viewer)
        article = draft()

        page = client.get(address(article)).content.decode()

        assert "党支部每月召开一次" in page
        assert "发布</button>" not in page
        assert "保存" not in page

    def test_is_not_for_somebody_without_permission(self, db, client):
        client.force_login(User.objects.create_user("sun", is_staff=True))

        assert client.get(address(draft())).status_code == 403


class TestStatus:
    def test_a_draft_is_handed_in_for_review(self, desk):
        article = draft()

        page = do(desk, article, "submit")

        assert article.status == Status.PENDING
        assert "已提交待审" in page

    def test_an_article_without_doubts_is_published_at_once(self, desk, editor):
        article = draft()

        do(desk, article, "publish")

        assert article.status == Status.PUBLISHED
        assert article.edition.published_by == editor

    def test_an_article_with_doubts_is_published_only_when_they_were_shown_and_confirmed(self, desk):
        article = draft(review=[DOUBT])

        page = do(desk, article, "publish")

        assert article.status == Status.PENDING
        assert "确定要发布吗" in page
        assert DOUBT in page

        do(desk, article, "publish", confirmed="yes")

        assert article.status == Status.PUBLISHED

    def test_withdrawing_asks_first_and_keeps_the_reason(self, desk):
        article = published_article()

        assert "确定要撤下吗" in do(desk, article, "withdraw", reason="来源要求")
        assert article.status == Status.PUBLISHED

        do(desk, article, "withdraw", reason="来源要求", confirmed="yes")

        assert article.status == Status.WITHDRAWN
        assert article.withdrawal_reason == "来源要求"

    def test_the_question_carries_the_reason_on(self, desk):
        assert 'value="来源要求"' in do(desk, published_article(), "withdraw", reason="来源要求")

    def test_a_withdrawn_article_is_restored(self, desk, editor):
        article = published_article()
        curation.withdraw(article, by=editor)

        do(desk, article, "restore")

        assert article.status == Status.PUBLISHED

    def test_archiving_asks_first(self, desk):
        article = draft()

        do(desk, article, "archive")
        assert article.status == Status.DRAFT
        do(desk, article, "archive", confirmed="yes")

        assert article.status == Status.ARCHIVED

    def test_what_is_not_possible_is_said_and_not_done(self, desk):
        article = draft()

        page = do(desk, article, "restore")

        assert article.status == Status.DRAFT
        assert "不能恢复" in page

    @pytest.mark.parametrize(
        ("article", "offered"),
        [
            (draft, {"submit", "publish", "reclean", "archive"}),
            (published_article, {"reclean", "withdraw", "archive"}),
        ],
    )
    def test_only_what_is_possible_is_offered(self, desk, article, offered):
        names = {name for name, _, _ in desk.get(address(article())).context["status_actions"]}

        assert names == offered


class TestProposal:
    def test_it_is_made_by_cleaning_again(self, desk):
        article = published_article([item(BODY[0], theme="cadres")], themes=["cadres"])

        do(desk, article, "reclean")

        assert any("主题" in difference for difference in article.proposal)

    @pytest.fixture
    def article(self, editor):
        article = published_article()
        curation.set_field(article, "author", "周岚", by=editor)
        return article

    def test_its_differences_are_listed(self, desk, article):
        assert "作者：（无） → 周岚" in desk.get(address(article)).content.decode()

    def test_it_is_accepted_by_publishing_with_a_word_on_what_was_corrected(self, desk, article):
        do(desk, article, "publish", correction="补作者", confirmed="yes")

        assert article.edition.number == 2
        assert article.edition.fields["author"] == "周岚"
        assert article.edition.correction == "补作者"

    def test_it_is_rejected(self, desk, article):
        do(desk, article, "reject")

        assert article.proposal == []
        assert working_copy(article).fields["author"] is None


class TestDecisions:
    def test_only_fields_that_were_changed_become_decisions(self, desk):
        article = draft()

        do(desk, article, "fields", **fields_of(article, author="周岚"))

        assert working_copy(article).fields["author"] == "周岚"
        assert [row.value["name"] for row in article.decisions.all()] == ["author"]

    def test_a_date_is_one_decision_to_whoever_made_it(self, desk):
        article = draft()

        page = do(desk, article, "fields", **fields_of(article, date="2024-03"))

        assert page.count(">撤销</button>") == 1
        assert working_copy(article).fields["date_precision"] == "month"

    def test_a_wrong_date_is_refused_in_words(self, desk):
        article = draft()

        page = do(desk, article, "fields", **fields_of(article, date="去年夏天"))

        assert "应写成 2022、2022-07 或 2022-07-01" in page
        assert not article.decisions.exists()

    def test_of_several_changes_all_are_kept_or_none(self, desk):
        article = draft()

        do(desk, article, "fields", **fields_of(article, author="周岚", date="去年夏天"))

        assert working_copy(article).fields["author"] is None

    def test_the_theme_of_one_paragraph_is_set(self, desk, editor):
        article = draft()

        do(desk, article, "themes", items=["1"], primary="cadres")

        theming = working_copy(article).items[1].theming
        assert (theming.primary, theming.decided_by) == ("cadres", "curator")
        assert article.decisions.get().by == editor

    def test_themes_of_many_paragraphs_and_several_fields_take_one_cleaning_each(self, desk, monkeypatch):
        article = draft()
        cleanings, process = [], pipeline.process
        monkeypatch.setattr(pipeline, "process", lambda *args: cleanings.append(1) or process(*args))

        do(
            desk,
            article,
            "themes",
            items=["0", "1", "2"],
            primary="cadres",
        )
        do(desk, article, "fields", **fields_of(article, author="周岚", page="3"))

        clean = working_copy(article)
        assert [one.theming.primary for one in clean.items] == ["cadres"] * 3
        assert (clean.fields["author"], clean.fields["page"]) == ("周岚", "3")
        assert len(cleanings) == 2

    def test_a_long_article_is_worked_on_in_parts(self, desk):
        article = draft([f"第{number}网格的党支部召开党员大会。" for number in range(600)])
        first = desk.get(address(article)).content.decode()
        second = desk.get(address(article), {"part": "2"}).content.decode()

        assert "第499网格" in first
        assert "第500网格" not in first
        assert '<a href="?part=2">' in first
        assert "第500网格" in second
        assert "第499网格" not in second
        assert 'name="part" value="2"' in second

    def test_in_a_later_part_one_comes_back_to_the_place(self, desk):
        article = draft([f"第{number}网格的党支部召开党员大会。" for number in range(600)])
        sent = {"part": "2", "version": Workbench(article).version, "items": ["599"], "primary": "cadres", "at": "P600"}

        response = desk.post(reverse("admin:articles_article_do", args=[article.pk, "themes"]), sent)

        assert response["Location"] == f"{address(article)}?part=2#P600"
        article.refresh_from_db()
        assert [one.theming.primary for one in working_copy(article).items][598:] == ["organization", "cadres"]

    @pytest.mark.parametrize("part", ["0", "99", "x", "", "9" * 30])
    def test_a_part_that_does_not_exist_is_the_nearest_that_does(self, desk, part):
        assert 'id="L2"' in desk.get(address(draft()), {"part": part}).content.decode()

    def test_a_short_article_is_in_one_piece(self, desk):
        assert "desk-parts" not in desk.get(address(draft())).content.decode()

    def test_a_near_tie_is_confirmed_as_it_stands(self, desk):
        article = draft([near_tie("社区党支部为居民办实事，组织党员上门服务。")])
        page = desk.get(address(article)).content.decode()
        assert "难分" in page
        assert "值得一看 1 处" in page

        do(desk, article, "themes", items=["0"], primary="organization")

        theming = working_copy(article).items[0].theming
        assert (theming.primary, theming.secondary) == ("organization", "service")
        assert (theming.near_tie, theming.decided_by) == (False, "curator")

    @pytest.mark.parametrize(
        ("sent", "themes"),
        [
            ({"primary": "cadres"}, ("cadres", "service")),
            ({"primary": "service"}, ("service", None)),
            ({"primary": "cadres", "secondary": "-"}, ("cadres", None)),
            ({"primary": "cadres", "secondary": "organization"}, ("cadres", "organization")),
        ],
    )
    def test_the_second_theme_stays_unless_another_is_chosen(self, desk, sent, themes):
        article = draft([near_tie("社区党支部为居民办实事，组织党员上门服务。")])

        do(desk, article, "themes", items=["0"], **sent)

        theming = working_copy(article).items[0].theming
        assert (theming.primary, theming.secondary) == themes

    def test_a_theme_that_does_not_exist_is_refused(self, desk):
        article = draft()

        page = do(desk, article, "themes", items=["1"], primary="weather")

        assert "主题：" in page
        assert not article.decisions.exists()

    def test_the_themes_of_an_article_are_set_in_order(self, desk):
        article = draft()

        do(desk, article, "article-themes", **{"theme-0": "service", "theme-1": "cadres"})

        assert working_copy(article).themes == ("service", "cadres")

    def test_an_article_keeps_at_least_one_theme(self, desk):
        article = draft()

        assert "请至少选一个主题" in do(desk, article, "article-themes", **{"theme-0": ""})

    def test_a_line_is_taken_out_and_brought_back(self, desk):
        article = draft()
        text = working_copy(article).items[1].text

        do(desk, article, "remove-lines", lines=["2"], remove_as="advertisement")
        assert text not in [one.text for one in working_copy(article).items]
        do(desk, article, "keep-lines", lines=["2"], keep_as="paragraph")

        assert text in [one.text for one in working_copy(article).items]

    def test_many_lines_take_one_cleaning(self, desk, monkeypatch):
        article = draft([f"第{number}网格的党支部召开党员大会。" for number in range(20)])
        cleanings, process = [], pipeline.process
        monkeypatch.setattr(pipeline, "process", lambda *args: cleanings.append(1) or process(*args))

        do(desk, article, "remove-lines", lines=[str(line) for line in range(1, 16)], remove_as="advertisement")

        assert len(working_copy(article).items) == 5
        assert article.decisions.count() == 15
        assert len(cleanings) == 1

    def test_lines_have_to_be_ticked_first(self, desk):
        assert "请先勾选" in do(desk, draft(), "remove-lines", remove_as="advertisement")

    def test_a_decision_is_undone(self, desk, editor):
        article = draft()
        decision = curation.set_field(article, "author", "周岚", by=editor)
        assert "作者：周岚" in desk.get(address(article)).content.decode()

        do(desk, article, "undo", decision=decision.pk)

        assert working_copy(article).fields["author"] is None

    def test_a_decision_about_another_article_is_not_undone_from_here(self, desk, editor):
        here, other = draft(), draft(["另一篇文章，讲的是街道干部的培训。"])
        decision = curation.set_field(other, "author", "周岚", by=editor)

        response = desk.post(
            reverse("admin:articles_article_do", args=[here.pk, "undo"]),
            {"version": Workbench(here).version, "decision": decision.pk},
        )

        assert response.status_code == 404
        assert working_copy(other).fields["author"] == "周岚"


def near_tie(text: str):
    one = item(text)
    return replace(one, theming=replace(one.theming, secondary="service", near_tie=True))


class TestTwoCurators:
    @pytest.mark.parametrize("meanwhile", ["decision", "undoing", "status"])
    def test_the_second_is_told_and_nothing_is_overwritten(self, desk, editor, meanwhile):
        article = draft()
        first = curation.set_field(article, "author", "周岚", by=editor)
        shown = Workbench(article).version
        {
            "decision": lambda: curation.set_field(article, "author", "吴敏", by=editor),
            "undoing": lambda: curation.undo(first, by=editor),
            "status": lambda: curation.submit(article, by=editor),
        }[meanwhile]()
        article.refresh_from_db()
        stands = working_copy(article).fields["author"], article.status

        page = do(desk, article, "fields", version=shown, **fields_of(article, author="郑重"))

        assert STALE in page
        assert (working_copy(article).fields["author"], article.status) == stands

    def test_the_second_is_told_what_was_done(self, desk, editor):
        article = draft()
        shown = Workbench(article).version
        curation.set_field(article, "author", "周岚", by=editor)

        page = do(desk, article, "themes", version=shown, items=["1"], primary="cadres")

        assert "刚才zhao作了决定：改著录项 → 作者：周岚" in page

    def test_who_opens_a_place_of_an_old_page_is_told_too(self, desk, editor):
        article = draft()
        shown = Workbench(article).version
        curation.set_field(article, "author", "周岚", by=editor)

        page = desk.get(address(article), {"at": "P1", "seen": shown}).content.decode()
        again = desk.get(address(article), {"at": "P1", "seen": Workbench(article).version}).content.decode()

        assert CHANGED in page
        assert "刚才zhao作了决定：改著录项 → 作者：周岚" in page
        assert CHANGED not in again

    def test_what_the_second_typed_stays_and_what_the_first_did_too(self, desk, editor):
        article = draft()
        shown, was = Workbench(article).version, {f"was-{name}": value for name, value in fields_of(article).items()}
        curation.set_field(article, "author", "周岚", by=editor)

        page = do(desk, article, "fields", version=shown, **fields_of(article, author="", page="3"), **was)

        assert 'name="page" value="3"' in page
        assert 'name="author" value="周岚"' in page
        assert working_copy(article).fields["page"] is None

    def test_what_a_colleague_set_is_not_set_back_by_a_form_that_showed_the_old(self, desk, editor):
        article = draft()
        was = {f"was-{name}": value for name, value in fields_of(article).items()}
        curation.set_field(article, "author", "周岚", by=editor)

        do(desk, article, "fields", **fields_of(article, author="", page="3"), **was)

        assert (working_copy(article).fields["author"], working_copy(article).fields["page"]) == ("周岚", "3")

    def test_a_reason_that_was_typed_stays(self, desk, editor):
        article = published_article()
        shown = Workbench(article).version
        curation.set_field(article, "author", "周岚", by=editor)

        assert 'value="来源要求"' in do(desk, article, "withdraw", version=shown, reason="来源要求")

    def test_nobody_is_asked_to_confirm_what_they_have_not_seen(self, desk, editor):
        article = draft(review=[DOUBT])
        shown = Workbench(article).version
        curation.set_field(article, "author", "周岚", by=editor)

        page = do(desk, article, "publish", version=shown)

        assert STALE in page
        assert "确定要发布吗" not in page

    def test_what_changed_while_the_question_stood_is_not_published(self, desk, editor):
        article = draft(review=[DOUBT])
        shown = Workbench(article).version
        assert f'value="{shown}"' in do(desk, article, "publish")
        curation.set_field(article, "author", "周岚", by=editor)

        do(desk, article, "publish", version=shown, confirmed="yes")

        assert article.status == Status.PENDING

    def test_a_form_without_a_version_does_nothing(self, desk):
        article = draft()

        do(desk, article, "submit", version="")

        assert article.status == Status.DRAFT

    def test_looking_at_a_page_makes_nobody_late(self, desk):
        article = draft()
        shown = Workbench(article).version

        desk.get(address(article))

        assert Workbench(article).version == shown


class TestPlaces:
    """Lines and items, each by its own button or panel."""

    @pytest.fixture
    def article(self, db):
        load_themes()
        outcome = import_file(PAGE.encode(), "page.txt")
        return Article.objects.get(pk=outcome.number)

    def test_one_line_is_brought_back_by_its_button_whatever_is_ticked(self, desk, article):
        do(desk, article, "keep-lines", lines=["4", "5"], only="1")

        assert [row.line for row in article.decisions.all()] == [1]

    def test_what_is_removed_is_what_was_removed_beside_it(self, desk, article):
        do(desk, article, "remove-lines", only="12")

        assert article.decisions.get().value == "disclaimer"

    def test_all_of_an_item_is_removed(self, desk, article):
        before = texts(article)

        do(desk, article, "remove-items", only="3", remove_as="advertisement")

        assert texts(article) == [*before[:3], *before[4:]]

    @pytest.mark.parametrize(
        ("name", "sent", "place"),
        [
            ("join", {}, "P3"),
            ("move-up", {}, "P3"),
            ("move-down", {}, "P5"),
            ("kind", {"kind": "heading"}, "P4"),
            ("split", {"split_at": "9"}, "P4"),
            ("reword", {"text": "网格党小组每周走访两次。"}, "P4"),
            ("remove-items", {}, "P4"),
        ],
    )
    def test_one_comes_back_to_where_it_stands_now(self, desk, article, name, sent, place):
        sent = {"version": Workbench(article).version, "items": ["3"], "at": "P4", **sent}

        response = desk.post(reverse("admin:articles_article_do", args=[article.pk, name]), sent)

        assert response["Location"] == f"{address(article)}#{place}"
        assert article.decisions.exists()

    def test_an_item_joins_the_one_before(self, desk, article):
        before = texts(article)

        do(desk, article, "join", items=["3"])

        assert texts(article) == [*before[:2], before[2] + before[3], *before[4:]]

    def test_several_items_join_the_one_before_them(self, desk, article):
        before = texts(article)

        do(desk, article, "join", items=["2", "3"])

        assert texts(article) == [before[0], "".join(before[1:4]), *before[4:]]

    def test_of_several_those_that_are_headings_already_stay_so(self, desk, article):
        do(desk, article, "kind", items=["1", "2", "3"], kind="heading")

        assert {item.kind for item in working_copy(article).items[1:4]} == {"heading"}

    def test_an_item_is_split_where_a_sentence_begins(self, desk, article):
        before = texts(article)
        at, _ = next(Workbench(article, at="P4").item_at.breaks)

        do(desk, article, "split", items=["3"], split_at=str(at))

        assert texts(article)[3:5] == [before[3][:at], before[3][at:]]

    def test_what_was_written_is_marked(self, desk, article):
        text = texts(article)[3].replace("每周走访一次", "每周走访两次")

        page = do(desk, article, "reword", items=["3"], text=text)

        assert texts(article)[3] == text
        assert "<del>一</del><ins>两</ins>" in page

    def test_where_a_line_was_broken_a_new_item_begins(self, desk, article):
        text = texts(article)[3]

        do(desk, article, "reword", items=["3"], text=f"{text[:10]}\r\n{text[10:]}")

        assert texts(article)[3:5] == [text[:10], text[10:]]

    def test_what_cannot_be_done_is_said(self, desk, article):
        assert "前面没有" in do(desk, article, "join", items=["0"])
        assert not article.decisions.exists()

    @pytest.mark.parametrize("sent", [{}, {"items": ["99"]}, {"items": ["-1"]}, {"only": "²"}, {"only": ""}])
    def test_an_item_that_does_not_exist_is_none(self, desk, article, sent):
        do(desk, article, "join", **sent)

        assert not article.decisions.exists()

    def test_a_line_begins_another_article(self, desk, article):
        page = do(desk, article, "split-file", line="8")

        other = Article.objects.latest("pk")
        assert f'已分出<a href="/desk/articles/article/{other.pk}/change/">第 {other.pk} 号文章</a>。' in page
        assert any("社区把服务窗口" in text for text in texts(other))

        do(desk, article, "part-files")

        assert any("社区把服务窗口" in text for text in texts(article))

    def test_another_article_goes_on_at_the_end_of_this_one(self, desk, article):
        other = Article.objects.get(pk=import_file("下文\n党员轮流到亭子里回应居民的来信。".encode(), "b.txt").number)

        assert "已接在这一篇的后面" in do(desk, article, "join-files", other=str(other.pk))
        assert "没有第 999 号文章" in do(desk, article, "join-files", other="999")

    def test_a_panel_stands_at_the_place_that_the_address_names(self, desk, article):
        page = desk.get(address(article), {"at": "P4"}).content.decode()

        assert page.count('class="desk-panel"') == 1
        assert page.index('id="P4"') < page.index('class="desk-panel"') < page.index('id="P5"')

        page = desk.get(address(article), {"at": "L12"}).content.decode()

        assert "保留，依据：正文" in page
        assert page.index('id="L12"') < page.index('class="desk-panel"') < page.index('id="L13"')

    @pytest.mark.parametrize("at", ["L0", "L999", "P999", "P0", "X1", "L²", "", "L1' or 1", "P" + "9" * 40])
    def test_a_place_that_does_not_exist_has_none(self, desk, article, at):
        response = desk.get(address(article), {"at": at})

        assert response.status_code == 200
        assert 'class="desk-panel"' not in response.content.decode()

    def test_a_script_is_given_the_panel_alone(self, desk, article):
        asked = {"at": "L4", "panel": "", "version": Workbench(article).version}

        panel = desk.get(address(article), asked).content.decode()

        assert panel.strip().startswith('<tr class="desk-panel-row">')
        assert "csrfmiddlewaretoken" in panel

    def test_a_panel_of_another_version_is_none(self, desk, article, editor):
        asked = {"at": "L4", "panel": "", "version": Workbench(article).version}
        curation.set_field(article, "author", "周岚", by=editor)

        assert desk.get(address(article), asked).status_code == 409

    def test_who_may_only_look_is_given_no_panel(self, db, client, article):
        viewer = User.objects.create_user("qian", is_staff=True)
        viewer.user_permissions.add(Permission.objects.get(codename="view_article"))
        client.force_login(viewer)

        assert client.get(address(article), {"at": "P2", "panel": ""}).status_code == 403
        assert "desk-panel" not in client.get(address(article), {"at": "P2"}).content.decode()


class TestDoubts:
    def test_one_is_accepted_and_taken_up_again(self, desk):
        article = Article.objects.get(pk=import_file(DOUBTFUL.encode(), "doubtful.txt").number)
        reason = article.cleaning.review[0]

        page = do(desk, article, "accept", reason=reason)

        assert reason not in article.cleaning.review
        assert "已核对 1 处" in page
        do(desk, article, "undo", decision=article.decisions.get().pk)
        assert reason in article.cleaning.review

    def test_it_leads_to_its_place(self, desk):
        page = desk.get(address(draft(review=[DOUBT]))).content.decode()

        assert f'<a href="#L3" data-doubt>{DOUBT}</a>' in page
        assert "疑问 1</strong>" in page

    def test_what_the_machine_settled_by_itself_leads_to_its_line_and_is_no_doubt(self, desk):
        settled, remark = "第 2 行“收藏 0 条批注”像是页面上的话，没有收入正文", "原件没有印出日期"

        page = desk.get(address(draft(notes=[settled, remark]))).content.decode()

        assert "机器自己拿了主意的 1 处" in page
        assert f'<a href="#L2">{settled}</a>' in page
        assert "关于这一页 1 条" in page
        assert "机器没有发现疑问。" in page
        assert broken(page) == []

    def test_in_a_later_part_it_leads_there(self, desk):
        article = draft(
            [f"第{number}网格的党支部召开党员大会。" for number in range(600)], review=["第 550 行不能确定"]
        )

        assert 'href="?part=2#L550"' in desk.get(address(article)).content.decode()

    def test_what_resembles_another_article_is_judged_beside_it(self, desk):
        first = draft()
        second = draft([*BODY[:2], "街道为每个网格配备两名专职干部，并定期组织业务培训。"])

        page = desk.get(address(second)).content.decode()

        assert 'href="#resemblances"' in page
        assert "核对无误</button>" not in page
        assert reverse("admin:articles_article_compare", args=[second.pk, first.pk]) in page

    def test_the_next_doubtful_article_is_a_press_away(self, desk):
        oldest, middle, newest = (draft([f"第{n}篇：{BODY[n]}"], review=[DOUBT], title=f"第{n}篇") for n in range(3))
        draft(["没有疑问的一篇，讲的是别的事情。"])

        assert desk.get(address(newest)).context["next_doubtful"] == middle
        assert desk.get(address(oldest)).context["next_doubtful"] == newest

    def test_a_doubtful_article_that_is_alone_leads_nowhere(self, desk):
        assert desk.get(address(draft(review=[DOUBT]))).context["next_doubtful"] is None


class TestUndoingAll:
    def test_asks_first(self, desk, editor):
        article = draft()
        curation.set_fields(article, {"author": "周岚", "page": "3"}, by=editor)

        assert "确定要撤销全部决定吗" in do(desk, article, "undo-all")
        assert working_copy(article).fields["author"] == "周岚"
        do(desk, article, "undo-all", confirmed="yes")

        assert (working_copy(article).fields["author"], working_copy(article).fields["page"]) == (None, None)
        assert all(row.undone_by == editor for row in article.decisions.all())


class TestDoors:
    def test_nothing_is_written_by_get(self, desk):
        article = draft()

        response = desk.get(reverse("admin:articles_article_do", args=[article.pk, "publish"]))

        assert response.status_code == 405
        assert response["Allow"] == "POST"

    def test_an_unknown_action_is_404(self, desk):
        assert desk.post(reverse("admin:articles_article_do", args=[draft().pk, "burn"])).status_code == 404

    def test_an_unknown_article_is_404(self, desk):
        assert desk.post(reverse("admin:articles_article_do", args=[999, "publish"])).status_code == 404

    def test_a_forged_form_is_refused(self, editor):
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(editor)
        article = draft()

        response = browser.post(
            reverse("admin:articles_article_do", args=[article.pk, "publish"]), {"version": Workbench(article).version}
        )

        article.refresh_from_db()
        assert response.status_code == 403
        assert article.status == Status.DRAFT

    def test_somebody_who_may_only_look_changes_nothing(self, db, client):
        viewer = User.objects.create_user("qian", is_staff=True)
        viewer.user_permissions.add(Permission.objects.get(codename="view_article"))
        client.force_login(viewer)
        article = draft()

        response = client.post(
            reverse("admin:articles_article_do", args=[article.pk, "publish"]), {"version": Workbench(article).version}
        )

        assert response.status_code == 403

    def test_a_stranger_is_sent_to_the_login(self, client, db):
        article = draft()

        response = client.post(reverse("admin:articles_article_do", args=[article.pk, "publish"]))

        assert response.status_code == 302
        assert "/desk/login/" in response["Location"]

    def test_every_action_stands_in_the_history(self, desk):
        article = draft()
        do(desk, article, "submit")

        history = desk.get(reverse("admin:articles_article_history", args=[article.pk])).content.decode()

        assert "提交待审" in history
