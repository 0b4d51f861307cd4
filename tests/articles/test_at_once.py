"""Two writers at the same moment: processes on a SQLite file, threads on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from readingroom.articles import curation
from readingroom.articles.importing import import_file
from readingroom.articles.models import Article, Original
from readingroom.articles.vocabulary import load_vocabulary
from tests.articles.page import PAGE
from tests.library import draft

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def manage(tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """Starts management commands over a data folder, and so a SQLite file, of their own."""
    data = tmp_path / "data"
    data.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("READINGROOM_", "DJANGO_"))}

    def manage(*command: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env={**kept, "READINGROOM_DATA": str(data)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    with manage("migrate", "-v0") as migration:
        assert migration.wait() == 0
    return manage


def test_two_processes_that_import_the_same_files_make_each_article_once(
    manage: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    folder = tmp_path / "incoming"
    folder.mkdir()
    for n, place in enumerate(("楼道", "广场", "菜场", "学校", "公园", "车站")):
        (folder / f"{n}.txt").write_text(PAGE.replace("小区", place).replace("网格", f"{place}网格"), "utf-8")

    with manage("import_articles", str(folder)) as one, manage("import_articles", str(folder)) as other:
        writers = (one, other)
        answers = [writer.communicate(timeout=100) for writer in writers]

    outcomes = defaultdict(list)
    for line in (line for out, _ in answers for line in out.splitlines()[:-1]):
        outcome, path, *_ = line.split("\t")
        outcomes[path].append(outcome)
    assert [writer.returncode for writer in writers] == [0, 0]
    assert not any("Traceback" in err for _, err in answers)
    assert len(outcomes) == 6
    assert all(sorted(pair) == ["created", "unchanged"] for pair in outcomes.values())


on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="threads cannot share the SQLite database of the tests, which is in memory",
)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Runs each in a thread of its own; what one raises is its result."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        barrier.wait()
        try:
            return act()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_two_threads_that_import_the_same_file_make_one_article() -> None:
    load_vocabulary()

    for n in range(5):
        page = PAGE.replace("十二个", f"{n + 20}个").replace("社区", f"第{n}社区").encode()
        outcomes = at_once(*[lambda page=page, n=n: import_file(page, f"{n}.txt")] * 4)

        assert sorted(str(one.outcome) for one in outcomes) == ["created", "unchanged", "unchanged", "unchanged"]

    assert (Article.objects.count(), Original.objects.count()) == (5, 5)


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_two_threads_that_publish_the_same_article_make_one_edition() -> None:
    article = draft()

    results = at_once(*[lambda: curation.publish(Article.objects.get(pk=article.pk), by=None)] * 3)

    assert article.editions.count() == 1
    assert sum(isinstance(result, curation.Refused) for result in results) == 2


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_two_threads_that_load_the_vocabulary_load_it_once() -> None:
    assert sorted(at_once(load_vocabulary, load_vocabulary)) == [False, True]
