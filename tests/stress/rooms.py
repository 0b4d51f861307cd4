"""Rooms to be ill-treated: made once, copied for each treatment, looked through afterwards."""

from __future__ import annotations

import json
import os
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
from tests.running_room import ROOT, finish, free_port, run, start

POSTGRESQL = os.environ.get("READINGROOM_DATABASE_URL", "").startswith("postgresql:")
SEED = next((ROOT / "seeds").glob("001*.txt"))

IMPORT = "import_articles --publish --as curator"
AUDIT = "from tests.stress import audit; audit.print_findings()"


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
            output, _ = process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        return process.returncode, output, log.read_text("utf-8").splitlines()

    def start_again(self) -> str:
        """As `make run` does, until the index is looked after and a page was read; what was said on the way."""
        code, _, said = self.manage("prepare", LOG="INFO")
        assert code == 0, said
        address = f"127.0.0.1:{free_port()}"
        server = start("serve", self.data, ADDRESS=address, LOG="INFO", **self.settings)
        _stop_when_it_answers(server)
        code, _, more = finish(server)
        assert code == 0, more
        return said + more

    def audit(self) -> dict[str, Any]:
        program = ["manage.py", "shell", "--verbosity=0", "--no-imports", "--command", AUDIT]
        code, findings, complaint = finish(run(program, self.data, **self.settings))
        assert code == 0, complaint
        answer: dict[str, Any] = json.loads(findings)
        return answer

    def copy(self, folder: Path) -> Room:
        room = Room(folder / "data", self.database and f"room_{uuid.uuid4().hex}")
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


def new_room(folder: Path) -> Room:
    """With the seeds, an index, and somebody in whose name articles are published."""
    room = Room(folder / "data", f"room_{uuid.uuid4().hex}" if POSTGRESQL else "")
    if room.database:
        _on_the_cluster(f"CREATE DATABASE {room.database}")
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
    """Another article than PAGE, but for its frame."""
    return PAGE.replace("小区", "楼道").replace("网格", "单元").replace("社区", "院落")


def outcomes(output: str) -> list[str]:
    """The first column of what an import says, without the counts."""
    return [line.split("\t")[0] for line in output.splitlines() if "/" in line]
