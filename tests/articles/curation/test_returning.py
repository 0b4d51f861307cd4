"""A text that says again what was redacted does not come in, in whatever file it is."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User

from readingroom.articles import curation, uploads
from readingroom.articles.curation.masking import Mask
from readingroom.articles.curation.returning import brings_back
from readingroom.articles.importing import article_of, import_file
from readingroom.articles.models import Article, Original
from readingroom.articles.uploads import Incoming
from readingroom.articles.vocabulary import load_vocabulary
from tests.articles.page import PAGE

pytestmark = pytest.mark.django_db

PHONE, PERSON = "13912345678", "王小红"
SAID = f"有事请找{PERSON},手机139 1234 5678,请全体居民监督"
WITH_NUMBER = PAGE.replace("请全体居民监督", SAID)

PARAGRAPH = next(line for line in WITH_NUMBER.splitlines() if SAID in line)
OTHER = """河西社区换了路灯

河西社区的路灯一到雨天就不亮，党支部同物业和供电所约好时间，三方一起沿街走了一遍，记下坏了的十一盏。

"""


@pytest.fixture
def article(curator: User) -> Article:
    load_vocabulary()
    article = article_of(import_file(WITH_NUMBER.encode(), "page.txt", by=curator))
    places = curation.personal_places(article)
    name = curation.places_of(article, Mask([PERSON]))
    wanted = [*places, *({**place, "of": "name"} for place in name)]
    redaction = curation.ask_redaction(article, wanted, "未经本人同意", by=curator)
    curation.agree_to_redaction(redaction, by=User.objects.create_user("复核员"))
    return article


AGAIN = {
    "in another encoding": ("page.txt", WITH_NUMBER),
    "under another name": ("另存.txt", WITH_NUMBER),
    "revised elsewhere": ("page.txt", WITH_NUMBER.replace("2024-05-20", "2024-05-22")),
    "otherwise written": ("page.txt", WITH_NUMBER.replace("139 1234 5678", "１３９-１２３４-５６７８")),
    "in one piece": ("page.txt", WITH_NUMBER.replace("139 1234 5678", PHONE)),
    "over two lines": ("page.txt", WITH_NUMBER.replace("139 1234 5678", "139\n12345678")),
    "with the name alone": ("page.txt", WITH_NUMBER.replace("139 1234 5678", "＊＊＊＊＊＊＊＊＊＊＊")),
    "with other words before it": ("page.txt", WITH_NUMBER.replace(f"{PERSON},手机", "电话是")),
    "in an article of its own": ("别的.txt", f"{OTHER}\n{PARAGRAPH}\n"),
}


def test_it_is_refused_in_whatever_file_it_is(article: Article, curator: User) -> None:
    for how, (name, text) in AGAIN.items():
        outcome = import_file(text.encode("gb18030"), name, by=curator)

        assert (outcome.outcome, outcome.number) == ("refused", article.pk), how
        assert "隐去的个人信息" in outcome.reason
        line = int(outcome.reason.partition("的第 ")[2].partition(" 行")[0])
        assert re.search("有事请找|手机", text.splitlines()[line - 1]), how
        assert PHONE not in outcome.reason
    assert Original.objects.count() == 1


def test_of_what_was_received_not_even_the_bytes_are_kept(article: Article, curator: User) -> None:
    batch = uploads.receive([Incoming("另存.txt", WITH_NUMBER.encode("gb18030"))], by=curator)

    assert uploads.work_off_one()

    upload = batch.uploads.get()
    assert (upload.state, upload.outcome, upload.content, upload.article) == ("dropped", "refused", None, article)
    assert "换成“＊”再收" in upload.reason


def test_a_number_is_known_by_the_words_before_it_alone(curator: User) -> None:
    load_vocabulary()
    text = PAGE.replace("请全体居民监督", f"有事请打值班电话{PHONE},请全体居民监督")
    article = article_of(import_file(text.encode(), "page.txt", by=curator))
    redaction = curation.ask_redaction(article, curation.personal_places(article), "未经本人同意", by=curator)
    curation.agree_to_redaction(redaction, by=User.objects.create_user("复核员"))

    for words, is_back in ((f"{PHONE}。大家来看", True), ("8890。大家来看", False), ("，大家来看", False)):
        changed = text.replace(f"{PHONE},请全体居民监督", words)
        assert (brings_back(changed.splitlines()) is not None) is is_back, words


def test_with_stars_in_its_place_it_comes_in(article: Article, curator: User) -> None:
    hidden = WITH_NUMBER.replace("139 1234 5678", "＊＊＊").replace(PERSON, "＊＊＊")

    assert import_file(hidden.encode("gb18030"), "page.txt", by=curator).outcome == "updated"


def test_other_texts_are_left_alone(article: Article) -> None:
    elsewhere = f"河西社区的路灯\n\n有事请找{PERSON}商量，手机也行。河西社区的路灯一到雨天就不亮，居民都说不方便。\n"
    for text in (PAGE, PAGE.replace("请全体居民监督", "有事请找居委会,请全体居民监督"), elsewhere, ""):
        assert brings_back(text.splitlines()) is None


def test_a_room_without_redactions_asks_once(django_assert_num_queries: object, curator: User) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert brings_back(WITH_NUMBER.splitlines()) is None
