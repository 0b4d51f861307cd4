from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from readingroom.articles.models import Article, Original
from readingroom.desk import receiving

PAGE = """首页 > 党建 > 正文

楼道里的议事会

2024-03-05 09:30  来源:柳河日报

柳河社区党支部把议事会开进楼道,每月两次请居民坐下来,把停车、垃圾分类等事情当面说清楚。支部书记逐条记录,能办的当场答复,一时办不了的写明原因和时限。

党支部给每名党员划出联系的楼栋,谁联系的楼栋有事,谁就到楼道里回应,组织建设从会议室走到了群众身边。
"""


def receive(browser, **data):
    return browser.post(reverse("admin:articles_article_add"), data, follow=True)


def file(text: str | bytes, name: str = "议事会.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


@pytest.mark.django_db
class TestReceiving:
    def test_a_file_becomes_an_article_and_its_page_is_shown(self, desk, editor):
        response = receive(desk, file=file(PAGE))

        article = Article.objects.get()
        assert response.redirect_chain[-1][0] == reverse("admin:articles_article_change", args=[article.pk])
        assert "已收入" in response.content.decode()
        assert article.name == "楼道里的议事会"
        assert Original.objects.get().added_by == editor

    def test_a_pasted_text_is_stored_as_it_was_pasted(self, desk):
        receive(desk, text=PAGE.replace("\n", "\r\n"))

        assert bytes(Original.objects.defer(None).get().content).decode() == PAGE

    def test_a_pasted_text_may_be_given_a_file_name(self, desk):
        receive(desk, text=PAGE, name="柳河.txt")

        assert Original.objects.get().file_name == "柳河.txt"

    def test_address_and_date_of_access_are_noted(self, desk):
        receive(desk, text=PAGE, url="example.org/a.html", accessed_on="2024-03-06")

        appearance = Article.objects.get().appearances.get()
        assert appearance.accessed_on == datetime.date(2024, 3, 6)
        assert "http://example.org/a.html" in str(Article.objects.get().decisions.get().value)

    def test_the_same_file_again_is_said_and_changes_nothing(self, desk):
        receive(desk, file=file(PAGE))

        response = receive(desk, file=file(PAGE))

        assert "同一份文件以前收过" in response.content.decode()
        assert Article.objects.count() == 1

    def test_the_same_text_under_another_name_is_said_to_be_there_already(self, desk):
        receive(desk, file=file(PAGE))

        response = receive(desk, file=file(PAGE, "抄来的.txt"))

        assert "没有重复收入" in response.content.decode()
        assert Article.objects.count() == 1

    def test_a_revision_is_said_to_wait_as_a_proposal(self, desk):
        receive(desk, file=file(PAGE))

        response = receive(desk, file=file(PAGE.replace("每月两次", "每月三次")))

        assert "修订稿" in response.content.decode()
        assert Article.objects.count() == 1

    def test_what_cannot_be_read_is_refused_with_the_reason(self, desk):
        response = receive(desk, file=file(b"\x00" * 400, "图.txt"))

        assert response.status_code == 200
        assert "没有收入：" in response.content.decode()
        assert not Article.objects.exists()

    @pytest.mark.parametrize("given", [{}, {"text": "  \n "}])
    def test_nothing_is_not_taken_in(self, desk, given):
        assert "请选一个文件或粘贴一段文字" in receive(desk, **given).content.decode()

    def test_a_file_and_a_text_at_once_are_one_too_many(self, desk):
        assert "两者只要一样" in receive(desk, file=file(PAGE), text=PAGE).content.decode()
        assert not Article.objects.exists()

    def test_a_file_that_is_too_large_is_refused_before_it_is_read(self, desk, monkeypatch):
        monkeypatch.setattr(receiving, "LARGEST", 100)

        assert "请拆开后再收" in receive(desk, file=file(PAGE)).content.decode()
        assert not Article.objects.exists()

    def test_nobody_has_seen_a_page_tomorrow(self, desk):
        tomorrow = timezone.localdate() + datetime.timedelta(days=1)

        assert "不能在今天以后" in receive(desk, text=PAGE, accessed_on=tomorrow.isoformat()).content.decode()
        assert not Article.objects.exists()

    def test_is_not_for_somebody_without_permission(self, client):
        client.force_login(User.objects.create_user("sun", is_staff=True))

        assert client.get(reverse("admin:articles_article_add")).status_code == 403
