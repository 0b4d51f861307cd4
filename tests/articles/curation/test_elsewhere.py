"""What else in the room holds what is to be taken out of one article."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.contrib.auth.models import User

from readingroom.articles import curation, uploads
from readingroom.articles.importing import article_of, import_file
from readingroom.articles.models import Article, Redaction, Upload
from readingroom.articles.uploads import Incoming
from readingroom.articles.vocabulary import load_vocabulary
from tests.articles.page import PAGE

pytestmark = pytest.mark.django_db

PHONE, PERSON = "13912345678", "王小红"
OTHER = """河西社区换了路灯

河西社区的路灯一到雨天就不亮，居民向{}反映，党支部同物业和供电所约好时间，三方一起沿街走了一遍，记下坏了的十一盏。

两个星期以后，十一盏路灯都亮了。支部把每一盏是谁修的、花了多少钱写在公告栏里，居民看了都说明白。
"""


@pytest.fixture
def redaction(curator: User) -> Redaction:
    load_vocabulary()
    page = PAGE.replace("请全体居民监督", f"有事请找{PERSON},手机{PHONE},请全体居民监督")
    article = article_of(import_file(page.encode(), "page.txt", by=curator))
    places = curation.personal_places(article)
    start = article.cleaning.reading.lines[places[0]["line"] - 1][0].index(PERSON)
    name = {**places[0], "start": start, "end": start + len(PERSON), "kind": "selected", "of": "name"}
    return curation.ask_redaction(article, [*places, name], "未经本人同意", by=curator)


def test_another_article_is_found_however_it_is_written_there(redaction: Redaction, curator: User) -> None:
    others = []
    for written in (PHONE, "139-1234-5678", "１３９１２３４５６７８", "一三九一二三四五六七八", PERSON, "王小 红"):
        text = OTHER.format(written).replace("路灯", f"路灯{len(others)}")
        others.append(article_of(import_file(text.encode(), f"{len(others)}.txt", by=curator)))

        places = curation.same_places(others[-1], redaction)
        line = others[-1].cleaning.reading.lines[places[0]["line"] - 1][0]
        assert [line[one["start"] : one["end"]] for one in places] == [written]
    assert list(curation.elsewhere_of(redaction).articles) == [other.pk for other in others]


def test_an_article_with_something_like_it_is_not(redaction: Redaction, curator: User) -> None:
    for number, written in enumerate(("13912345679", "王小丽", "小红")):
        import_file(OTHER.format(written).encode(), f"{number}.txt", by=curator)

    assert not curation.elsewhere_of(redaction).articles


def test_it_can_be_asked_for_in_the_other_article_by_what_was_found(
    redaction: Redaction, curator: User, django_user_model: type[User]
) -> None:
    other = article_of(import_file(OTHER.format(PERSON).encode(), "other.txt", by=curator))
    second = django_user_model.objects.create_user("复核员")

    also = curation.ask_redaction(other, curation.same_places(other, redaction), redaction.reason, by=second)
    curation.agree_to_redaction(also, by=curator)

    assert PERSON not in str(Article.objects.get(pk=other.pk).cleaning.result)
    curation.agree_to_redaction(redaction, by=second)
    assert not curation.elsewhere_of(redaction).articles
    with pytest.raises(curation.Refused, match="办过"):
        curation.same_places(other, redaction)


def uploaded(name: str, data: bytes, by: User, *, state: str = "refused") -> Upload:
    batch = uploads.receive([Incoming(name, data)], by=by)
    batch.uploads.update(state=state)
    return batch.uploads.get()


def zipped(name: str, text: str) -> bytes:
    with zipfile.ZipFile(file := io.BytesIO(), "w") as archive:
        archive.writestr(name, text)
    return file.getvalue()


@pytest.mark.parametrize("state", ["refused", "asks", "waiting", "working"])
def test_a_file_that_is_no_original_yet_gives_up_its_bytes(
    state: str, redaction: Redaction, curator: User, django_user_model: type[User]
) -> None:
    held = uploaded("笔记.txt", f"{PERSON}说的".encode("gb18030"), curator, state=state)
    other = uploaded("别的.txt", "别人说的".encode("gb18030"), curator, state=state)
    found = curation.elsewhere_of(redaction)
    assert (found.uploads, found.unread) == ([held.pk], [])

    curation.agree_to_redaction(redaction, by=django_user_model.objects.create_user("复核员"), elsewhere=found)

    held.refresh_from_db()
    other.refresh_from_db()
    assert (held.state, held.content) == ("dropped", None)
    assert "换成“＊”再收" in held.reason
    assert (other.state, other.content is None) == (state, False)


def test_a_file_that_cannot_be_read_is_looked_at_as_bytes_and_otherwise_left_to_people(
    redaction: Redaction, curator: User
) -> None:
    held = uploaded("坏的.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + f"电话{PHONE}".encode("utf-16-le"), curator)
    unread = uploaded("扫描.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), curator)
    uploaded("空.txt", b"", curator)

    found = curation.elsewhere_of(redaction)

    assert (found.uploads, found.unread) == ([held.pk], [unread.pk])


def test_names_of_all_files_lose_it(redaction: Redaction, curator: User, django_user_model: type[User]) -> None:
    upload = uploaded(f"{PERSON}的来信.txt", b"x", curator)

    curation.agree_to_redaction(redaction, by=django_user_model.objects.create_user("复核员"))

    upload.refresh_from_db()
    assert upload.file_name == "＊＊＊的来信.txt"


@pytest.mark.slow
def test_the_files_in_an_archive_are_opened(redaction: Redaction, curator: User) -> None:
    held = uploaded("包.zip", zipped("一.txt", f"{PERSON}说的话"), curator)
    uploaded("包二.zip", zipped("一.txt", "别人说的话"), curator)

    assert curation.elsewhere_of(redaction).uploads == [held.pk]


def test_time_for_opening_files_is_limited(
    redaction: Redaction, curator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = uploaded("笔记.txt", PERSON.encode(), curator)
    monkeypatch.setattr("readingroom.articles.curation.elsewhere.PATIENCE", -1)

    found = curation.elsewhere_of(redaction)

    assert (found.uploads, found.unread) == ([], [held.pk])
