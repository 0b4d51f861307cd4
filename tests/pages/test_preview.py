from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from readingroom.articles import curation
from readingroom.articles.models import Change, Edition, Paragraph, Room, Source
from tests.library import draft, item, published_article


@pytest.fixture
def viewer(db) -> User:
    user = User.objects.create_user("qian", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_article"))
    return user


@pytest.fixture
def desk(viewer) -> Client:
    client = Client()
    client.force_login(viewer)
    return client


@pytest.mark.usefixtures("themes")
class TestThePage:
    def test_shows_a_draft_as_a_reader_will_see_it(self, desk):
        items = [item("一、怎么开会", kind="heading"), "党支部每月召开一次支部党员大会。"]
        article = draft(items, author="周岚", date="2024-05-20", themes=["organization"])

        page = desk.get(f"/desk/preview/{article.pk}/").content.decode()

        assert "预览" in page
        assert "还没有发布" in page
        assert "党支部每月召开一次支部党员大会。" in page
        assert "作者：周岚" in page
        assert "2024年5月20日" in page
        assert '<a class="theme" href="/themes/organization/">' in page

    def test_shows_what_was_changed_since_publishing(self, desk, viewer):
        article = published_article()
        curation.set_field(article, "author", "周岚", by=viewer)

        preview = desk.get(f"/desk/preview/{article.pk}/").content.decode()
        assert "周岚" in preview
        assert "读者看到的还是上一版" in preview
        assert "周岚" not in desk.get(f"/articles/{article.pk}/").content.decode()

    def test_of_what_is_published_as_it_stands_it_says_so(self, desk):
        article = published_article()

        preview = desk.get(f"/desk/preview/{article.pk}/").content.decode()

        assert "读者现在看到的就是这样" in preview
        assert "还没有发布" not in preview

    def test_nothing_is_written(self, desk, django_assert_max_num_queries):
        article = draft(source="柳河晚报", outlet="柳河晚报")
        counted = [rows.objects.count() for rows in (Edition, Paragraph, Source, Change)]
        revision = Room.objects.get().revision

        with django_assert_max_num_queries(16):
            page = desk.get(f"/desk/preview/{article.pk}/").content.decode()

        assert "柳河晚报" in page
        assert [rows.objects.count() for rows in (Edition, Paragraph, Source, Change)] == counted
        assert Room.objects.get().revision == revision

    def test_an_empty_article_has_a_preview_too(self, desk):
        assert desk.get(f"/desk/preview/{draft([]).pk}/").status_code == 200

    def test_escapes_what_a_page_smuggled_in(self, desk):
        article = draft(["<script>alert(1)</script>党支部召开党员大会。"], title="<img src=x onerror=alert(1)>")

        page = desk.get(f"/desk/preview/{article.pk}/").content.decode()

        assert "<script>alert" not in page
        assert "<img src=x" not in page

    def test_is_kept_by_nobody_and_found_by_no_search_engine(self, desk):
        answer = desk.get(f"/desk/preview/{draft().pk}/")

        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "ETag" not in answer


class TestDoors:
    def test_a_stranger_is_sent_to_the_login(self, client, db):
        answer = client.get(f"/desk/preview/{draft().pk}/")

        assert answer.status_code == 302
        assert answer["Location"].startswith("/desk/login/?next=/desk/preview/")

    def test_who_may_not_see_articles_sees_no_preview(self, client, db):
        client.force_login(User.objects.create_user("sun", is_staff=True))

        assert client.get(f"/desk/preview/{draft().pk}/").status_code == 403

    def test_who_may_see_articles_but_is_no_member_of_staff_sees_none(self, client, viewer):
        viewer.is_staff = False
        viewer.save()
        client.force_login(viewer)

        assert client.get(f"/desk/preview/{draft().pk}/").status_code == 302

    @pytest.mark.parametrize("number", ["999", "9" * 19, "0"])
    def test_what_is_not_there_is_404(self, desk, number):
        assert desk.get(f"/desk/preview/{number}/").status_code == 404
