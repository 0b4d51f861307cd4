"""
Curators at once: on one article, on many that overlap; and a server that is killed while many are worked on.

Nobody meets an error, nothing is lost or overwritten, and who comes second is told of each article. `make test` has
one round and one moment, `make stress` all of them.
"""

from __future__ import annotations

import json
import signal
import subprocess
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException
from pathlib import Path
from threading import Barrier
from typing import Any
from urllib.error import URLError

import pytest

from tests.running_room import PATIENCE, free_port, run
from tests.stress.curators import ARTICLES, Curator, ask, hire, numbers_in, numbers_named, told
from tests.stress.readers import serving
from tests.stress.rooms import Room
from tests.stress.stories import put_stories_into

pytestmark = pytest.mark.slow

DRAFTS = 9
NAMES = ("first", "second")

STATE = """
import json
from django.contrib.admin.models import LogEntry
from readingroom.articles.models import Article
print(json.dumps([
    [one.pk, one.status, one.decisions.filter(undone_at=None).count(), one.editions.count(),
     LogEntry.objects.filter(object_id=str(one.pk)).count()]
    for one in Article.objects.order_by("pk")
]))
"""


CHOICES = """
import json
from readingroom.articles.models import Source, Theme
print(json.dumps([Theme.objects.get(slug="cadres").pk, Source.objects.order_by("pk")[0].pk]))
"""

DONE = {"publish": "已发布", "withdraw": "已撤下", "themes": "已定主题", "source": "已定来源"}


@dataclass(frozen=True)
class State:
    """Of one article: how far it is, and how much was done to it."""

    status: str
    decisions: int
    editions: int
    entries: int


def states(room: Room) -> dict[int, State]:
    return {number: State(*rest) for number, *rest in json.loads(ask(room, STATE))}


@pytest.fixture(scope="module")
def room_with_drafts(calm_room: Room, tmp_path_factory: pytest.TempPathFactory) -> Room:
    room = calm_room.copy(tmp_path_factory.mktemp("curators"))
    folder = tmp_path_factory.mktemp("drafts") / "incoming"
    put_stories_into(folder, range(DRAFTS))
    code, _, complaint = room.manage(f"import_articles {folder}")
    assert code == 0, complaint
    hire(room, *NAMES)
    return room


@pytest.fixture(scope="module")
def drafts(room_with_drafts: Room) -> list[int]:
    return [number for number, state in states(room_with_drafts).items() if state.editions == 0]


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    barrier = Barrier(len(acts))

    def act(one: Callable[[], Any]) -> Any:
        barrier.wait()
        return one()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


Press = tuple[str, dict[str, object]]


@pytest.mark.parametrize("rounds", [1, pytest.param(10, marks=pytest.mark.stress)])
def test_of_two_on_overlapping_articles_one_does_each_and_the_other_is_told(
    rounds: int, room_with_drafts: Room, drafts: list[int], tmp_path: Path
) -> None:
    room = room_with_drafts.copy(tmp_path)
    presses = press_buttons(room)
    shares = (drafts[:6], drafts[3:])
    done = Counter[int]()
    with serving(room) as server:
        curators = [Curator(server.address, name) for name in NAMES]
        for turn in range(1, rounds + 1):
            both = list(zip(curators, presses, shares, strict=True))
            seen = [one.look_at(act, share) for one, (act, _), share in both]
            answers = at_once(
                *(partial(one.do, act, sent, **data) for (one, (act, data), _), sent in zip(both, seen, strict=True))
            )
            for (status, sentences), (_, (act, _), share) in zip(answers, both, strict=True):
                mine, others = numbers_in(sentences, DONE[act]), numbers_named(sentences)
                assert (status, mine | others, mine & others) == (200, set(share), set()), sentences
                done.update(mine)
            assert [done[number] for number in drafts] == [turn] * len(drafts)
        complaint = server.stop()

    assert complaint == ""
    after = states(room)
    assert {number: after[number].decisions for number in drafts} == done
    assert room.audit()["faults"] == []


def press_buttons(room: Room) -> tuple[Press, Press]:
    theme, source = json.loads(ask(room, CHOICES))
    return ("themes", {"themes": [theme]}), ("source", {"source": source})


@pytest.mark.stress
def test_of_two_on_one_article_the_second_is_told(room_with_drafts: Room, drafts: list[int], tmp_path: Path) -> None:
    room = room_with_drafts.copy(tmp_path)
    number, rounds = drafts[0], 20
    with serving(room) as server:
        curators = [Curator(server.address, name) for name in NAMES]
        for turn in range(rounds):
            address, kind = f"{ARTICLES}{number}/do/kind/", ("front", "paragraph")[turn % 2]
            versions = [one.version_of(number) for one in curators]
            answers = at_once(
                *(
                    partial(one.post, address, {"version": version, "items": [1], "kind": kind})
                    for one, version in zip(curators, versions, strict=True)
                )
            )
            assert [status for status, _ in answers] == [200, 200]
            assert sorted("刚才被别人改过" in page for _, page in answers) == [False, True]
        complaint = server.stop()

    assert complaint == ""
    assert states(room)[number].decisions == rounds


AIMED = "after INSERT django_admin_log 3"
"""The third article is written and not committed."""


@pytest.mark.parametrize(
    ("act", "moment"),
    [
        ("publish", AIMED),
        *(
            pytest.param(act, moment, marks=pytest.mark.stress)
            for act, moments in {
                "publish": (
                    "before INSERT articles_edition 1",
                    "after INSERT articles_paragraph 2",
                    "before INSERT articles_change 3",
                    "before INSERT django_admin_log 5",
                    "after INSERT django_admin_log 9",
                ),
                "themes": ("after INSERT articles_decision 1", "after INSERT articles_cleaning 3", AIMED),
                "source": ("after UPDATE articles_article 2", "before DELETE articles_cleaning 4"),
                "withdraw": (AIMED, "before INSERT articles_change 1"),
            }.items()
            for moment in moments
        ),
    ],
)
def test_killed_in_the_middle_each_is_done_or_not_and_the_desk_says_which(
    act: str, moment: str, room_with_drafts: Room, drafts: list[int], tmp_path: Path
) -> None:
    room = room_with_drafts.copy(tmp_path)
    before = states(room)
    numbers = [number for number, state in before.items() if state.editions] if act == "withdraw" else drafts
    data = data_of(act, room)
    dying, address = serve_until(moment, room)
    curator = Curator(address, NAMES[0])
    sent = curator.look_at(act, numbers)
    with pytest.raises((URLError, HTTPException, OSError)):
        curator.do(act, sent, **data)
    dying.communicate(timeout=PATIENCE)
    assert dying.returncode == -signal.SIGKILL

    with serving(room) as server:
        curator.moved_to(server.address)
        sentences = told(curator.get(ARTICLES)[1])
        again = told(curator.get(ARTICLES)[1])
        assert server.stop() == ""

    after = states(room)
    done = {number for number in numbers if after[number].entries > before[number].entries}
    assert {number for number in numbers if after[number] != before[number]} == done
    assert all(change_of(act, before[number], after[number]) for number in done)
    (sentence,) = (one for one in sentences if one.startswith("上一次批量"))
    assert numbers_in([sentence], "上一次") == set(numbers), sentence
    assert numbers_in([f"{DONE[act]}{sentence.partition(DONE[act])[2].partition('。')[0]} "], DONE[act]) == done
    assert again == []
    assert room.audit()["faults"] == []


def data_of(act: str, room: Room) -> dict[str, object]:
    match act:
        case "publish":
            return {}
        case "withdraw":
            return {"reason": "内容过时"}
    return dict(press_buttons(room))[act]


def change_of(act: str, before: State, after: State) -> bool:
    match act:
        case "publish":
            return (after.status, after.editions) == ("published", 1)
        case "withdraw":
            return after.status == "withdrawn"
    return after.decisions == before.decisions + 1


def serve_until(moment: str, room: Room) -> tuple[subprocess.Popen[str], str]:
    """A server that dies at a moment of its work, and its address."""
    log, address = room.data.with_name("moments"), f"127.0.0.1:{free_port()}"
    program = ["-m", "tests.stress.crossings", str(log), moment, "serve"]
    process = run(program, room.data, ADDRESS=address, **room.settings)
    assert process.stdout
    return process, process.stdout.readline().removeprefix("地址：").strip()
