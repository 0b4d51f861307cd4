from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from haystack.query import SearchQuerySet

from readingroom.search.engine import IndexDamaged, IndexDiffers, IndexMissing, IndexUnusable
from readingroom.search.engine.analysers import Plain, plain
from readingroom.search.engine.backend import TantivySearchBackend
from readingroom.search.engine.binding import Snapshot
from readingroom.search.engine.store import Store
from tests.search.engine.toy import NoteIndex, note

Put = Callable[..., None]


def count() -> int:
    return len(SearchQuerySet("toy").filter(content="red"))


def generations(toy: TantivySearchBackend) -> list[Path]:
    return sorted((toy.store.path / "generations").iterdir())


def live(toy: TantivySearchBackend) -> Path:
    return toy.store.path / "generations" / (toy.store.path / "current").read_text("utf-8")


def test_without_an_index_there_is_no_answer_rather_than_an_empty_one(toy: TantivySearchBackend) -> None:
    with pytest.raises(IndexMissing):
        count()


def test_a_reader_sees_what_another_process_wrote(toy: TantivySearchBackend, put: Put) -> None:
    put(note(1, "red"))
    assert count() == 1

    other = Store(toy.store.path, toy.store.fields, plain)
    other_backend_writes(toy, other)

    assert count() == 2


def other_backend_writes(toy: TantivySearchBackend, store: Store) -> None:
    from readingroom.search.engine.writing import live as writing

    with writing(store, wait=0) as batch:
        batch.put(NoteIndex().full_prepare(note(2, "red")))


def test_an_index_that_is_committed_to_while_it_is_opened_is_opened_again(
    toy: TantivySearchBackend, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A merge deletes the segments that the reader has just read of."""
    put(note(1, "red"))
    toy.store._opened = None
    snapshots = []

    def overtaken(folder: Path, columns: Any) -> Any:
        snapshots.append(folder)
        if len(snapshots) > 1:
            return Snapshot(folder, columns)
        # As a commit does it.
        shutil.copy(folder / "meta.json", folder / "meta.new").replace(folder / "meta.json")
        raise IndexDamaged("a segment is gone")

    monkeypatch.setattr("readingroom.search.engine.store.Snapshot", overtaken)

    toy.store.open()
    assert len(snapshots) == 2


def test_an_index_that_is_replaced_while_it_is_looked_at_is_no_damage(
    toy: TantivySearchBackend, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pointer is still the old one, and what it led to is deleted before the next look."""
    put(note(1, "red"))
    assert count() == 1
    look, swapped = Store._pointer, []

    def overtaken(store: Store) -> tuple[int, ...]:
        pointer = look(store)
        if not swapped:
            swapped.append(True)
            toy.clear()
        return pointer

    monkeypatch.setattr(Store, "_pointer", overtaken)

    assert count() == 0
    assert swapped


def test_an_index_that_cannot_be_opened_is_not_tried_for_ever(
    toy: TantivySearchBackend, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(note(1, "red"))
    toy.store._opened = None

    def damaged(folder: Path, columns: Any) -> Any:
        raise IndexDamaged("a segment is gone")

    monkeypatch.setattr("readingroom.search.engine.store.Snapshot", damaged)

    with pytest.raises(IndexDamaged):
        toy.store.open()


def test_an_index_by_another_analyser_is_refused(
    toy: TantivySearchBackend, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(note(1, "red"))
    monkeypatch.setattr(Plain, "fingerprint", "another")
    forget_opened(toy)

    with pytest.raises(IndexDiffers, match=r"by analyser 'plain.*', not 'another'\.$"):
        count()


def test_an_index_of_other_fields_is_refused(toy: TantivySearchBackend, put: Put) -> None:
    put(note(1, "red"))
    fields = {name: field for name, field in toy.store.fields.items() if name != "likes"}

    with pytest.raises(IndexDiffers, match=r"by other columns\.$"):
        Store(toy.store.path, fields, plain).open()


def test_questions_are_cut_with_the_vocabulary_of_the_index(
    toy: TantivySearchBackend, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(note(1, "red"))
    assert not toy.store.is_outdated()

    monkeypatch.setattr(toy.store, "_make_analyser", lambda words="new words": Plain(words))
    forget_opened(toy)

    assert toy.store.is_outdated()
    assert toy.store.open().analyser.vocabulary == ""
    assert count() == 1


@pytest.mark.parametrize("name", ["current", "facts.json", "vocabulary.txt", "meta.json"])
def test_a_missing_file_is_damage(toy: TantivySearchBackend, put: Put, name: str) -> None:
    put(note(1, "red"))
    (toy.store.path / name if name == "current" else live(toy) / name).unlink()
    forget_opened(toy)

    with pytest.raises(IndexUnusable):
        count()


@pytest.mark.parametrize("content", ["", "xx", "{}", "[]", '{"segments": [{"segment_id": 5}], "opstamp": 1}'])
@pytest.mark.parametrize("name", ["facts.json", "meta.json", "documents.json"])
def test_a_spoilt_file_is_damage(toy: TantivySearchBackend, put: Put, name: str, content: str) -> None:
    put(note(1, "red"))
    replace(live(toy) / name, content.encode())
    forget_opened(toy)

    with pytest.raises(IndexUnusable):
        count()


@pytest.mark.parametrize("name", ["", ".", "..", "/", "../elsewhere", "a\0b", "x" * 5000])
def test_a_pointer_that_leads_elsewhere_is_damage_and_is_not_followed(
    toy: TantivySearchBackend, put: Put, name: str
) -> None:
    put(note(1, "red"))
    elsewhere = toy.store.path / "elsewhere"
    elsewhere.mkdir()
    (toy.store.path / "current").write_text(name, "utf-8")

    with pytest.raises(IndexDamaged):
        count()

    assert list(elsewhere.iterdir()) == []
    assert not (toy.store.path / "suspect").exists()


def test_an_open_reader_notices_damage_too(toy: TantivySearchBackend, put: Put) -> None:
    put(note(1, "red"))
    assert count() == 1

    replace(live(toy) / "meta.json", b"xx")

    with pytest.raises(IndexDamaged):
        count()


@pytest.mark.parametrize("part", ["term", "idx", "store", "fast", "fieldnorm", "pos"])
def test_one_wrong_byte_is_found_by_verifying(toy: TantivySearchBackend, put: Put, part: str) -> None:
    put(note(1, "red"))
    toy.store.verify()
    (file,) = live(toy).glob(f"*.{part}")
    content = bytearray(file.read_bytes())
    content[0] ^= 1

    replace(file, bytes(content))

    with pytest.raises(IndexDamaged, match=part):
        toy.store.verify()


def test_a_lost_file_is_found_by_verifying(toy: TantivySearchBackend, put: Put) -> None:
    put(note(1, "red"))
    (file,) = live(toy).glob("*.pos")

    file.unlink()

    with pytest.raises(IndexDamaged, match="pos"):
        toy.store.verify()


def test_deletions_are_verified_too(toy: TantivySearchBackend, put: Put) -> None:
    put(*(note(number, "red") for number in range(20)))
    toy.remove("toy.note.3")
    toy.store.verify()
    (file,) = live(toy).glob("*.del")

    replace(file, b"")

    with pytest.raises(IndexDamaged, match="del"):
        toy.store.verify()


def test_what_killed_writers_left_is_deleted_by_verifying(toy: TantivySearchBackend, put: Put) -> None:
    put(*(note(number, "red") for number in range(20)))
    toy.remove("toy.note.3")
    before = {path.name for path in live(toy).iterdir()}
    for name in ("0123456789abcdef0123456789abcdef.idx", f"{'a' * 32}.7.del", ".tmpX1yZ2w", "documents.json.new"):
        (live(toy) / name).touch()
    beside = live(toy).parent / "notes.txt"
    beside.touch()

    toy.store.verify()
    toy.store.sweep()

    assert {path.name for path in live(toy).iterdir()} == before
    assert not beside.exists()
    toy.store.verify()


def test_a_search_that_fails_makes_the_index_suspect_until_it_is_verified(
    toy: TantivySearchBackend, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(note(1, "red"))

    def fail(*args: Any, **options: Any) -> None:
        raise IndexDamaged("a panic")

    with monkeypatch.context() as patched:
        patched.setattr("readingroom.search.engine.backend.answer", fail)
        with pytest.raises(IndexDamaged):
            count()
    assert toy.store.is_suspect()

    toy.store.verify()

    assert not toy.store.is_suspect()


def test_clearing_makes_a_new_empty_index_and_sweeps_the_old_one(toy: TantivySearchBackend, put: Put) -> None:
    put(note(1, "red"))
    before = live(toy)

    toy.clear()

    assert count() == 0
    assert generations(toy) == [live(toy)] != [before]


@pytest.mark.parametrize("name", ["current", "current.new", "generations"])
@pytest.mark.parametrize("is_folder", [True, False])
def test_what_stands_in_the_place_of_an_index_is_replaced(
    toy: TantivySearchBackend, put: Put, name: str, is_folder: bool
) -> None:
    put(note(1, "red"))
    place = toy.store.path / name
    shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
    (place / "within" if is_folder else place.parent).mkdir(parents=True, exist_ok=True)
    if not is_folder:
        place.write_text("no index", "utf-8")

    toy.clear()
    put(note(2, "red"))

    assert count() == 1


def test_a_damaged_index_is_replaced_by_clearing(toy: TantivySearchBackend, put: Put) -> None:
    put(note(1, "red"))
    (live(toy) / "facts.json").write_text("xx")

    toy.clear()
    put(note(2, "red"))

    assert count() == 1


def test_the_folder_says_what_it_was_made_by(toy: TantivySearchBackend, put: Put) -> None:
    put(note(1, "red"))

    facts = json.loads((live(toy) / "facts.json").read_text("utf-8"))

    assert (facts["format"], facts["analyser"]) == (1, Plain.fingerprint)
    assert (live(toy) / "vocabulary.txt").read_text("utf-8") == ""


# Cuts a file off under an open reader; reading there would get the process killed.
TRUNCATING = """
import sys
import time
from pathlib import Path
import django
django.setup()
from haystack.query import SearchQuerySet
from readingroom.search.engine import IndexDamaged
from tests.search.engine.conftest import toy_site
from tests.search.engine.toy import NoteIndex, note

with toy_site(Path(sys.argv[1])) as toy:
    toy.update(NoteIndex(), [note(number, "red " * 500) for number in range(200)])
    assert len(SearchQuerySet("toy").filter(content="red")) == 200
    # The library looks for commits every half second in a thread of its own, and reads the files then.
    time.sleep(1.5)
    for file in Path(sys.argv[1]).glob("generations/*/*.idx"):
        with file.open("r+b") as cut:
            cut.truncate(0)
    for act in (lambda: len(SearchQuerySet("toy").filter(content="red")), lambda: toy.remove("toy.note.1")):
        try:
            act()
        except IndexDamaged as error:
            print("damaged")
"""


def test_a_file_cut_off_under_an_open_reader_kills_nobody(tmp_path: Path) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}

    run = subprocess.run(
        [sys.executable, "-c", TRUNCATING, str(tmp_path / "toy")], env=environment, capture_output=True, text=True
    )

    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == ["damaged", "damaged"]


def replace(file: Path, content: bytes) -> None:
    """Put other content in a file's place, without touching what readers have open."""
    other = file.with_suffix(".other")
    other.write_bytes(content)
    other.replace(file)


def forget_opened(toy: TantivySearchBackend) -> None:
    """As in a process that starts anew."""
    toy.store._opened = None
