"""
`kill -9` at aimed moments: before and after each commit, each write to a file, each step of the index.

`make test` tries one moment of each kind, `make stress` all of them. Afterwards the room is started as it is every
day, and then nothing may be lost, doubled or half there, and the log must have said what was under way.
"""

from __future__ import annotations

import re
import shutil
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.stress.rooms import IMPORT, Room, outcomes, unprepared_room

pytestmark = pytest.mark.slow

OF_A_PREPARATION = (
    "before open secret_key.… 1",
    "after open secret_key.… 1",
    "after write secret_key.… 1",
    "after fsync secret_key.… 1",
    "after close secret_key.… 1",
    "after link secret_key.… 1",
    "before unlink secret_key.… 1",
    # Django commits most migrations before it writes down that they were made.
    "before INSERT django_migrations 1",
    "before INSERT django_migrations 2",
    "after INSERT django_migrations 2",
    "before INSERT django_migrations 12",
    "after INSERT new__articles_edition 1",
    "after INSERT django_migrations 29",
    "before commit 1",
    "after commit 1",
    "after INSERT articles_term 1",
    "after commit 2",
    "after commit 3",
    "after commit 4",
    "after commit 5",
    "after INSERT articles_article 3",
    "before commit 6",
    "after commit 6",
    "after commit 7",
    "after open cache/… 1",
    "after rename cache/… 1",
    "before mkdir static.new 1",
    "after mkdir static.new 1",
    "after open static.new/staticfiles.json 1",
    "after write static.new/staticfiles.json 1",
    "after close static.new/staticfiles.json 1",
    "before rename static.new 1",
    "after rename static.new 1",
    "before unlink static.made 1",
    "after open static.made 1",
    "after write static.made 1",
    "after close static.made 1",
)
OF_AN_IMPORT = (
    "before mkdir imports.underway 1",
    "after mkdir imports.underway 1",
    "before open imports.underway/… 1",
    "after open imports.underway/… 1",
    "before write imports.underway/… 1",
    "after write imports.underway/… 1",
    # The first file is a revision of an article that is there.
    "after INSERT articles_original 1",
    "before commit 1",
    "after commit 1",
    # The second becomes an article and is published.
    "after INSERT articles_original 2",
    "after INSERT articles_article 1",
    "before UPDATE articles_original 1",
    "after INSERT articles_edition 1",
    "after INSERT articles_paragraph 1",
    "before INSERT articles_change 1",
    "before commit 2",
    "after commit 2",
    "before say 2",
    "after say 2",
    "after write imports.underway/… 3",
    # The fourth is a copy of the second, and nothing is written.
    "after write imports.underway/… 4",
    "before unlink imports.underway/… 1",
    "after unlink imports.underway/… 1",
    "before close imports.underway/… 1",
    "after close imports.underway/… 1",
)
OF_TAKING_IN_NEWS = (
    # The index is looked through before anything is written to it.
    "before unlink index/generations/…/suspect 1",
    "before unlink index/current.new 1",
    "before index delete 1",
    "after index delete 1",
    "before index add 1",
    "after index add 14",
    "before index commit 1",
    "after index commit 1",
    "before open index/generations/…/documents.json.new 1",
    "after open index/generations/…/documents.json.new 1",
    "before write index/generations/…/documents.json.new 1",
    "after close index/generations/…/documents.json.new 1",
    "before replace index/generations/…/documents.json.new 1",
    "after replace index/generations/…/documents.json.new 1",
    "before index close 1",
    "after index close 1",
    "before DELETE articles_change 1",
    "after DELETE articles_change 1",
    # The first commit of a server is that of the administrator's password.
    "before commit 2",
    (NOTHING_LEFT_TO_DO := "after commit 2"),
)
OF_A_REBUILD = (
    *(NOTHING_THERE_YET := ("before mkdir index/generations 1", "after mkdir index/generations 1")),
    "after mkdir index/generations/… 1",
    "after open index/generations/…/vocabulary.txt 1",
    "after write index/generations/…/vocabulary.txt 1",
    "after close index/generations/…/vocabulary.txt 1",
    "after open index/generations/…/facts.json 1",
    "after write index/generations/…/facts.json 1",
    "after close index/generations/…/facts.json 1",
    "after index delete 1",
    "after index add 1",
    "before index commit 1",
    "after index commit 1",
    "after replace index/generations/…/documents.json.new 1",
    "after index close 1",
    "after open index/current.new 1",
    "after write index/current.new 1",
    "before fsync index/current.new 1",
    "after fsync index/current.new 1",
    "after close index/current.new 1",
    "before replace index/current.new 1",
    *(LIVE := ("after replace index/current.new 1", "before unlink index/current.new 2")),
)
OF_WHAT_IS_MADE_FROM_THE_INDEX = (
    "before open index/related 1",
    "after open index/related 1",
    "before write index/related 1",
    "after write index/related 1",
    "before close index/related 3",
    "after close index/related 5",
    "before open index/quotations 1",
    "after open index/quotations 1",
    "before write index/quotations 1",
    "after write index/quotations 1",
    "before close index/quotations 3",
    "after close index/quotations 5",
    "before open index/lexicon.new 1",
    "after open index/lexicon.new 1",
    "after write index/lexicon.new 1",
    "before fsync index/lexicon.new 1",
    "after fsync index/lexicon.new 1",
    "after close index/lexicon.new 1",
    "before replace index/lexicon.new 1",
    "after replace index/lexicon.new 1",
)
SEEDS = 5


def aimed(moments: Sequence[str], *, short: str | None) -> list[object]:
    return [pytest.param(one, marks=() if one == short else pytest.mark.stress) for one in moments]


@pytest.mark.parametrize("moment", aimed(OF_A_PREPARATION, short="before INSERT django_migrations 2"))
def test_a_preparation_that_is_killed_is_made_good_by_the_next(moment: str, tmp_path: Path) -> None:
    room = unprepared_room(tmp_path)

    code, *_ = room.until(moment, "prepare")
    assert code == -signal.SIGKILL
    _, findings = room.start_again_and_audit()

    assert (findings["faults"], len(findings["holds"])) == ([], SEEDS)


@pytest.mark.parametrize("moment", aimed(OF_AN_IMPORT, short="before INSERT articles_change 1"))
def test_an_import_that_is_killed_can_be_done_again(
    moment: str, calm_room: Room, files: Path, undisturbed: list[object], tmp_path: Path
) -> None:
    room = calm_room.copy(tmp_path)

    code, acknowledged, _ = room.until(moment, f"{IMPORT} {files}")
    assert code == -signal.SIGKILL
    notes = [path.read_text("utf-8").splitlines()[1:] for path in room.data.glob("imports.underway/*")]
    said, after_the_kill = room.start_again_and_audit()

    assert after_the_kill["faults"] == []
    held = {name for name, *_ in after_the_kill["holds"]}
    assert all(Path(line.split("\t")[1]).name in held | {"c.txt"} for line in acknowledged.splitlines() if "/" in line)
    assert said.count("上一次收入文件没有做完") == len(notes)
    assert [f"4 个文件中的第 {len(begun)} 个" in said for begun in notes if begun] == [True for begun in notes if begun]
    code, output, complaint = room.manage(f"{IMPORT} {files}")
    assert code == 0, complaint
    assert {*outcomes(output)[:3]} <= {"updated", "created", "unchanged"}
    assert room.start_again_and_audit()[1] == {"faults": [], "holds": undisturbed}


@pytest.mark.parametrize("moment", aimed(OF_TAKING_IN_NEWS, short="after index commit 1"))
def test_a_server_killed_while_it_takes_in_news_takes_them_in_at_the_next_start(
    moment: str, room_with_news: Room, undisturbed: list[object], tmp_path: Path
) -> None:
    room = room_with_news.copy(tmp_path)

    code, *_ = room.until(moment, "serve")
    assert code == -signal.SIGKILL
    said, findings = room.start_again_and_audit()

    assert ("有 2 项变动还没有写进检索库" in said) == (moment != NOTHING_LEFT_TO_DO)
    assert findings == {"faults": [], "holds": undisturbed}


@pytest.mark.parametrize("moment", aimed(OF_A_REBUILD, short="before replace index/current.new 1"))
def test_a_server_killed_while_it_makes_the_index_makes_it_at_the_next_start(
    moment: str, room_with_news: Room, undisturbed: list[object], tmp_path: Path
) -> None:
    room = room_with_news.copy(tmp_path)
    shutil.rmtree(room.data / "index")

    code, *_ = room.until(moment, "serve")
    assert code == -signal.SIGKILL
    said, findings = room.start_again_and_audit()

    assert ("上次重建检索库没有做完" in said) == (moment not in {*NOTHING_THERE_YET, *LIVE})
    assert findings == {"faults": [], "holds": undisturbed}


@pytest.mark.parametrize("moment", aimed(OF_WHAT_IS_MADE_FROM_THE_INDEX, short=None))
def test_a_server_killed_while_it_makes_something_from_the_index_loses_nothing(
    moment: str, room_with_news: Room, undisturbed: list[object], tmp_path: Path
) -> None:
    room = room_with_news.copy(tmp_path)

    code, *_ = room.until(moment, "serve")
    assert code == -signal.SIGKILL
    _, findings = room.start_again_and_audit()

    assert findings == {"faults": [], "holds": undisturbed}


@pytest.mark.stress
def test_every_write_is_aimed_at(room_with_news: Room, calm_room: Room, files: Path, tmp_path: Path) -> None:
    crossed = set()
    for template, command, without in (
        (calm_room, f"{IMPORT} {files}", ""),
        (room_with_news, "serve", ""),
        (room_with_news, "serve", "index"),
    ):
        room = template.copy(tmp_path / (without or command.split()[0]))
        shutil.rmtree(room.data / without if without else tmp_path / "nothing", ignore_errors=True)
        *_, moments = room.until("-", command)
        crossed |= {name_of(moment) for moment in moments}

    of_all = (*OF_AN_IMPORT, *OF_TAKING_IN_NEWS, *OF_A_REBUILD, *OF_WHAT_IS_MADE_FROM_THE_INDEX)
    aimed_at = {name_of(moment) for moment in of_all}
    assert {name for name in crossed if is_of_interest(name)} <= aimed_at


def name_of(moment: str) -> str:
    """Without before or after and its ordinal."""
    return moment.split(" ", 1)[1].rpartition(" ")[0]


def is_of_interest(name: str) -> bool:
    """Neither a lock, which holds nothing, nor one of the many tables that are written within one transaction."""
    return not re.match(r"(INSERT|UPDATE|DELETE) |(open|close|write) \S+\.lock|mkdir (index|cache)$", name)
