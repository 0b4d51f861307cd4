from __future__ import annotations

from contextlib import ExitStack
from io import StringIO
from threading import Timer
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from readingroom import search
from readingroom.articles.models import Article, Change, Status
from readingroom.search.engine.backend import TantivySearchBackend
from readingroom.search.keeping import holdings, indexing
from tests.library import published_articles

pytestmark = pytest.mark.django_db


def run(command: str, *arguments: str, **options: Any) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out, **options)
    return out.getvalue()


@pytest.mark.parametrize("command", ["index", "update_index"])
def test_bringing_the_index_up_to_date_takes_in_news_and_what_nobody_told(command: str) -> None:
    told, untold = published_articles(2)
    indexing.drain()
    Article.objects.filter(pk=untold.pk).update(status=Status.ARCHIVED)
    Change.objects.create(article=told)

    assert run(command) == "检索库已更新，写入2篇文章。\n"
    assert search.find("党支部").count == 1


@pytest.mark.parametrize(("command", "arguments"), [("index", ["--rebuild"]), ("rebuild_index", ["--noinput"])])
def test_rebuilding_never_leaves_readers_without_an_index(
    command: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    published_articles(2)
    indexing.drain()
    add, seen = holdings.add, []

    def add_and_ask(numbers: Any) -> None:
        seen.append(search.find("党支部").count)
        add(numbers)

    monkeypatch.setattr(holdings, "add", add_and_ask)

    assert run(command, *arguments) == "检索库已重建，共2篇文章。\n"
    assert seen == [2]


def test_the_index_cannot_be_emptied() -> None:
    published_articles(1)
    indexing.drain()

    with pytest.raises(CommandError, match="不能清空"):
        run("clear_index")

    assert search.find("党支部").count == 1


def test_who_comes_second_waits_for_the_first(backend: TantivySearchBackend) -> None:
    published_articles(1)
    indexing.drain()
    held = ExitStack()
    held.enter_context(backend.store.rebuilding(wait=0))

    Timer(0.3, held.close).start()

    assert run("index", "--rebuild") == "检索库已重建，共1篇文章。\n"


def test_who_waited_too_long_is_told_to_come_again(
    backend: TantivySearchBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    published_articles(1)
    indexing.drain()
    monkeypatch.setattr(indexing, "PATIENCE", 0.1)

    with backend.store.rebuilding(wait=0), pytest.raises(CommandError, match="请稍后再试"):
        run("index", "--rebuild")
