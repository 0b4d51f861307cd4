from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from readingroom.articles import uploads
from readingroom.articles.models import Article, Batch, Original, Upload
from readingroom.articles.room import Busy
from readingroom.desk import receiving

PAGE = """首页 > 党建 > 正文

楼道里的议事会

2024-03-05 09:30  来源:柳河日报

柳河社区党支部把议事会开进楼道,每月两次请居民坐下来,把停车、垃圾分类等事情当面说清楚。支部书记逐条记录,能办的当场答复,一时办不了的写明原因和时限。

党支部给每名党员划出联系的楼栋,谁联系的楼栋有事,谁就到楼道里回应,组织建设从会议室走到了群众身边。
"""

ADD = "/desk/articles/article/add/"


def receive(browser, **data):
    return browser.post(ADD, data, follow=True)


def file(text: str | bytes, name: str = "议事会.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


@pytest.mark.django_db
class TestReceiving:
    def test_files_are_received_as_a_batch_whose_page_is_shown(self, desk, editor):
        response = receive(desk, file=[file(PAGE), file(b"", "空.txt")])

        batch = Batch.objects.get()
        assert response.redirect_chain == [(reverse("admin:articles_batch_change", args=[batch.pk]), 302)]
        assert batch.by == editor
        assert list(batch.uploads.values_list("file_name", flat=True)) == ["议事会.txt", "空.txt"]
        assert "关掉浏览器" in response.content.decode()

    def test_a_file_becomes_an_article_once_it_is_worked_off(self, desk, editor):
        receive(desk, file=file(PAGE))

        uploads.work_off_one()

        assert Article.objects.get().name == "楼道里的议事会"
        assert Original.objects.get().added_by == editor

    def test_a_pasted_text_is_stored_as_it_was_pasted(self, desk):
        receive(desk, text=PAGE.replace("\n", "\r\n"))

        assert bytes(Upload.objects.get().content).decode() == PAGE

    def test_a_pasted_text_may_be_given_a_file_name(self, desk):
        receive(desk, text=PAGE, name="柳河.txt")

        assert Upload.objects.get().file_name == "柳河.txt"

    def test_files_and_a_pasted_text_make_one_batch(self, desk):
        receive(desk, file=file(PAGE), text="另一篇。")

        assert Batch.objects.get().uploads.count() == 2

    def test_address_and_date_of_access_go_with_all_files(self, desk):
        receive(desk, file=[file(PAGE), file(b"")], url="example.org/a.html", accessed_on="2024-03-06")

        assert set(Upload.objects.values_list("url", "accessed_on")) == {
            ("http://example.org/a.html", datetime.date(2024, 3, 6))
        }

    @pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/", "没有网址"])
    def test_what_is_no_web_address_is_not_noted(self, desk, url):
        assert "errorlist" in receive(desk, text=PAGE, url=url).content.decode()
        assert not Batch.objects.exists()

    @pytest.mark.parametrize("given", [{}, {"text": "  \n "}])
    def test_nothing_is_not_taken_in(self, desk, given):
        assert "请选文件，或粘贴一段文字" in receive(desk, **given).content.decode()

    def test_nobody_has_seen_a_page_tomorrow(self, desk):
        tomorrow = timezone.localdate() + datetime.timedelta(days=1)

        assert "不能在今天以后" in receive(desk, text=PAGE, accessed_on=tomorrow.isoformat()).content.decode()
        assert not Batch.objects.exists()

    def test_is_not_for_somebody_without_permission(self, client):
        client.force_login(User.objects.create_user("sun", is_staff=True))

        assert client.get(ADD).status_code == 403


@pytest.mark.django_db
class TestLimits:
    def test_they_are_said_before(self, desk):
        page = desk.get(ADD).content.decode()

        assert "一次最多 100 个文件，合计 128 MB；每个最大 32 MB，纯文本 2 MB。" in page
        for limit in ('most-files="100"', 'largest-batch="134217728"', 'largest-file="33554432"'):
            assert f"data-{limit}" in page

    @pytest.mark.parametrize(
        ("limit", "said"),
        [
            ("MOST_FILES", "一次最多 1 个文件，这里有 2 个"),
            ("LARGEST_BATCH", "文件合计超过"),
            ("LARGEST_FILE", "“甲.txt”超过"),
        ],
    )
    def test_what_is_beyond_them_is_refused_whole(self, desk, monkeypatch, limit, said):
        monkeypatch.setattr(receiving, limit, 1)

        response = receive(desk, file=[file("一", "甲.txt"), file("二", "乙.txt")])

        assert said in response.content.decode()
        assert not Batch.objects.exists()


@pytest.mark.django_db
class TestTheScript:
    def send(self, browser, **data):
        return browser.post(ADD, data, headers={"Accept": "application/json"})

    def test_is_told_where_the_batch_is(self, desk):
        answer = self.send(desk, file=file(PAGE))

        assert answer.json() == {"address": reverse("admin:articles_batch_change", args=[Batch.objects.get().pk])}

    def test_is_told_what_is_wrong(self, desk):
        answer = self.send(desk, text="")

        assert (answer.status_code, answer.json()) == (400, {"mistakes": ["请选文件，或粘贴一段文字。"]})

    def test_and_a_curator_without_it_are_told_when_the_room_is_busy(self, desk, monkeypatch):
        def busy(*_, **__):
            raise Busy

        monkeypatch.setattr(uploads, "receive", busy)

        assert self.send(desk, text=PAGE).json() == {"mistakes": [Busy.sentence]}
        assert Busy.sentence in receive(desk, text=PAGE).content.decode()
        assert PAGE.split()[-1] in receive(desk, text=PAGE).content.decode()
