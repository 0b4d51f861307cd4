from __future__ import annotations

import struct

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.urls import reverse

from readingroom import intake
from readingroom.articles import curation
from readingroom.articles.importing import Arrival, store
from readingroom.articles.models import Article
from readingroom.articles.vocabulary import load_themes
from readingroom.desk.workbench import Workbench
from readingroom.records import Box, Line, Reading, Unreadable
from tests.library import clean_article, draft

TEXTS = ["把议事亭搬到树下", "支部书记逐条记录，能办的当场答复。", "党员轮流到亭子里回应居民。"]


def png(width: int, height: int, points_wide: int) -> bytes:
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + b"\x08\x02\0\0\0crc."
    per_metre = round(width / points_wide * 72 / 0.0254)
    return head + struct.pack(">I4sIIB", 9, b"pHYs", per_metre, per_metre, 1) + b"crc."


@pytest.fixture
def article(db) -> Article:
    """Two lines on the first page, one on the second."""
    load_themes()
    boxes = [Box(1, 60, 80, 300, 98), Box(1, 60, 120, 500, 131), Box(2, 60, 80, 500, 91)]
    lines = [Line(number, text, "", box) for number, (text, box) in enumerate(zip(TEXTS, boxes, strict=True), 1)]
    reading = Reading(tuple(lines), "pdf", "", "print-1")
    outcome = store(Arrival(data=b"%PDF", name="a.pdf", reading=reading, clean=clean_article(TEXTS)), by=None)
    return Article.objects.get(pk=outcome.number)


@pytest.fixture
def drawn(monkeypatch) -> list[int]:
    """The pages that were drawn, each a thousand pixels and 500 points wide."""
    pages: list[int] = []
    monkeypatch.setattr(intake, "draw_page", lambda data, page, *, width: pages.append(page) or png(1000, 1400, 500))
    cache.clear()
    return pages


def look(desk, article, page):
    return desk.get(reverse("admin:articles_article_change", args=[article.pk]), {"page": page}).content.decode()


def test_the_lines_of_a_page_stand_in_numbered_boxes(desk, article, drawn):
    page = look(desk, article, "1")

    assert 'viewBox="0 0 500.0 700.0"' in page
    assert 'x="60.0" y="120.0" width="440.0" height="11.0"' in page
    assert page.count("data-box") == 2
    assert 'data-to="P2"' in page
    assert reverse("admin:articles_article_page", args=[article.pk, 1]) in page


def test_what_leads_to_a_line_leads_to_the_lines(desk, article, drawn):
    """They are not on the page while a picture is."""
    assert '<a href="?part=1#L2">第 2 行起</a>' in look(desk, article, "1")


def test_the_picture_stays_after_something_was_done(desk, article, drawn):
    shown = look(desk, article, "2")
    assert '<input type="hidden" name="page" value="2">' in shown

    sent = {"version": Workbench(article).version, "page": "2", "items": ["1"], "kind": "heading"}
    response = desk.post(reverse("admin:articles_article_do", args=[article.pk, "kind"]), sent)

    assert response["Location"].endswith("/change/?page=2")


def test_beside_a_later_page_stands_what_came_of_it(desk, article, drawn, monkeypatch):
    monkeypatch.setattr("readingroom.articles.ledger.LINES", 2)

    page = look(desk, article, "2")

    assert TEXTS[2] in page
    assert TEXTS[1] not in page
    assert 'href="#P3"' in page


def test_a_page_is_drawn_once_for_its_size_and_its_picture(desk, article, drawn):
    look(desk, article, "2")
    picture = desk.get(reverse("admin:articles_article_page", args=[article.pk, 2]))

    assert drawn == [2]
    assert picture["Content-Type"] == "image/png"
    assert picture["Cache-Control"] == "private, max-age=300"


@pytest.mark.parametrize(("asked", "shown"), [("9", 2), ("0", 1), ("x", 1)])
def test_a_page_that_does_not_exist_is_the_nearest_that_does(desk, article, drawn, asked, shown):
    assert f"原件第 {shown} 页" in look(desk, article, asked)


def test_a_page_that_cannot_be_drawn_says_why(desk, article, monkeypatch):
    def refuse(data, page, *, width):
        raise Unreadable("这个 PDF 已经损坏，画不出来。")

    cache.clear()
    monkeypatch.setattr(intake, "draw_page", refuse)

    assert "已经损坏" in look(desk, article, "1")
    assert desk.get(reverse("admin:articles_article_page", args=[article.pk, 1])).status_code == 404


def test_what_was_never_printed_has_no_pages(desk, drawn):
    article = draft()

    assert "页图" not in look(desk, article, "1")
    assert desk.get(reverse("admin:articles_article_page", args=[article.pk, 1])).status_code == 404
    assert drawn == []


def test_who_may_not_see_the_article_sees_no_picture(client, article, drawn):
    client.force_login(User.objects.create_user("sun", is_staff=True))

    assert client.get(reverse("admin:articles_article_page", args=[article.pk, 1])).status_code == 403


def test_the_pages_of_a_second_file_are_drawn_from_that_file(desk, article, monkeypatch):
    load_themes()
    box = Box(1, 60, 80, 300, 98)
    reading = Reading((Line(1, "下文在另一个文件里，讲居民怎样回应。", "", box),), "pdf", "", "print-1")
    clean = clean_article(["下文在另一个文件里，讲居民怎样回应。"])
    outcome = store(Arrival(data=b"%PDF-second", name="b.pdf", reading=reading, clean=clean), by=None)
    files: list[tuple[bytes, int]] = []
    monkeypatch.setattr(intake, "draw_page", lambda data, page, *, width: files.append((data, page)) or png(9, 9, 9))
    cache.clear()

    curation.join_files(article, Article.objects.get(pk=outcome.number), by=None)
    look(desk, article, "3")
    look(desk, article, "2")

    assert files == [(b"%PDF-second", 1), (b"%PDF", 2)]
