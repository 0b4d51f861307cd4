"""
What may happen to the files of an index while readers search.

Pages always answer. A search answers rightly or says that the index is being made anew (503), never wrongly and never
with an error; nobody has to do anything, and what is published meanwhile is found.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.running_room import finish, run
from tests.search.damages import DAMAGES, empty, put_another_program_in_its_place, spoil_a_byte, truncate_everything
from tests.stress.readers import Server, seconds_until, serving
from tests.stress.rooms import IMPORT, Room
from tests.stress.stories import acknowledged, phrase, put_stories_into

pytestmark = pytest.mark.slow

Damage = Callable[[Path], None]
ALL: list[Damage] = [*DAMAGES, truncate_everything, empty, put_another_program_in_its_place]


def in_short(damages: list[Damage]) -> list[object]:
    first, *others = damages
    return [first, *(pytest.param(damage, marks=pytest.mark.stress) for damage in others)]


@pytest.fixture(scope="module")
def room_with_a_story(calm_room: Room, tmp_path_factory: pytest.TempPathFactory) -> Room:
    folder = tmp_path_factory.mktemp("damage")
    room = calm_room.copy(folder)
    bring_in(room, 0, folder)
    room.start_again()
    return room


@pytest.fixture
def room(room_with_a_story: Room, tmp_path: Path) -> Room:
    """With the first story."""
    return room_with_a_story.copy(tmp_path)


def bring_in(room: Room, number: int, folder: Path) -> int:
    """A story; the number of its article."""
    put_stories_into(folder / f"{number}", range(number, number + 1))
    code, output, complaint = finish(room.start(f"{IMPORT} {folder / str(number)}"))
    assert code == 0, complaint
    return acknowledged(output)[phrase(number)]


@pytest.mark.parametrize("damage", in_short(ALL))
def test_damage_while_readers_search_is_mended_unasked(damage: Damage, room: Room, tmp_path: Path) -> None:
    with serving(room) as server:
        (first,) = server.find(phrase(0)) or ()

        damage(room.data / "index")
        second = bring_in(room, 1, tmp_path)

        seconds_until(lambda: answers_rightly(server, first, second))
        assert server.find(phrase(0)) == {first}
        assert "Traceback" not in server.stop()
    assert room.audit()["faults"] == []


def answers_rightly(server: Server, first: int, second: int) -> bool:
    """Whether the news are found; until then the index does not answer, or answers as before."""
    assert server.status("articles/1/") == 200
    assert server.find(phrase(0)) in (None, {first})
    found = server.find(phrase(1))
    assert found in (None, set(), {second})
    return found == {second}


@pytest.mark.parametrize("damage", in_short([spoil_a_byte, *ALL]))
def test_damage_between_two_runs_is_mended_at_the_start(damage: Damage, room: Room) -> None:
    damage(room.data / "index")

    with serving(room) as server:
        assert server.status("articles/1/") == 200
        seconds_until(lambda: bool(server.find(phrase(0))))
        assert "Traceback" not in server.stop()
    assert room.audit()["faults"] == []


def test_an_index_of_yesterday_shows_nothing_withdrawn_and_finds_the_news(room: Room, tmp_path: Path) -> None:
    shutil.copytree(room.data / "index", tmp_path / "yesterday")
    second = bring_in(room, 1, tmp_path)
    withdraw_what_came_before(second, room)
    room.start_again()

    shutil.rmtree(room.data / "index")
    shutil.copytree(tmp_path / "yesterday", room.data / "index")

    with serving(room) as server:
        assert server.find(phrase(0)) in (None, set())
        seconds_until(lambda: server.find(phrase(1)) == {second})
        assert server.find(phrase(0)) == set()
    assert room.audit()["faults"] == []


def withdraw_what_came_before(number: int, room: Room) -> None:
    program = f"""
from readingroom.articles import curation
from readingroom.articles.models import Article
curation.withdraw(Article.objects.get(pk={number - 1}), by=None)
"""
    code, _, complaint = finish(run(["manage.py", "shell", "--no-imports", "--command", program], room.data))
    assert code == 0, complaint


@pytest.fixture
def disk(room: Room) -> Iterator[Callable[[str], None]]:
    """Makes the disk that the index is on `ro` or `rw`. `make stress` is root, who may mount."""
    index = str(room.data / "index")
    subprocess.run(["mount", "--bind", index, index], check=True)
    yield lambda mode: subprocess.run(["mount", "-o", f"remount,bind,{mode}", index], check=True) and None
    subprocess.run(["umount", index], check=True)


@pytest.mark.stress
def test_an_index_that_may_not_be_written_any_more_answers_and_takes_in_the_news_later(
    room: Room, disk: Callable[[str], None], tmp_path: Path
) -> None:
    with serving(room) as server:
        (first,) = server.find(phrase(0)) or ()
        disk("ro")
        second = bring_in(room, 1, tmp_path)
        assert server.status("articles/1/") == 200
        assert (server.find(phrase(0)), server.find(phrase(1))) == ({first}, set())

        disk("rw")
        seconds_until(lambda: server.find(phrase(1)) == {second})
        complaint = server.stop()

    assert "检索库写不进去" in complaint
    assert "Traceback" not in complaint


@pytest.mark.stress
def test_a_start_with_an_index_that_may_not_be_written_serves_pages_until_it_may(
    room: Room, disk: Callable[[str], None]
) -> None:
    disk("ro")

    with serving(room) as server:
        assert server.status("articles/1/") == 200
        # The library locks a file even to read.
        assert server.find(phrase(0)) is None

        disk("rw")
        seconds_until(lambda: bool(server.find(phrase(0))))
        complaint = server.stop()

    assert "检索库写不进去" in complaint
    assert "Traceback" not in complaint
