"""The data folder: private, on a disk of this machine, and used by one server at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from readingroom.articles import underway
from readingroom.environment import CannotStart
from readingroom.secret_key import read_or_create_secret_key

NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "lustre", "fuse.sshfs", "fuse.glusterfs"}
)
"""Their locks and flushes are not to be relied on, and the database and the index rely on both."""

DATABASE = "readingroom.sqlite3"
OF_A_ROOM = (DATABASE, "secret_key", "prepare.lock", "serve.lock", underway.FOLDER)
"""How the names of files begin that only a room makes; one of them tells that a folder is one."""
OF_THE_DISK = "lost+found"
"""In a new file system; a folder that holds nothing else is empty."""
BYTES_WITHOUT_A_TABLE = 4096
"""SQLite's first page. A command that looked for the database in a wrong folder leaves that much or nothing."""


def open_data_folder(path: Path) -> None:
    """Make the folder ready for use, or say at once what keeps it from that: without its key every page would fail."""
    make_data_folder(path)
    read_or_create_secret_key(path / "secret_key")


def make_data_folder(path: Path) -> None:
    """
    Make the folder, or take a room's existing one from everybody's eyes but its owner's.

    A folder of something else is refused and left as it is: closing /srv or /tmp stops other programs.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        if not _is_for_a_room(path):
            raise CannotStart(
                f"{path} 里有别的文件，不是阅览室的数据文件夹。请用 READINGROOM_DATA 指定一个空的或尚不存在的文件夹。"
            )
        path.chmod(0o700)
    except OSError as error:
        raise CannotStart(
            f"不能使用数据文件夹 {path}：{error.strerror}。请改正权限，或用 READINGROOM_DATA 另设。"
        ) from error
    kind = file_system_of(path, Path("/proc/self/mountinfo"))
    if kind in NETWORK_FILE_SYSTEMS:
        raise CannotStart(
            f"数据文件夹 {path} 在网络文件系统（{kind}）上，数据可能损坏。请用 READINGROOM_DATA 改到本机磁盘。"
        )


def _is_for_a_room(path: Path) -> bool:
    """Whether it is empty or holds what a room makes; beginnings of names, for another start may be at work."""
    files = [file for file in path.iterdir() if not _is_nothing(file)]
    return not files or any(file.name.startswith(OF_A_ROOM) for file in files)


def _is_nothing(file: Path) -> bool:
    is_empty_database = file.name.startswith(DATABASE) and file.stat().st_size <= BYTES_WITHOUT_A_TABLE
    return is_empty_database or file.name == OF_THE_DISK


def file_system_of(path: Path, mounts: Path) -> str | None:
    """
    The kind of file system a path is on, by the list of mounts; None on systems without such a list.

    A line of mountinfo is ``36 35 98:0 /root /mount/point options … - kind source options``, with blanks in
    names as ``\\040``. The last line whose mount point holds the path is the one that is seen.
    """
    if not mounts.exists():
        return None
    kind = None
    longest = -1
    for line in mounts.read_text("utf-8", "surrogateescape").splitlines():
        before, _, after = line.partition(" - ")
        mount_point = Path(before.split()[4].replace("\\040", " "))
        if path.is_relative_to(mount_point) and len(mount_point.parts) >= longest:
            kind, longest = after.split()[0], len(mount_point.parts)
    return kind


@contextmanager
def only_one_preparation(data: Path) -> Iterator[None]:
    """Of two preparations at once, the second waits and then finds nothing left to do."""
    with (data / "prepare.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def only_one_server(data: Path) -> Iterator[None]:
    """
    Of two servers over one folder, the second is refused.

    The system drops the lock with the process, however it ends; the number in the file is for the message.
    """
    with (data / "serve.lock").open("ab+", buffering=0) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise CannotStart(
                f"数据文件夹 {data} 正由另一个阅览室（进程 {file.read().decode().strip()}）使用。"
                "请先停止它，或用 READINGROOM_DATA 另设文件夹。"
            ) from None
        file.truncate(0)
        with suppress(OSError):
            # A full disk keeps nobody from reading.
            file.write(str(os.getpid()).encode())
        yield
