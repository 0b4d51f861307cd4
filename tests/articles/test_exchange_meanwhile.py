"""A library is exported for minutes, and people go on with their work: what they do in between fits into the file."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from readingroom.articles import curation, uploads
from readingroom.articles.exchange import Run, export_library
from readingroom.articles.exchange import import_file as bring_in_file
from readingroom.articles.importing import article_of, import_file
from readingroom.articles.models import Article, Redaction
from readingroom.articles.room import reading, writing
from readingroom.articles.uploads import Incoming
from readingroom.articles.vocabulary import load_vocabulary
from tests.articles.room_of_everything import PHONE, empty_room, page


@pytest.fixture
def articles(curator: User) -> list[Article]:
    load_vocabulary()
    sentence = f"有事找值班员，电话{PHONE}，白天晚上都有人接，不用跑一趟。"
    texts = {"渡口": page("渡口"), "茶亭": page("茶亭"), "粮站": page("粮站", sentence)}
    return [article_of(import_file(text.encode(), f"{topic}.txt", by=curator)) for topic, text in texts.items()]


def exported_while(act: Callable[[], object]) -> str:
    """It happens when the last article is written and what is between articles is not."""
    lines = []
    for line in export_library():
        lines.append(line)
        if line.count('"readingroom-article"') and sum('"readingroom-article"' in one for one in lines) == 3:
            act()
    return "".join(lines)


def refused(file: str) -> list[str]:
    empty_room()
    told = bring_in_file(io.BytesIO(file.encode()), Run(publish=True, same_room=True))
    return [one.outcome.reason for one in told if one.outcome.outcome == "refused"]


def records(file: str, kind: str) -> list[dict[str, Any]]:
    return [value for value in map(json.loads, file.splitlines()) if value["format"] == f"readingroom-{kind}"]


def test_what_is_redacted_meanwhile_is_not_said_to_be_out(articles: list[Article], curator: User) -> None:
    redaction = curation.ask_redaction(articles[2], curation.personal_places(articles[2]), "未经同意", by=curator)
    second = User.objects.create_user("复核员")

    file = exported_while(lambda: curation.agree_to_redaction(redaction, by=second))

    assert PHONE in json.dumps(records(file, "article"))
    assert [one["done_at"] for one in records(file, "redaction")] == [None]
    assert refused(file) == []
    assert Redaction.objects.get().is_agreed is None


def test_what_is_joined_meanwhile_is_left_for_the_next_time(articles: list[Article], curator: User) -> None:
    file = exported_while(lambda: curation.join_files(articles[0], articles[1], by=curator))

    assert records(file, "composition") == []
    assert refused(file) == []


def test_so_is_what_is_brought_in(articles: list[Article], curator: User) -> None:
    def bring_in() -> None:
        uploads.receive([Incoming("水塔.txt", page("水塔").encode()), Incoming("bad.txt", b"\0\1")], by=curator)
        while uploads.work_off_one():
            pass

    file = exported_while(bring_in)

    assert [one["file_name"] for one in records(file, "upload")] == ["bad.txt"]
    assert refused(file) == []


@pytest.mark.django_db(transaction=True)
def test_who_reads_an_article_for_it_holds_nobody_up() -> None:
    with CaptureQueriesContext(connection) as asked:
        with reading():
            Article.objects.exists()
        with writing():
            Article.objects.exists()

    said = [one["sql"] for one in asked]
    if connection.vendor == "postgresql":
        assert said[1] == "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    else:
        assert [one for one in said if one.startswith("BEGIN")] == ["BEGIN DEFERRED", "BEGIN IMMEDIATE"]
