from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from readingroom.environment import WrongSetting
from readingroom.secret_key import LENGTH, read_or_create_secret_key


def test_a_key_is_made_once_and_then_kept(tmp_path: Path) -> None:
    path = tmp_path / "data" / "secret_key"

    first = read_or_create_secret_key(path)

    assert len(first) >= LENGTH
    assert read_or_create_secret_key(path) == first


def test_two_rooms_have_two_keys(tmp_path: Path) -> None:
    assert read_or_create_secret_key(tmp_path / "one") != read_or_create_secret_key(tmp_path / "other")


def test_a_key_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"

    read_or_create_secret_key(path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_starts_at_once_end_with_one_key_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"

    with ThreadPoolExecutor(8) as starts:
        keys = set(starts.map(lambda _: read_or_create_secret_key(path), range(64)))

    assert keys == {path.read_text("ascii")}
    assert list(tmp_path.iterdir()) == [path]


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    read_or_create_secret_key(path)
    path.chmod(0o640)

    with pytest.raises(WrongSetting, match="chmod 600"):
        read_or_create_secret_key(path)


@pytest.mark.parametrize("content", [b"", b"abc", b"\xff\xfe" * 60])
def test_what_is_no_whole_key_is_refused_and_not_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "secret_key"
    path.write_bytes(content)
    path.chmod(0o600)

    with pytest.raises(WrongSetting, match="不完整"):
        read_or_create_secret_key(path)

    assert path.read_bytes() == content


def test_what_cannot_be_opened_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "secret_key").mkdir(mode=0o700)

    with pytest.raises(WrongSetting, match="打不开"):
        read_or_create_secret_key(tmp_path / "secret_key")
