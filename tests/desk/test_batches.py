from __future__ import annotations

import datetime
import html
import json
import re

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from readingroom.articles import curation, uploads
from readingroom.articles.models import Article, Batch, Upload
from readingroom.articles.uploads.queue import only_one_worker
from readingroom.articles.vocabulary import load_themes
from tests.articles.page import PAGE
from tests.desk.test_policy import broken
from tests.desk.test_receiving import receive
from tests.library import draft

pytestmark = pytest.mark.django_db

UNSURE = PAGE.replace("小区", "楼道").replace("社区", "院落").replace("居民都说", "居\ufffd都说")


def bring(desk, *texts: str | bytes, names: str = "file{}.txt") -> Batch:
    """A batch that was worked off; the files are called file0.txt, file1.txt …"""
    data = [text.encode() if isinstance(text, str) else text for text in texts]
    receive(desk, file=[SimpleUploadedFile(names.format(place), one) for place, one in enumerate(data)])
    while uploads.work_off_one():
        pass
    return Batch.objects.latest("pk")


def address(batch: Batch) -> str:
    return reverse("admin:articles_batch_change", args=[batch.pk])


def do(desk, upload: Upload, name: str, **data) -> str:
    """The page that follows."""
    action = reverse("admin:articles_batch_do", args=[upload.batch_id, upload.pk, name])
    return desk.post(action, data, follow=True).content.decode()


class TestThePage:
    def test_says_what_became_of_each_file(self, desk):
        batch = bring(desk, PAGE, PAGE, b"")

        page = desk.get(address(batch)).content.decode()

        assert "收为新文章" in page
        assert "党建引领小区治理的三个办法" in page
        assert "与“file0.txt”是同一个文件" in page
        assert "file2.txt 是空的，没有可读的文字" in page
        assert "3 个文件都处理完了。" in page
        assert "有 1 个等您决定。" in page

    def test_while_something_waits_it_says_how_far_it_is_and_loads_itself_anew_without_script(self, desk):
        receive(desk, file=[SimpleUploadedFile("a.txt", b""), SimpleUploadedFile("b.txt", b"")])
        uploads.work_off_one()

        page = desk.get(address(Batch.objects.get())).content.decode()

        assert "已处理 1 个，共 2 个。" in page
        assert 'http-equiv="refresh"' in page

    def test_says_when_nobody_is_there_to_work_them_off(self, desk):
        receive(desk, text=PAGE)
        page = address(Batch.objects.get())

        held_up = desk.get(page).content.decode()
        with only_one_worker(settings.ENVIRONMENT.data):
            worked_off = desk.get(page).content.decode()

        assert "处理文件的程序现在没有运行" in held_up
        assert "没有运行" not in worked_off

    def test_what_came_together_can_be_chosen_when_files_are_joined(self, desk):
        bring(desk, PAGE, PAGE.replace("小区", "楼道").replace("居民", "住户"))
        first, second = Article.objects.order_by("number")
        bring(desk, "另一批的一篇文章，讲的是别的事情。" * 9)

        page = desk.get(reverse("admin:articles_article_change", args=[first.pk])).content.decode()

        offered = page.partition('<datalist id="came-with">')[2].partition("</datalist>")[0]
        assert f'<option value="{second.pk}">{second.name}</option>' in offered
        assert offered.count("<option") == 1
        assert page.count('list="came-with"') == 2

    def test_what_waits_for_another_article_is_not_to_be_chosen(self, desk, editor):
        bring(desk, PAGE, PAGE.replace("小区", "楼道").replace("居民", "住户"))
        first, second = Article.objects.order_by("number")
        load_themes()
        curation.publish(second, by=editor)
        curation.join_files(first, second, by=editor)

        page = desk.get(reverse("admin:articles_article_change", args=[first.pk])).content.decode()

        assert f'<option value="{second.pk}">' not in page

    def test_it_does_not_when_all_is_done(self, desk):
        assert 'http-equiv="refresh"' not in desk.get(address(bring(desk, PAGE))).content.decode()

    def test_keeps_to_the_content_policy_and_shows_names_as_they_are(self, desk):
        receive(desk, text=PAGE, name='"><script>alert(1)</script>.txt')
        batch = Batch.objects.get()
        Upload.objects.update(file_name='"><script>alert(1)</script>.txt', reason="<b>理由</b>", state="refused")

        page = desk.get(address(batch)).content.decode()

        assert broken(page) == []
        assert "<script>alert" not in page
        assert "&lt;b&gt;理由" in page

    def test_takes_as_many_queries_for_many_files_as_for_a_few(self, desk, django_assert_max_num_queries):
        batch = bring(desk, PAGE, UNSURE, b"")
        for _ in range(20):
            upload = Upload(batch=batch, file_name="x.txt", content=b"", size=0, sha256="0" * 64)
            upload.article = Article.objects.first()
            upload.save()

        with django_assert_max_num_queries(13):
            desk.get(address(batch))

    def test_a_long_batch_has_pages(self, desk, monkeypatch):
        monkeypatch.setattr("readingroom.desk.batch_files.FILES_A_PAGE", 2)
        batch = bring(desk, b"", b"\n", b" ")

        assert "第 2 页，共 2 页" in desk.get(address(batch) + "?p=2").content.decode()

    @pytest.mark.parametrize("number", ["0", "9999999999999999999999", "x"])
    def test_of_no_batch_there_is_none(self, desk, number):
        assert desk.get(f"/desk/articles/batch/{number}/change/").status_code == 404

    def test_is_not_for_somebody_without_permission(self, client, desk):
        batch = bring(desk, PAGE)
        client.force_login(User.objects.create_user("sun", is_staff=True))

        assert client.get(address(batch)).status_code == 403
        assert client.get(reverse("admin:articles_batch_progress", args=[batch.pk])).status_code == 403
        assert client.post(reverse("admin:articles_batch_do", args=[batch.pk, 1, "drop"])).status_code == 403

    def test_all_batches_are_listed_with_what_is_open(self, desk):
        bring(desk, PAGE, b"")

        page = desk.get(reverse("admin:articles_batch_changelist") + "?q=file1.txt").content.decode()

        assert "2 个" in page
        assert '<td class="field-refused">1 个</td>' in page


class TestProgress:
    def ask(self, desk, batch: Batch, version: str = "") -> dict:
        answer = desk.get(reverse("admin:articles_batch_progress", args=[batch.pk]), {"version": version})
        assert "no-store" in answer.headers["Cache-Control"]
        return json.loads(answer.content)

    def test_has_the_files_when_one_of_them_changed(self, desk):
        receive(desk, text=PAGE)
        batch = Batch.objects.get()
        before = self.ask(desk, batch)
        assert before["waiting"] == 1
        assert "排队" in before["html"]
        assert "html" not in self.ask(desk, batch, before["version"])

        uploads.work_off_one()

        after = self.ask(desk, batch, before["version"])
        assert after["waiting"] == 0
        assert "收为新文章" in after["html"]


class TestActions:
    def test_what_was_refused_can_be_tried_again(self, desk):
        upload = bring(desk, b"").uploads.get()

        assert "已重新排队" in do(desk, upload, "retry")
        assert Upload.objects.pending().get() == upload

    def test_what_nobody_wants_is_dropped_and_stays_on_the_page(self, desk):
        upload = bring(desk, b"").uploads.get()

        page = do(desk, upload, "drop")

        assert "内容不再保存" in page
        assert "zhao 不要了。" in page
        assert "再试一次" not in page

    def test_a_text_that_is_there_can_be_noted_as_a_reprint(self, desk):
        bring(desk, PAGE)
        upload = bring(desk, PAGE.replace("社区晚报", "河口晚报"), names="elsewhere{}.txt").uploads.get()
        assert "收为转载" in desk.get(address(upload.batch)).content.decode()

        do(desk, upload, "reprint")
        uploads.work_off_one()

        assert "收为这篇文章的另一次刊登" in desk.get(address(upload.batch)).content.decode()
        assert Article.objects.get().appearances.get(leads=False).source_as_printed == "河口晚报"

    def test_each_file_may_have_an_address_of_its_own(self, desk):
        upload = bring(desk, PAGE).uploads.get()

        do(desk, upload, "place", url="example.org/b", accessed_on="2024-03-07")

        upload.refresh_from_db()
        assert (upload.url, upload.accessed_on) == ("http://example.org/b", datetime.date(2024, 3, 7))
        assert Article.objects.get().appearances.get().accessed_on == datetime.date(2024, 3, 7)

    def test_a_wrong_address_is_said(self, desk):
        upload = bring(desk, PAGE).uploads.get()

        assert "网址：" in do(desk, upload, "place", url="javascript:alert(1)")

    def test_what_a_colleague_settled_meanwhile_is_left_alone(self, desk):
        upload = bring(desk, b"").uploads.get()
        do(desk, upload, "drop")

        assert "现在是“不要了”，不能再试" in do(desk, upload, "retry")

    def test_another_action_there_is_not(self, desk):
        upload = bring(desk, b"").uploads.get()

        assert (
            desk.post(reverse("admin:articles_batch_do", args=[upload.batch_id, upload.pk, "eat"])).status_code == 404
        )
        assert (
            desk.get(reverse("admin:articles_batch_do", args=[upload.batch_id, upload.pk, "drop"])).status_code == 405
        )


class TestWhatIsSure:
    def test_is_published_together(self, desk):
        batch = bring(desk, PAGE, UNSURE)
        [unsure] = Article.objects.doubtful()
        sure = Article.objects.exclude(pk=unsure.pk).get()

        page = desk.get(address(batch)).content.decode()

        assert f"/desk/articles/article/bulk/publish/?numbers={sure.pk}&amp;" in page
        assert "发布没有疑问的（1 篇）" in page

    def test_one_is_back_in_the_batch_then_and_told_there(self, desk):
        load_themes()
        batch = bring(desk, PAGE)
        link = re.search(r"[^\"]*bulk/publish/[^\"]*", desk.get(address(batch)).content.decode())
        asked = html.unescape(link[0])
        [sent] = re.findall(r'name="article" value="([^"]*)"', desk.get(asked).content.decode())

        response = desk.post(asked, {"article": sent}, follow=True)

        assert response.redirect_chain[-1][0] == address(batch)
        assert "已发布 1 篇" in str(*response.context["messages"])

    def test_is_not_offered_once_it_is_published(self, desk, editor):
        load_themes()
        batch = bring(desk, PAGE)
        curation.publish(Article.objects.get(), by=editor)

        assert "发布没有疑问的" not in desk.get(address(batch)).content.decode()

    def test_what_is_doubted_of_the_others_is_said_at_once(self, desk):
        batch = bring(desk, UNSURE)
        [article] = Article.objects.doubtful()

        page = desk.get(address(batch)).content.decode()

        assert f'<p class="batch-doubt">{article.cleaning.review[0]}</p>' in page


class TestFromOneUnsureArticleToTheNext:
    def test_leads_on_and_back_to_the_batch(self, desk):
        batch = bring(desk, PAGE, UNSURE)
        [article] = Article.objects.doubtful()
        unsure = reverse("admin:articles_batch_unsure", args=[batch.pk])

        first = desk.get(unsure)
        last = desk.get(f"{unsure}?after={article.pk}", follow=True)

        assert first.url == reverse("admin:articles_article_change", args=[article.pk])
        assert "后面没有了；前面还有 1 篇有疑问。" in last.content.decode()

    def test_goes_through_a_batch_before_what_came_later(self, desk):
        batch = bring(desk, UNSURE, UNSURE.replace("院落", "楼栋"))
        first, second = (upload.article for upload in batch.uploads.order_by("pk"))
        draft(["后来的一篇，讲的是别的事情。"], review=["第 3 行不能确定"])

        pages = [desk.get(reverse("admin:articles_article_change", args=[one.pk])) for one in (first, second)]

        assert [page.context["next_doubtful"] for page in pages] == [second, first]

    def test_says_when_there_is_none(self, desk):
        batch = bring(desk, PAGE)
        Article.objects.filter(uploads__batch=batch).get()

        unsure = reverse("admin:articles_batch_unsure", args=[batch.pk])

        assert "没有机器拿不准的文章了" in desk.get(unsure, follow=True).content.decode()

    def test_an_article_that_was_put_away_is_no_longer_asked_about(self, desk, editor):
        batch = bring(desk, UNSURE)
        curation.archive(Article.objects.get(), by=editor)

        unsure = reverse("admin:articles_batch_unsure", args=[batch.pk])

        assert desk.get(unsure).url == address(batch)
