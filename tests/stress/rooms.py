"""Rooms to be ill-treated: made once, copied for each treatment, looked through afterwards."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import uuid
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from tests.articles.page import PAGE
from tests.running_room import PATIENCE, ROOT, finish, free_port, run, start

POSTGRESQL = os.environ.get("READINGROOM_DATABASE_URL", "").startswith("postgresql:")
SEED = next((ROOT / "seeds").glob("001*.txt"))

IMPORT = "import_articles --publish --as curator"
AUDIT = "shell --verbosity=0 --no-imports --command 'from tests.stress import audit; audit.print_findings()'"


@dataclass(frozen=True)
class Room:
    """A data folder, and on PostgreSQL a database beside it."""

    data: Path
    database: str = ""

    @property
    def settings(self) -> Mapping[str, str]:
        return {"DATABASE_URL": f"postgresql:///{self.database}"} if self.database else {}

    def manage(self, command: str, **settings: str) -> tuple[int, str, str]:
        """Exit code, output and complaints of a management command."""
        return finish(start(command, self.data, **self.settings, **settings))

    def start(self, command: str, **settings: str) -> subprocess.Popen[str]:
        return start(command, self.data, **self.settings, **settings)

    def until(self, moment: str, command: str) -> tuple[int, str, list[str]]:
        """Runs a command until it dies at this moment: its exit code, its output, and the moments it crossed."""
        log = self.data.with_name("moments")
        program = ["-m", "tests.stress.crossings", str(log), moment, *command.split()]
        address = f"127.0.0.1:{free_port()}"
        process = run(program, self.data, ADDRESS=address, **self.settings)
        if moment == "-" and command == "serve":
            _stop_when_it_answers(process)
        try:
            output, _ = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        return process.returncode, output, log.read_text("utf-8").splitlines()

    def start_again(self) -> str:
        """As `make run` does, until the index is looked after and a page was read; what was said on the way."""
        return self._start_again()[1]

    def audit(self) -> dict[str, Any]:
        code, findings, complaint = finish(run(["manage.py", *shlex.split(AUDIT)], self.data, **self.settings))
        assert code == 0, complaint
        answer: dict[str, Any] = json.loads(findings)
        return answer

    def start_again_and_audit(self) -> tuple[str, dict[str, Any]]:
        findings, said = self._start_again(AUDIT)
        return said, json.loads(findings.splitlines()[-1])

    def _start_again(self, *others: str) -> tuple[str, str]:
        program = ["-m", "tests.stress.in_turn", "prepare", "serve", *others]
        address = f"127.0.0.1:{free_port()}"
        process = run(program, self.data, ADDRESS=address, LOG="INFO", **self.settings)
        _stop_when_it_answers(process)
        code, output, said = finish(process)
        assert code == 0, said
        return output, said

    def copy(self, folder: Path) -> Room:
        room = _named_room(folder, is_on_postgresql=bool(self.database))
        shutil.copytree(self.data, room.data)
        if room.database:
            _on_the_cluster(f"CREATE DATABASE {room.database} TEMPLATE {self.database}")
        return room


def _stop_when_it_answers(server: subprocess.Popen[str]) -> None:
    """The keeper of the index ends its first round, the thorough one, before the server ends."""
    assert server.stdout
    address = server.stdout.readline().removeprefix("地址：").strip()
    assert address, server.communicate()[1]
    with urlopen(f"{address}articles/1/") as answer:
        assert answer.status == 200
    server.send_signal(signal.SIGTERM)


def room_in(folder: Path) -> Room:
    """The room that was made in a folder, wherever that has been moved to."""
    return Room(folder / "data", (folder / "database").read_text("utf-8"))


def _named_room(folder: Path, *, is_on_postgresql: bool) -> Room:
    room = Room(folder / "data", f"room_{uuid.uuid4().hex}" if is_on_postgresql else "")
    (folder / "database").write_text(room.database, "utf-8")
    return room


def unprepared_room(folder: Path) -> Room:
    """Nothing but its place."""
    room = _named_room(folder, is_on_postgresql=POSTGRESQL)
    if room.database:
        _on_the_cluster(f"CREATE DATABASE {room.database}")
    return room


def new_room(folder: Path) -> Room:
    """With the seeds, an index, and somebody in whose name articles are published."""
    room = unprepared_room(folder)
    for command in ("prepare", "createsuperuser --noinput --username curator --email curator@localhost"):
        code, _, complaint = room.manage(command)
        assert code == 0, complaint
    return room


def _on_the_cluster(statement: str) -> None:
    import psycopg

    with closing(psycopg.connect(dbname="postgres", autocommit=True)) as cluster:
        cluster.execute(statement)  # type: ignore[arg-type]


def put_files_into(folder: Path) -> None:
    """In the order in which they are brought in: a revision, two articles, and a copy of the first of them."""
    folder.mkdir()
    (folder / SEED.name).write_bytes(SEED.read_bytes().replace("突出".encode(), "更加突出".encode(), 1))
    (folder / "a.txt").write_text(PAGE, "utf-8")
    (folder / "b.txt").write_text(about_courtyards(), "utf-8")
    (folder / "c.txt").write_text(PAGE, "utf-8")


def about_courtyards() -> str:
    """An article that resembles none, so nothing keeps a machine from publishing it."""
    return """\
首页 > 党建园地 > 基层动态
党建引领老院落换新颜的做法
来源:社区晚报 2024-06-03 作者:林晓
城南的老院落多建于四十年前,管道老化,院门失修,党支部把修缮院落列为当年头一件大事,请居民代表逐院踏勘。
一、党员先认领
踏勘以后列出五十二个问题,党员按各自的手艺认领,电工出身的管线路,泥瓦匠出身的管墙面,人人有份,件件留名。
认领单贴在院门口,做完一件划去一件,支部书记每周核对一次,拖了两周没有动静的,由支部会议问明原因再定。
二、邻里出主意
修哪里、先修哪里,由院落居民投票,票数相同的听听老人和孩子的意见,定下来的次序写在黑板上,谁也不能插队。
有一户担心扩宽通道占了自家花坛,居民们商量后把花坛移到向阳的一角,还添了两张石凳,那户人家也点了头。
三、干部守到底
街道抽调六名干部包院到底,从开工守到验收,材料进场要清点,隐蔽工程要拍照,验收那天由居民代表签字为准。
免责声明:本文仅代表作者个人观点,与本网无关,请读者仅作参考。
"""


def outcomes(output: str) -> list[str]:
    """The first column of what an import says, without the counts."""
    return [line.split("\t")[0] for line in output.splitlines() if "/" in line]
