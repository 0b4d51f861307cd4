"""The desk's pages for taking personal data out: two people, a record, and never the number itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from readingroom.articles import curation, uploads
from readingroom.articles.importing import article_of, import_file
from readingroom.articles.models import Article, Original, Redaction
from readingroom.articles.uploads import Incoming
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.desk import imports
from readingroom.desk.editors import NAME
from readingroom.search.models import UnansweredQuestion, Word
from tests.articles.page import PAGE
from tests.desk.guard import GuardedClient

PHONE = "13912345678"
PERSON = "王小红"


@pytest.fixture
def article(editor: User) -> Article:
    load_vocabulary()
    page = PAGE.replace("请全体居民监督", f"有事请找{PERSON},手机{PHONE},请全体居民监督")
    article = article_of(import_file(page.encode(), "page.txt", by=editor))
    curation.publish(article, by=editor)
    return article


@pytest.fixture
def colleague(editor: User) -> Client:
    user = User.objects.create_user("qian", is_staff=True)
    user.groups.add(Group.objects.get(name=NAME))
    client = GuardedClient()
    client.force_login(user)
    return client


def ask(browser: Client, article: Article, **data: object) -> str:
    address = reverse("admin:articles_redaction_ask", args=[article.pk])
    return browser.post(address, {"reason": "未经本人同意", **data}, follow=True).content.decode()


def answer(browser: Client, **data: str) -> str:
    address = reverse("admin:articles_redaction_change", args=[Redaction.objects.earliest("pk").pk])
    return browser.post(address, data, follow=True).content.decode()


def test_what_was_found_is_shown_without_its_digits(desk: Client, article: Article) -> None:
    page = desk.get(reverse("admin:articles_redaction_ask", args=[article.pk])).content.decode()

    assert "手机号码" in page
    assert "＊" * 11 in page
    assert PHONE not in page


def test_the_end_of_a_long_number_is_not_shown_as_what_stands_around_the_next(desk: Client, editor: User) -> None:
    load_vocabulary()
    text = PAGE.replace("请全体居民监督", "卡号6222 0200 0000 0000 000,车牌鄂A·00A00,请全体居民监督")
    article = article_of(import_file(text.encode(), "card.txt", by=editor))

    page = desk.get(reverse("admin:articles_redaction_ask", args=[article.pk])).content.decode()

    assert "车牌号码" in page
    assert "0000" not in page
    assert "000,车牌" not in page


def test_the_reason_and_the_choice_are_there_again_after_a_refusal(desk: Client, article: Article) -> None:
    page = ask(desk, article, texts="查无此人", reason="未经<b>同意")

    assert "您写的第 1 行文字，原文里没有" in page
    assert 'value="未经&lt;b&gt;同意"' in page
    assert "手机号码" in page
    assert "checked" not in page
    assert not Redaction.objects.exists()


def test_one_asks_another_agrees_and_the_record_stays(
    desk: Client, colleague: Client, article: Article, django_capture_on_commit_callbacks: object
) -> None:
    assert "另一位编辑" in ask(desk, article, place=["0"])
    assert "已隐去" in answer(colleague, choice="agree", looked="on")

    redaction = Redaction.objects.get()
    record = desk.get(reverse("admin:articles_redaction_change", args=[redaction.pk])).content.decode()
    listed = desk.get(reverse("admin:articles_redaction_changelist")).content.decode()
    assert PHONE.encode() not in bytes(Original.objects.get().content)
    assert all(words in record for words in ("zhao", "qian", "未经本人同意", "＊" * 11))
    assert "已隐去" in listed


def test_who_asked_is_offered_nothing_and_may_not_agree(desk: Client, article: Article) -> None:
    page = ask(desk, article, place=["0"])

    assert "同意并隐去" not in page
    assert "不能自己同意" in answer(desk, choice="agree", looked="on")
    assert PHONE.encode() in bytes(Original.objects.get().content)


def test_nobody_agrees_without_having_looked(desk: Client, colleague: Client, article: Article) -> None:
    ask(desk, article, place=["0"])

    assert "逐处看过" in answer(colleague, choice="agree")
    assert Redaction.objects.get().decided_at is None


@pytest.mark.parametrize("choice", [{}, {"choice": "agre"}], ids=["none", "unknown"])
def test_nobody_agrees_by_another_word(
    desk: Client, colleague: Client, article: Article, choice: dict[str, str]
) -> None:
    ask(desk, article, place=["0"])

    assert "什么也没有改" in answer(colleague, looked="on", **choice)
    assert Redaction.objects.get().decided_at is None


def test_what_is_not_agreed_to_changes_nothing(desk: Client, colleague: Client, article: Article) -> None:
    ask(desk, article, place=["0"])

    assert "什么也没有改" in answer(colleague, choice="refuse")
    assert PHONE.encode() in bytes(Original.objects.get().content)


def test_a_name_is_typed_and_goes_from_the_desk_and_the_questions_too(
    desk: Client, colleague: Client, article: Article, editor: User
) -> None:
    UnansweredQuestion.objects.create(text=f"{PERSON}是谁", folded="1", first_on="2026-01-01", last_on="2026-01-01")
    LogEntry.objects.create(user=editor, action_flag=2, object_repr=f"{PERSON}的文章", change_message="")

    ask(desk, article, texts=f" {PERSON}\r\n\r\n")
    answer(colleague, choice="agree", looked="on")

    assert PERSON not in Original.objects.get().content.decode()
    assert not UnansweredQuestion.objects.exists()
    assert LogEntry.objects.filter(object_repr="＊＊＊的文章").exists()


def test_what_an_import_said_of_it_goes_too(
    desk: Client, colleague: Client, article: Article, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(imports, "folder", lambda: tmp_path)
    (report := tmp_path / "20240520-093011-7f3a.tsv").write_text(f"{{}}\ncreated\t来件“{PERSON}.txt”\t\t\n", "utf-8")

    ask(desk, article, texts=PERSON)
    answer(colleague, choice="agree", looked="on")

    assert not report.exists()


def test_a_name_that_does_not_stand_there_is_not_repeated(desk: Client, article: Article) -> None:
    page = ask(desk, article, texts="李某某")

    assert "第 1 行文字，原文里没有" in page
    assert "李某某" not in page


OTHER = """河西社区换了路灯

河西社区的路灯一到雨天就不亮，居民向{}反映，党支部同物业和供电所约好时间，三方一起沿街走了一遍，记下坏了的十一盏。

两个星期以后，十一盏路灯都亮了。支部把每一盏是谁修的、花了多少钱写在公告栏里，居民看了都说明白。
"""


def test_both_see_what_else_there_is_and_what_to_do(
    desk: Client, colleague: Client, article: Article, editor: User
) -> None:
    other = article_of(import_file(OTHER.format(PERSON).encode(), "other.txt", by=editor))
    unread = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    files = [Incoming("笔记.txt", PERSON.encode()), Incoming("旧.doc", unread)]
    batch = uploads.receive(files, by=editor)
    batch.uploads.update(state="refused")
    word = Word.objects.create(text=PERSON, folded=PERSON)
    ask(desk, article, texts=PERSON)

    page = reverse("admin:articles_redaction_change", args=[Redaction.objects.get().pk])
    for browser in (desk, colleague):
        told = browser.get(page).content.decode()
        assert f"第 {other.number} 号" in told
        assert "它们的内容不再保存" in told
        assert "由人看" in told
        assert reverse("admin:search_word_change", args=[word.pk]) in told
        assert PERSON not in told

    done = answer(colleague, choice="agree", looked="on")
    assert f"第 {other.number} 号文章里也有；{batch}的一件来件机器读不了；自定义词“＊＊＊”里也有" in done
    assert f"第 {other.number} 号文章里也有" in desk.get(page).content.decode()


def test_it_is_asked_for_in_another_article_by_a_press(
    desk: Client, colleague: Client, article: Article, editor: User
) -> None:
    other = article_of(import_file(OTHER.format(PERSON).encode(), "other.txt", by=editor))
    ask(desk, article, texts=PERSON)

    assert f"对第 {other.number} 号文章也提出了申请" in answer(desk, choice="also", article=str(other.number))

    also = Redaction.objects.get(article=other)
    assert (also.asked_by, also.reason) == (editor, "未经本人同意")
    page = reverse("admin:articles_redaction_change", args=[Redaction.objects.get(article=article).pk])
    assert "已经提出，等人复核" in colleague.get(page).content.decode()
    again = desk.post(page, {"choice": "also", "article": other.number}, follow=True).content.decode()
    assert "已经有一份隐去申请" in again


def test_nothing_else_is_said_where_there_is_nothing(desk: Client, article: Article) -> None:
    page = ask(desk, article, place=["0"])

    assert "没有找到这些文字" in page
    assert "备份" in page


def test_who_asked_takes_it_back(desk: Client, colleague: Client, article: Article) -> None:
    assert "收回申请" in ask(desk, article, place=["0"])
    assert "只有提出的人" in answer(colleague, choice="take_back")
    assert "已收回，什么也没有改" in answer(desk, choice="take_back")

    assert "由提出的人收回" in answer(colleague, choice="agree", looked="on")
    assert "已收回" in desk.get(reverse("admin:articles_redaction_changelist")).content.decode()
    assert PHONE.encode() in bytes(Original.objects.get().content)


def test_what_each_did_stays_on_the_page(desk: Client, colleague: Client, article: Article) -> None:
    ask(desk, article, place=["0"])

    page = answer(colleague, choice="agree", looked="on")

    assert "zhao：提出隐去申请" in page
    assert "qian：同意并隐去。" in page


def test_who_may_not_change_articles_sees_nothing_of_it(article: Article, db: None) -> None:
    browser = Client()
    browser.force_login(User.objects.create_user("reader", is_staff=True))

    for name, number in (("ask", article.pk), ("change", 1)):
        assert browser.get(reverse(f"admin:articles_redaction_{name}", args=[number])).status_code in (403, 404)
    assert browser.get(reverse("admin:articles_redaction_changelist")).status_code == 403
