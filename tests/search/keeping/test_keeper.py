from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from readingroom import search
from readingroom.articles.models import Change
from readingroom.search.engine import IndexNotWritten
from readingroom.search.engine.backend import TantivySearchBackend
from readingroom.search.engine.binding import Writer
from readingroom.search.keeping import indexing, quotations, related, unanswered
from readingroom.search.keeping import keeper as keeping
from readingroom.search.language.analysis import Analyser
from readingroom.search.models import UnansweredQuestion, Word
from readingroom.search.suggestions import lexicon
from tests.library import published_article, published_articles
from tests.search.damages import DAMAGES, live, spoil_a_byte, truncate

pytestmark = pytest.mark.django_db


def count(q: str = "党支部") -> int:
    return search.find(q).count


# ---------------------------------------------------------------------------- rounds
@pytest.mark.parametrize("damage", [spoil_a_byte, *DAMAGES])
def test_a_damaged_index_is_found_out_and_made_anew(
    damage: Any, index_folder: Path, backend: TantivySearchBackend
) -> None:
    published_articles(2)
    indexing.drain()

    damage(index_folder)
    backend.store._opened = None
    keeping.look_after(thoroughly=True)

    assert indexing.state() == "ok"
    assert count() == 2
    assert len(list((index_folder / "generations").iterdir())) == 1


def test_an_index_by_other_code_is_unavailable_until_it_is_made_anew(
    backend: TantivySearchBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    published_articles(2)
    indexing.drain()
    monkeypatch.setattr(Analyser, "fingerprint", property(lambda self: "2 · of tomorrow"))
    backend.store._opened = None

    assert indexing.state() == "broken"
    with pytest.raises(search.IndexUnavailable):
        count()

    keeping.look_after(thoroughly=False)
    assert count() == 2


def test_a_search_that_failed_makes_the_keeper_look_closer(backend: TantivySearchBackend, index_folder: Path) -> None:
    published_articles(2)
    indexing.drain()
    spoil_a_byte(index_folder)

    backend.store.suspect()
    keeping.look_after(thoroughly=False)

    backend.store.verify()
    assert count() == 2


def test_damage_that_news_meet_first_is_mended_at_once(index_folder: Path) -> None:
    published_articles(2)
    indexing.drain()
    truncate(max(live(index_folder).glob("*.idx"), key=lambda file: file.stat().st_size))
    published_article(["新来的一篇讲党支部。"], title="新")

    keeping.look_after(thoroughly=False)

    assert count() == 3


def test_a_write_that_fails_makes_the_keeper_look_closer_and_tries_again(
    backend: TantivySearchBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    published_articles(2)
    indexing.drain()
    published_article(["新来的一篇讲党支部。"], title="新")
    before = (backend.store.path / "current").read_text("utf-8")

    with monkeypatch.context() as patched:
        patched.setattr(Writer, "commit", out_of_space)
        with pytest.raises(IndexNotWritten):
            indexing.drain()
    assert backend.store.is_suspect()
    assert count() == 3 - 1

    keeping.look_after(thoroughly=False)
    assert count() == 3
    assert (backend.store.path / "current").read_text("utf-8") == before


def test_a_word_that_the_office_adds_makes_the_index_anew_in_the_next_round(backend: TantivySearchBackend) -> None:
    published_articles(2)
    indexing.drain()
    keeping.look_after(thoroughly=False)
    before = backend.store.open().folder

    Word(text="院落议事会", folded="院落议事会").save()
    keeping.look_after(thoroughly=False)

    assert "院落议事会" in backend.store.open().analyser.vocabulary
    after = backend.store.open().folder
    assert after != before
    keeping.look_after(thoroughly=False)
    assert backend.store.open().folder == after


def test_news_do_not_wait_for_an_index_with_other_words(
    backend: TantivySearchBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    published_articles(2)
    indexing.drain()
    Word(text="院落议事会", folded="院落议事会").save()
    published_article(["新来的一篇讲党支部。"], title="新")

    with backend.store.rebuilding(wait=0):
        keeping.look_after(thoroughly=False)

    assert count() == 3


def test_a_round_in_which_nothing_happened_asks_the_database_twice(django_assert_num_queries: Any) -> None:
    published_articles(2)
    keeping.look_after(thoroughly=True)

    with django_assert_num_queries(2):
        keeping.look_after(thoroughly=False)


# --------------------------------------------------------------------------- threads


@pytest.mark.django_db(transaction=True)
def test_the_keeper_makes_the_index_and_takes_in_news_until_it_is_stopped() -> None:
    published_article()
    keeper = keeping.IndexKeeper(pause=0.02)

    keeper.start()
    try:
        wait_until(lambda: indexing.state() == "ok" and count() == 1)
        published_article(["另一篇讲党支部。"], title="乙")
        wait_until(lambda: count() == 2)
    finally:
        keeper.stop()

    assert not [thread for thread in threading.enumerate() if thread.name.startswith("index-")]


@pytest.mark.django_db(transaction=True)
def test_the_keeper_takes_care_of_what_is_made_from_the_index() -> None:
    first = published_article(["天井里的豆角和丝瓜熟了，浇水的居民把薄荷分给老人。"], title="收成")
    second = published_article(["天井里种上豆角、丝瓜和薄荷，居民浇水排班。"], title="天井")
    saying = "路修好了要有人看，灯装好了要有人管，事办好了还要回头问一问"
    quotes, _ = published_article([f"“{saying}”"], title="引"), published_article([f"{saying}。"], title="说")
    published_articles(8)
    unanswered.note("院落自治章程")
    keeper = keeping.IndexKeeper(pause=0.02)

    keeper.start()
    try:
        wait_until(lambda: related.related_to(first.number) == [second.number])
        wait_until(lambda: bool(quotations.shared_quotations(quotes.number).shared))
        wait_until(UnansweredQuestion.objects.exists)
        wait_until(lambda: any(title.article == first.number for title in lexicon.current().titles))
    finally:
        keeper.stop()


def test_the_list_of_words_is_made_anew_at_most_twice_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[float] = []
    monkeypatch.setattr(lexicon, "refresh", lambda: made.append(time.monotonic()))
    extras = keeping._Extras()
    published_article()
    indexing.drain()

    extras(), extras()
    assert len(made) == 1

    monkeypatch.setattr(keeping, "SECONDS_BETWEEN_LISTS", 0.0)
    extras._next_list_at = 0.0
    extras(), extras()
    assert len(made) == 3


def test_what_is_made_from_the_index_waits_while_there_is_none(backend: TantivySearchBackend) -> None:
    keeping._Extras()()

    assert indexing.state() == "broken"


def test_damage_that_others_meet_is_noted_for_whoever_mends_it(
    backend: TantivySearchBackend, index_folder: Path
) -> None:
    published_articles(2)
    indexing.drain()
    truncate(max(live(index_folder).glob("*.idx"), key=lambda file: file.stat().st_size))

    keeping._Extras()()

    assert backend.store.is_suspect()


@pytest.mark.django_db(transaction=True)
def test_the_keeper_says_in_one_line_that_the_folder_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(indexing, "drain", read_only)
    keeper = keeping.IndexKeeper(pause_after_failure=3600)

    keeper.start()
    wait_until(lambda: "read-only" in caplog.text)

    assert "Traceback" not in caplog.text
    keeper.stop()


@pytest.mark.django_db(transaction=True)
def test_the_keeper_survives_a_failure_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    published_article()
    drain, failures = indexing.drain, iter([True])

    def fail_once() -> int:
        if next(failures, False):
            raise OSError("the disk is full")
        return drain()

    monkeypatch.setattr(indexing, "drain", fail_once)
    keeper = keeping.IndexKeeper(pause=0.02, pause_after_failure=0.02)

    keeper.start()
    wait_until(lambda: not Change.objects.exists())
    keeper.stop()

    assert "the disk is full" in caplog.text
    assert count() == 1


# ----------------------------------------------------------------------------- start


def test_a_start_says_and_takes_in_the_news_of_the_last_run(caplog: pytest.LogCaptureFixture) -> None:
    published_articles(2)

    with caplog.at_level("INFO", logger="readingroom.search.keeping.indexing"):
        keeping.take_up()

    assert "有 2 项变动还没有写进检索库" in caplog.text
    assert count() == 2


def test_a_start_says_and_sweeps_what_a_killed_rebuild_left(
    index_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    published_article()
    indexing.drain()
    (index_folder / "generations" / "left by a killed rebuild").mkdir()
    (index_folder / "current.new").touch()

    keeping.take_up()

    assert "上次重建检索库没有做完" in caplog.text
    assert list((index_folder / "generations").iterdir()) == [live(index_folder)]
    assert not (index_folder / "current.new").exists()


def test_a_rebuild_that_is_under_way_is_no_killed_one(
    index_folder: Path, backend: TantivySearchBackend, caplog: pytest.LogCaptureFixture
) -> None:
    indexing.rebuild()
    caplog.clear()

    with backend.store.rebuilding(wait=0):
        (index_folder / "generations" / "being made").mkdir()
        keeping.take_up()

    assert caplog.messages == []
    assert (index_folder / "generations" / "being made").exists()


def test_a_start_after_an_orderly_end_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    published_article()
    indexing.drain()
    caplog.clear()

    with caplog.at_level("INFO", logger="readingroom.search.keeping.indexing"):
        keeping.take_up()

    assert caplog.messages == []


# --------------------------------------------------------------------------- killing

# Fills the index of a room on disk and is killed at a moment of the writing.
DYING = """
import os, sys
import django
django.setup()
from readingroom.search.keeping import holdings, indexing
from readingroom.search.engine import binding, store

def die(*args, **kwargs):
    os.kill(os.getpid(), 9)

place, name = {
    "while adding": (holdings, "add"),
    "before the commit": (binding.Writer, "commit"),
    "after the commit": (binding.Writer, "close"),
    "before the swap": (store.Store, "make_live"),
    "before the sweep": (store.Store, "sweep"),
    "before the rows go": (indexing.Change.objects, "filter"),
}[sys.argv[2]]
setattr(place, name, die)
getattr(indexing, sys.argv[1])()
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("act", "moment"),
    [
        ("drain", "while adding"),
        pytest.param("drain", "before the commit", marks=pytest.mark.full),
        ("drain", "after the commit"),
        ("drain", "before the rows go"),
        pytest.param("rebuild", "while adding", marks=pytest.mark.full),
        ("rebuild", "after the commit"),
        ("rebuild", "before the swap"),
        pytest.param("rebuild", "before the sweep", marks=pytest.mark.full),
    ],
)
def test_whatever_moment_it_is_killed_at_the_next_start_finds_everything(
    act: str, moment: str, room_with_news: Path, tmp_path: Path
) -> None:
    room = shutil.copytree(room_with_news, tmp_path / "room")

    killed = run(room, DYING, act, moment)
    assert killed.returncode == -signal.SIGKILL, killed.stderr

    after = run(room, NEXT_START)

    assert after.returncode == 0, after.stderr
    assert after.stdout.split() == ["4", "0", "1"]


@pytest.fixture(scope="module")
def room_with_news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    room = tmp_path_factory.mktemp("room")
    assert run(room, PREPARE).returncode == 0
    return room


def run(room: Path, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, on a room on disk."""
    environment = {**os.environ, "READINGROOM_DATA": str(room), "DJANGO_SETTINGS_MODULE": "readingroom.settings"}
    environment.pop("READINGROOM_DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environment, capture_output=True, text=True, check=False
    )


PREPARE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from readingroom.search.keeping import indexing
from tests.library import published_articles, published_article
published_articles(3)
indexing.drain()
published_article(["新来的一篇讲党支部。"], title="新")
"""

# Answers found, documents that differ, generations left.
NEXT_START = """
import django
django.setup()
from django.conf import settings
from readingroom import search
from readingroom.search.keeping import indexing, keeper as keeping
keeping.look_after(thoroughly=True)
generations = list((settings.ENVIRONMENT.data / "index" / "generations").iterdir())
print(search.find("党支部").count, indexing.reconcile(), len(generations))
"""


def out_of_space(*args: Any) -> None:
    raise IndexNotWritten("No space left on device")


def read_only(*args: Any, **kwargs: Any) -> None:
    raise PermissionError("the folder is read-only")


def wait_until(true: Any, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)
