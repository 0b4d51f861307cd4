"""What is done to many articles at once: told before, done one by one, counted and named after."""

from __future__ import annotations

import base64
import html
import json
import re

import pytest
from django.contrib.admin.models import LogEntry

from readingroom.articles import curation, resemblances
from readingroom.articles.importing import article_of, import_file
from readingroom.articles.models import Article, CleaningWord, Source, Status, Theme
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.desk import bulk
from tests.articles.page import PAGE
from tests.desk.test_policy import broken
from tests.library import draft, published_article

LIST = "/desk/articles/article/"


@pytest.fixture
def three(editor) -> list[Article]:
    """One without doubts, one with, and one that is published."""
    return [
        draft(title="没有疑问的"),
        draft(["支部把夜校办到院里。"], title="有疑问的", review=["第 3 行不能确定"]),
        published_article(["网格员每天走访十户人家。"], title="已经发布的", by=editor),
    ]


def choose(desk, act: str, articles):
    numbers = [article.pk for article in articles]
    return desk.post(LIST, {"action": act, "_selected_action": numbers}, follow=True)


def confirm(desk, page, **data):
    address = page.redirect_chain[-1][0]
    sent = re.findall(r'name="article" value="([^"]*)"', page.content.decode())
    return desk.post(address, {"article": [html.unescape(one) for one in sent], **data}, follow=True)


def told(response) -> str:
    return "\n".join(str(message) for message in response.context["messages"])


def statuses(articles) -> list[str]:
    return [Article.objects.get(pk=article.pk).status for article in articles]


class TestPublishing:
    def test_says_first_which_can_be_and_why_the_others_cannot(self, desk, three):
        page = choose(desk, "publish", three)

        assert "可以发布：1 篇" in page.content.decode()
        assert "有 1 处疑问，请逐篇核对以后再发布" in page.content.decode()
        assert "与读者看到的没有不同" in page.content.decode()
        assert broken(page.content.decode()) == []
        assert statuses(three) == [Status.DRAFT, Status.PENDING, Status.PUBLISHED]

    def test_shows_of_each_what_readers_will_see_under_its_title(self, desk):
        article = draft(["院落里有了公示栏。"], title="另一篇", author="周岚", source="青石日报")

        page = choose(desk, "publish", [article]).content.decode()

        assert "第一次发布：周岚，青石日报，日期未印出；共 1 段" in page

    def test_publishes_those_that_can_be(self, desk, editor, three):
        response = confirm(desk, choose(desk, "publish", three))

        assert f"已发布 1 篇：第 {three[0].pk} 号。" in told(response)
        assert statuses(three) == [Status.PUBLISHED, Status.PENDING, Status.PUBLISHED]
        assert Article.objects.get(pk=three[0].pk).edition.published_by == editor
        assert LogEntry.objects.filter(object_id=str(three[0].pk), change_message__contains="批量发布").exists()

    def test_passes_over_what_somebody_else_changed_meanwhile(self, desk, office, three):
        page = choose(desk, "publish", three)
        curation.submit(three[0], by=None)

        response = confirm(desk, page)

        assert f"第 {three[0].pk} 号“没有疑问的”没有发布：您查看以后别人改过它" in told(response)
        assert statuses(three[:1]) == [Status.PENDING]

    def test_passes_over_what_waits_for_another_article(self, desk, editor, three):
        whole, waiting = three[0], three[2]
        curation.judge(resemblances.between(waiting, whole), "same", by=editor)

        page = choose(desk, "reclean", [waiting]).content.decode()

        assert "不能重新清洗，会跳过：1 篇" in page
        assert f"归到了第 {whole.pk} 号" in page

    def test_passes_over_what_came_into_doubt_meanwhile(self, desk, three):
        page, clean = choose(desk, "publish", three[:1]), three[0].cleaning
        clean.review = ["与第 7 号文章“议事亭”有大段文字相同"]
        clean.save(update_fields=["review"])

        response = confirm(desk, page)

        assert "有 1 处疑问" in told(response)
        assert statuses(three[:1]) == [Status.DRAFT]

    def test_passes_over_what_was_withdrawn_though_it_was_put_right_since(self, desk, editor, three):
        curation.withdraw(three[2], by=editor)
        curation.set_field(three[2], "author", "周岚", by=editor)

        page = choose(desk, "publish", three[2:])

        assert "是撤下来的，要再给读者看请打开它发布" in page.content.decode()
        assert "没有可以发布的文章" in page.content.decode()

    def test_passes_over_what_may_hold_personal_data(self, desk):
        article = draft(["支部把夜校办到院里。", "报名请打13812345678。"], title="报名")

        page = choose(desk, "publish", [article]).content.decode()

        assert "第 2 段可能有个人信息，请打开核对以后再发布" in page
        assert "13812345678" not in page

    def test_says_what_asks_nothing_and_is_worth_a_look(self, desk):
        note = "第 3 行“收藏 0 条批注”像是页面上的话，没有收入正文"
        article = draft(["支部把夜校办到院里,居民常来。"], title="夜校", notes=[note])

        page = choose(desk, "publish", [article]).content.decode()

        assert "值得一看 1 处" in page
        assert f"机器自己拿了主意的 1 处：{note}" in page

    def test_does_what_can_be_done_when_one_is_refused(self, desk, three, monkeypatch):
        other = draft(["院落里有了公示栏。"], title="另一篇")
        page = choose(desk, "publish", [three[0], other])
        publish = curation.publish

        def refuse_the_first(article, **about):
            if article.pk == three[0].pk:
                raise curation.Refused("这一篇现在不行。")
            return publish(article, **about)

        monkeypatch.setattr(curation, "publish", refuse_the_first)
        response = confirm(desk, page)

        assert "没有发布：这一篇现在不行。" in told(response).splitlines()[-1]
        assert "。。" not in told(response)
        assert statuses([three[0], other]) == [Status.DRAFT, Status.PUBLISHED]

    def test_after_a_break_the_next_list_says_once_which_were_done(self, desk, three, monkeypatch):
        other = draft(["院落里有了公示栏。"], title="另一篇")
        page, publish = choose(desk, "publish", [three[0], other]), curation.publish

        def break_at_the_second(article, **about):
            if article.pk == other.pk:
                raise Broken
            return publish(article, **about)

        monkeypatch.setattr(curation, "publish", break_at_the_second)
        with pytest.raises(Broken):
            confirm(desk, page)

        sentence = told(desk.get(LIST))
        assert "上一次批量发布 2 篇，没有做到底" in sentence
        assert f"已发布 1 篇：第 {three[0].pk} 号。" in sentence
        assert f"没有发布的 1 篇：第 {other.pk} 号" in sentence
        assert told(desk.get(LIST)) == ""

    def test_while_it_is_under_way_another_page_says_nothing(self, desk, three, monkeypatch):
        page, publish, heard = choose(desk, "publish", three[:1]), curation.publish, []

        def looking_at_the_list(article, **about):
            heard.append(told(desk.get(LIST)))
            return publish(article, **about)

        monkeypatch.setattr(curation, "publish", looking_at_the_list)
        response = confirm(desk, page)

        assert set(heard) == {""}
        assert "已发布 1 篇" in told(response)


class Broken(Exception):
    """As if the server ended here."""


class TestWithdrawing:
    def test_asks_for_the_reason_and_gives_it_to_each(self, desk, three):
        page = choose(desk, "withdraw", three)
        assert "可以撤下：1 篇" in page.content.decode()

        again = confirm(desk, page)
        assert "这个字段是必填项" in again.content.decode()
        confirm(desk, page, reason="内容过时")

        article = Article.objects.get(pk=three[2].pk)
        assert (article.status, article.withdrawal_reason) == (Status.WITHDRAWN, "内容过时")


class TestCleaningAnew:
    @pytest.fixture
    def article(self, editor) -> Article:
        load_vocabulary()
        return article_of(import_file(PAGE.encode(), "page.txt", by=editor))

    def test_says_what_would_change_and_changes_nothing(self, desk, editor, article):
        curation.save(_cleaning_word("志愿者上门代办了三百多件事"), by=editor)
        before = article.cleaning_id

        page = choose(desk, "reclean", [article])

        assert "去年一年，志愿者上门代办" in page.content.decode()
        article.refresh_from_db()
        assert article.cleaning_id == before

    def test_is_for_those_that_the_list_finds_made_with_other_words(self, desk, editor, article):
        assert list(_listed(desk, cleaned="before")) == []

        curation.save(_cleaning_word("志愿者上门代办了三百多件事"), by=editor)

        assert list(_listed(desk, cleaned="before")) == [article]
        assert list(_listed(desk, cleaned="now")) == []

    def test_says_so_where_nothing_would(self, desk, article):
        assert "没有变化" in choose(desk, "reclean", [article]).content.decode()

    def test_makes_a_proposal_of_a_published_one(self, desk, editor, article):
        curation.publish(article, by=editor)
        curation.save(_cleaning_word("志愿者上门代办了三百多件事"), by=editor)

        response = confirm(desk, choose(desk, "reclean", [article]))

        article.refresh_from_db()
        assert "已重新清洗 1 篇" in told(response)
        assert article.edition.number == 1
        assert any("去掉一段" in one for one in article.proposal)


def _listed(desk, **query: str):
    return desk.get(LIST, query).context["cl"].result_list


def _cleaning_word(word: str):
    return CleaningWord(kind="notice", word=word)


class TestDeciding:
    def test_gives_all_of_them_a_source_that_can_be_undone(self, desk, editor):
        load_vocabulary()
        article = article_of(import_file(PAGE.encode(), "page.txt", by=editor))
        source = Source.objects.create(name="柳河日报")

        confirm(desk, choose(desk, "set_source", [article]), source=source.pk)

        decision = article.decisions.get()
        assert decision.value == {"name": "outlet", "value": "柳河日报"}
        curation.undo(decision, by=editor)

    def test_gives_all_of_them_themes(self, desk, editor):
        load_vocabulary()
        article = article_of(import_file(PAGE.encode(), "page.txt", by=editor))
        chosen = Theme.objects.filter(slug__in=["cadres", "service"])

        confirm(desk, choose(desk, "set_themes", [article]), themes=[theme.pk for theme in chosen])

        assert sorted(article.decisions.get().value) == ["cadres", "service"]


class TestLimits:
    def test_more_than_can_be_looked_through_are_not_taken(self, desk, three, monkeypatch):
        monkeypatch.setattr(bulk, "MOST", 2)

        assert "一次最多 2 篇，这里选了 3 篇。什么也没有改" in told(choose(desk, "publish", three))

    def test_what_there_was_no_time_to_look_at_is_said_and_left(self, desk, three, monkeypatch):
        monkeypatch.setattr(bulk, "SECONDS_TO_LOOK", -1)

        page = choose(desk, "publish", three).content.decode()

        assert "另有 3 篇没有看，这次不做" in page

    def test_what_there_was_no_time_to_do_is_named(self, desk, three, monkeypatch):
        page = choose(desk, "publish", three)
        monkeypatch.setattr(bulk, "SECONDS_TO_DO", -1)

        assert "时间不够了，还没有做" in told(confirm(desk, page))
        assert statuses(three[:1]) == [Status.DRAFT]

    def test_odd_numbers_ask_for_nothing(self, desk, three):
        page = desk.get(LIST + "bulk/publish/", {"numbers": "0,-1,x,9999999999999999999999,٣,8888"})

        assert "没有可以发布的文章" in page.content.decode()

    def test_an_act_that_is_none_is_not_found(self, desk, three):
        assert desk.get(LIST + "bulk/burn/", {"numbers": "1"}).status_code == 404

    def test_one_comes_back_to_the_list_as_it_was(self, desk, three):
        listed = f"{LIST}?status__exact=draft"
        chosen = {"action": "publish", "_selected_action": [three[0].pk]}

        page = desk.post(listed, chosen, follow=True)

        assert f'href="{listed}"' in page.content.decode()
        assert confirm(desk, page).redirect_chain[-1][0] == listed

    @pytest.mark.parametrize("back", ["https://example.org/desk/", "//example.org/desk/", "javascript:x()", "/about/"])
    def test_an_address_leads_nowhere_else(self, desk, three, back):
        page = desk.get(f"{LIST}bulk/publish/", {"numbers": three[0].pk, "back": back})

        assert page.context["back"] == LIST

    def test_who_may_only_look_does_nothing(self, desk, editor, three):
        group = editor.groups.first()
        group.permissions.remove(*group.permissions.filter(codename="change_article"))

        assert desk.get(LIST + "bulk/publish/", {"numbers": "1"}).status_code == 403
        assert desk.post(LIST + "bulk/publish/", {"article": "1:1"}).status_code == 403


def test_articles_are_taken_along_as_json_lines(desk, three):
    response = choose(desk, "export", three[:2])

    lines = [json.loads(line) for line in b"".join(response.streaming_content).decode().splitlines()]
    articles = [line for line in lines if line["format"] == "readingroom-article"]
    assert [article["number"] for article in articles] == [three[0].pk, three[1].pk]
    assert base64.b64decode(articles[1]["originals"][0]["content"]).decode() == "支部把夜校办到院里。"
    assert lines[-1]["format"] == "readingroom-end"
    assert response["Content-Disposition"].startswith('attachment; filename="articles-')
